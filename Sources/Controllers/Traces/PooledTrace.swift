import Replay

/// What the traces of IBC, SCR, DGCC and CMC have in common: a first batch, rounds with a pool, one of several ends.
struct PooledTrace {
  /// The steps so far.
  var steps: TraceSteps
  /// How many branches have been opened by now.
  private(set) var opened = 0
  /// How many of them have been abandoned.
  private(set) var abandoned = 0

  /// Starts with the parameters and the first batch.
  init(_ recording: Recording, beta: Double?, knobs: TraceValue, wanted: Int) {
    steps = TraceSteps(recording)
    steps.addStart(["beta": beta.map { .number($0) } ?? .null], knobs: knobs)
    opened = recording.firstBatch.count { $0.kind == .branch }
    let completed = recording.firstBatch.count { recording.isFinal($0) }
    steps.add(
      .initBranches, ["n_init": .integer(wanted)],
      ["n_spawned": .integer(opened), "n_completed": .integer(completed)], total, "opened \(opened) of \(wanted)")
  }

  /// The state that most events tell: branches opened so far.
  var total: TraceValue { ["total_spawned": .integer(opened)] }

  /// Takes note of a round's prunes.
  mutating func abandon(_ turn: RecordedTurn) { abandoned += turn.pruned.count }

  /// Takes note of the branches that a round opened.
  mutating func open(_ turn: RecordedTurn) { opened += turn.opened }

  /// Ends at a gate: `reason` and what the gate went by.
  mutating func finish(_ turn: RecordedTurn, at reason: String, _ measured: [TraceField]) -> [TraceStep] {
    steps.addFinish(["outer_step": .integer(turn.round)], reason: reason, measured, state: total)
    return steps.steps
  }

  /// Ends otherwise: with the loop, or without branches.
  ///
  /// - Parameter confidence: The name under which the pool's confidence is told.
  /// - Parameter measured: What is told before it.
  mutating func finishLoop(
    _ last: RecordedTurn?, confidence: String, _ measured: [TraceField] = []
  ) -> [TraceStep] {
    guard let last else {
      steps.addFinish([:], reason: "no_branches", state: total)
      return steps.steps
    }
    let recording = steps.recording
    let pool = recording.state(after: recording.steps.count).pool
    steps.addFinish(
      ["outer_step": .integer(last.round)], reason: recording.endingRule == .budget ? "budget" : "loop_end",
      measured + [
        TraceField(confidence, .rounded(Self.confidence(pool))), TraceField("n_complete", .integer(pool.count)),
        TraceField("total_spawned", .integer(opened)),
      ], state: total)
    return steps.steps
  }

  private static func confidence(_ pool: [Answer]) -> Double {
    var counts: [Answer: Int] = [:]
    for answer in pool { counts[answer, default: 0] += 1 }
    let highest = counts.values.sorted(by: >) + [0, 0]
    return Confidence.value(top1: highest[0], top2: highest[1])
  }
}

extension RoundSignals {
  /// The confidence of the votes, rounded as in traces.
  var roundedConfidence: TraceValue { rounded(.confidence) }

  /// A measure, rounded as in traces; 0 where the controller does not have it.
  func rounded(_ measure: Measure) -> TraceValue { .rounded(self[measure] ?? 0) }
}
