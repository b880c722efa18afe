import Replay

extension BranchComplete {
  func trace(of recording: Recording, beta: Double?) -> [TraceStep] {
    var trace = PooledTrace(recording, beta: beta, knobs: traceKnobs, wanted: knobs.nInit)
    let turns = recording.turns
    for turn in turns {
      guard let recorded = turn.recorded else { break }
      trace.abandon(turn)
      let state = TraceField("n_active_total", .integer(trace.opened - trace.abandoned))
      add(forward: turn, recorded, state, &trace)
      if trace.addThreshold(turn, recorded.signals, knobs.confThresh, knobs.warmUp, knobs.minComplete) {
        return trace.finishAtThreshold(turn, recorded.signals)
      }
      add(update: turn, recorded.signals, state, &trace)
    }
    return trace.finishLoop(turns.last, confidence: "conf")
  }

  private var traceKnobs: TraceValue {
    [
      "warm_up": .integer(knobs.warmUp), "min_complete": .integer(knobs.minComplete),
      "conf_thresh": .rounded(knobs.confThresh), "n_init": .integer(knobs.nInit),
      "max_branch_use": .integer(knobs.maxBranchUse), "abandon_patience": .integer(knobs.abandonPatience),
    ]
  }

  private func add(
    forward turn: RecordedTurn, _ recorded: RecordedRound, _ active: TraceField, _ trace: inout PooledTrace
  ) {
    let signals = recorded.signals
    let recording = trace.steps.recording
    let completed = turn.moves.count { recording.isFinal($0) }
    let abandoned = abandoned(turn, recorded, recording)
    trace.steps.add(
      .forward,
      [
        "outer_step": .integer(turn.round), "pool_winner": trace.steps.text(signals.winner),
        "pool_conf": signals.roundedConfidence,
      ],
      [
        "newly_completed": .integer(completed), "total_completed": .integer(signals.poolSize),
        "abandoned_this_round": .branches(abandoned),
      ], .object([active, TraceField("total_spawned", .integer(trace.opened))]),
      "\(completed) finished, \(abandoned.count) abandoned")
  }

  /// The branches abandoned in a round: in order where all candidates are, else as abandoned, by disagreement.
  private func abandoned(_ turn: RecordedTurn, _ recorded: RecordedRound, _ recording: Recording) -> [Int] {
    let pruned = turn.pruned
    guard pruned.count > 1 else { return pruned }
    let state = recording.state(after: recorded.stepCount)
    let isOneLeft = state.branches.contains {
      $0.status == .active && $0.disagreement >= knobs.abandonPatience
    }
    return isOneLeft ? pruned : pruned.sorted()
  }

  private func add(
    update turn: RecordedTurn, _ signals: RoundSignals, _ active: TraceField, _ trace: inout PooledTrace
  ) {
    trace.open(turn)
    let widens = turn.widens == true
    trace.steps.add(
      .updateStates, ["outer_step": .integer(turn.round), "want_widen": .bool(widens)],
      [
        "total_spawned": .integer(trace.opened), "max_branch_use": .integer(knobs.maxBranchUse),
        "pool_conf": signals.roundedConfidence,
        "all_resolved": .bool(signals.active == 0 && turn.opened == 0),
      ], .object([active]), widens ? "opened \(turn.opened) more" : "no more branches")
  }
}

/// The threshold on the pool's confidence as IBC and SCR tell it.
extension PooledTrace {
  /// Whether it is reached.
  mutating func addThreshold(
    _ turn: RecordedTurn, _ signals: RoundSignals, _ threshold: Double, _ warmUp: Int, _ minComplete: Int
  ) -> Bool {
    let isReached = turn.decisions.first?.passed == true
    steps.add(
      .terminateCheck,
      [
        "outer_step": .integer(turn.round), "warm_up": .integer(warmUp), "conf_thresh": .rounded(threshold),
        "min_complete": .integer(minComplete),
      ],
      [
        "winner": steps.text(signals.winner), "conf": signals.roundedConfidence,
        "n_complete": .integer(signals.poolSize),
      ], total, isReached ? "sure enough: stop" : "not sure enough: go on")
    return isReached
  }

  /// Ends there.
  mutating func finishAtThreshold(_ turn: RecordedTurn, _ signals: RoundSignals) -> [TraceStep] {
    finish(
      turn, at: "confidence_threshold",
      [TraceField("conf", signals.roundedConfidence), TraceField("n_complete", .integer(signals.poolSize))])
  }
}
