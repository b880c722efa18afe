import Replay

extension ParallelProbe {
  func trace(of recording: Recording, beta: Double?) -> [TraceStep] {
    var steps = TraceSteps(recording)
    steps.addStart(["question": .string(recording.question.text)], knobs: traceKnobs)
    var branches = Branches()
    for step in recording.firstBatch { branches.take(step, recording) }
    addFirstBatch(branches, &steps)
    var stable = 0
    var previous: Answer?
    let turns = recording.turns
    for turn in turns {
      steps.add(
        .iterationStart, ["step": .integer(turn.round)], nil,
        Self.state(stable, steps.text(previous), [TraceField("n_branches", .integer(branches.all.count))]),
        "round \(turn.round)")
      guard let recorded = turn.recorded else { break }
      add(turn, recorded, &branches, &steps)
      stable = Int(recorded.signals[.stability] ?? 0)
      add(check: turn, recorded.signals, from: previous, branches, &steps)
      previous = recorded.signals.winner
    }
    addFinish(turns.last, Self.state(stable, steps.text(previous)), &steps)
    return steps.steps
  }

  /// Parameters as published; `K` there has no effect.
  private var traceKnobs: TraceValue {
    [
      "num_chains": .integer(knobs.chains), "K": 5, "T": .integer(knobs.stability),
      "warm_up": .integer(knobs.warmUp), "prune_patience": .integer(knobs.prunePatience),
      "probe_burst": .integer(knobs.burst), "max_steps": .integer(knobs.maxSteps),
    ]
  }

  private static func state(_ stable: Int, _ previous: TraceValue, _ rest: [TraceField] = []) -> TraceValue {
    .object([TraceField("stable_cnt", .integer(stable)), TraceField("prev_winner", previous)] + rest)
  }

  private func addFirstBatch(_ branches: Branches, _ steps: inout TraceSteps) {
    let count = branches.all.count
    let list = branches.all.enumerated().map { index, branch -> TraceValue in
      ["index": .integer(index), "finished": .bool(branch.isFinished), "pruned": false]
    }
    steps.add(
      .initBranches, ["num_chains_requested": .integer(knobs.chains)],
      ["n_branches": .integer(count), "branches": .array(list)], ["n_branches": .integer(count)],
      "opened \(count) of \(knobs.chains)")
  }

  /// Adds a round up to its prunes.
  private func add(
    _ turn: RecordedTurn, _ recorded: RecordedRound, _ branches: inout Branches, _ steps: inout TraceSteps
  ) {
    let step = TraceField("step", .integer(turn.round))
    for move in turn.moves where move.kind != .prune { branches.take(move, steps.recording) }
    let active = branches.active
    let answers = active.map { branches.all[$0].answer }
    let advanced = turn.advanced.count
    steps.add(
      .forward, .object([step]),
      [
        "active_indices": .branches(active), "active_answers": steps.texts(answers),
        "branch_snapshot": .array(branches.snapshot(steps)),
      ], ["n_active": .integer(active.count)], "advanced \(advanced) branches")
    let counts = steps.recording.notes(after: recorded.stepCount)?.disagreement ?? []
    let pruned = turn.pruned
    steps.add(
      .updateStates, .object([step, TraceField("warm_up", .integer(knobs.warmUp))]),
      [
        "has_active": true,
        "winner_ans": steps.text(pruned.isEmpty ? recorded.signals.winner : Self.majority(answers)),
        "off_track_counts": .array(counts.map { .integer(Int($0)) }),
      ], ["n_active": .integer(active.count)], "counted \(active.count) answers")
    for move in turn.moves where move.kind == .prune { branches.take(move, steps.recording) }
    let left = branches.active
    steps.add(
      .prune, .object([step, TraceField("prune_patience", .integer(knobs.prunePatience))]),
      [
        "break_loop": false, "has_active": true, "winner_ans": steps.text(recorded.signals.winner),
        "active_indices_after": .branches(left), "newly_pruned_indices": .branches(pruned),
      ], ["n_active_after": .integer(left.count)], "pruned \(pruned.count) branches")
  }

  private func add(
    check turn: RecordedTurn, _ signals: RoundSignals, from previous: Answer?, _ branches: Branches,
    _ steps: inout TraceSteps
  ) {
    let stable = Int(signals[.stability] ?? 0)
    let isStable = stable >= knobs.stability
    let isDone = !isStable && signals.active == 0
    steps.add(
      .terminateCheck, ["T": .integer(knobs.stability), "prev_winner": steps.text(previous)],
      [
        "stable_cnt": .integer(stable), "new_prev_winner": steps.text(signals.winner),
        "early_return": .bool(isStable), "break_loop": .bool(isDone),
        "return_answer": isStable ? steps.text(signals.winner) : nil,
      ], ["step": .integer(turn.round)],
      isStable ? "the winner has lasted: stop" : isDone ? "nothing is left to advance: stop" : "go on")
  }

  private func addFinish(_ last: RecordedTurn?, _ state: TraceValue, _ steps: inout TraceSteps) {
    let step = TraceField("step", .integer(last?.round ?? 0))
    switch steps.recording.endingRule {
    case .stableWinner: steps.addFinish(.object([step]), reason: "stable_majority_T", state: state)
    case .resolved: steps.addFinish(.object([step]), reason: "all_branches_done_or_no_active", state: state)
    case .roundLimit:
      let most = TraceValue.integer(knobs.maxSteps)
      steps.addFinish(["step": most, "max_steps": most], reason: "max_steps", state: state)
    default:
      let hasNone = steps.recording.tracks.isEmpty
      steps.addFinish(.object(hasNone ? [] : [step]), reason: hasNone ? "no_branches" : "budget", state: state)
    }
  }

  /// The most frequent answer, of equals the one that comes first.
  private static func majority(_ answers: [Answer]) -> Answer? {
    var counts: [Answer: Int] = [:]
    for answer in answers { counts[answer, default: 0] += 1 }
    let most = counts.values.max()
    return answers.first { counts[$0] == most }
  }

  /// The branches as a trace goes through the recording.
  private struct Branches {
    struct Opened {
      var answer: Answer
      var isFinished: Bool
      var isPruned = false
    }

    private(set) var all: [Opened] = []

    /// The numbers of those not pruned.
    var active: [Int] { all.indices.filter { !all[$0].isPruned } }

    mutating func take(_ step: RecordedStep, _ recording: Recording) {
      if step.kind == .prune { all[step.branch].isPruned = true }
      guard step.kind == .probe, let answer = step.answer else { return }
      let branch = Opened(answer: answer, isFinished: recording.isFinal(step))
      if step.branch == all.count { all.append(branch) } else { all[step.branch] = branch }
    }

    func snapshot(_ steps: TraceSteps) -> [TraceValue] {
      all.enumerated().map { index, branch in
        [
          "i": .integer(index), "index": .integer(index), "finished": .bool(branch.isFinished),
          "pruned": .bool(branch.isPruned), "last_answer": steps.text(branch.answer),
        ]
      }
    }
  }
}
