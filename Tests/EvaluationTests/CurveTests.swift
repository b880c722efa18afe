import Evaluation
import Foundation
import Replay
import Testing

private func point(_ tokens: Double, _ accuracy: Double) -> OperatingPoint {
  OperatingPoint(
    setting: ControllerSetting(family: "made-up"), accuracy: accuracy, tokens: tokens, sequentialTokens: tokens / 10)
}

private func isClose(_ left: Double?, _ right: Double) -> Bool { left.map { abs($0 - right) < 1e-9 } ?? false }

/// Points that a generator of its own scatters, some of them on one another.
private func scattered(_ count: Int, seed: UInt64) -> [OperatingPoint] {
  var state = seed &+ 1
  func draw(_ bound: UInt64) -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double((state >> 33) % bound)
  }
  return (0..<count).map { _ in point(1 + draw(40), draw(30)) }
}

@Suite struct CurveTests {
  @Test func straightLinesInLogTokens() {
    let curve = Curve([point(4_000, 60), point(1_000, 40), point(16_000, 70)])
    #expect(curve.accuracy(atBudget: 1_000) == 40)
    #expect(isClose(curve.accuracy(atBudget: 2_000), 50))
    #expect(isClose(curve.accuracy(atBudget: 8_000), 65))
    #expect(curve.accuracy(atBudget: 16_000) == 70)
    #expect(isClose(curve.budget(atAccuracy: 50), 2_000))
    #expect(isClose(curve.budget(atAccuracy: 65), 8_000))
    #expect(curve.budget(atAccuracy: 70) == 16_000)
  }

  @Test func nothingIsExtrapolated() {
    let curve = Curve([point(1_000, 40), point(4_000, 60)])
    #expect(curve.accuracy(atBudget: 999.9) == nil)
    #expect(curve.accuracy(atBudget: 4_000.1) == nil)
    #expect(curve.budget(atAccuracy: 39.9) == nil)
    #expect(curve.budget(atAccuracy: 60.1) == nil)
    #expect(curve.area(between: 900...2_000) == nil)
    #expect(curve.area(between: 2_000...4_001) == nil)
    let none = Curve([point(0, 10)])
    #expect(none.budgets == nil)
    #expect(none.accuracy(atBudget: 1) == nil)
    #expect(none.budget(atAccuracy: 10) == nil)
  }

  /// Where a curve falls, the budget is the first one at which the accuracy is reached.
  @Test func theLeastBudgetCounts() {
    let curve = Curve([point(1, 10), point(2, 30), point(4, 20), point(8, 40)])
    #expect(isClose(curve.budget(atAccuracy: 20), 2.0.squareRoot()))
    #expect(isClose(curve.budget(atAccuracy: 35), 4 * 2.0.squareRoot() * 2.0.squareRoot().squareRoot()))
  }

  /// Twice the budget weighs the same wherever it is.
  @Test func areaIsTheMeanInLogTokens() {
    let curve = Curve([point(1_000, 40), point(4_000, 60), point(16_000, 60)])
    #expect(isClose(curve.area(between: 1_000...4_000), 50))
    #expect(isClose(curve.area(between: 1_000...16_000), 55))
    #expect(isClose(curve.area(between: 2_000...8_000), (55 + 60) / 2))
    #expect(isClose(curve.area(between: 2_000...2_000), 50))
  }

  @Test func tokensSaved() {
    let reference = point(16_000, 60)
    #expect(isClose(point(4_000, 55).tokensSaved(against: reference), 75))
    #expect(point(4_000, 55).tokensSaved(against: point(0, 1)) == nil)
    let curve = Curve([point(1_000, 40), point(4_000, 80)])
    #expect(isClose(curve.tokensSavedAtEqualAccuracy(as: reference), 87.5))
    #expect(curve.tokensSavedAtEqualAccuracy(as: point(16_000, 81)) == nil)
    #expect(curve.tokensSavedAtEqualAccuracy(as: point(16_000, 39)) == nil)
  }

  @Test func objective() {
    let points = [point(1_000, 40), point(2_000, 50), point(4_000, 55), point(2_000, 50)]
    #expect(isClose(points[1].objective(gamma: 0.01), 30))
    #expect(points.best(gamma: 0)?.tokens == 4_000)
    #expect(points.best(gamma: 0.005)?.tokens == 2_000)
    #expect(points.best(gamma: 0.01)?.tokens == 1_000)  // 30 like at 2 000 tokens: the fewer tokens
    #expect(points.best(gamma: 0.05, .sequential)?.tokens == 2_000)
    #expect([OperatingPoint]().best(gamma: 1) == nil)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func frontierHoldsWhatNothingBetters(_ seed: UInt64) {
    let points = scattered(Int(seed % 40), seed: seed)
    let frontier = points.paretoFrontier()
    let wanted = points.indices.filter { index in
      !points.contains { other in
        other.accuracy >= points[index].accuracy && other.tokens <= points[index].tokens
          && (other.accuracy > points[index].accuracy || other.tokens < points[index].tokens)
      }
    }
    #expect(Set(frontier) == Set(wanted))
    #expect(frontier.count == wanted.count)
    #expect(frontier.map { points[$0].tokens } == frontier.map { points[$0].tokens }.sorted())
    #expect(frontier == points.paretoFrontier(.sequential))
  }

  /// The frontier rises, a budget is where its accuracy is, and no setting lies above it.
  @Test(arguments: 0..<100 as Range<UInt64>)
  func interpolationIsMonotone(_ seed: UInt64) throws {
    let points = scattered(2 + Int(seed % 40), seed: seed)
    let curve = Curve.frontier(of: points)
    let budgets = try #require(curve.budgets)
    var last = -Double.infinity
    for step in 0...50 {
      let share = Double(step) / 50
      let budget = min(budgets.upperBound, budgets.lowerBound * pow(budgets.upperBound / budgets.lowerBound, share))
      let accuracy = try #require(curve.accuracy(atBudget: budget))
      #expect(accuracy >= last - 1e-9)
      last = accuracy
      if let back = curve.budget(atAccuracy: accuracy) {
        #expect(isClose(curve.accuracy(atBudget: back), accuracy))
        #expect(back <= budget * (1 + 1e-9))
      }
    }
    for point in points where budgets.contains(point.tokens) {
      #expect(try #require(curve.accuracy(atBudget: point.tokens)) >= point.accuracy - 1e-9)
    }
  }

  @Test func meansOverStoresWeighEachStoreTheSame() async throws {
    let stores = [store(), store(questions: 7, branches: 5)]
    let result = try await sweep(["sc:max_samples=1", "sc:max_samples=5"], on: stores, seeds: [0, 1]).run(threads: 2)
    let (first, second) = (result.points(stores: [0]), result.points(stores: [1]))
    #expect(result.points.count == 2)
    for (setting, mean) in result.points.enumerated() {
      #expect(first[setting].accuracy == result[store: 0, setting: setting].exactAccuracy)
      #expect(first[setting].sequentialTokens == result[store: 0, setting: setting].averageSequentialTokens)
      #expect(isClose(mean.accuracy, (first[setting].accuracy + second[setting].accuracy) / 2))
      #expect(isClose(mean.tokens, (first[setting].tokens + second[setting].tokens) / 2))
      #expect(mean.setting == result.sweep.settings[setting])
    }
  }
}
