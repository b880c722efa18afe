import Controllers
import Evaluation
import Foundation
import Replay
import ReplayStores
import Testing

/// Runs on the bundled stores against an independent implementation of the same rules.
///
/// The fixtures hold what plain Python programs say that share no code with this package, one line a setting. Those of
/// `bundled-runs.json` were made with the project's oracle, `oracle.py Stores/STORE.json CONTROLLER NAME=VALUE … --seeds
/// 0:SEEDS`, of whose answer `correct`, `total_tokens`, `avg_sequential_tokens` × `runs` and `sha256` are kept; to make it
/// anew, run that for each line. `baseline-runs.json` is what `baselines.py runs Stores` beside it prints.
@Suite struct BundledRunsTests {
  struct Entry: Decodable {
    let store: String
    let seeds: Int
    let correct: Int
    let tokens: Int
    let sequentialTokens: Int
    let sha256: String
  }

  static let stores = ["Synth-S", "Synth-M", "Synth-L"].flatMap { ["\($0)/search", "\($0)/held-out"] }

  @Test(arguments: stores)
  func everyRunIsTheOraclesOne(name: String) async throws {
    let files = try ["bundled-runs.json", "baseline-runs.json"].map {
      try Data(contentsOf: TestFiles.fixtures.appendingPathComponent($0))
    }
    let entries = try files.flatMap { try JSONDecoder().decode([Entry].self, from: $0) }
    let goldens = try files.flatMap { try JSONDecoder().decode([Golden].self, from: $0) }
    let own = entries.indices.filter { entries[$0].store == name }
    #expect(own.count == 37 + 15)
    #expect(entries.count == own.count * Self.stores.count)
    #expect(Set(own.map { goldens[$0].controller }).count == Catalog.published.families.count)

    let store = try StoreReader.load(path: TestFiles.bundledStores.appendingPathComponent("\(name).json").path)
    for seeds in Set(own.map { entries[$0].seeds }).sorted() where !(Self.isSlow && seeds > 20) {
      let chosen = own.filter { entries[$0].seeds == seeds }
      let evaluations = try await Exactness.evaluate(
        chosen.map { try goldens[$0].setting() }, on: store, seeds: Array(0..<UInt64(seeds)))
      #expect(evaluations.count == chosen.count)
      for (index, evaluation) in zip(chosen, evaluations) {
        let what: Comment = "\(goldens[index].controller) \(goldens[index].params) on \(name)"
        #expect(evaluation.runCount == 30 * seeds, what)
        #expect(evaluation.correctCount == entries[index].correct, what)
        #expect(evaluation.totalTokens == entries[index].tokens, what)
        #expect(evaluation.sequentialTokens.reduce(0, +) == entries[index].sequentialTokens, what)
        #expect(evaluation.sha256 == entries[index].sha256, what)
      }
    }
  }

  #if DEBUG
    /// Without optimisation only the settings over few seeds are run.
    static let isSlow = true
  #else
    static let isSlow = false
  #endif
}
