import Foundation

/// A state directory of a test's own, gone with this object.
final class StateDirectory {
  /// Its path.
  let path = FileManager.default.temporaryDirectory.appendingPathComponent("autotts-state-\(UUID().uuidString)").path

  /// One of a user who has been welcomed, or of one who never started the program.
  init(isNew: Bool = false) {
    guard !isNew else { return }
    try? FileManager.default.createDirectory(atPath: path + "/autotts", withIntermediateDirectories: true)
    _ = FileManager.default.createFile(atPath: welcomed, contents: nil)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The log of runs by hand in it.
  var log: String { path + "/autotts/runs.jsonl" }

  /// What tells that the user has been welcomed.
  var welcomed: String { path + "/autotts/welcomed" }
}
