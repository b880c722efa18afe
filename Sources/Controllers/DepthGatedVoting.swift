import Replay

/// SDGV, speculative depth-gated voting: branches lock once their answers repeat, and locked ones weigh more in the vote.
///
/// Discovered in round 1 of AutoTTS, arXiv 2605.08083.
struct DepthGatedVoting: Controller {
  struct Knobs {
    var warmUp = 0
    var lockStreak = 0
    var prunePatience = 0
    var confThresh = 0.0
    var maxCohort = 0
    var maturityBoost = 0.0
    var minLockedShare = 0.0
  }

  static let family = ControllerFamily(
    name: "sdgv", publishedName: "SDGV", className: "OptimalController",
    meaning: "speculative depth-gated voting: branches lock once their answers repeat and then weigh more",
    source: "arXiv 2605.08083, round 1", initial: Knobs(), knobs: schedule,
    make: { DepthGatedVoting(knobs: $0) })

  static let schedule: [Knob<Knobs>] = [
    .integer(
      "warm_up", \.warmUp, "round(2 + 6β)", in: 0...200, .rounds,
      "rounds before it prunes or stops; half of them before it widens"
    ) { Rounding.halfEven(2 + 6 * $0) },
    .integer(
      "lock_streak", \.lockStreak, "max(1, round(2 + 2β))", in: 1...100_000, .answers,
      "equal answers in a row that lock a branch"
    ) { max(1, Rounding.halfEven(2 + 2 * $0)) },
    .integer(
      "prune_patience", \.prunePatience, "max(2, round(3 + 5β))", in: 1...100_000, .rounds,
      "rounds that a locked branch may disagree with the winner"
    ) { max(2, Rounding.halfEven(3 + 5 * $0)) },
    .real("conf_thresh", \.confThresh, "0.85 + 0.13β", in: 0...2, "confidence of the vote at which it stops") {
      0.85 + 0.13 * $0
    },
    .integer(
      "max_cohort", \.maxCohort, "min(64, round(4 + 28β))", in: 1...100_000, .branches,
      "branches opened at most; a quarter of them at the start"
    ) { min(64, Rounding.halfEven(4 + 28 * $0)) },
    .real("maturity_boost", \.maturityBoost, "1 + 3β", in: 0.001...1_000, "weight of a locked branch's vote") {
      1 + 3 * $0
    },
    .real(
      "min_locked_frac", \.minLockedShare, "0.4 + 0.3β", in: 0...2, "share of locked branches at which it stops"
    ) { 0.4 + 0.3 * $0 },
  ]

  static let maxRounds = 200
  static let leastLocked = 2

  /// The weighted vote of the branches not pruned.
  struct Ballot {
    var winner: Answer?
    var confidence: Double
    var kept: Int
    /// How many of the branches voted.
    var voters: Int
    var locked: Int
    var lockedShare: Double { Double(locked) / Double(kept) }
  }

  let knobs: Knobs

  var latency: Latency { .parallel }

  /// How many branches are opened at the start.
  var firstBatchSize: Int { max(2, knobs.maxCohort / 4) }

  func solve(_ episode: inout Episode) -> Answer? {
    // The list holds the branches not pruned, in order; a winner's own branches stay, so it is never empty again.
    guard open(firstBatchSize, .firstBatch, &episode) > 0 else {
      return episode.answer(nil, episode.refusal)
    }
    episode.declare(
      [
        Threshold(.confidence, .atLeast, knobs.confThresh), Threshold(.lockedShare, .atLeast, knobs.minLockedShare),
      ],
      ofBranches: [
        Threshold(.disagreement, .atLeast, Double(knobs.prunePatience)),
        Threshold(.streak, .atLeast, Double(knobs.lockStreak)),
      ])
    for step in 0..<Self.maxRounds {
      episode.beginRound(step)
      // a. Every branch that is not locked advances once.
      guard advanceAll(&episode) else { return episode.answer(vote(&episode).winner, .budget) }
      // b. The vote.
      var ballot = vote(&episode)
      let earlier = ballot
      // c. Locked branches that keep disagreeing with it are pruned; then it is taken anew.
      if step >= knobs.warmUp, ballot.kept > 1, let winner = ballot.winner {
        prune(disagreeingWith: winner, &episode)
        ballot = vote(&episode)
      }
      report(step, ballot, after: earlier, &episode)
      // d. The gate.
      let isDone = ballot.locked == ballot.kept
      if checkGate(step, ballot, &episode) { return episode.answer(ballot.winner, .confidence) }
      // f. Nothing left to advance; e opens nothing then.
      if isDone { return episode.answer(ballot.winner, .resolved) }
      // e. Widening.
      widen(step, ballot, &episode)
    }
    return episode.answer(vote(&episode).winner, .roundLimit)
  }

  private func open(_ wanted: Int, _ rule: Rule, _ episode: inout Episode) -> Int {
    for number in 0..<wanted {
      guard episode.open(rule, part: number + 1, of: wanted) != nil else { return number }
      let index = episode.openedCount - 1
      episode.noteStreak(index, 1)
      episode.list.append(UInt64(index))
    }
    return wanted
  }

  private func isLocked(_ branch: OpenedBranch) -> Bool { branch.streak >= knobs.lockStreak || branch.isFinished }

  /// Advances the branches that are not locked; false when the budget refuses one.
  private func advanceAll(_ episode: inout Episode) -> Bool {
    for place in 0..<episode.list.count {
      let index = Int(episode.list[place])
      let branch = episode[index]
      guard !isLocked(branch) else { continue }
      guard let reading = episode.advance(index, .round) else { return false }
      episode.noteStreak(index, reading.answer == branch.answer ? branch.streak + 1 : 1)
    }
    return true
  }

  private func vote(_ episode: inout Episode) -> Ballot {
    episode.weighted.removeAll()
    let (kept, abstention) = (episode.list.count, episode.abstention)
    var (locked, voters) = (0, 0)
    for place in 0..<kept {
      let branch = episode[Int(episode.list[place])]
      let isLocked = isLocked(branch)
      if isLocked { locked += 1 }
      if branch.answer != abstention { voters += 1 }
      episode.weighted.add(branch.answer, weight: isLocked ? knobs.maturityBoost : 1)
    }
    let outcome = episode.weighted.outcome
    guard voters > 0 else { return Ballot(winner: nil, confidence: 0, kept: kept, voters: 0, locked: locked) }
    // The weights, scaled to as many votes as there are branches that vote.
    let scale = Double(voters) / outcome.total
    let confidence = Confidence.value(
      top1: max(1, Rounding.halfEven(outcome.top1 * scale)), top2: max(0, Rounding.halfEven(outcome.top2 * scale)))
    return Ballot(winner: outcome.winner, confidence: confidence, kept: kept, voters: voters, locked: locked)
  }

  /// Counts the rounds in which locked branches disagreed and prunes those that have for too long.
  private func prune(disagreeingWith winner: Answer, _ episode: inout Episode) {
    var kept = 0
    for place in 0..<episode.list.count {
      let index = Int(episode.list[place])
      if isLocked(episode[index]) {
        let count = episode.noteDisagreement(index, winner: winner)
        if count >= knobs.prunePatience {
          episode.prune(index, .disagreed, [Condition(.disagreement, count, .atLeast, knobs.prunePatience)])
          continue
        }
      }
      episode.list[kept] = episode.list[place]
      kept += 1
    }
    episode.list.keepFirst(kept)
  }

  private func checkGate(_ step: Int, _ ballot: Ballot, _ episode: inout Episode) -> Bool {
    let isOpen =
      step >= knobs.warmUp && ballot.lockedShare >= knobs.minLockedShare && ballot.locked >= Self.leastLocked
      && ballot.confidence >= knobs.confThresh
    episode.check(
      .confidence, passed: isOpen,
      [
        Condition(.round, step, .atLeast, knobs.warmUp),
        Condition(.lockedShare, ballot.lockedShare, .atLeast, knobs.minLockedShare),
        Condition(.locked, ballot.locked, .atLeast, Self.leastLocked),
        Condition(.confidence, ballot.confidence, .atLeast, knobs.confThresh),
      ])
    return isOpen
  }

  /// Opens one more branch unless the vote is confident.
  private func widen(_ step: Int, _ ballot: Ballot, _ episode: inout Episode) {
    let opened = episode.openedCount
    let start = max(1, knobs.warmUp / 2)
    let widens = opened < knobs.maxCohort && step >= start && ballot.confidence < knobs.confThresh
    episode.check(
      .widen, passed: widens,
      [
        Condition(.opened, opened, .below, knobs.maxCohort), Condition(.round, step, .atLeast, start),
        Condition(.confidence, ballot.confidence, .below, knobs.confThresh),
      ], part: widens ? 1 : 0, of: 1)
    if widens { _ = open(1, .widen, &episode) }
  }

  private func report(_ step: Int, _ ballot: Ballot, after earlier: Ballot, _ episode: inout Episode) {
    guard episode.isRecording else { return }
    let active = episode.activeCount()
    let aligned = episode.alignedCount(with: ballot.winner)
    episode.report(
      RoundSignals(
        round: step, winner: ballot.winner, poolSize: ballot.voters, active: active, opened: episode.openedCount,
        aligned: aligned, deviant: active - aligned,
        values: [
          .init(.confidence, ballot.confidence), .init(.lockedShare, ballot.lockedShare),
          .init(.locked, Double(ballot.locked)),
        ],
        earlierVote: EarlierVote(
          winner: earlier.winner, confidence: earlier.confidence, size: earlier.kept, locked: earlier.locked)))
  }
}
