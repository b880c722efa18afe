import Controllers
import Evaluation
import Foundation
import Replay
import ReplayStores
import Testing

/// The bundled stores, synthetic as they are, tell the controllers apart as the published ones do.
@Suite struct StoreChecks {
  @Test(arguments: BundledRunsTests.stores)
  func controllersFareAsOnRealStores(name: String) async throws {
    let store = try StoreReader.load(path: TestFiles.bundledStores.appendingPathComponent("\(name).json").path)
    let specs = ["sc:max_samples=1", "sc:max_samples=64", "cmc:beta=0", "cmc:beta=0.5", "cmc:beta=1"]
    let sweep = try Sweep(
      stores: [store], settings: specs.map(Catalog.published.setting), catalog: .published,
      seeds: Array(0..<Self.seedCount))
    let evaluations = try await sweep.run(threads: Exactness.threads).evaluations
    let accuracies = evaluations.map(\.accuracy)
    #expect(accuracies[1] > accuracies[0], "64 samples beat one")
    #expect(accuracies[4] > accuracies[2], "CMC: β 1 beats β 0")
    let share = Double(evaluations[3].totalTokens) / Double(evaluations[1].totalTokens)
    #expect((0.25...0.6).contains(share), "CMC at β 0.5 spends \(share) of SC@64's tokens")
  }

  #if DEBUG
    static let seedCount: UInt64 = 10
  #else
    static let seedCount: UInt64 = 100
  #endif
}
