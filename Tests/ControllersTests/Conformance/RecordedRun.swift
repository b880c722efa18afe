import Controllers
import Replay
import Testing

/// Goes through a recording step by step with a plain ledger and notes whatever is not as the rules of replay want it.
struct RecordedRun {
  struct Opened {
    var storeIndex: Int
    var depth = 0
    var tokens = 0
    var isPruned = false
    var wasRead = false
    var revealed: Set<Int> = []
  }

  let recording: Recording
  let budget: Int
  private(set) var faults: [String] = []
  private var branches: [Opened] = []
  private var tokens = 0
  private var place = 0

  init(_ recording: Recording, latency: Latency, budget: Int? = nil) {
    self.recording = recording
    self.budget = budget ?? .max
    for step in recording.steps {
      take(step)
      place += 1
    }
    finish(latency)
  }

  private mutating func expect(_ holds: Bool, _ fault: StaticString) {
    if !holds { faults.append("step \(place): \(fault)") }
  }

  private func record(_ index: Int) -> Branch { recording.question.branches[branches[index].storeIndex] }

  private func length(_ index: Int) -> Int { Int(record(index).probeCount) + 1 }

  private mutating func take(_ step: RecordedStep) {
    expect((step.kind == .answer) == (place == recording.steps.count - 1), "ANSWER is not the last step")
    switch step.kind {
    case .branch, .read: open(step)
    case .continue: advance(step)
    case .probe: probe(step)
    case .prune:
      expect(branches.indices.contains(step.branch) && !branches[step.branch].isPruned, "cannot be pruned")
      branches[step.branch].isPruned = true
    case .answer: expect(step.answer == recording.answer, "another answer than the recording's")
    case .check: break
    }
    tokens += step.cost
    expect(step.tokens == tokens, "the tokens are not the sum of costs")
    expect(tokens <= budget, "exceeds the budget")
    let depth = step.branch >= 0 ? branches[step.branch].depth : 0
    if step.branch >= 0 { expect(step.depth == depth, "wrong depth") }
  }

  private mutating func open(_ step: RecordedStep) {
    let isNext = step.branch == branches.count
    expect(isNext, "not the next branch")
    let isLeft = branches.count < recording.question.branches.count
    expect(isLeft, "no branch is left")
    branches.append(Opened(storeIndex: recording.tracks[branches.count].storeIndex))
    guard step.kind == .read else { return advance(step) }
    branches[step.branch].depth = length(step.branch)
    branches[step.branch].wasRead = true
    expect(step.answer == recording.question.finalAnswer(of: branches[step.branch].storeIndex), "wrong answer")
    pay(step, record(step.branch).tokens)
  }

  private mutating func advance(_ step: RecordedStep) {
    guard branches.indices.contains(step.branch) else { return expect(false, "not open") }
    expect(!branches[step.branch].isPruned, "pruned")
    expect(branches[step.branch].depth < length(step.branch), "finished")
    branches[step.branch].depth += 1
    let isFinal = branches[step.branch].depth == length(step.branch)
    let interval = recording.question.interval
    let rest = record(step.branch).tokens - Int(record(step.branch).probeCount) * interval
    pay(step, isFinal ? max(0, rest) : interval)
  }

  private mutating func probe(_ step: RecordedStep) {
    guard branches.indices.contains(step.branch) else { return expect(false, "not open") }
    let depth = branches[step.branch].depth
    expect(branches[step.branch].revealed.insert(depth).inserted, "revealed twice")
    let id = recording.question.answers[Int(record(step.branch).start) + depth - 1]
    expect(step.answer == Answer(id: id), "wrong answer")
  }

  private mutating func pay(_ step: RecordedStep, _ cost: Int) {
    expect(step.cost == cost, "wrong cost")
    branches[step.branch].tokens += step.cost
  }

  private mutating func finish(_ latency: Latency) {
    var costs = Costs(tokens: tokens)
    costs.sequentialTokens = sequential(latency)
    costs.advances = branches.reduce(0) { $0 + $1.depth }
    costs.probes = branches.reduce(0) { $0 + ($1.wasRead ? 1 : $1.revealed.count) }
    costs.steps = branches.reduce(0) { $0 + ($1.wasRead ? 1 : $1.depth) }
    expect(recording.costs == costs, "the costs are not the sum of the steps")
    expect(recording.steps.last?.kind == .answer, "no ANSWER")
    let order = Set(branches.map(\.storeIndex))
    expect(order.count == branches.count, "a branch was opened twice")
  }

  private func sequential(_ latency: Latency) -> Int {
    let costs = branches.map(\.tokens)
    return switch latency {
    case .parallel: costs.max() ?? 0
    case .sequential: costs.reduce(0, +)
    case .windows(let size):
      stride(from: 0, to: costs.count, by: size).reduce(0) { sum, start in
        sum + (costs[start..<min(start + size, costs.count)].max() ?? 0)
      }
    }
  }
}
