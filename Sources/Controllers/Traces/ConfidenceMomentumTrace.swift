import Replay

extension ConfidenceMomentum {
  func trace(of recording: Recording, beta: Double?) -> [TraceStep] {
    var trace = PooledTrace(recording, beta: beta, knobs: traceKnobs, wanted: knobs.nInit)
    let turns = recording.turns
    for turn in turns {
      guard let signals = turn.recorded?.signals else { break }
      add(forward: turn, signals, &trace)
      let isOpen = add(check: turn, signals, &trace)
      if isOpen {
        return trace.finish(
          turn, at: "ema_momentum_gate",
          [
            TraceField("ema_conf", signals.rounded(.ema)), TraceField("ema_delta", signals.rounded(.delta)),
            TraceField("n_complete", .integer(signals.poolSize)),
          ])
      }
      if let widens = turn.widens { add(update: turn, signals, widens, &trace) }
    }
    let ema = turns.last { $0.recorded != nil }?.recorded?.signals[.ema] ?? 0
    return trace.finishLoop(turns.last, confidence: "pool_conf", [TraceField("ema_conf", .rounded(ema))])
  }

  private var traceKnobs: TraceValue {
    [
      "n_init": .integer(knobs.nInit), "max_branch_use": .integer(knobs.maxBranchUse),
      "warm_up": .integer(knobs.warmUp), "abandon_patience": .integer(knobs.abandonPatience),
      "T_ema": .integer(knobs.window), "ema_alpha": .number(knobs.emaAlpha), "conf_thresh": .number(knobs.confThresh),
      "delta_slack": .number(knobs.deltaSlack), "burst_aligned": .integer(knobs.burstAligned),
      "widen_burst": .integer(knobs.widenBurst), "trend_thresh": .number(knobs.trendThresh),
      "min_complete": .integer(knobs.minComplete),
    ]
  }

  private func add(forward turn: RecordedTurn, _ signals: RoundSignals, _ trace: inout PooledTrace) {
    let planned = turn.advanced.reduce(0) { $0 + max(1, $1.reason.parts) }
    let pruned = turn.pruned
    trace.steps.add(
      .forward,
      [
        "outer_step": .integer(turn.round), "pool_winner": trace.steps.text(signals.winner),
        "pool_conf": signals.roundedConfidence,
      ],
      [
        "n_complete": .integer(signals.poolSize), "n_active": .integer(signals.active),
        "probed_this": .integer(planned), "ema_conf": signals.rounded(.ema), "ema_delta": signals.rounded(.delta),
        "abandoned_now": .branches(pruned),
      ], trace.total, "advanced \(turn.advanced.count) branches, abandoned \(pruned.count)")
  }

  /// Whether the gate is open.
  private func add(check turn: RecordedTurn, _ signals: RoundSignals, _ trace: inout PooledTrace) -> Bool {
    let isEligible = turn.round >= knobs.warmUp && signals.poolSize >= knobs.minComplete
    let isOpen = turn.decisions.first?.passed == true
    trace.steps.add(
      .terminateCheck,
      [
        "outer_step": .integer(turn.round), "conf_thresh": .number(knobs.confThresh),
        "delta_slack": .number(knobs.deltaSlack), "min_complete": .integer(knobs.minComplete),
        "warm_up": .integer(knobs.warmUp),
      ],
      [
        "ema_conf": signals.rounded(.ema), "ema_delta": signals.rounded(.delta),
        "pool_conf": signals.roundedConfidence, "n_complete": .integer(signals.poolSize),
        "gate_eligible": .bool(isEligible), "gate_fires": .bool(isOpen),
      ], trace.total, isOpen ? "the gate is open: stop" : "the gate is shut: go on")
    return isOpen
  }

  private func add(
    update turn: RecordedTurn, _ signals: RoundSignals, _ widens: Bool, _ trace: inout PooledTrace
  ) {
    trace.open(turn)
    trace.steps.add(
      .updateStates,
      [
        "outer_step": .integer(turn.round), "want_widen": .bool(widens), "ema_conf": signals.rounded(.ema),
        "ema_delta": signals.rounded(.delta), "trend_thresh": .number(knobs.trendThresh),
      ],
      [
        "spawned_now": .integer(turn.opened), "total_spawned": .integer(trace.opened), "all_resolved": false,
      ], ["n_active": .integer(signals.active)], widens ? "opened \(turn.opened) more" : "no more branches")
  }
}
