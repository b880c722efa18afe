import Replay

/// Goes through the steps of a trace and gathers what they tell, by the names of the published form.
struct TraceStory {
  /// A file may say any number; more branches than these are counted, not listed.
  static let branchLimit = 4096

  private(set) var moments: [TraceMoment] = []
  private(set) var branches: [TracedBranch] = []
  private(set) var events: [EventKind: [Int]] = [:]
  private(set) var firstEligible: Int?
  private var now = TraceMoment()

  private static let openedKeys = ["total_spawned", "n_spawned", "n_branches"]
  private static let winnerKeys = [
    "pool_winner", "pool_winner_before", "winner", "winner_ans", "new_prev_winner", "answer",
  ]
  private static let activeKeys = ["n_active", "n_active_total", "n_active_after"]
  private static let completeKeys = ["n_complete", "total_completed", "n_completed", "n_locked"]
  private static let prunedKeys = ["abandoned_now", "abandoned_this_round", "abandoned_this", "newly_pruned_indices"]
  private static let voteKeys = ["counts", "active_answers"]
  private static let checks: Set<String> = ["terminate_check", "confidence_check", "window_evaluate"]
  private static let reads: Set<String> = ["read", "window_read"]

  /// Adds the next step.
  mutating func add(_ step: TraceStep) {
    let index = moments.count
    let before = now
    let parts = [step.input, step.output, step.state]
    if let round = step.round { now.round = round }
    if Self.reads.contains(step.event) {
      addRead(step, index)
    } else {
      takeWinner(step)
      addOpened(parts, index)
    }
    if let field = Self.count(Self.activeKeys, parts) { now.active = field }
    if let field = Self.count(Self.completeKeys, parts) { now.complete = field }
    if Self.voteKeys.contains(where: { step.output[$0] != nil }) { now.votes = index }
    addAnswers(step.output, index)
    let hasPruned = prune(step, before, index)
    moments.append(now)

    if now.opened > before.opened, step.event != "start", step.event != "init_branches", index > 0 {
      events[.openings, default: []].append(index)
    }
    if hasPruned { events[.prunes, default: []].append(index) }
    if Self.checks.contains(step.event) {
      events[.checks, default: []].append(index)
      if firstEligible == nil, Self.isEligible(step) { firstEligible = index }
    }
    if step.event == "finish" { events[.stop, default: []].append(index) }
  }

  private mutating func addRead(_ step: TraceStep, _ index: Int) {
    guard let answer = step.output["answer"]?.text else { return }
    now.opened += 1
    guard branches.count < Self.branchLimit else { return }
    branches.append(
      TracedBranch(openedAt: index, finishedAt: index, wasRead: true, answers: [(step: index, text: answer)]))
  }

  /// The winner that is told last holds; `null` tells that there is none.
  private mutating func takeWinner(_ step: TraceStep) {
    for part in [step.input, step.output] {
      for key in Self.winnerKeys { if let value = part[key] { now.winner = value.text } }
    }
  }

  private mutating func addOpened(_ parts: [TraceValue], _ index: Int) {
    let told = Self.openedKeys.lazy.compactMap { key in parts.lazy.compactMap { $0[key]?.integer }.max() }.max()
    now.opened = max(now.opened, told ?? 0)
    while branches.count < min(now.opened, Self.branchLimit) { branches.append(TracedBranch(openedAt: index)) }
  }

  /// Parallel-Probe tells the answers of the active branches and which have finished.
  private mutating func addAnswers(_ output: TraceValue, _ index: Int) {
    if case .array(let indices)? = output["active_indices"], case .array(let answers)? = output["active_answers"] {
      for (branch, answer) in zip(indices, answers) {
        guard let branch = branch.integer, branches.indices.contains(branch), let text = answer.text else { continue }
        branches[branch].answers.append((step: index, text: text))
      }
    }
    guard case .array(let snapshot)? = output["branch_snapshot"] else { return }
    for entry in snapshot where entry["finished"] == .bool(true) {
      guard let branch = entry["i"]?.integer, branches.indices.contains(branch) else { continue }
      branches[branch].finishedAt = branches[branch].finishedAt ?? index
    }
  }

  /// Marks the branches that a step names as pruned; whether it tells of any.
  private mutating func prune(_ step: TraceStep, _ before: TraceMoment, _ index: Int) -> Bool {
    var hasPruned = false
    for key in Self.prunedKeys {
      guard case .array(let indices)? = step.output[key] else { continue }
      hasPruned = hasPruned || !indices.isEmpty
      for case let branch? in indices.map(\.integer) where branches.indices.contains(branch) {
        branches[branch].prunedAt = branches[branch].prunedAt ?? index
      }
    }
    guard step.event == "prune", let active = now.active, let earlier = before.active else { return hasPruned }
    return hasPruned || (active.value.integer ?? 0) < (earlier.value.integer ?? 0)
  }

  private static func count(_ keys: [String], _ parts: [TraceValue]) -> TraceField? {
    for key in keys {
      for part in parts.reversed() {
        if let value = part[key], value.integer != nil { return TraceField(key, value) }
      }
    }
    return nil
  }

  /// Whether a check of a stop has its counts together: as it says, or by the two counts it is held against.
  private static func isEligible(_ check: TraceStep) -> Bool {
    if let told = check.output["gate_eligible"] { return told == .bool(true) }
    let input = check.input
    guard let round = input["outer_step"]?.integer, let warmUp = input["warm_up"]?.integer,
      let complete = check.output["n_complete"]?.integer, let least = input["min_complete"]?.integer
    else { return false }
    return round >= warmUp && complete >= least
  }
}

extension TraceValue {
  /// A whole number; nil for any other value.
  var integer: Int? {
    if case .integer(let value) = self { return value }
    return nil
  }

  /// Any number; nil for any other value.
  var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  /// A string; nil for any other value.
  var text: String? {
    if case .string(let value) = self { return value }
    return nil
  }
}
