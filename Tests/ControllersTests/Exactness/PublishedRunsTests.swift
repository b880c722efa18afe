import Evaluation
import Foundation
import Replay
import ReplayStores
import Testing

/// All 3 000 runs of every setting that the golden files know, answer and cost, by their hash.
@Suite(.enabled(if: TestFiles.shared != nil, TestFiles.noShared))
struct PublishedRunsTests {
  /// One entry of `golden/runs/*.json`.
  struct Entry: Decodable {
    let correct: Int
    let total_tokens: Int
    let runs: Int
    let sha256: String
    let accuracy: Double
    let avg_tokens_int: Int
    let avg_sequential_tokens: Double?
  }

  static let stores = ["0.6B", "1.7B", "4B", "8B"].flatMap { size in
    ["aime24", "aime25"].map { "Qwen3-\(size)/\($0)" }
  }

  #if DEBUG
    /// Without optimisation, a part has to do: every thirteenth setting.
    static let stride = 13
  #else
    static let stride = 1
  #endif

  @Test(arguments: stores)
  func everyRunIsThePublishedOne(name: String) async throws {
    let shared = try #require(TestFiles.shared)
    let file = shared.appendingPathComponent("golden/runs/\(name.replacingOccurrences(of: "/", with: "__")).json")
    let data = try Data(contentsOf: file)
    let goldens = try JSONDecoder().decode([Golden].self, from: data)
    let entries = try JSONDecoder().decode([Entry].self, from: data)
    #expect(goldens.count == 82)
    #expect(goldens.allSatisfy { $0.isInCatalog })

    let chosen = Array(Swift.stride(from: 0, to: goldens.count, by: Self.stride))
    let store = try StoreReader.load(path: shared.appendingPathComponent("stores/\(name).json").path)
    let evaluations = try await Exactness.evaluate(chosen.map { try goldens[$0].setting() }, on: store)
    for (index, evaluation) in zip(chosen, evaluations) {
      let entry = entries[index]
      let what: Comment = "\(goldens[index].controller) \(goldens[index].params) on \(name)"
      #expect(evaluation.correctCount == entry.correct, what)
      #expect(evaluation.totalTokens == entry.total_tokens, what)
      #expect(evaluation.runCount == entry.runs, what)
      #expect(evaluation.accuracy == entry.accuracy, what)
      #expect(evaluation.totalTokens / evaluation.runCount == entry.avg_tokens_int, what)
      #expect(evaluation.sha256 == entry.sha256, what)
      if let sequential = entry.avg_sequential_tokens {
        #expect(evaluation.averageSequentialTokens == sequential, what)
      }
    }
    #expect(evaluations.count == chosen.count)
  }
}
