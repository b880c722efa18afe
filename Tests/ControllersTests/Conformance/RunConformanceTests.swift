import Controllers
import Replay
import Testing

/// What every controller of the catalog keeps to, whatever its setting and the question.
@Suite struct RunConformanceTests {
  static let seeds: [UInt64] = [0, 1, 7]

  /// It ends, acts legally, pays what it takes, answers once, and does the same again, recorded or not.
  @Test(arguments: Settings.usual)
  func itPlaysByTheRules(setting: ControllerSetting) throws {
    let controller = try Settings.catalog.controller(setting)
    for odd in OddQuestion.all { check(controller, odd, "\(setting) on \(odd)") }
  }

  /// Also with every parameter at the ends of its range.
  @Test(arguments: Settings.extreme)
  func itPlaysByTheRulesAtTheEndsOfItsRanges(setting: ControllerSetting) throws {
    let controller = try Settings.catalog.controller(setting)
    for odd in OddQuestion.all where odd.question.branches.count < 100 {
      check(controller, odd, "\(setting) on \(odd)")
    }
  }

  /// No run spends more than its budget, and a budget that is never met changes nothing.
  @Test(arguments: Settings.usual)
  func itKeepsItsBudget(setting: ControllerSetting) throws {
    let controller = try Settings.catalog.controller(setting)
    for odd in OddQuestion.all {
      let free = odd.question.record(controller, seed: 3)
      let enough = odd.question.record(controller, seed: 3, budget: free.costs.tokens)
      #expect(enough.steps == free.steps, "\(setting) on \(odd)")
      for budget in [0, 1, 499, 500, 501, 1_750, 20_000, free.costs.tokens - 1, 1 << 50] where budget >= 0 {
        check(controller, odd, "\(setting) on \(odd), budget \(budget)", budget: budget)
      }
    }
  }

  /// A run on a used episode is the run on a fresh one.
  private func check(
    _ controller: some Controller, _ odd: OddQuestion, _ what: Comment, budget: Int? = nil
  ) {
    let question = odd.question
    let orders = BranchOrders(branchCount: question.branches.count, seeds: Self.seeds)
    question.replay(controller, over: orders, in: Self.seeds.indices, budget: budget) { index, run in
      let recording = question.record(controller, seed: Self.seeds[index], budget: budget)
      let faults = RecordedRun(recording, latency: controller.latency, budget: budget).faults
      #expect(faults == [], what)
      #expect(run.answer == recording.answer, what)
      #expect(run.costs == recording.costs, what)
      if index == 0 {
        let again = question.record(controller, seed: Self.seeds[index], budget: budget)
        #expect(again.steps == recording.steps, what)
        #expect(again.rounds == recording.rounds, what)
      }
      let order = orders.order(at: index).prefix(recording.tracks.count).map(Int.init)
      #expect(recording.tracks.map(\.storeIndex) == order, what)
      return true
    }
  }
}
