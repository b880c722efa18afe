extension Controller {
  /// The trace of a controller of which none was published, in their style: `start`, a `forward` for every round with its
  /// signals, `finish`.
  ///
  /// - Complexity: O(rounds · signals).
  public func trace(of recording: Recording, beta: Double?) -> [TraceStep] {
    func text(_ answer: Answer?) -> TraceValue {
      answer.map { .string(recording.question.text(of: $0)) } ?? .null
    }
    let start = TraceStep(
      "start", input: beta.map { ["beta": .number($0)] } ?? [:], output: "initialized",
      goal: "set out with these parameters", decision: "begin")
    let rounds = recording.rounds.map { round in
      let signals = round.signals
      let measured = signals.values.map {
        TraceField($0.measure.rawValue, .number(Rounding.decimal($0.value, places: 4)))
      }
      let standing: [TraceField] = [
        TraceField("winner", text(signals.winner)), TraceField("n_complete", .integer(signals.poolSize)),
        TraceField("n_active", .integer(signals.active)),
      ]
      return TraceStep(
        "forward", input: ["outer_step": .integer(signals.round)], output: .object(standing + measured),
        state: ["total_spawned": .integer(signals.opened)], goal: "advance the branches",
        decision: "\(signals.active) branches are active")
    }
    let finish = TraceStep(
      "finish",
      output: [
        "answer": text(recording.answer), "stop_reason": .string(recording.steps.last?.reason.rule.rawValue ?? "none"),
      ], state: ["total_spawned": .integer(recording.tracks.count)], goal: "answer",
      decision: recording.answer == nil ? "no answer" : "answer after \(recording.costs.tokens) tokens")
    return [start] + rounds + [finish]
  }
}
