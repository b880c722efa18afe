import Controllers
import Evaluation
import Foundation
import Replay
import Testing

/// A store of some questions whose branches answer "x", "y" or "z", T not a multiple of Δ.
func store(questions: Int = 3, branches: Int = 12) -> Store {
  let texts = ["x", "y", "z"]
  return Store(
    name: "made/up",
    questions: (0..<questions).map { number in
      var builder = QuestionBuilder(text: "question \(number)", interval: 100)
      for branch in 0..<branches {
        let probes = (0..<(2 + (branch * 7 + number) % 5)).map { texts[(branch + $0 * number) % 3] }
        builder.addBranch(probes: probes, tokens: 130 * (branch + 1), final: texts[(branch * branch + number) % 3])
      }
      return builder.finish(gold: number == 0 ? "nowhere" : "x")
    })
}

/// The controller of a spec.
func controller(_ spec: String) throws -> any Controller {
  try Catalog.published.controller(Catalog.published.setting(spec))
}

/// A sweep of some specs over some stores.
func sweep(
  _ specs: [String], on stores: [Store], seeds: [UInt64] = Sweep.publishedSeeds, budget: Int? = nil
) throws -> Sweep {
  try Sweep(
    stores: stores, settings: specs.map(Catalog.published.setting), catalog: .published, seeds: seeds, budget: budget)
}

/// Where test data lies.
enum Files {
  static let fixtures = target.appendingPathComponent("Fixtures")
  static let bundledStores = target.deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Stores")
  /// The directory with the published stores, which carry no licence and so lie beside the project.
  static let shared: URL? = ProcessInfo.processInfo.environment["AUTOTTS_SHARED"].flatMap {
    let folder = URL(fileURLWithPath: $0)
    return FileManager.default.fileExists(atPath: folder.appendingPathComponent("stores").path) ? folder : nil
  }
  static let noShared: Comment =
    "SKIPPED, no published store is compared on: AUTOTTS_SHARED does not lead to a directory with stores/"

  private static let target = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
}
