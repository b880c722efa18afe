import Replay

extension ShortM {
  /// Not published; in the style of the others.
  func trace(of recording: Recording, beta: Double?) -> [TraceStep] {
    var steps = TraceSteps(recording)
    steps.addStart([:], knobs: ["chains": .integer(knobs.chains), "finished": .integer(knobs.finished)])
    for turn in recording.turns {
      let round = TraceField("outer_step", .integer(turn.round))
      let opened = turn.moves.count { $0.kind == .branch }
      if opened > 0 {
        steps.add(
          .initBranches, ["n_init": .integer(knobs.chains)], ["n_spawned": .integer(opened)], [:],
          "opened \(opened) of \(knobs.chains)")
      } else {
        steps.add(
          .forward, .object([round]), ["probed_this": .integer(turn.advanced.count)], [:],
          "advanced \(turn.advanced.count) branches")
      }
      guard let signals = turn.recorded?.signals else { continue }
      let fires = turn.decisions.first { $0.kind == .check }?.passed ?? false
      steps.add(
        .terminateCheck, .object([round, TraceField("finished", .integer(knobs.finished))]),
        ["winner": steps.text(signals.winner), "n_complete": .integer(signals.poolSize), "gate_fires": .bool(fires)],
        ["n_active": .integer(signals.active)], fires ? "enough have finished: stop" : "too few have finished: go on")
    }
    steps.addFinish(
      recording.turns.last.map { ["outer_step": .integer($0.round)] } ?? [:], reason: reason(recording),
      state: ["n_complete": .integer(recording.rounds.last?.signals.poolSize ?? 0)])
    return steps.steps
  }

  private func reason(_ recording: Recording) -> String {
    switch recording.endingRule {
    case .enoughFinished: "enough_finished"
    case .resolved: "all_finished"
    default: "budget"
    }
  }
}
