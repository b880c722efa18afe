import Controllers
import Evaluation
import Foundation
import Replay
import ReplayStores
import Testing

/// Paired comparisons against `comparisons.py` in the fixtures, which shares no code with this package.
@Suite struct PairedComparisonTests {
  /// One entry of a fixture; each list has a value a store, first setting first.
  struct Entry: Decodable {
    struct Side: Decodable {
      let controller: String
      let params: [String: Double]

      func setting() throws -> ControllerSetting {
        let family = try #require(Catalog.published.families.first { $0.publishedName == controller })
        var setting = family.defaultSetting
        for (name, value) in params { try setting.set(name, to: "\(value)", in: family) }
        return setting
      }
    }

    let stores: [String]
    let seeds: UInt64
    let first: Side
    let second: Side
    let correct: [[Int]]
    let tokens: [[Int]]
    let firstAccuracy: [Double]
    let accuracy: [Double]
    let averageTokens: [Double]
    let won: Int
    let lost: Int
    let tied: Int
  }

  private static func entries(_ name: String) throws -> [Entry] {
    let file = Files.fixtures.appendingPathComponent(name)
    return try JSONDecoder().decode([Entry].self, from: Data(contentsOf: file))
  }

  @Test(arguments: 0..<5)
  func theBundledStores(index: Int) async throws {
    let entries = try Self.entries("comparisons.json")
    #expect(entries.count == 5)
    try await check(entries[index], in: Files.bundledStores)
  }

  @Test(.enabled(if: Files.shared != nil, Files.noShared))
  func aPublishedStore() async throws {
    let shared = try #require(Files.shared)
    let entry = try #require(try Self.entries("published-comparisons.json").first)
    try await check(entry, in: shared.appendingPathComponent("stores"))
  }

  /// Both settings of an entry, run on its stores.
  private func sides(_ entry: Entry, in directory: URL) async throws -> [[Evaluation]] {
    let stores = try entry.stores.map {
      try StoreReader.load(path: directory.appendingPathComponent("\($0).json").path)
    }
    let sweep = try Sweep(
      stores: stores, settings: [entry.first.setting(), entry.second.setting()], catalog: .published,
      seeds: Array(0..<entry.seeds))
    let result = try await sweep.run(threads: 2)
    return (0..<2).map { result.evaluations(ofSetting: $0) }
  }

  private func check(_ entry: Entry, in directory: URL) async throws {
    let sides = try await sides(entry, in: directory)
    #expect(sides.map { $0.map(\.correctCount) } == entry.correct)
    #expect(sides.map { $0.map(\.totalTokens) } == entry.tokens)
    let comparison = PairedComparison(sides[0], sides[1])

    let runs = Double(30 * entry.seeds)
    func difference(_ sums: [[Int]]) -> Double {
      zip(sums[0], sums[1]).reduce(0) { $0 + Double($1.0 - $1.1) / runs } / Double(entry.stores.count)
    }
    #expect(abs(comparison.accuracy.value - 100 * difference(entry.correct)) < 1e-12)
    #expect(abs(comparison.tokens.value - difference(entry.tokens)) < 1e-6)
    #expect(comparison.questions.count == 30 * entry.stores.count)
    #expect(comparison.won == entry.won && comparison.lost == entry.lost && comparison.tied == entry.tied)

    expectClose(comparison.accuracy.interval, entry.accuracy, within: 0.3)
    let width = entry.averageTokens[1] - entry.averageTokens[0]
    expectClose(comparison.tokens.interval, entry.averageTokens, within: 0.02 * width)
    // An interval of one setting is twice as wide, and its ends scatter as much more from seed to seed.
    let own = QuestionBootstrap(resamples: 40_000).interval(of: sides[0].map(\.accuracyByQuestion))
    expectClose(own, entry.firstAccuracy, within: 0.3)

    let isSplit = entry.accuracy[0] <= 0 && 0 <= entry.accuracy[1]
    #expect((comparison.accuracy.verdict == .indistinguishable) == isSplit)
    if !isSplit { #expect(comparison.accuracy.verdict == (entry.accuracy[0] > 0 ? .higher : .lower)) }
    #expect(comparison.tokens.verdict == (entry.averageTokens[0] > 0 ? .higher : .lower))
    expectMirrored(comparison, PairedComparison(sides[1], sides[0]))
    expectNothing(PairedComparison(sides[0], sides[0]))
  }

  private func expectClose(_ interval: ClosedRange<Double>, _ ends: [Double], within tolerance: Double) {
    #expect(abs(interval.lowerBound - ends[0]) <= tolerance, "\(interval), independently \(ends)")
    #expect(abs(interval.upperBound - ends[1]) <= tolerance, "\(interval), independently \(ends)")
  }

  /// Expects of swapped settings the same with other signs.
  private func expectMirrored(_ left: PairedComparison, _ right: PairedComparison) {
    #expect(left.first == right.second && left.second == right.first)
    #expect(left.won == right.lost && left.lost == right.won && left.tied == right.tied)
    for path in [\PairedComparison.accuracy, \.tokens, \.sequentialTokens] {
      let (one, other) = (left[keyPath: path], right[keyPath: path])
      #expect(one.value == -other.value)
      let tolerance = 1e-9 * max(1, abs(one.interval.lowerBound))
      #expect(abs(one.interval.lowerBound + other.interval.upperBound) < tolerance)
      #expect(abs(one.interval.upperBound + other.interval.lowerBound) < tolerance)
      let mirror: [PairedComparison.Verdict: PairedComparison.Verdict] = [.higher: .lower, .lower: .higher]
      #expect(other.verdict == mirror[one.verdict] ?? .indistinguishable)
    }
  }

  /// A setting against itself.
  private func expectNothing(_ comparison: PairedComparison) {
    for difference in [comparison.accuracy, comparison.tokens, comparison.sequentialTokens] {
      #expect(difference.value == 0)
      #expect(difference.interval == 0...0)
      #expect(difference.verdict == .indistinguishable)
    }
    #expect(comparison.tied == comparison.questions.count)
    #expect(comparison.won == 0 && comparison.lost == 0)
  }

  /// An end of exactly 0 is within the interval.
  @Test func theIntervalIsClosed() {
    func verdict(_ interval: ClosedRange<Double>) -> PairedComparison.Verdict {
      PairedComparison.Difference(value: 1, interval: interval).verdict
    }
    #expect(verdict(0...3) == .indistinguishable)
    #expect(verdict(-3...0) == .indistinguishable)
    #expect(verdict(-1...1) == .indistinguishable)
    #expect(verdict(1e-12...1) == .higher)
    #expect(verdict(-2...(-1e-12)) == .lower)
  }

  /// Every question in order, with the right runs and the tokens of both sides.
  @Test func questionsAreThoseOfTheEvaluations() async throws {
    let stores = [store(questions: 4), store(questions: 2, branches: 7)]
    let result = try await sweep(["sc:max_samples=1", "sc:max_samples=5"], on: stores, seeds: [2, 3, 4, 5])
      .run(threads: 1)
    let sides = (0..<2).map { result.evaluations(ofSetting: $0) }
    let outcomes = PairedComparison(sides[0], sides[1]).questions
    #expect(outcomes.map(\.store) == [0, 0, 0, 0, 1, 1])
    #expect(outcomes.map(\.question) == [0, 1, 2, 3, 0, 1])
    #expect(outcomes.map(\.firstCorrect) == sides[0].flatMap(\.correctCounts))
    #expect(outcomes.map(\.secondCorrect) == sides[1].flatMap(\.correctCounts))
    let tokens = sides.map { $0.flatMap { $0.tokensByQuestion() } }
    #expect(outcomes.map(\.tokenDifference) == zip(tokens[0], tokens[1]).map { $0 - $1 })
    #expect(outcomes.allSatisfy { $0.tokenDifference < 0 })
  }
}
