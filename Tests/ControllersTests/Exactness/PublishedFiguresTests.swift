import Evaluation
import Foundation
import Replay
import ReplayStores
import Testing

/// The figures as printed in the papers' tables and archives, to the last digit.
///
/// Accuracies are printed with one or two decimals, tokens cut to an integer or in thousands of the cut average, rounded
/// half to even; the averages over the held-out benchmarks are means of two printed cells, rounded half up.
@Suite(.enabled(if: TestFiles.shared != nil, TestFiles.noShared))
struct PublishedFiguresTests {
  /// One entry of `golden/published.json`.
  struct Figure: Decodable, Sendable {
    let source: String
    let store: String?
    let model: String?
    let controller: String
    let params: [String: Double]
    let accuracy: Double
    let tokens: Int?
    let tokens_k: Double?
    let sequential_tokens: Int?
    let sequential_tokens_k: Double?
    let reproducible: Bool?

    var golden: Golden { Golden(controller: controller, params: params) }
    var isReproducible: Bool { reproducible ?? true }
    /// Tables print one decimal, result files two.
    var accuracyPlaces: Int { tokens_k == nil ? 2 : 1 }
  }

  static func figures() throws -> [Figure] {
    let shared = try #require(TestFiles.shared)
    let data = try Data(contentsOf: shared.appendingPathComponent("golden/published.json"))
    return try JSONDecoder().decode([Figure].self, from: data)
  }

  /// How many figures there are to check on each store that is at hand, so that none is left out silently.
  static let counts = [
    "Qwen3-0.6B/aime24": 81, "Qwen3-0.6B/aime25": 11, "Qwen3-1.7B/aime24": 79, "Qwen3-1.7B/aime25": 9,
    "Qwen3-4B/aime24": 80, "Qwen3-4B/aime25": 10, "Qwen3-8B/aime24": 87, "Qwen3-8B/aime25": 17,
  ]

  #if DEBUG
    static let stride = 9
  #else
    static let stride = 1
  #endif

  @Test(arguments: counts.keys.sorted())
  func everyFigureFollows(name: String) async throws {
    let shared = try #require(TestFiles.shared)
    let figures = try Self.figures().filter { $0.store == name && $0.isReproducible }
    #expect(figures.count == Self.counts[name])
    let chosen = Swift.stride(from: 0, to: figures.count, by: Self.stride).map { figures[$0] }
    let store = try StoreReader.load(path: shared.appendingPathComponent("stores/\(name).json").path)
    let evaluations = try await Exactness.evaluate(chosen.map(\.golden), on: store)
    #expect(evaluations.count == chosen.count)
    for (figure, evaluation) in zip(chosen, evaluations) { check(figure, evaluation) }
  }

  private func check(_ figure: Figure, _ evaluation: Evaluation) {
    let what: Comment = "\(figure.source): \(figure.controller) \(figure.params) on \(figure.store ?? "")"
    let tokens = evaluation.totalTokens / evaluation.runCount
    let sequential = evaluation.sequentialTokens.reduce(0, +) / evaluation.runCount
    #expect(Rounding.decimal(evaluation.accuracy, places: figure.accuracyPlaces) == figure.accuracy, what)
    #expect(figure.tokens != nil || figure.tokens_k != nil, what)
    if let printed = figure.tokens { #expect(tokens == printed, what) }
    if let printed = figure.tokens_k { #expect(Self.thousands(tokens) == printed, what) }
    if let printed = figure.sequential_tokens { #expect(sequential == printed, what) }
    if let printed = figure.sequential_tokens_k { #expect(Self.thousands(sequential) == printed, what) }
  }

  /// Tokens in thousands with one decimal, half to even.
  static func thousands(_ tokens: Int) -> Double {
    let (tenths, rest) = (tokens / 100, tokens % 100)
    return Double(rest > 50 || (rest == 50 && tenths % 2 == 1) ? tenths + 1 : tenths) / 10
  }

  /// Every entry is one that a store at hand answers, marked as not reproducible, of the store that is not at hand, or
  /// an average of cells.
  @Test func allAreAccountedFor() throws {
    let figures = try Self.figures()
    #expect(figures.count == 454)
    #expect(figures.allSatisfy { $0.golden.isInCatalog })
    let onStores = figures.filter { $0.isReproducible && Self.counts[$0.store ?? ""] != nil }
    let elsewhere = figures.filter { $0.isReproducible && $0.store?.hasSuffix("/hmmt25") == true }
    let averages = figures.filter { $0.isReproducible && $0.store == nil }
    let marked = figures.filter { !$0.isReproducible }
    #expect(onStores.count == Self.counts.values.reduce(0, +))
    #expect(onStores.count + elsewhere.count + averages.count + marked.count == figures.count)
    #expect(averages.count == 18)
    #expect(marked.count == 15)
  }

  /// The averages over the held-out benchmarks follow from their printed cells.
  @Test func heldOutAveragesFollowFromTheirCells() throws {
    let figures = try Self.figures()
    let averages = figures.filter { $0.store == nil && $0.isReproducible }
    for average in averages {
      let model = try #require(average.model)
      let cells = figures.filter {
        $0.source == "autotts-table1" && $0.controller == average.controller && $0.params == average.params
          && ["\(model)/aime25", "\(model)/hmmt25"].contains($0.store)
      }
      try #require(cells.count == 2)
      let what: Comment = "\(average.controller) \(average.params) of \(model)"
      #expect(Self.meanHalfUp(cells.map(\.accuracy)) == average.accuracy, what)
      #expect(Self.meanHalfUp(cells.compactMap(\.tokens_k)) == average.tokens_k, what)
    }
  }

  /// The mean of two numbers with one decimal, a half going up.
  static func meanHalfUp(_ cells: [Double]) -> Double {
    let tenths = cells.map { Int(($0 * 10).rounded()) }.reduce(0, +)
    return Double((tenths + 1) / 2) / 10
  }
}
