import Controllers
import Evaluation
import Foundation
import Replay
import ReplayStores
import Testing

/// Where test data lies: the fixtures of this target, the bundled stores, and what `AUTOTTS_SHARED` leads to.
enum TestFiles {
  static let fixtures = target.appendingPathComponent("Fixtures")
  static let bundledStores = target.deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Stores")
  /// The directory with the published stores and figures, which carry no licence and so lie beside the project.
  static let shared: URL? = ProcessInfo.processInfo.environment["AUTOTTS_SHARED"].flatMap {
    let folder = URL(fileURLWithPath: $0)
    return FileManager.default.fileExists(atPath: folder.appendingPathComponent("golden").path) ? folder : nil
  }
  static let noShared: Comment = """
    SKIPPED, nothing compared with the published figures: AUTOTTS_SHARED does not lead to a directory with golden/ and \
    stores/
    """

  private static let target = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
}

/// What is known of one controller setting on one store, as the golden files hold it.
struct Golden: Decodable, Sendable {
  let controller: String
  let params: [String: Double]

  /// The setting in terms of the catalog: parameters have the published names.
  func setting() throws -> ControllerSetting {
    let family = try #require(
      Catalog.published.families.first { $0.publishedName == controller }, "no controller is published as \(controller)"
    )
    var setting = family.defaultSetting
    for (name, value) in params { try setting.set(name, to: "\(value)", in: family) }
    return setting
  }

  /// Whether the catalog has its controller.
  var isInCatalog: Bool { Catalog.published.families.contains { $0.publishedName == controller } }
}

/// What several goldens on one store have in common.
enum Exactness {
  /// Threads of one evaluation: the machine's cores.
  static let threads = ProcessInfo.processInfo.activeProcessorCount

  /// Evaluates settings on a store.
  static func evaluate(
    _ settings: [ControllerSetting], on store: Store, seeds: [UInt64] = Array(0..<100)
  ) async throws -> [Evaluation] {
    let sweep = try Sweep(stores: [store], settings: settings, catalog: .published, seeds: seeds)
    return try await sweep.run(threads: threads).evaluations
  }
}
