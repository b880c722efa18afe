import Replay

/// short-m(k, m): k branches advance together; once m of them have finished, the finished ones vote.
///
/// Hassid et al. 2025, arXiv 2505.17813; published with m = 1 and m = 3. A round advances every unfinished branch once, in
/// order, and round 0 opens them. Branches finish in the order of rounds, within a round as opened.
struct ShortM: Controller {
  struct Knobs {
    var chains = 64
    var finished = 16
  }

  static let family = ControllerFamily(
    name: "short-m", publishedName: "ShortM",
    meaning: "advances all branches until m have finished, votes with those",
    source: "arXiv 2505.17813", initial: Knobs(),
    knobs: [
      .integer("chains", \.chains, 64, in: 1...1_000_000, .branches, "branches opened at the start"),
      .integer("finished", \.finished, 16, in: 1...1_000_000, .branches, "finished branches at which it stops"),
    ],
    sweep: SweepAxis("finished", [1, 3, 8, 16, 32, 64]),
    make: { ShortM(knobs: $0) })

  let knobs: Knobs

  var latency: Latency { .parallel }

  func solve(_ episode: inout Episode) -> Answer? {
    episode.declare([Threshold(.finished, .atLeast, Double(knobs.finished))])
    var round = 0
    episode.beginRound(round)
    guard episode.openBranches(knobs.chains, .firstBatch) > 0 else { return episode.answer(nil, episode.refusal) }
    while !haveEnoughFinished(round, &episode) {
      guard episode.hasActiveBranch() else { return vote(.resolved, &episode) }
      round += 1
      episode.beginRound(round)
      guard episode.advanceActive(.round) else { return vote(.budget, &episode) }
    }
    return vote(.enoughFinished, &episode)
  }

  private func haveEnoughFinished(_ round: Int, _ episode: inout Episode) -> Bool {
    let finished = episode.pool.count
    episode.reportPool(round: round, [.init(.finished, Double(finished))])
    let isEnough = finished >= knobs.finished
    episode.check(.enoughFinished, passed: isEnough, [Condition(.finished, finished, .atLeast, knobs.finished)])
    return isEnough
  }

  /// Answers with the majority of the finished branches' final answers, none of none; of equals, with the one whose branch
  /// that finished first has the fewest tokens, and of those still equal with the one that finished first.
  private func vote(_ rule: Rule, _ episode: inout Episode) -> Answer? {
    let (finished, votes) = (episode.pool.count, episode.pool.top1)
    var winner = episode.pool.winner
    var (fewest, second) = (Int.max, Int.max)
    if votes == episode.pool.top2 {
      var equals: [Answer] = []
      episode.pool.forEachAnswer { answer, count in if count == votes { equals.append(answer) } }
      for answer in equals {
        let tokens = tokensOfFirst(answer, &episode)
        second = min(second, max(fewest, tokens))
        if tokens < fewest { (winner, fewest) = (answer, tokens) }
      }
    }
    return episode.answer(
      winner, rule,
      (rule == .enoughFinished ? [Condition(.finished, finished, .atLeast, knobs.finished)] : [])
        + (second < .max ? [Condition(.chainTokens, fewest, .atMost, second)] : []))
  }

  /// The tokens of the branch that finished with an answer before all others of it. As all advance together, that is the
  /// one of the fewest advances, of equals the one opened first.
  private func tokensOfFirst(_ answer: Answer, _ episode: inout Episode) -> Int {
    var first: Int?
    for index in 0..<episode.openedCount where episode[index].isFinished && episode[index].answer == answer {
      if first.map({ episode.depth(of: index) < episode.depth(of: $0) }) ?? true { first = index }
    }
    return first.map { episode.tokens(of: $0) } ?? .max
  }
}
