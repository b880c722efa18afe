import Replay

/// SCR, the speculative confidence rollout: branches that agree with the pool run ahead, a flat confidence widens.
///
/// Discovered in round 3 of AutoTTS, arXiv 2605.08083.
struct ConfidenceRollout: Controller {
  struct Knobs {
    var warmUp = 0
    var minComplete = 0
    var confThresh = 0.0
    var nInit = 0
    var maxBranchUse = 0
    var abandonPatience = 0
    var burstAligned = 0
    var stallPatience = 0
    var burstNew = 0
  }

  static let family = ControllerFamily(
    name: "scr", publishedName: "SCR", className: "OptimalController",
    meaning: "speculative confidence rollout: agreeing branches run ahead, a flat confidence opens new ones",
    source: "arXiv 2605.08083, round 3", initial: Knobs(), knobs: schedule,
    make: { ConfidenceRollout(knobs: $0) })

  static let schedule: [Knob<Knobs>] = [
    .integer(
      "warm_up", \.warmUp, "round(2 + 8β)", in: 0...600, .rounds,
      "rounds before it abandons, bursts, stops or sees a plateau; half of them before it widens"
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
      "abandon_patience", \.abandonPatience, "max(4, round(4 + 8β))", in: 1...100_000, .rounds,
      "rounds that a branch may disagree with the pool's winner"
    ) { max(4, Rounding.halfEven(4 + 8 * $0)) },
    .integer(
      "burst_aligned", \.burstAligned, "max(1, round(1 + 3β))", in: 1...100_000, .intervals,
      "advances a round of a branch that agrees with the winner"
    ) { max(1, Rounding.halfEven(1 + 3 * $0)) },
    .integer(
      "stall_patience", \.stallPatience, "max(2, round(2 + 6β))", in: 1...100_000, .rounds,
      "rounds without more confidence that make a plateau"
    ) { max(2, Rounding.halfEven(2 + 6 * $0)) },
    .integer(
      "burst_new", \.burstNew, "max(1, round(1 + 3β))", in: 1...100_000, .branches, "branches opened on a plateau"
    ) { max(1, Rounding.halfEven(1 + 3 * $0)) },
  ]

  static let maxRounds = 600
  /// The rise of the confidence that counts as one.
  static let leastRise = 1e-6

  let knobs: Knobs

  var latency: Latency { .parallel }

  func solve(_ episode: inout Episode) -> Answer? {
    guard episode.openBranches(knobs.nInit, .firstBatch) > 0 else {
      return episode.answer(nil, episode.refusal)
    }
    episode.declare(
      [
        Threshold(.confidence, .atLeast, knobs.confThresh),
        Threshold(.flatRounds, .atLeast, Double(knobs.stallPatience)),
      ], ofBranches: [Threshold(.disagreement, .atLeast, Double(knobs.abandonPatience))])
    var lastConfidence = 0.0
    var flat = 0
    for step in 0..<Self.maxRounds {
      episode.beginRound(step)
      // a. Those that agree with the pool as the round begins advance first and farther, then the others.
      guard advanceAll(step, &episode) else { return episode.answer(episode.poolOrBallotWinner(), .budget) }
      // b. Branches that keep disagreeing with the pool are abandoned.
      if step >= knobs.warmUp, let winner = episode.pool.winner {
        episode.abandon(disagreeingWith: winner, patience: knobs.abandonPatience)
      }
      // e. How long the confidence has been flat: counted here, so that the signals tell it; c and d do not use it.
      let confidence = episode.pool.confidence
      flat = confidence > lastConfidence + Self.leastRise ? 0 : flat + 1
      lastConfidence = confidence
      episode.reportPool(round: step, [.init(.flatRounds, Double(flat))])
      // c. The threshold.
      if episode.reachesConfidence(
        knobs.confThresh, round: step, warmUp: knobs.warmUp, minComplete: knobs.minComplete)
      {
        return episode.answer(episode.pool.winner, .confidence)
      }
      // d, g. Nothing left to advance; f opens nothing then.
      if !episode.hasActiveBranch() { return episode.answer(episode.poolOrBallotWinner(), .resolved) }
      // f. Widening.
      if widensOnPlateau(step, flat, &episode) { flat = 0 } else { widen(step, &episode) }
    }
    return episode.answer(episode.poolOrBallotWinner(), .roundLimit)
  }

  /// Advances the active branches; false when the budget refuses one.
  private func advanceAll(_ step: Int, _ episode: inout Episode) -> Bool {
    guard step >= knobs.warmUp else { return episode.advanceActive(.round) }
    guard let winner = episode.pool.winner else { return episode.advanceActive(times: knobs.burstAligned, .round) }
    return episode.advanceActive(first: .bursting, .deviant, bursting: winner, bursts: knobs.burstAligned)
  }

  /// Opens new branches if the confidence has been flat for long; whether it has, and branches may be opened at all.
  private func widensOnPlateau(_ step: Int, _ flat: Int, _ episode: inout Episode) -> Bool {
    let opened = episode.openedCount
    let widens = opened < knobs.maxBranchUse && flat >= knobs.stallPatience && step >= knobs.warmUp
    let wanted = max(0, min(knobs.burstNew, knobs.maxBranchUse - opened))
    episode.check(
      .widen, passed: widens,
      [
        Condition(.opened, opened, .below, knobs.maxBranchUse), Condition(.round, step, .atLeast, knobs.warmUp),
        Condition(.flatRounds, flat, .atLeast, knobs.stallPatience),
      ], part: widens ? wanted : 0, of: knobs.burstNew)
    if widens { _ = episode.openBranches(wanted, .widen) }
    return widens
  }

  /// Opens one more branch unless the pool is confident.
  private func widen(_ step: Int, _ episode: inout Episode) {
    let opened = episode.openedCount
    let confidence = episode.pool.confidence
    let start = max(1, knobs.warmUp / 2)
    let widens = opened < knobs.maxBranchUse && confidence < knobs.confThresh && step >= start
    episode.check(
      .widen, passed: widens,
      [
        Condition(.opened, opened, .below, knobs.maxBranchUse), Condition(.round, step, .atLeast, start),
        Condition(.confidence, confidence, .below, knobs.confThresh),
      ], part: widens ? 1 : 0, of: 1)
    if widens { _ = episode.openBranches(1, .widen) }
  }
}
