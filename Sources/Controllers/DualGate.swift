import Replay

/// DGCC, dual-gate confidence control: stops on confidence alone, or on less of it that the active branches corroborate.
///
/// Discovered in round 4 of AutoTTS, arXiv 2605.08083.
struct DualGate: Controller {
  struct Knobs {
    var warmUp = 0
    var minComplete = 0
    var confThresh = 0.0
    var confThreshSoft = 0.0
    var actThresh = 0.0
    var nInit = 0
    var maxBranchUse = 0
    var abandonPatience = 0
    var sleepPeriod = 0
    var lockThresh = 0
    var gapFactor = 0
  }

  static let family = ControllerFamily(
    name: "dgcc", publishedName: "DGCC", className: "OptimalController",
    meaning: "dual gate: stops on high confidence, or on less when the active branches agree; steady branches sleep",
    source: "arXiv 2605.08083, round 4", initial: Knobs(), knobs: schedule,
    make: { DualGate(knobs: $0) })

  static let schedule: [Knob<Knobs>] = [
    .integer(
      "warm_up", \.warmUp, "round(3 + 7β)", in: 0...600, .rounds,
      "rounds before it abandons, lets sleep or stops; half of them before it widens"
    ) { Rounding.halfEven(3 + 7 * $0) },
    .integer(
      "min_complete", \.minComplete, "max(2, round(2 + 4β))", in: 1...100_000, .answers, "answers in the pool to stop"
    ) { max(2, Rounding.halfEven(2 + 4 * $0)) },
    .real("conf_thresh", \.confThresh, "0.85 + 0.10β", in: 0...2, "confidence of the pool at which it stops") {
      0.85 + 0.10 * $0
    },
    .real(
      "conf_thresh_soft", \.confThreshSoft, "0.60 + 0.15β", in: 0...2,
      "confidence of the pool at which it stops if the active branches agree"
    ) { 0.60 + 0.15 * $0 },
    .real(
      "act_thresh", \.actThresh, "0.70 + 0.10β", in: 0...2, "share of the active branches that counts as agreement"
    ) { 0.70 + 0.10 * $0 },
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
      "sleep_period", \.sleepPeriod, "max(2, round(3 + 3β))", in: 1...100_000, .rounds,
      "rounds after which a sleeping branch advances once"
    ) { max(2, Rounding.halfEven(3 + 3 * $0)) },
    .integer(
      "lock_thresh", \.lockThresh, "max(3, round(4 + 2β))", in: 1...100_000, .answers,
      "repeated answers in a row that let a branch sleep"
    ) { max(3, Rounding.halfEven(4 + 2 * $0)) },
    .integer(
      "gap_factor", \.gapFactor, "round(1 + 2β)", in: 0...100_000, .branches,
      "branches opened for a pool without any agreement"
    ) { Rounding.halfEven(1 + 2 * $0) },
  ]

  static let maxRounds = 600

  let knobs: Knobs

  var latency: Latency { .parallel }

  func solve(_ episode: inout Episode) -> Answer? {
    guard episode.openBranches(knobs.nInit, .firstBatch) > 0 else {
      return episode.answer(nil, episode.refusal)
    }
    episode.declare(
      [
        Threshold(.confidence, .atLeast, knobs.confThresh), Threshold(.confidence, .atLeast, knobs.confThreshSoft),
        Threshold(.alignedShare, .atLeast, knobs.actThresh),
      ],
      ofBranches: [
        Threshold(.disagreement, .atLeast, Double(knobs.abandonPatience)),
        // Its own streak counts repetitions, one less than equal answers.
        Threshold(.streak, .above, Double(knobs.lockThresh)),
      ])
    for step in 0..<Self.maxRounds {
      episode.beginRound(step)
      // a. Every active branch advances, unless it sleeps.
      guard advanceAll(step, &episode) else { return episode.answer(episode.poolOrBallotWinner(), .budget) }
      // b. Branches that keep disagreeing with the pool are abandoned, sleeping ones too.
      if step >= knobs.warmUp, let winner = episode.pool.winner {
        episode.abandon(disagreeingWith: winner, patience: knobs.abandonPatience)
      }
      let alignedShare = alignedShare(&episode)
      report(step, alignedShare, &episode)
      // c. Both gates.
      if episode.reachesConfidence(
        knobs.confThresh, round: step, warmUp: knobs.warmUp, minComplete: knobs.minComplete)
      {
        return episode.answer(episode.pool.winner, .confidence)
      }
      if isCorroborated(step, alignedShare, &episode) {
        return episode.answer(episode.pool.winner, .corroboration)
      }
      // d, f. Nothing left to advance; e opens nothing then.
      if !episode.hasActiveBranch() { return episode.answer(episode.poolOrBallotWinner(), .resolved) }
      // e. Widening.
      widen(step, &episode)
    }
    return episode.answer(episode.poolOrBallotWinner(), .roundLimit)
  }

  /// Advances the active branches that do not sleep; false when the budget refuses one.
  private func advanceAll(_ step: Int, _ episode: inout Episode) -> Bool {
    episode.forEachActive { episode, index in
      let branch = episode[index]
      if isSleeping(branch, step), episode.noteSleep(index) % knobs.sleepPeriod != 0 { return true }
      guard let reading = episode.advance(index, .round) else { return false }
      episode.noteStreak(index, reading.answer == branch.answer ? branch.streak + 1 : 0)
      if reading.isFinished { episode.pool.add(reading.answer) }
      return true
    }
  }

  private func isSleeping(_ branch: OpenedBranch, _ step: Int) -> Bool {
    step >= knobs.warmUp && branch.streak >= knobs.lockThresh
  }

  /// The share of the active branches whose last answer is the winner; 0 of none.
  private func alignedShare(_ episode: inout Episode) -> Double {
    let active = episode.activeCount()
    return active == 0 ? 0 : Double(episode.alignedCount(with: episode.pool.winner)) / Double(active)
  }

  private func isCorroborated(_ step: Int, _ alignedShare: Double, _ episode: inout Episode) -> Bool {
    let pool = episode.pool.count
    let confidence = episode.pool.confidence
    let isOpen =
      step >= knobs.warmUp && pool >= knobs.minComplete && confidence >= knobs.confThreshSoft
      && alignedShare >= knobs.actThresh
    episode.check(
      .corroboration, passed: isOpen,
      [
        Condition(.round, step, .atLeast, knobs.warmUp), Condition(.poolSize, pool, .atLeast, knobs.minComplete),
        Condition(.confidence, confidence, .atLeast, knobs.confThreshSoft),
        Condition(.alignedShare, alignedShare, .atLeast, knobs.actThresh),
      ])
    return isOpen
  }

  /// Opens new branches unless the pool is confident, the more the smaller the winner's share of the pool.
  private func widen(_ step: Int, _ episode: inout Episode) {
    let opened = episode.openedCount
    let confidence = episode.pool.confidence
    let start = max(1, knobs.warmUp / 2)
    let widens = opened < knobs.maxBranchUse && step >= start && confidence < knobs.confThresh
    let gap = Double(knobs.gapFactor) * max(0, 1 - winnerShare(episode))
    let wanted = min(max(1, Int(gap.rounded(.up))), max(0, knobs.maxBranchUse - opened))
    episode.check(
      .widen, passed: widens,
      [
        Condition(.opened, opened, .below, knobs.maxBranchUse), Condition(.round, step, .atLeast, start),
        Condition(.confidence, confidence, .below, knobs.confThresh),
      ], part: widens ? wanted : 0, of: knobs.gapFactor)
    if widens { _ = episode.openBranches(wanted, .widen) }
  }

  /// The winner's share of the pool; 0 of an empty one.
  private func winnerShare(_ episode: borrowing Episode) -> Double {
    episode.pool.count == 0 ? 0 : Double(episode.pool.top1) / Double(episode.pool.count)
  }

  private func report(_ step: Int, _ alignedShare: Double, _ episode: inout Episode) {
    guard episode.isRecording else { return }
    var sleeping = 0
    episode.forEachActive { episode, index in
      if isSleeping(episode[index], step) { sleeping += 1 }
      return true
    }
    let share = winnerShare(episode)
    episode.reportPool(
      round: step,
      [.init(.alignedShare, alignedShare), .init(.winnerShare, share), .init(.sleeping, Double(sleeping))])
  }
}
