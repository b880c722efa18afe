import Controllers
import Replay
import Testing

/// Every controller of the catalog under the other rules of voting: merged answers, and `ERR` as no vote.
@Suite struct GradingConformanceTests {
  /// A question in which one answer is written in several ways, and the same one with one way of writing each.
  struct Pair: Sendable {
    let spelled: Question
    let plain: Question

    private static let spellings = [
      ["1/2", "0.5", "\\frac{1}{2}", "$.50$"], ["7", "07", "\\text{7}", "7."], ["x", " x", "\\left x"], ["ERR"],
    ]

    init(branches: Int, seed: UInt64) {
      var random = SplitMix(seed)
      var spelled = QuestionBuilder(text: "spelled", interval: 500)
      var plain = QuestionBuilder(text: "plain", interval: 500)
      for _ in 0..<branches {
        let kinds = (0...Int.random(in: 0...9, using: &random)).map { _ in Int.random(in: 0..<4, using: &random) }
        let texts = kinds.map { kind in Self.spellings[kind].randomElement(using: &random) ?? "" }
        let tokens = Int.random(in: 0...kinds.count * 500, using: &random)
        spelled.addBranch(probes: texts.dropLast(), tokens: tokens, final: texts[texts.count - 1])
        let same = kinds.map { Self.spellings[$0][0] }
        plain.addBranch(probes: same.dropLast(), tokens: tokens, final: same[same.count - 1])
      }
      self.spelled = spelled.finish(gold: "2/4")
      self.plain = plain.finish(gold: "1/2")
    }
  }

  private static let pairs = [(1, 1), (9, 2), (40, 3), (130, 4)].map { Pair(branches: $0, seed: $1) }

  private static let seeds: [UInt64] = [0, 5, 11]

  private static func canonical(_ question: Question, _ answer: Answer?) -> String? {
    answer.map { CanonicalAnswer.text(of: question.text(of: $0)) }
  }

  /// A merged question runs as if everyone had written alike, step by step, with `ERR` as an answer or without.
  @Test(arguments: Settings.usual)
  func mergedAnswersAreAsOne(setting: ControllerSetting) throws {
    let controller = try Settings.catalog.controller(setting)
    for pair in Self.pairs {
      for errors in ErrorAnswers.allCases {
        let (merged, plain) = (
          pair.spelled.graded(.canonical, errors: errors), pair.plain.graded(.exact, errors: errors)
        )
        for seed in Self.seeds {
          let (left, right) = (merged.record(controller, seed: seed), plain.record(controller, seed: seed))
          let what: Comment = "\(setting), \(plain.branches.count) branches, seed \(seed), \(errors)"
          #expect(left.costs == right.costs, what)
          #expect(Self.canonical(merged, left.answer) == Self.canonical(plain, right.answer), what)
          #expect((left.answer == merged.gold) == (right.answer == plain.gold), what)
          #expect(left.steps.map(\.kind) == right.steps.map(\.kind), what)
          #expect(left.steps.map(\.branch) == right.steps.map(\.branch), what)
        }
      }
    }
  }

  /// Under abstention a run still plays by the rules, says why, does the same unrecorded, and never answers `ERR`.
  @Test(arguments: Settings.usual + Settings.extreme)
  func abstentionsNeverWin(setting: ControllerSetting) throws {
    let controller = try Settings.catalog.controller(setting)
    for pair in Self.pairs where pair.plain.branches.count < 100 {
      let question = pair.plain.graded(.exact, errors: .abstain)
      let orders = BranchOrders(branchCount: question.branches.count, seeds: Self.seeds)
      for budget in [nil, Int.max, 0, 3_000] as [Int?] {
        let what: Comment = "\(setting), \(question.branches.count) branches, budget \(budget ?? -1)"
        question.replay(controller, over: orders, in: Self.seeds.indices, budget: budget) { index, run in
          let recording = question.record(controller, seed: Self.seeds[index], budget: budget)
          #expect(run.answer == recording.answer, what)
          #expect(run.costs == recording.costs, what)
          #expect(run.answer == nil || run.answer != question.abstention, what)
          #expect(
            recording.rounds.allSatisfy { $0.signals.winner == nil || $0.signals.winner != question.abstention }, what)
          #expect(RecordedRun(recording, latency: controller.latency, budget: budget).faults == [], what)
          if (budget ?? 0) < .max { #expect(ReasonConformanceTests.faults(recording, budget) == [], what) }
          return true
        }
      }
    }
  }

  /// The rounds' pools are those without abstentions.
  @Test(arguments: Settings.usual)
  func poolsLeaveAbstentionsOut(setting: ControllerSetting) throws {
    let controller = try Settings.catalog.controller(setting)
    let isPooled = !SignalConformanceTests.withBallot.contains(setting.family)
    for pair in Self.pairs {
      let question = pair.plain.graded(.exact, errors: .abstain)
      let recording = question.record(controller, seed: 2)
      for round in recording.rounds {
        let state = recording.state(after: round.stepCount)
        let answers = isPooled ? state.pool : state.branches.filter { $0.status != .pruned }.compactMap(\.answer)
        let votes = answers.filter { $0 != question.abstention }
        let what: Comment = "\(setting), \(question.branches.count) branches, round \(round.signals.round)"
        #expect(round.signals.poolSize == votes.count, what)
        #expect(isPooled == false || state.pool == votes, what)
        guard setting.family != "sdgv" else { continue }
        let most = votes.map { vote in votes.count { $0 == vote } }.max()
        #expect(round.signals.winner == votes.first { vote in votes.count { $0 == vote } == most }, what)
      }
    }
  }

  /// The short way (no budget) and the careful one (a budget never met) are one.
  @Test(arguments: Settings.usual)
  func theShortWayIsTheCarefulOne(setting: ControllerSetting) throws {
    let controller = try Settings.catalog.controller(setting)
    for question in OddQuestion.all.map(\.question) + Self.pairs.map(\.plain) {
      let orders = BranchOrders(branchCount: question.branches.count, seeds: Self.seeds)
      var (short, careful): ([Run], [Run]) = ([], [])
      for errors in ErrorAnswers.allCases {
        let graded = question.graded(.exact, errors: errors)
        graded.replay(controller, over: orders, in: Self.seeds.indices) { _, run in
          short.append(run)
          return true
        }
        graded.replay(controller, over: orders, in: Self.seeds.indices, budget: .max) { _, run in
          careful.append(run)
          return true
        }
      }
      #expect(short == careful, "\(setting) on \(question.text)")
      // Where nothing is ERR, nothing abstains.
      if !question.answerTexts.contains("ERR") { #expect(short.prefix(3) == short.suffix(3), "\(setting)") }
    }
  }

  /// Where everything is ERR, nobody votes.
  @Test(arguments: Settings.usual)
  func whereNobodyVotesThereIsNoAnswer(setting: ControllerSetting) throws {
    let controller = try Settings.catalog.controller(setting)
    let chains = (0..<20).map { (probes: [String](repeating: "ERR", count: $0 % 6), tokens: 2_400, final: "ERR") }
    let question = OddQuestion("nothing was read", chains).question
    let recording = question.graded(.exact, errors: .abstain).record(controller, seed: 1)
    #expect(recording.answer == nil, "\(setting)")
    if let counted = question.record(controller, seed: 1).answer { #expect(question.text(of: counted) == "ERR") }
    #expect(RecordedRun(recording, latency: controller.latency).faults == [], "\(setting)")
  }

  /// Traces of such runs are as whole as others.
  @Test(arguments: Settings.usual)
  func tracesAreWhole(setting: ControllerSetting) throws {
    let controller = try Settings.catalog.controller(setting)
    for pair in Self.pairs {
      let question = pair.spelled.graded(.canonical, errors: .abstain)
      let recording = question.record(controller, seed: 3)
      let steps = controller.trace(of: recording, beta: setting.beta)
      #expect(TraceConformanceTests.faults(steps, recording) == [], "\(setting)")
    }
  }
}
