import Controllers
import Digest
import Evaluation
import Replay
import Synchronization
import Testing

/// A store of some questions whose branches answer "x", "y" or "z", T not a multiple of Δ.
private func store(questions: Int = 3, branches: Int = 12) -> Store {
  let texts = ["x", "y", "z"]
  return Store(
    name: "made/up",
    questions: (0..<questions).map { number in
      var builder = QuestionBuilder(text: "question \(number)", interval: 100)
      for branch in 0..<branches {
        let probes = (0..<(2 + (branch * 7 + number) % 5)).map { texts[(branch + $0 * number) % 3] }
        builder.addBranch(probes: probes, tokens: 130 * (branch + 1), final: texts[(branch * branch + number) % 3])
      }
      return builder.finish(gold: number == 0 ? "nowhere" : "x")
    })
}

private func controller(_ spec: String) throws -> any Controller {
  try Catalog.published.controller(Catalog.published.setting(spec))
}

private func sha256(_ text: String) -> String {
  var digest = SHA256()
  digest.update(text)
  return digest.finish()
}

@Suite struct EvaluationTests {
  @Test(arguments: ["sc:max_samples=5", "asc", "esc:window_size=3", "parallel-probe", "cmc:beta=0.3"])
  func sameForAnyNumberOfThreads(_ spec: String) async throws {
    let store = store(questions: 7)
    let one = try await EvaluationPlan(store: store, controllers: [controller(spec)], threads: 1).run()
    let many = try await EvaluationPlan(store: store, controllers: [controller(spec)], threads: 5).run()
    #expect(one[0].answers == many[0].answers)
    #expect(one[0].tokens == many[0].tokens)
    #expect(one[0].sequentialTokens == many[0].sequentialTokens)
    #expect(one[0].sha256 == many[0].sha256)
  }

  @Test func runsAreThoseOfTheRecordings() async throws {
    let store = store()
    let seeds: [UInt64] = [4, 0, 1 << 40]
    let cmc = try controller("cmc:beta=1")
    let evaluation = try await EvaluationPlan(store: store, controllers: [cmc], seeds: seeds, threads: 2).run()[0]
    for (number, question) in store.questions.enumerated() {
      for (place, seed) in seeds.enumerated() {
        let recording = question.record(cmc, seed: seed)
        let run = evaluation.runs(of: number)[evaluation.runs(of: number).startIndex + place]
        #expect(evaluation.answers[run] == recording.answer?.id ?? -1)
        #expect(evaluation.tokens[run] == recording.costs.tokens)
        #expect(evaluation.sequentialTokens[run] == recording.costs.sequentialTokens)
      }
    }
  }

  /// Accuracy counts exact matches only; the hash is over `answer TAB tokens`, seeds outer, questions inner.
  @Test func figuresFollowFromTheRuns() async throws {
    let store = store()
    let sc = try controller("sc:max_samples=4")
    let evaluation = try await EvaluationPlan(store: store, controllers: [sc], seeds: [0, 1], threads: 1).run()[0]
    var lines: [String] = []
    var correct = 0
    var tokens = 0
    for seed in 0..<2 {
      for (number, question) in store.questions.enumerated() {
        let recording = question.record(sc, seed: UInt64(seed))
        let answer = try #require(recording.answer)
        lines.append("\(question.text(of: answer))\t\(recording.costs.tokens)")
        correct += number > 0 && question.text(of: answer) == "x" ? 1 : 0
        tokens += recording.costs.tokens
      }
    }
    #expect(evaluation.sha256 == sha256(lines.joined(separator: "\n")))
    #expect(evaluation.runCount == 6)
    #expect(evaluation.correctCount == correct)
    #expect(evaluation.totalTokens == tokens)
    #expect(evaluation.averageTokens == Double(tokens) / 6)
    #expect(evaluation.accuracy == Rounding.decimal(100 * Double(correct) / 6, places: 2))
  }

  @Test func aBudgetOfNothingAnswersNothingAndIsWrong() async throws {
    let plan = EvaluationPlan(
      store: store(), controllers: [try controller("asc"), try controller("cmc")], seeds: [3], threads: 2, budget: 0)
    for evaluation in try await plan.run() {
      #expect(evaluation.answers.allSatisfy { $0 == -1 })
      #expect(evaluation.totalTokens == 0)
      #expect(evaluation.correctCount == 0)
      #expect(evaluation.sha256 == sha256("None\t0\nNone\t0\nNone\t0"))
    }
  }

  @Test func severalControllersComeInTheirOrder() async throws {
    let specs = ["cmc:beta=0.5", "sc:max_samples=1", "sc:max_samples=8"]
    let together = try await EvaluationPlan(store: store(), controllers: specs.map(controller), threads: 2).run()
    for (spec, evaluation) in zip(specs, together) {
      let alone = try await EvaluationPlan(store: store(), controllers: [controller(spec)], threads: 1).run()[0]
      #expect(evaluation.sha256 == alone.sha256, "\(spec)")
      #expect(evaluation.steps == alone.steps, "\(spec)")
    }
  }

  @Test func progressEndsAtAllUnits() async throws {
    let highest = Mutex(0)
    _ = try await EvaluationPlan(store: store(), controllers: [controller("sc"), controller("asc")], threads: 3)
      .run { done, all in
        #expect(all == 6)
        highest.withLock { $0 = max($0, done) }
      }
    #expect(highest.withLock { $0 } == 6)
  }

  @Test func cancellationThrows() async throws {
    let plan = EvaluationPlan(
      store: store(questions: 30), controllers: [try controller("parallel-probe")], seeds: Array(0..<2_000), threads: 2)
    let task = Task { try await plan.run() }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
