import Controllers
import Evaluation
import Replay
import Testing

/// A controller that opens one branch, then advances it once a round, and tells of each round the winner it is given.
private struct Told: Controller {
  /// The winner of each round, the first one's after the opening.
  var winners: [Answer?]
  var returned: Answer?

  var latency: Latency { .parallel }

  func solve(_ episode: inout Episode) -> Answer? {
    for (round, winner) in winners.enumerated() {
      episode.beginRound(round)
      _ = round == 0 ? episode.open(.hand) : episode.advance(0, .hand)
      episode.report(
        RoundSignals(round: round, winner: winner, poolSize: 1, active: episode.activeCount(), opened: 1))
    }
    return episode.answer(returned, .hand)
  }

  func trace(of recording: Recording, beta: Double?) -> [TraceStep] { [] }
}

/// How much of a run was needed.
@Suite struct RunHeadroomTests {
  /// One branch with probes after 100, 200 … tokens; "gold" is the reference answer.
  private static let question: Question = {
    var builder = QuestionBuilder(text: "one long branch", interval: 100)
    builder.addBranch(probes: ["a", "b", "a", "gold", "a", "b", "gold", "a"], tokens: 900, final: "gold")
    return builder.finish(gold: "gold")
  }()

  private static func answer(_ text: String) -> Answer? {
    question.answerTexts.firstIndex(of: text).map { Answer(id: Int32($0)) }
  }

  private static func headroom(_ winners: [String], returned: String) -> RunHeadroom {
    let told = Told(winners: winners.map(answer), returned: answer(returned))
    return RunHeadroom(question.record(told, seed: 0))
  }

  /// A round takes two steps, an advance and a probe, and 100 tokens; the ANSWER is one step more and free.
  @Test(
    arguments: [
      // Winners, returned, settled step, settled tokens, first right step and its tokens.
      (["a", "gold", "b", "gold", "gold"], "gold", 8, 400, 4, 200), (["gold", "gold", "gold"], "gold", 2, 100, 2, 100),
      (["a", "b", "a"], "gold", 7, 300, 7, 300), (["gold", "gold", "b"], "b", 6, 300, 2, 100),
      (["a", "a", "a", "a"], "a", 2, 100, nil, nil), (["none", "a", "none"], "none", 6, 300, nil, nil),
      (["none", "gold", "b", "b"], "a", 9, 400, 4, 200), ([], "gold", 1, 0, 1, 0),
    ] as [([String], String, Int, Int, Int?, Int?)])
  func settledAndRight(
    winners: [String], returned: String, settled: Int, tokens: Int, right: Int?, rightTokens: Int?
  ) {
    let headroom = Self.headroom(winners, returned: returned)
    #expect(headroom.settledStep == settled)
    #expect(headroom.settledTokens == tokens)
    #expect(headroom.firstRightStep == right)
    #expect(headroom.firstRightTokens == rightTokens)
    #expect(headroom.tokens == 100 * winners.count)
    #expect(headroom.wastedTokens == headroom.tokens - tokens)
    #expect(headroom.leastTokens == (winners.isEmpty ? 0 : 100))
  }

  /// SC has no rounds: the winner is the majority of the branches read so far, counted here by searching.
  @Test(arguments: 0..<40)
  func selfConsistency(seed: UInt64) throws {
    for question in store(questions: 4, branches: 15).questions {
      let order = BranchOrders(branchCount: 15, seeds: [seed]).order(at: 0).prefix(9).map(Int.init)
      var winners: [Answer] = []
      for count in 1...9 {
        let votes = order.prefix(count).map(question.finalAnswer)
        let most = votes.map { vote in votes.count { $0 == vote } }.max()
        winners.append(try #require(votes.first { vote in votes.count { $0 == vote } == most }))
      }
      let settled = 9 - winners.reversed().prefix { $0 == winners[8] }.count + 1
      let right = winners.firstIndex(of: question.gold).map { $0 + 1 }
      let spent = { (reads: Int) in order.prefix(reads).reduce(0) { $0 + question.branches[$1].tokens } }
      let recording = question.record(try controller("sc:max_samples=9"), seed: seed)
      let headroom = RunHeadroom(recording)
      #expect(headroom.settledStep == settled)
      #expect(headroom.settledTokens == spent(settled))
      #expect(headroom.firstRightStep == right)
      #expect(headroom.firstRightTokens == right.map(spent))
      #expect(headroom.leastTokens == spent(1))
      #expect(headroom.tokens == spent(9))
    }
  }
}

/// How far a setting is from the best that its runs hold.
@Suite struct HeadroomTests {
  private static let seeds: [UInt64] = Array(0..<12)

  private func headroom(_ spec: String, on store: Store, threads: Int = 2) async throws -> Headroom {
    try await Headroom(
      store: store, setting: Catalog.published.setting(spec), catalog: .published, seeds: Self.seeds, threads: threads)
  }

  /// What holds of every controller, and of the oracle that stops its runs.
  @Test(arguments: Catalog.published.families.map(\.name))
  func theOracleIsNeverWorse(family: String) async throws {
    let store = store(questions: 5, branches: 20)
    let headroom = try await headroom(family, on: store)
    let evaluation = try await sweep([family], on: [store], seeds: Self.seeds).run(threads: 2).evaluations[0]
    #expect(headroom.runs.map(\.tokens) == Array(evaluation.tokens))
    #expect(headroom.oracleAccuracy >= evaluation.exactAccuracy)
    for (index, run) in headroom.runs.enumerated() {
      #expect(0...run.tokens ~= run.settledTokens)
      #expect(run.leastTokens <= run.tokens)
      #expect((run.firstRightStep == nil) == (run.firstRightTokens == nil))
      if let tokens = run.firstRightTokens { #expect(run.leastTokens...run.tokens ~= tokens) }
      if evaluation.isCorrect(index) { #expect(try #require(run.firstRightStep) <= run.settledStep) }
    }
    let settled = headroom.runs.reduce(0) { $0 + $1.settledTokens }
    #expect(abs(headroom.wastedShare - 100 * (1 - Double(settled) / Double(evaluation.totalTokens))) < 1e-9)

    let points = headroom.oraclePoints
    #expect(zip(points, points.dropFirst()).allSatisfy { $0.tokens < $1.tokens && $0.accuracy < $1.accuracy })
    #expect(points.last?.accuracy == headroom.oracleAccuracy)
    #expect(try #require(points.last).tokens <= evaluation.averageTokens)
    #expect(points[0].tokens == Double(headroom.runs.reduce(0) { $0 + $1.leastTokens }) / 60)
  }

  /// The oracle's points of runs worked out by hand: SC of 2 branches, of which the order decides what is spent.
  @Test func oraclePointsOfTwoRuns() async throws {
    var builder = QuestionBuilder(text: "right after the first or not at all", interval: 10)
    for (tokens, final) in [(100, "gold"), (300, "x")] { builder.addBranch(probes: [], tokens: tokens, final: final) }
    let headroom = try await headroom(
      "sc:max_samples=2", on: Store(name: "a/b", questions: [builder.finish(gold: "gold")]))
    // Either gold is read first and wins the tie, or x does and stays ahead.
    let goldFirst = headroom.runs.count { $0.leastTokens == 100 }
    #expect((1..<12).contains(goldFirst))
    #expect(headroom.runs.allSatisfy { ($0.firstRightTokens == 100) == ($0.leastTokens == 100) })
    #expect(headroom.runs.allSatisfy { $0.wastedTokens == 400 - $0.leastTokens })
    let points = headroom.oraclePoints
    #expect(points.count == 1)
    #expect(points[0].tokens == Double(100 * goldFirst + 300 * (12 - goldFirst)) / 12)
    #expect(points[0].accuracy == 100 * Double(goldFirst) / 12)
  }

  @Test func threadsDoNotMatter() async throws {
    let store = store(questions: 7)
    let one = try await headroom("cmc:beta=0.3", on: store, threads: 1)
    #expect(try await headroom("cmc:beta=0.3", on: store, threads: 4).runs == one.runs)
    #expect(one.runs.count == 84)
  }

  @Test func whatCannotBeRunThrows() async throws {
    await #expect(throws: SpecError.self) {
      try await Headroom(
        store: store(), setting: ControllerSetting(family: "none"), catalog: .published, threads: 1)
    }
    let task = Task { try await headroom("parallel-probe", on: store(questions: 40)) }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}

/// What the recorded branches hold at best.
@Suite struct CeilingTests {
  /// Questions of five branches each, so many of which are right.
  private func made(right: [Int]) -> Store {
    Store(
      name: "made/up",
      questions: right.map { right in
        var builder = QuestionBuilder(text: "\(right) right", interval: 10)
        for branch in 0..<5 {
          builder.addBranch(probes: [], tokens: 20, final: branch < right ? "gold" : "\(branch)")
        }
        return builder.finish(gold: "gold")
      })
  }

  /// 1 − C(3, k) / C(5, k) with two right of five, 1 − C(4, k) / C(5, k) with one.
  @Test(arguments: [(1, 40.0, 20.0), (2, 70, 40), (3, 90, 60), (4, 100, 80), (5, 100, 100)])
  func passByHand(k: Int, two: Double, one: Double) throws {
    let (none, all) = (0.0, 100.0)
    for (right, expected) in [([2], two), ([1], one), ([2, 1, 0, 5], (two + one + none + all) / 4)] {
      #expect(abs(try #require(Ceiling.pass(at: k, of: made(right: right))) - expected) < 1e-9)
    }
  }

  @Test func passGrowsAndStartsAtTheMeanBranch() throws {
    let store = store(questions: 6, branches: 40)
    let values = try (1...40).map { try #require(Ceiling.pass(at: $0, of: store)) }
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 })
    let shares = store.questions.map { question in
      Double((0..<40).count { question.finalAnswer(of: $0) == question.gold }) / 40
    }
    #expect(abs(values[0] - 100 * shares.reduce(0, +) / 6) < 1e-9)
    #expect(abs(values[39] - 100 * Double(shares.count { $0 > 0 }) / 6) < 1e-9)
  }

  @Test func noMoreBranchesThanThereAre() {
    for k in [-1, 0, 6] {
      #expect(Ceiling.pass(at: k, of: made(right: [5, 5])) == nil)
      #expect(Ceiling.majority(at: k, of: made(right: [5, 5])) == nil)
    }
    #expect(Ceiling.majority(at: 1, of: made(right: [5]), seeds: []) == nil)
  }

  /// majority@k is SC with k samples, also where some answers are no vote.
  @Test(arguments: [1, 2, 3, 7, 12], ErrorAnswers.allCases)
  func majorityIsSelfConsistency(k: Int, errors: ErrorAnswers) async throws {
    let seeds: [UInt64] = Array(0..<9)
    let named = Store(name: "made/up", questions: store(questions: 5).questions + [withErrors()])
      .graded(.exact, errors: errors)
    let evaluation = try await sweep(["sc:max_samples=\(k)"], on: [named], seeds: seeds).run(threads: 1).evaluations[0]
    #expect(Ceiling.majority(at: k, of: named, seeds: seeds) == evaluation.exactAccuracy)
  }

  private func withErrors() -> Question {
    var builder = QuestionBuilder(text: "errors", interval: 10)
    for branch in 0..<12 {
      builder.addBranch(probes: ["ERR"], tokens: 20 + branch, final: ["ERR", "x", "ERR", "y", "x"][branch % 5])
    }
    return builder.finish(gold: "x")
  }
}
