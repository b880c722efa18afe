import Replay

extension DualGate {
  func trace(of recording: Recording, beta: Double?) -> [TraceStep] {
    var trace = PooledTrace(recording, beta: beta, knobs: traceKnobs, wanted: knobs.nInit)
    let turns = recording.turns
    for turn in turns {
      guard let signals = turn.recorded?.signals else { break }
      add(forward: turn, signals, &trace)
      if let reason = add(check: turn, signals, &trace) {
        return trace.finish(
          turn, at: reason,
          [
            TraceField("pool_conf", signals.roundedConfidence),
            TraceField("align_rate", signals.rounded(.alignedShare)),
            TraceField("n_complete", .integer(signals.poolSize)),
          ])
      }
      add(update: turn, signals, &trace)
    }
    return trace.finishLoop(turns.last, confidence: "pool_conf")
  }

  private var traceKnobs: TraceValue {
    [
      "warm_up": .integer(knobs.warmUp), "min_complete": .integer(knobs.minComplete),
      "conf_thresh": .rounded(knobs.confThresh), "conf_thresh_soft": .rounded(knobs.confThreshSoft),
      "act_thresh": .rounded(knobs.actThresh), "n_init": .integer(knobs.nInit),
      "max_branch_use": .integer(knobs.maxBranchUse), "abandon_patience": .integer(knobs.abandonPatience),
      "sleep_period": .integer(knobs.sleepPeriod), "lock_thresh": .integer(knobs.lockThresh),
      "gap_factor": .integer(knobs.gapFactor),
    ]
  }

  private func add(forward turn: RecordedTurn, _ signals: RoundSignals, _ trace: inout PooledTrace) {
    let pruned = turn.pruned
    trace.steps.add(
      .forward,
      [
        "outer_step": .integer(turn.round), "pool_winner": trace.steps.text(signals.winner),
        "pool_conf": signals.roundedConfidence,
      ],
      [
        "n_complete": .integer(signals.poolSize), "n_active": .integer(signals.active),
        "n_sleeping": .integer(Int(signals[.sleeping] ?? 0)), "abandoned_now": .branches(pruned),
      ], trace.total, "advanced \(turn.advanced.count) branches, abandoned \(pruned.count)")
  }

  /// Why the run stops here; nil if it does not.
  private func add(check turn: RecordedTurn, _ signals: RoundSignals, _ trace: inout PooledTrace) -> String? {
    let confidence = signals[.confidence] ?? 0
    let share = signals[.alignedShare] ?? 0
    // The second gate is told of also where the first one has stopped the run.
    let isEligible = turn.round >= knobs.warmUp && signals.poolSize >= knobs.minComplete
    let first = isEligible && confidence >= knobs.confThresh
    let second = isEligible && confidence >= knobs.confThreshSoft && share >= knobs.actThresh
    trace.steps.add(
      .terminateCheck,
      [
        "outer_step": .integer(turn.round), "warm_up": .integer(knobs.warmUp),
        "conf_thresh": .rounded(knobs.confThresh), "conf_thresh_soft": .rounded(knobs.confThreshSoft),
        "act_thresh": .rounded(knobs.actThresh), "min_complete": .integer(knobs.minComplete),
      ],
      [
        "winner": trace.steps.text(signals.winner), "pool_conf": signals.roundedConfidence,
        "align_rate": .rounded(share), "n_complete": .integer(signals.poolSize), "gate1": .bool(first),
        "gate2": .bool(second),
      ], trace.total, first || second ? "a gate is open: stop" : "both gates are shut: go on")
    return first ? "primary_confidence" : second ? "soft_corroboration" : nil
  }

  private func add(update turn: RecordedTurn, _ signals: RoundSignals, _ trace: inout PooledTrace) {
    trace.open(turn)
    let widens = turn.widens == true
    trace.steps.add(
      .updateStates,
      [
        "outer_step": .integer(turn.round), "want_widen": .bool(widens), "pool_conf": signals.roundedConfidence,
      ],
      [
        "spawned_now": .integer(turn.opened), "total_spawned": .integer(trace.opened),
        "all_resolved": .bool(signals.active == 0),
      ], ["n_active": .integer(signals.active)], widens ? "opened \(turn.opened) more" : "no more branches")
  }
}
