import Explorer
import Replay

/// A run as lines for people: where it is from, an action a line with its reason, the outcome.
struct RunText {
  private static let answerWidth = 16

  let recording: Recording
  let store: Store
  let number: Int
  let seed: UInt64
  /// B, the tokens that the run might spend at most; nil for no bound.
  let budget: Int?
  let setting: ControllerSetting
  let rules: AnswerRules
  let wording: Wording

  /// All lines.
  var lines: String {
    var table = TextTable([
      .number("#"), .number("round"), .text("action"), .number("branch"), .text("answer"), .number("cost"),
      .number("tokens"), .text("reason"),
    ])
    for (index, step) in recording.steps.enumerated() { table.add(row(index, step)) }
    return header + "\n" + table.text(wording) + outcome + "\n"
  }

  private var header: String {
    let name = store.name.madeSafe(ascii: !wording.unicode)
    return "\(name)  question \(number) of \(store.questions.count)  seed \(seed)  \(setting)"
      + (budget.map { "  budget \(wording.grouped($0))" } ?? "")
      + (rules == .published ? "" : "  " + rules.words)
  }

  private func row(_ index: Int, _ step: RecordedStep) -> [String] {
    [
      "\(index + 1)", step.round < 0 ? "" : "\(step.round)", wording.action(step),
      step.branch < 0 ? "" : "\(step.branch + 1)", step.answer.map(shown) ?? "",
      step.cost > 0 ? "+\(step.cost)" : "", "\(step.tokens)", wording.reason(step),
    ]
  }

  private func shown(_ answer: Answer) -> String {
    wording.answer(recording.question.text(of: answer), limit: Self.answerWidth)
  }

  private var outcome: String {
    let question = recording.question
    let gold = wording.answer(question.text(of: question.gold), limit: 60)
    let answer = recording.answer.map { wording.answer(question.text(of: $0), limit: 60) }
    let isCorrect = recording.answer == question.gold
    let grade = isCorrect ? "right" : "wrong, the reference answer is \(gold)"
    let costs = recording.costs
    return "\(answer ?? "no answer"): \(grade); \(wording.grouped(costs.tokens)) tokens, "
      + "\(wording.grouped(costs.sequentialTokens)) sequential, \(wording.counted(recording.tracks.count, "branch")), "
      + (recording.steps.count == 1 ? "1 action" : "\(recording.steps.count) actions and checks")
  }
}
