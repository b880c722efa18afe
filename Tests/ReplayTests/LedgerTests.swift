import Replay
import Testing

/// The ledger of random runs against sums over their steps.
@Suite struct LedgerTests {
  static let latencies: [Latency] = [.parallel, .sequential, .windows(1), .windows(3), .windows(100)]

  @Test(arguments: latencies)
  func itAddsUp(latency: Latency) {
    for seed in UInt64(0)..<60 {
      let question = Question.random(branches: 1 + Int(seed % 7), seed: seed)
      let player = RandomPlayer(seed: seed, actions: 80, latency: latency)
      let recording = question.play(player, seed: seed)
      check(recording, latency, "seed \(seed)")
    }
  }

  private func check(_ recording: Recording, _ latency: Latency, _ what: Comment) {
    var branchTokens = [Int](repeating: 0, count: recording.tracks.count)
    var total = 0
    var costs = Costs()
    for step in recording.steps {
      total += step.cost
      #expect(step.tokens == total, what)
      #expect(step.cost >= 0, what)
      if step.branch >= 0 { branchTokens[step.branch] += step.cost }
      switch step.kind {
      case .branch, .continue:
        costs.advances += 1
        costs.steps += 1
      case .probe: costs.probes += 1
      case .read:
        costs.advances += Int(recording.question.branches[recording.tracks[step.branch].storeIndex].probeCount) + 1
        costs.probes += 1
        costs.steps += 1
      case .prune, .answer, .check: #expect(step.cost == 0, what)
      }
    }
    costs.tokens = total
    costs.sequentialTokens = sequential(branchTokens, latency)
    #expect(recording.costs == costs, what)
    for kappa in [0, 0.5, 2] {
      #expect(recording.costs.intervalUnits(perProbe: kappa) == Double(costs.advances) + kappa * Double(costs.probes))
    }
  }

  private func sequential(_ branches: [Int], _ latency: Latency) -> Int {
    switch latency {
    case .parallel: return branches.max() ?? 0
    case .sequential: return branches.reduce(0, +)
    case .windows(let size):
      var sum = 0
      var rest = branches[...]
      while !rest.isEmpty {
        sum += rest.prefix(size).max() ?? 0
        rest = rest.dropFirst(size)
      }
      return sum
    }
  }

  /// No run spends more than its budget, and a refusal costs nothing.
  @Test(arguments: [0, 1, 499, 500, 501, 1_700, 100_000])
  func budgetsHold(budget: Int) {
    for seed in UInt64(0)..<40 {
      let question = Question.random(branches: 6, seed: seed)
      let recording = question.play(RandomPlayer(seed: seed, actions: 60), seed: seed, budget: budget)
      #expect(recording.costs.tokens <= budget)
      check(recording, .parallel, "budget \(budget), seed \(seed)")
    }
  }

  @Test func refusalsTellTheControllerAndChargeNothing() {
    let chain = Chain(probes: ["a", "b"], tokens: 1_200, final: "c")
    Question.of([chain, chain, chain]).play(budget: 1_199) { episode in
      let tooDear = episode.read(.sample)
      let afterRead = (episode.tokens, episode.openedCount)
      let first = episode.open(.firstBatch)
      let second = episode.open(.firstBatch)
      let third = episode.open(.firstBatch)
      let advance = episode.advance(0, .round)
      let unprobed = episode.continueBranch(1, .round)
      let end = (episode.tokens, episode.openedCount, episode.depth(of: 0), episode[0].answer == first?.answer)
      #expect(tooDear == nil)
      #expect(afterRead == (0, 0))
      #expect(first != nil)
      #expect(second != nil)
      #expect(third == nil)
      #expect(advance == nil)
      #expect(!unprobed)
      #expect(end == (1_000, 2, 1, true))
      return episode.answer(first?.answer, .budget)
    }
  }

  /// A budget met exactly is not exceeded, and what is cheap enough is still admitted after a refusal.
  @Test func theBudgetItselfMayBeSpent() {
    let question = Question.of([Chain(probes: ["a"], tokens: 700, final: "b")])
    question.play(budget: 700) { episode in
      let first = episode.open(.firstBatch)
      let last = episode.advance(0, .round)
      let tokens = episode.tokens
      #expect(first?.isFinished == false)
      #expect(last?.isFinished == true)
      #expect(tokens == 700)
      return episode.answer(last?.answer, .resolved)
    }
    question.play(budget: 699) { episode in
      let first = episode.open(.firstBatch)
      let last = episode.advance(0, .round)
      #expect(first != nil)
      #expect(last == nil)
      return episode.answer(first?.answer, .budget)
    }
  }
}
