import Replay

extension DepthGatedVoting {
  func trace(of recording: Recording, beta: Double?) -> [TraceStep] {
    var steps = TraceSteps(recording)
    steps.addStart(["beta": beta.map { .number($0) } ?? .null], knobs: traceKnobs)
    var opened = recording.firstBatch.count { $0.kind == .branch }
    steps.add(
      .initBranches, ["init_size": .integer(firstBatchSize)], ["n_spawned": .integer(opened)], Self.total(opened),
      "opened \(opened) of \(firstBatchSize)")
    let turns = recording.turns
    for turn in turns {
      guard let signals = turn.recorded?.signals else { break }
      if let vote = signals.earlierVote { add(update: turn, vote, opened, &steps) }
      add(prune: turn, signals, opened, &steps)
      if turn.decisions.first?.passed == true { break }
      opened += turn.opened
      add(forward: turn, signals, opened, &steps)
      guard turn.widens == nil else { continue }
      steps.add(
        .terminateCheck, ["outer_step": .integer(turn.round)], ["all_done": true], Self.total(opened),
        "every branch is locked: stop")
    }
    finish(turns, opened, &steps)
    return steps.steps
  }

  private static func total(_ opened: Int) -> TraceValue { ["total_spawned": .integer(opened)] }

  private var traceKnobs: TraceValue {
    [
      "warm_up": .integer(knobs.warmUp), "lock_streak": .integer(knobs.lockStreak),
      "prune_patience": .integer(knobs.prunePatience), "conf_thresh": .number(knobs.confThresh),
      "max_cohort": .integer(knobs.maxCohort), "maturity_boost": .number(knobs.maturityBoost),
      "min_locked_frac": .number(knobs.minLockedShare),
    ]
  }

  private func add(update turn: RecordedTurn, _ vote: EarlierVote, _ opened: Int, _ steps: inout TraceSteps) {
    let advanced = turn.advanced.count
    steps.add(
      .updateStates, ["outer_step": .integer(turn.round)],
      [
        "winner": steps.text(vote.winner), "conf": .rounded(vote.confidence), "n_active": .integer(vote.size),
        "n_locked": .integer(vote.locked), "locked_frac": .rounded(vote.lockedShare, places: 3),
        "probed_this_round": .integer(advanced),
      ], Self.total(opened), "advanced \(advanced) branches, \(vote.locked) of \(vote.size) locked")
  }

  private func add(prune turn: RecordedTurn, _ signals: RoundSignals, _ opened: Int, _ steps: inout TraceSteps) {
    let pruned = turn.pruned.count
    steps.add(
      .prune, ["outer_step": .integer(turn.round), "prune_patience": .integer(knobs.prunePatience)],
      [
        "n_active_after": .integer((signals.earlierVote?.size ?? 0) - pruned), "winner": steps.text(signals.winner),
        "conf": signals.roundedConfidence,
      ], Self.total(opened), "pruned \(pruned) branches")
  }

  private func add(forward turn: RecordedTurn, _ signals: RoundSignals, _ opened: Int, _ steps: inout TraceSteps) {
    let widens = turn.widens == true
    steps.add(
      .forward, ["outer_step": .integer(turn.round), "want_widen": .bool(widens)],
      widens
        ? ["total_spawned": .integer(opened), "max_cohort": .integer(knobs.maxCohort)]
        : ["total_spawned": .integer(opened)], ["conf": signals.roundedConfidence],
      widens ? "opened \(turn.opened) more" : "no more branches")
  }

  private func finish(_ turns: [RecordedTurn], _ opened: Int, _ steps: inout TraceSteps) {
    guard let last = turns.last else {
      return steps.addFinish([:], reason: "no_branches", state: Self.total(opened))
    }
    let rule = steps.recording.endingRule
    // Of a round cut short by a budget there is no vote but the one before.
    let signals = turns.last { $0.recorded != nil }?.recorded?.signals
    let confidence = TraceField("conf", signals?.roundedConfidence ?? 0.0)
    let step: TraceValue = ["outer_step": .integer(last.round)]
    guard rule == .confidence, let locked = signals?[.locked] else {
      return steps.addFinish(
        step, reason: rule == .budget ? "budget" : "loop_end",
        [confidence, TraceField("total_spawned", .integer(opened))], state: Self.total(opened))
    }
    steps.addFinish(
      step, reason: "confidence_threshold", [confidence, TraceField("n_locked", .integer(Int(locked)))],
      state: Self.total(opened))
  }
}
