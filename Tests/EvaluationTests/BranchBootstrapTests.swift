import Evaluation
import Replay
import Synchronization
import Testing

/// The published bootstrap: branches resampled before the seeds.
@Suite struct BranchBootstrapTests {
  private func specs() -> [String] { ["sc:max_samples=3", "cmc:beta=0.2"] }

  /// The draws are those of CPython's `random.Random(index).randrange(12)`, question after question.
  @Test func branchesAreDrawnInOrder() {
    let store = store(questions: 3, branches: 12)
    let first = BranchBootstrap.resample(store, index: 0)
    let draws = [
      6, 6, 0, 4, 8, 7, 6, 4, 7, 5, 9, 3, 8, 2, 4, 2, 1, 9, 4, 8, 11, 9, 2, 4, 1, 11, 1, 10, 5, 7, 8, 1, 5, 6, 5, 9,
    ]
    for (number, question) in store.questions.enumerated() {
      let own = draws[12 * number..<12 * (number + 1)]
      #expect(first.questions[number].branches == own.map { question.branches[$0] })
      #expect(first.questions[number].gold == question.gold)
      #expect(first.questions[number].answerTexts == question.answerTexts)
      for (place, branch) in own.enumerated() {
        #expect(first.questions[number].probes(of: place) == question.probes(of: branch))
        #expect(first.questions[number].finalAnswer(of: place) == question.finalAnswer(of: branch))
      }
    }
    let second = BranchBootstrap.resample(store, index: 1)
    let drawn = [2, 9, 1, 4, 1, 7, 7, 7, 10, 6, 3, 1]
    #expect(second.questions[0].branches == drawn.map { store.questions[0].branches[$0] })
  }

  @Test func anAbstentionStays() {
    let store = Store(name: "a/b", questions: [errors()]).graded(.exact, errors: .abstain)
    #expect(store.questions[0].abstention != nil)
    #expect(BranchBootstrap.resample(store, index: 4).questions[0].abstention == store.questions[0].abstention)
  }

  private func errors() -> Question {
    var builder = QuestionBuilder(text: "errors", interval: 10)
    for final in ["ERR", "x", "y"] { builder.addBranch(probes: ["ERR"], tokens: 20, final: final) }
    return builder.finish(gold: "x")
  }

  /// The standard deviation over resamples that are evaluated one by one, in the order of the sweep's evaluations.
  @Test func theSpreadIsThatOfTheResamplesAccuracies() async throws {
    let stores = [store(), store(questions: 2, branches: 5)]
    let sweep = try EvaluationTests.sweep(specs(), on: stores, seeds: Array(0..<7), budget: 5_000)
    var accuracies: [[Double]] = []
    for index in 0..<6 {
      let resampled = stores.map { BranchBootstrap.resample($0, index: index) }
      let result = try await EvaluationTests.sweep(specs(), on: resampled, seeds: Array(0..<7), budget: 5_000).run(
        threads: 1)
      accuracies.append(result.evaluations.map(\.exactAccuracy))
    }
    let spreads = try await BranchBootstrap(resamples: 6).accuracySpread(of: sweep, threads: 2)
    #expect(spreads.count == 4)
    #expect(spreads.contains { $0 > 0 })
    for (pair, spread) in spreads.enumerated() {
      let own = accuracies.map { $0[pair] }
      let mean = own.reduce(0, +) / 6
      let variance = own.reduce(0) { $0 + $1 * $1 } / 6 - mean * mean
      #expect(abs(spread * spread - variance) < 1e-6)
    }
  }

  @Test func threadsDoNotMatter() async throws {
    let sweep = try EvaluationTests.sweep(specs(), on: [store(questions: 4)], seeds: Array(0..<60))
    let one = try await BranchBootstrap(resamples: 3).accuracySpread(of: sweep, threads: 1)
    #expect(try await BranchBootstrap(resamples: 3).accuracySpread(of: sweep, threads: 5) == one)
  }

  @Test func whatIsTheSameInEveryResampleDoesNotSpread() async throws {
    let sweep = try EvaluationTests.sweep(specs(), on: [store(branches: 1)], seeds: [0, 1])
    #expect(try await BranchBootstrap(resamples: 5).accuracySpread(of: sweep, threads: 1) == [0, 0])
    let one = try await BranchBootstrap(resamples: 1)
      .accuracySpread(of: EvaluationTests.sweep(specs(), on: [store()], seeds: [0, 1]), threads: 1)
    #expect(one == [0, 0])
  }

  @Test func progressCountsAllResamples() async throws {
    let seen = Mutex<[Sweep.Progress]>([])
    let sweep = try EvaluationTests.sweep(specs(), on: [store()], seeds: [0])
    _ = try await BranchBootstrap(resamples: 4).accuracySpread(of: sweep, threads: 1) { progress in
      seen.withLock { $0.append(progress) }
    }
    let messages = seen.withLock { $0 }
    // A piece for each question of each resample.
    #expect(messages.map(\.done) == Array(1...12))
    #expect(messages.allSatisfy { $0.total == 12 })
  }

  @Test func cancellationThrows() async throws {
    let sweep = try EvaluationTests.sweep(specs(), on: [store(questions: 20)], seeds: Array(0..<500))
    let task = Task { try await BranchBootstrap(resamples: 1_000).accuracySpread(of: sweep, threads: 2) }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
