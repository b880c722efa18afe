import Replay

/// IBC, the interleaved branch-complete controller: stops when the finished branches are confident enough.
///
/// Discovered in round 2 of AutoTTS, arXiv 2605.08083.
struct BranchComplete: Controller {
  struct Knobs {
    var warmUp = 0
    var minComplete = 0
    var confThresh = 0.0
    var nInit = 0
    var maxBranchUse = 0
    var abandonPatience = 0
  }

  static let family = ControllerFamily(
    name: "ibc", publishedName: "IBC", className: "OptimalController",
    meaning: "interleaved branch-complete: advances all branches in turn, votes with the finished ones",
    source: "arXiv 2605.08083, round 2", initial: Knobs(), knobs: schedule,
    make: { BranchComplete(knobs: $0) })

  static let schedule: [Knob<Knobs>] = [
    .integer(
      "warm_up", \.warmUp, "round(2 + 8β)", in: 0...500, .rounds,
      "rounds before it abandons or stops; half of them before it widens"
    ) { Rounding.halfEven(2 + 8 * $0) },
    .integer(
      "min_complete", \.minComplete, "max(2, round(2 + 4β))", in: 1...100_000, .answers, "answers in the pool to stop"
    ) { max(2, Rounding.halfEven(2 + 4 * $0)) },
    .real("conf_thresh", \.confThresh, "0.85 + 0.12β", in: 0...2, "confidence of the pool at which it stops") {
      0.85 + 0.12 * $0
    },
    .integer("n_init", \.nInit, "max(2, round(2 + 6β))", in: 1...100_000, .branches, "branches opened at the start") {
      max(2, Rounding.halfEven(2 + 6 * $0))
    },
    .integer(
      "max_branch_use", \.maxBranchUse, "min(64, round(4 + 60β))", in: 1...100_000, .branches,
      "branches opened at most"
    ) { min(64, Rounding.halfEven(4 + 60 * $0)) },
    .integer(
      "abandon_patience", \.abandonPatience, "max(4, round(5 + 7β))", in: 1...100_000, .rounds,
      "rounds that a branch may disagree with the pool's winner"
    ) { max(4, Rounding.halfEven(5 + 7 * $0)) },
  ]

  static let maxRounds = 500

  let knobs: Knobs

  var latency: Latency { .parallel }

  func solve(_ episode: inout Episode) -> Answer? {
    guard episode.openBranches(knobs.nInit, .firstBatch) > 0 else {
      return episode.answer(nil, episode.refusal)
    }
    episode.declare(
      [Threshold(.confidence, .atLeast, knobs.confThresh)],
      ofBranches: [Threshold(.disagreement, .atLeast, Double(knobs.abandonPatience))])
    for step in 0..<Self.maxRounds {
      episode.beginRound(step)
      // a. Every active branch advances once.
      guard episode.advanceActive(.round) else { return episode.answer(episode.poolOrBallotWinner(), .budget) }
      // b. Branches that keep disagreeing with the pool are abandoned.
      if step >= knobs.warmUp, let winner = episode.pool.winner {
        episode.abandon(disagreeingWith: winner, patience: knobs.abandonPatience)
      }
      episode.reportPool(round: step)
      // c. The threshold.
      if episode.reachesConfidence(
        knobs.confThresh, round: step, warmUp: knobs.warmUp, minComplete: knobs.minComplete)
      {
        return episode.answer(episode.pool.winner, .confidence)
      }
      // d, e. Widening, also when nothing is left to advance.
      let isResolved = !episode.hasActiveBranch()
      let hasOpened = widen(step, &episode)
      // f. Nothing left to advance, and nothing new.
      if isResolved, !hasOpened { return episode.answer(episode.poolOrBallotWinner(), .resolved) }
    }
    return episode.answer(episode.poolOrBallotWinner(), .roundLimit)
  }

  /// Opens one more branch unless the pool is confident; whether it did.
  private func widen(_ step: Int, _ episode: inout Episode) -> Bool {
    let opened = episode.openedCount
    let confidence = episode.pool.confidence
    let start = max(1, knobs.warmUp / 2)
    let widens = opened < knobs.maxBranchUse && step >= start && confidence < knobs.confThresh
    episode.check(
      .widen, passed: widens,
      [
        Condition(.opened, opened, .below, knobs.maxBranchUse), Condition(.round, step, .atLeast, start),
        Condition(.confidence, confidence, .below, knobs.confThresh),
      ], part: widens ? 1 : 0, of: 1)
    return widens && episode.openBranches(1, .widen) > 0
  }
}
