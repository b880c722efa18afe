import Evaluation
import Replay

// The β at which the decisions of this run change.
extension Model {
  /// Goes to the next or the previous tick of a kind and tells what changes there.
  mutating func walkTicks(by change: Int, answersOnly: Bool) {
    guard let beta = state.setting.beta else {
      notice = Notice(text: "\(state.setting.family) has no beta", isError: false)
      return
    }
    guard let found = ticks else {
      notice = Notice(text: wording.inLocale("still looking for the β at which this run changes"), isError: false)
      return
    }
    let ticks = found.ticks
    let places = ticks.indices.filter { !answersOnly || ticks[$0].changesAnswer }
    let target =
      change > 0 ? places.first { ticks[$0].beta > beta } : places.last { ticks[$0].beta < beta }
    guard let target else {
      let side = change > 0 ? "above" : "below"
      let nothing = answersOnly ? "the answer stays the same" : "nothing changes"
      notice = Notice(text: "\(nothing) \(side) \(HeaderBar.betaText(beta))", isError: false)
      return
    }
    setBeta(ticks[target].beta)
    let count = "\(target + 1) of \(ticks.count)"
    notice = Notice(text: "\(count): \(words(of: ticks[target]))\(leftOut(found.undecided))", isError: false)
  }

  /// That ticks are left out, where they are.
  private func leftOut(_ undecided: [ClosedRange<Double>]) -> String {
    guard let first = undecided.first, let last = undecided.last else { return "" }
    let (low, high) = (HeaderBar.betaText(first.lowerBound), HeaderBar.betaText(last.upperBound))
    return wording.inLocale("; not all between \(low) and \(high), where ties hang on rounding")
  }

  /// The tick that β stands on.
  var tickAtBeta: BetaTick? { state.setting.beta.flatMap { beta in ticks?.ticks.first { $0.beta == beta } } }

  /// What changes at a tick: tokens and answer from below to above.
  func words(of tick: BetaTick) -> String {
    let (before, after) = (wording.tokens(tick.before.tokens), wording.tokens(tick.after.tokens))
    let tokens =
      tick.before.tokens == tick.after.tokens ? "same tokens" : "\(before) \(glyphs.arrow) \(after) tokens"
    guard tick.changesAnswer else { return tokens + ", same answer" }
    return tokens + ", \(name(of: tick.before.answer)) \(glyphs.arrow) \(name(of: tick.after.answer))"
  }

  private func name(of answer: Answer?) -> String {
    guard let answer else { return "none" }
    let text = question.text(of: answer)
    return text.isEmpty ? "(empty)" : wording.answer(text, limit: 12)
  }
}
