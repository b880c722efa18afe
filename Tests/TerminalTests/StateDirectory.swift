import Foundation

/// A state directory of a test's own, gone with this object.
final class StateDirectory {
  /// Its path.
  let path = FileManager.default.temporaryDirectory.appendingPathComponent("autotts-state-\(UUID().uuidString)").path

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The log of runs by hand in it.
  var log: String { path + "/autotts/runs.jsonl" }
}
