import Replay

extension ConfidenceRollout {
  func trace(of recording: Recording, beta: Double?) -> [TraceStep] {
    var trace = PooledTrace(recording, beta: beta, knobs: traceKnobs, wanted: knobs.nInit)
    let turns = recording.turns
    var lastConfidence: TraceValue = 0.0
    for turn in turns {
      guard let signals = turn.recorded?.signals else { break }
      add(forward: turn, signals, before: lastConfidence, &trace)
      lastConfidence = signals.roundedConfidence
      if trace.addThreshold(turn, signals, knobs.confThresh, knobs.warmUp, knobs.minComplete) {
        return trace.finishAtThreshold(turn, signals)
      }
      add(update: turn, signals, &trace)
    }
    return trace.finishLoop(turns.last, confidence: "conf")
  }

  private var traceKnobs: TraceValue {
    [
      "warm_up": .integer(knobs.warmUp), "min_complete": .integer(knobs.minComplete),
      "conf_thresh": .rounded(knobs.confThresh), "n_init": .integer(knobs.nInit),
      "max_branch_use": .integer(knobs.maxBranchUse), "abandon_patience": .integer(knobs.abandonPatience),
      "burst_aligned": .integer(knobs.burstAligned), "stall_patience": .integer(knobs.stallPatience),
      "burst_new": .integer(knobs.burstNew),
    ]
  }

  private func add(
    forward turn: RecordedTurn, _ signals: RoundSignals, before: TraceValue, _ trace: inout PooledTrace
  ) {
    let advanced = turn.advanced
    let deviant = advanced.count { $0.reason.rule == .deviant }
    let pruned = turn.pruned
    trace.steps.add(
      .forward,
      [
        "outer_step": .integer(turn.round), "pool_winner_before": trace.steps.text(signals.winner),
        "pool_conf_before": before,
      ],
      [
        "n_aligned_probed": .integer(advanced.count - deviant), "n_deviant_probed": .integer(deviant),
        "total_completed": .integer(signals.poolSize), "abandoned_this": .branches(pruned),
        "pool_conf_after": signals.roundedConfidence,
      ], ["n_active": .integer(signals.active), "total_spawned": .integer(trace.opened)],
      "advanced \(advanced.count) branches, abandoned \(pruned.count)")
  }

  private func add(update turn: RecordedTurn, _ signals: RoundSignals, _ trace: inout PooledTrace) {
    trace.open(turn)
    let flat = Int(signals[.flatRounds] ?? 0)
    let isPlateau = flat >= knobs.stallPatience && turn.round >= knobs.warmUp
    // Branches opened on a plateau begin a new count.
    let hasReset = turn.decisions.contains {
      $0.reason.rule == .widen && $0.passed && $0.reason.conditions.contains { $0.measure == .flatRounds }
    }
    trace.steps.add(
      .updateStates,
      [
        "outer_step": .integer(turn.round), "conf_improved": .bool(flat == 0),
        "flat_rounds": .integer(hasReset ? 0 : flat), "plateau_hit": .bool(isPlateau),
      ],
      [
        "spawned_now": .integer(turn.opened), "total_spawned": .integer(trace.opened),
        "all_resolved": .bool(signals.active == 0), "pool_conf": signals.roundedConfidence,
      ], ["n_active": .integer(signals.active)],
      turn.opened > 0 ? "opened \(turn.opened) more" : "no more branches")
  }
}
