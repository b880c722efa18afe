import Controllers
import Digest
import Evaluation
import Replay
import Synchronization
import Testing

private func sha256(_ text: String) -> String { SHA256.of(Array(text.utf8)) }

@Suite struct SweepTests {
  /// Several stores of different sizes, settings and pieces of seeds: byte for byte the same.
  @Test(arguments: [2, 3, 8])
  func sameForAnyNumberOfThreads(_ threads: Int) async throws {
    let specs = ["sc:max_samples=5", "asc", "esc:window_size=3", "parallel-probe", "cmc:beta=0.3"]
    let sweep = try sweep(specs, on: [store(questions: 7), store(branches: 5)], seeds: Array(0..<450))
    let (one, many) = (try await sweep.run(threads: 1), try await sweep.run(threads: threads))
    #expect(one.evaluations.count == 10)
    for (left, right) in zip(one.evaluations, many.evaluations) {
      #expect(left.setting == right.setting)
      #expect(left.answers == right.answers)
      #expect(left.tokens == right.tokens)
      #expect(left.sequentialTokens == right.sequentialTokens)
      #expect(left.steps == right.steps)
      #expect(left.sha256 == right.sha256)
    }
  }

  @Test func runsAreThoseOfTheRecordings() async throws {
    let store = store()
    let seeds: [UInt64] = [4, 0, 1 << 40]
    let cmc = try controller("cmc:beta=1")
    let evaluation = try await sweep(["cmc:beta=1"], on: [store], seeds: seeds).run(threads: 2).evaluations[0]
    for (number, question) in store.questions.enumerated() {
      for (place, seed) in seeds.enumerated() {
        let recording = question.record(cmc, seed: seed)
        let run = evaluation.run(question: number, seed: place)
        #expect(evaluation.answer(ofRun: run) == recording.answer)
        #expect(evaluation.tokens[run] == recording.costs.tokens)
        #expect(evaluation.sequentialTokens[run] == recording.costs.sequentialTokens)
      }
    }
  }

  /// Accuracy counts exact matches only; the hash is over `answer TAB tokens`, seeds outer, questions inner.
  @Test func figuresFollowFromTheRuns() async throws {
    let store = store()
    let sc = try controller("sc:max_samples=4")
    let evaluation = try await sweep(["sc:max_samples=4"], on: [store], seeds: [0, 1]).run(threads: 1).evaluations[0]
    var lines: [String] = []
    var correct = [0, 0, 0]
    var tokens = [0, 0, 0]
    for seed in 0..<2 {
      for (number, question) in store.questions.enumerated() {
        let recording = question.record(sc, seed: UInt64(seed))
        let answer = try #require(recording.answer)
        let isCorrect = number > 0 && question.text(of: answer) == "x"
        lines.append("\(question.text(of: answer))\t\(recording.costs.tokens)")
        correct[number] += isCorrect ? 1 : 0
        tokens[number] += recording.costs.tokens
        #expect(evaluation.isCorrect(evaluation.run(question: number, seed: seed)) == isCorrect)
      }
    }
    let sum = correct.reduce(0, +)
    #expect(evaluation.sha256 == sha256(lines.joined(separator: "\n")))
    #expect(evaluation.runCount == 6)
    #expect(evaluation.correctCounts == correct)
    #expect(evaluation.totalTokens == tokens.reduce(0, +))
    #expect(evaluation.averageTokens == Double(tokens.reduce(0, +)) / 6)
    #expect(evaluation.accuracy == Rounding.decimal(100 * Double(sum) / 6, places: 2))
    #expect(evaluation.tokensByQuestion() == tokens.map { Double($0) / 2 })
    #expect(evaluation.accuracyByQuestion == correct.map { Double($0) * 50 })
  }

  @Test func aBudgetOfNothingAnswersNothingAndIsWrong() async throws {
    let sweep = try sweep(["asc", "cmc"], on: [store()], seeds: [3], budget: 0)
    for evaluation in try await sweep.run(threads: 2).evaluations {
      #expect(evaluation.answers.allSatisfy { $0 == -1 })
      #expect(evaluation.totalTokens == 0)
      #expect(evaluation.correctCount == 0)
      #expect(evaluation.sha256 == sha256("None\t0\nNone\t0\nNone\t0"))
    }
  }

  /// What several stores and settings give together is what each pair gives alone, and lies where it is looked for.
  @Test func everyPairIsThatOfASweepOfItsOwn() async throws {
    let specs = ["cmc:beta=0.5", "sc:max_samples=1", "sc:max_samples=8"]
    let stores = [store(), store(questions: 2, branches: 9)]
    let orders = BranchOrderCache()
    let together = try await sweep(specs, on: stores).run(threads: 2, orders: orders)
    for (place, store) in stores.enumerated() {
      for (setting, spec) in specs.enumerated() {
        let alone = try await sweep([spec], on: [store]).run(threads: 1, orders: orders).evaluations[0]
        let pair = together[store: place, setting: setting]
        #expect(pair.sha256 == alone.sha256, "\(spec)")
        #expect(pair.steps == alone.steps, "\(spec)")
        #expect(pair.setting.description == alone.setting.description)
        #expect(together.evaluations(ofSetting: setting)[place].sha256 == alone.sha256)
      }
    }
  }

  @Test func ordersAreKeptWithinABound() async throws {
    let cache = BranchOrderCache(limit: 20)
    let first = try await cache.orders(branchCount: 5, seeds: [1, 2], threads: 1)
    #expect(try await cache.orders(branchCount: 5, seeds: [1, 2], threads: 1) === first)
    #expect(try await cache.orders(branchCount: 5, seeds: [2, 1], threads: 1) !== first)
    _ = try await cache.orders(branchCount: 2, seeds: [1], threads: 1)
    #expect(try await cache.orders(branchCount: 5, seeds: [1, 2], threads: 1) !== first)
  }

  /// In one part or in three, on one thread or on several.
  @Test(arguments: [1, 3]) func ordersAreTheSameHoweverTheyAreWorkedOut(_ threads: Int) async throws {
    let seeds = (0..<450).map { UInt64($0 * 7) }
    let orders = BranchOrders(branchCount: 5, seeds: seeds)
    let parts = try await BranchOrderCache().orders(branchCount: 5, seeds: seeds, threads: threads)
    #expect(parts.seeds == seeds)
    #expect(seeds.indices.allSatisfy { parts.order(at: $0) == orders.order(at: $0) })
  }

  @Test func progressEndsAtAllPieces() async throws {
    let highest = Mutex(0)
    _ = try await sweep(["sc", "asc"], on: [store()], seeds: Array(0..<51)).run(threads: 3) { progress in
      #expect(progress.total == 12)
      highest.withLock { $0 = max($0, progress.done) }
    }
    #expect(highest.withLock { $0 } == 12)
  }

  @Test func cancellationThrows() async throws {
    let sweep = try sweep(["parallel-probe"], on: [store(questions: 30)], seeds: Array(0..<2_000))
    let task = Task { try await sweep.run(threads: 2) }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func anUnknownFamilyIsRefused() {
    #expect(throws: SpecError.self) {
      try Sweep(stores: [store()], settings: [ControllerSetting(family: "none")], catalog: .published)
    }
  }

  @Test func countsKeepWhatDoesNotFitInFourBytes() {
    let narrow = [0, 7, Int(UInt32.max)]
    let wide = narrow + [1 << 40]
    #expect(Array(RunCounts(narrow)) == narrow)
    #expect(Array(RunCounts(wide)) == wide)
    #expect(RunCounts([]).isEmpty)
  }

  /// The sizes at which the published figures were taken.
  @Test func familiesSayWhatTheirCurvesRunOver() throws {
    for family in Catalog.published.families {
      let settings = family.sweep
      let axis = try #require(family.sweepAxis)
      #expect(settings.count == axis.values.count)
      #expect(axis.values == axis.values.sorted())
      #expect(family.hasBeta == (axis == .beta))
      for (setting, value) in zip(settings, axis.values) {
        #expect(try Catalog.published.setting(setting.description) == setting)
        #expect(setting.description == "\(family.name):\(axis.parameter)=\(ControllerSetting.text(value))")
      }
    }
    let cmc = try #require(Catalog.published["cmc"])
    #expect(cmc.sweep.map(\.beta) == [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1])
    let base = try Catalog.published.setting("cmc:beta=0.25,warm_up=9")
    #expect(cmc.sweep(from: base).allSatisfy { $0.overrides == ["warm_up": 9] })
  }
}
