import Controllers
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
  struct Entry: Decodable, Sendable {
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

    /// The same in the form of the program's figures, but for the reason why it does not follow.
    func key() throws -> String {
      let sources: [String: PublishedFigure.Source] = [
        "autotts-table1": .table, "autotts-table1-heldout-average": .average, "autotts-rounds": .rounds,
        "autotts-seeds": .seeds, "parallel-probe-table": .probe, "parallel-probe-csv": .probeFile,
      ]
      let setting = try Golden(controller: controller, params: params).setting()
      return Self.key(
        try #require(sources[source]), store ?? model ?? "", setting, accuracy, tokens.map(Double.init) ?? tokens_k,
        sequential_tokens.map(Double.init) ?? sequential_tokens_k, isThousands: tokens == nil, reproducible ?? true)
    }

    static func key(
      _ source: PublishedFigure.Source, _ place: String, _ setting: ControllerSetting, _ accuracy: Double,
      _ tokens: Double?, _ sequential: Double?, isThousands: Bool, _ isReproducible: Bool
    ) -> String {
      "\(source) \(place) \(setting) \(accuracy) \(tokens ?? -1) \(sequential ?? -1) \(isThousands) \(isReproducible)"
    }
  }

  static func key(_ figure: PublishedFigure) throws -> String {
    func number(_ tokens: PrintedTokens) -> Double {
      switch tokens {
      case .whole(let tokens): Double(tokens)
      case .tenthsOfThousands(let tenths): Double(tenths) / 10
      }
    }
    let printed = figure.printed
    return Entry.key(
      figure.source, figure.place, try Catalog.published.setting(figure.spec), printed.accuracy,
      number(printed.tokens), printed.sequentialTokens.map(number), isThousands: printed.accuracyPlaces == 1,
      figure.discrepancy == nil)
  }

  /// The program's figures are those of the golden file, every one.
  @Test func theProgramKnowsThemAll() throws {
    let shared = try #require(TestFiles.shared)
    let data = try Data(contentsOf: shared.appendingPathComponent("golden/published.json"))
    let entries = try JSONDecoder().decode([Entry].self, from: data)
    #expect(entries.count == 454)
    #expect(try entries.map { try $0.key() }.sorted() == PublishedFigure.all.map(Self.key).sorted())
  }

  /// How many figures there are to check on each store that is at hand, so that none is left out silently.
  static let counts = [
    "Qwen3-0.6B/aime24": 81, "Qwen3-0.6B/aime25": 11, "Qwen3-1.7B/aime24": 79, "Qwen3-1.7B/aime25": 9,
    "Qwen3-4B/aime24": 80, "Qwen3-4B/aime25": 10, "Qwen3-8B/aime24": 87, "Qwen3-8B/aime25": 17,
  ]

  #if DEBUG
    static let stride = 17
  #else
    static let stride = 1
  #endif

  @Test(arguments: counts.keys.sorted())
  func everyFigureFollows(name: String) async throws {
    let shared = try #require(TestFiles.shared)
    let figures = PublishedFigure.all.filter { $0.place == name && $0.discrepancy == nil }
    #expect(figures.count == Self.counts[name])
    let chosen = Swift.stride(from: 0, to: figures.count, by: Self.stride).map { figures[$0] }
    let store = try StoreReader.load(path: shared.appendingPathComponent("stores/\(name).json").path)
    let settings = try chosen.map { try Catalog.published.setting($0.spec) }
    let evaluations = try await Exactness.evaluate(settings, on: store)
    #expect(evaluations.count == chosen.count)
    for (figure, evaluation) in zip(chosen, evaluations) {
      #expect(PrintedFigures(evaluation, like: figure.printed) == figure.printed, "\(figure)")
    }
  }
}
