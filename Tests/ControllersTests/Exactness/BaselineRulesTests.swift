import Controllers
import Replay
import Testing

/// What the rules of the baselines leave to the last vote, the last branch and the last token.
@Suite struct BaselineRulesTests {
  typealias Chain = (probes: [String], tokens: Int, final: String)

  /// Runs a controller on chains that come in the order given.
  private func run(_ spec: String, _ chains: [Chain], budget: Int? = nil) throws -> Recording {
    let orders = BranchOrders(branchCount: chains.count, seeds: [0])
    var ordered = chains
    for (place, index) in orders.order(at: 0).enumerated() { ordered[Int(index)] = chains[place] }
    var builder = QuestionBuilder(text: "", interval: 500)
    for chain in ordered { builder.addBranch(probes: chain.probes, tokens: chain.tokens, final: chain.final) }
    let controller = try Catalog.published.controller(Catalog.published.setting(spec))
    return builder.finish(gold: "a").record(controller, seed: 0, budget: budget)
  }

  private func answer(_ recording: Recording) -> String? { recording.answer.map(recording.question.text(of:)) }

  private func reads(_ answers: String) -> [Chain] { answers.map { ([], 100, "\($0)") } }

  private func chain(_ final: String, rounds: Int, tokens: Int) -> Chain {
    (Array(repeating: "-", count: rounds), tokens, final)
  }

  @Test func entropyMayEqualItsBound() throws {
    // H₂(16, 4, 4, 4, 1, 1, 1, 1) = 2¼ = ¾ · log₂ 8, reached with the last of them.
    let tied = reads("gfedbbbbcccchhhhaaaaaaaaaaaaaaaa")
    let recording = try run("asc-entropy", tied + reads("xyz"))
    #expect(recording.tracks.count == tied.count)
    let end = try #require(recording.steps.last)
    #expect(end.reason == Reason(.entropy, [Condition(.entropy, 0.75, .atMost, 0.75)]))
    #expect(answer(recording) == "a")
  }

  @Test func entropyOfOneClassCountsOneMore() throws {
    // H₂(2, 1) = 0.918, H₂(3, 1) = 0.811, H₂(4, 1) = 0.722.
    #expect(try run("asc-entropy", reads("aaaaaaa")).tracks.count == 4)
    #expect(try run("asc-entropy:max_samples=3", reads("aaaaaaa")).steps.last?.reason.rule == .roundLimit)
  }

  @Test func majorityStartsWithTwo() throws {
    #expect(try run("asc-majority", reads("aab")).tracks.count == 2)
    let recording = try run("asc-majority", reads("abaaaa"))
    #expect(recording.tracks.count == 5)
    #expect(recording.steps.last?.reason.conditions == [Condition(.winnerShare, 0.8, .atLeast, 0.8)])
    #expect(try run("asc-majority", reads("a")).steps.last?.reason.rule == .branchesExhausted)
  }

  @Test func dirichletIsBetaBelowThreeClasses() throws {
    // C(2, 0) = 0.875, which is not above the threshold; C(3, 0) = 0.9375 is.
    let beta = try run("asc-dirichlet:threshold=0.875", reads("aaaa"))
    #expect(beta.tracks.count == 3)
    #expect(beta.steps.last?.reason.conditions == [Condition(.winnerProbability, 0.9375, .above, 0.875)])
    // P(1, 1, 1) = ⅓ may equal it.
    let third = try #require(try run("asc-dirichlet", reads("abc")).rounds.last?.signals[.winnerProbability])
    #expect(try run("asc-dirichlet:threshold=0.99", reads("abc")).steps.last?.reason.rule == .branchesExhausted)
    #expect(abs(third - 1 / 3) < 1e-12)
  }

  @Test func equalVotesGoToTheShorterChain() throws {
    let chains = [
      chain("b", rounds: 2, tokens: 1_300), chain("a", rounds: 2, tokens: 1_200), chain("c", rounds: 1, tokens: 900),
      chain("a", rounds: 3, tokens: 1_900), chain("b", rounds: 2, tokens: 1_100), chain("b", rounds: 9, tokens: 4_900),
      chain("a", rounds: 2, tokens: 1_400),
    ]
    let recording = try run("short-m:chains=7,finished=3", chains)
    // Of the five that finish in rounds 1 and 2, b's first has 1 300 tokens, a's first 1 200.
    #expect(answer(recording) == "a")
    #expect(
      recording.steps.last?.reason
        == Reason(
          .enoughFinished,
          [Condition(.finished, 5, .atLeast, 3), Condition(.chainTokens, 1_200, .atMost, 1_300)]))
    #expect(recording.costs.tokens == 1_300 + 1_200 + 900 + 1_500 + 1_100 + 1_500 + 1_400)
    #expect(recording.costs.sequentialTokens == 1_500)
    // Equal tokens too: the one that finished first.
    let equal = [chain("b", rounds: 1, tokens: 700), chain("a", rounds: 1, tokens: 700)]
    #expect(answer(try run("short-m:finished=1", equal)) == "b")
  }

  @Test func shortMEndsWithoutEnough() throws {
    let two = [chain("a", rounds: 1, tokens: 700), chain("b", rounds: 2, tokens: 1_100)]
    let all = try run("short-m:finished=3", two)
    #expect(answer(all) == "a")
    #expect(all.steps.last?.reason.rule == .resolved)
    // 1 000 tokens open both, 200 finish the first, and 499 are not enough to go on with the second.
    let short = try run("short-m:finished=2", two, budget: 1_699)
    #expect(answer(short) == "a")
    #expect(short.steps.last?.reason == Reason(.budget))
    #expect(try run("short-m:finished=1", two, budget: 1_000).answer == nil)
    #expect(try run("short-m", two, budget: 499).steps.map(\.kind) == [.answer])
  }

  @Test func chainsWithoutProbesFinishAsTheyOpen() throws {
    let recording = try run("short-m:chains=4,finished=2", reads("bab") + [chain("a", rounds: 3, tokens: 2_000)])
    #expect(answer(recording) == "b")
    #expect(recording.costs.tokens == 300 + 500)
    #expect(recording.rounds.map(\.signals.round) == [0])
  }

  /// A window that could not be read whole ends the run for want of what it lacked, not of samples.
  @Test func aWindowCutShortTellsWhy() throws {
    let budget = try run("esc:window_size=3,max_samples=3", reads("aba"), budget: 200)
    #expect(budget.tracks.count == 2 && budget.steps.last?.reason.rule == .budget)
    let branches = try run("esc:window_size=4,max_samples=4", reads("aba"))
    #expect(branches.tracks.count == 3 && branches.steps.last?.reason.rule == .branchesExhausted)
    let samples = try run("esc:window_size=3,max_samples=3", reads("aba"))
    #expect(samples.steps.last?.reason.rule == .roundLimit)
  }
}
