import Replay

// The controllers that read branches to their end, one after another.

extension AdaptiveSampling {
  /// The published trace of ASC; the other rules' traces differ in the name of what they measure.
  func trace(of recording: Recording, beta: Double?) -> [TraceStep] {
    var trace = ReadingTrace(
      recording,
      [TraceField("max_samples", .integer(maxSamples)), TraceField("threshold", .number(threshold.bound))])
    for turn in recording.turns {
      guard trace.read(turn) else { break }
      if let check = turn.decisions.first(where: { $0.kind == .check }) {
        add(check, &trace)
      } else {
        trace.steps.add(
          .confidenceSkip, ["sample_idx": .integer(turn.round), "all_candidates_n": .integer(trace.answers.count)], nil,
          trace.total, "one answer says nothing yet")
      }
    }
    guard recording.endingRule == Self.stop else { return trace.finishUsedUp("max_samples_or_exhausted") }
    trace.steps.addFinish(trace.total, reason: "\(Self.tracedMeasure)_threshold", state: trace.total)
    return trace.steps.steps
  }

  private func add(_ check: RecordedStep, _ trace: inout ReadingTrace) {
    let counts = trace.counts
    let sorted = counts.map(\.count).sorted(by: >) + [0]
    let winner = counts.first { $0.count == sorted[0] }?.answer
    let measured = check.reason.conditions.first?.value ?? 0
    trace.steps.add(
      .confidenceCheck, ["all_candidates": trace.candidates],
      [
        "winner": trace.steps.text(winner),
        "counts": .object(
          counts.map { TraceField(trace.steps.recording.question.text(of: $0.answer), .integer($0.count)) }),
        "top1": .integer(sorted[0]), "top2": .integer(sorted[1]), Self.tracedMeasure: .number(measured),
        "threshold": .number(threshold.bound),
      ], trace.total, check.passed ? "sure enough: stop" : "not sure enough: go on")
  }
}

extension EarlyStopping {
  func trace(of recording: Recording, beta: Double?) -> [TraceStep] {
    let sizes = [
      TraceField("max_samples", .integer(knobs.maxSamples)), TraceField("window_size", .integer(knobs.windowSize)),
    ]
    var trace = ReadingTrace(recording, sizes)
    let windows = knobs.maxSamples / knobs.windowSize
    trace.steps.add(
      .planWindows, .object(sizes), ["num_windows": .integer(windows)], trace.total, "\(windows) windows")
    let turns = recording.turns
    // Once nothing is left to read, the windows that follow stay empty.
    for window in 0..<windows {
      add(window, reads: turns.indices.contains(window) ? turns[window] : nil, &trace)
      guard recording.endingRule == .unanimity, window == turns.count - 1 else { continue }
      let count = trace.total["all_candidates_n"] ?? 0
      trace.steps.addFinish(
        ["all_candidates_n": count, "stop_window_idx": .integer(window)], reason: "window_unanimity",
        state: ["all_candidates_n": count, "windows_used": .integer(window + 1)])
      return trace.steps.steps
    }
    return trace.finishUsedUp("max_windows_or_exhausted", [TraceField("windows_used", .integer(windows))])
  }

  private func add(_ window: Int, reads turn: RecordedTurn?, _ trace: inout ReadingTrace) {
    var answers: [Answer] = []
    let index = TraceField("window_idx", .integer(window))
    func state() -> TraceValue {
      ["window_n": .integer(answers.count), "all_candidates_n": .integer(trace.answers.count)]
    }
    trace.steps.add(.windowStart, .object([index]), nil, state(), "window \(window)")
    for step in turn?.moves ?? [] where step.kind == .read {
      guard let answer = step.answer else { continue }
      let place = TraceField("read_idx", .integer(answers.count))
      answers.append(answer)
      trace.answers.append(answer)
      trace.steps.add(
        .windowRead, .object([index, place]), ["answer": trace.steps.text(answer)], state(), "got an answer")
    }
    if answers.count < knobs.windowSize {
      let place = TraceField("read_idx", .integer(answers.count))
      trace.steps.add(.windowReadStop, .object([index, place]), nil, state(), "no branch to read")
    }
    guard !answers.isEmpty else {
      return trace.steps.add(.windowEmpty, .object([index]), nil, state(), "nothing to evaluate")
    }
    let texts = trace.steps.texts(answers)
    let isUnanimous = answers.allSatisfy { $0 == answers[0] }
    trace.steps.add(
      .windowEvaluate, ["window_answers": texts], ["window_candidates": texts, "unanimous": .bool(isUnanimous)],
      state(), isUnanimous ? "unanimous: stop" : "not unanimous: go on")
  }
}

extension SelfConsistency {
  func trace(of recording: Recording, beta: Double?) -> [TraceStep] {
    var trace = ReadingTrace(recording, [TraceField("max_samples", .integer(knobs.maxSamples))])
    for step in recording.steps where step.kind == .read { trace.read(step, sample: trace.answers.count) }
    if trace.answers.count < knobs.maxSamples { trace.stopReading(sample: trace.answers.count) }
    return trace.finishUsedUp("max_samples_or_exhausted")
  }
}

extension SampleConsistency {
  /// Each chain is one `read`, as its answer is; where the chain ended is told with it.
  func trace(of recording: Recording, beta: Double?) -> [TraceStep] {
    var trace = ReadingTrace(
      recording, [TraceField("max_samples", .integer(knobs.maxSamples)), TraceField("streak", .integer(knobs.streak))])
    for turn in recording.turns {
      guard let last = turn.moves.last(where: { $0.kind == .probe }), let streak = turn.recorded?.signals[.streak]
      else {
        trace.stopReading(sample: turn.round)
        break
      }
      let end = [TraceField("advances", .integer(last.depth)), TraceField("streak", .integer(Int(streak)))]
      trace.read(last, sample: turn.round, end + [TraceField("finished", .bool(recording.isFinal(last)))])
    }
    return trace.finishUsedUp("max_samples_or_exhausted")
  }
}

/// What the traces of controllers have in common that read one branch after another.
private struct ReadingTrace {
  var steps: TraceSteps
  /// The answers read so far.
  var answers: [Answer] = []

  init(_ recording: Recording, _ knobs: [TraceField]) {
    steps = TraceSteps(recording)
    steps.addStart(
      ["question": .string(recording.question.text)], knobs: .object(knobs + [TraceField("all_candidates_n", 0)]))
  }

  /// The state that most events tell: how many answers there are.
  var total: TraceValue { ["all_candidates_n": .integer(answers.count)] }

  /// All answers so far.
  var candidates: TraceValue { steps.texts(answers) }

  /// How often each answer was read, in the order of first appearance.
  var counts: [(answer: Answer, count: Int)] {
    var places: [Answer: Int] = [:]
    var counts: [(answer: Answer, count: Int)] = []
    for answer in answers {
      if let place = places[answer] {
        counts[place].count += 1
      } else {
        places[answer] = counts.count
        counts.append((answer, 1))
      }
    }
    return counts
  }

  /// Adds the reading that a round began with; whether there was one.
  mutating func read(_ turn: RecordedTurn) -> Bool {
    guard let step = turn.moves.first, step.kind == .read else {
      stopReading(sample: turn.round)
      return false
    }
    read(step, sample: turn.round)
    return true
  }

  /// Adds a reading.
  mutating func read(_ step: RecordedStep, sample: Int, _ rest: [TraceField] = []) {
    guard let answer = step.answer else { return }
    answers.append(answer)
    steps.add(
      .read, ["sample_idx": .integer(sample)], .object([TraceField("answer", steps.text(answer))] + rest), total,
      "got an answer")
  }

  /// Adds that there was nothing to read.
  mutating func stopReading(sample: Int) {
    steps.add(.readStop, ["sample_idx": .integer(sample)], nil, total, "no branch to read")
  }

  /// Ends with the majority of all answers.
  mutating func finishUsedUp(_ reason: String, _ rest: [TraceField] = []) -> [TraceStep] {
    steps.addFinish(
      ["all_candidates": candidates], reason: reason,
      state: .object([TraceField("all_candidates_n", .integer(answers.count))] + rest))
    return steps.steps
  }
}
