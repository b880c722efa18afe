import Foundation
import Replay
import ReplayStores

/// Small trace files in the published form, written by hand.
enum TraceLines {
  /// A run of two rounds.
  static func run(
    question: Int = 0, seed: Int = 0, method: String = "OptimalController", description: String = "cmc",
    trace: String = steps
  ) -> String {
    """
    {"model": "Tiny-1B", "dataset": "aime99", "method": "\(method)", "description": "\(description)", \
    "bootstrap_idx": 0, "shuffle_seed": \(seed), "question_index": \(question), "is_correct": true, "cost": 1500, \
    "trace": \(trace)}
    """
  }

  static let steps = """
    [{"goal": "g", "decision": "d", "event": "start", "input": {"beta": 0.5}, "output": "initialized", "state": {}}, \
    {"event": "forward", "input": {"outer_step": 0}, "output": null, "state": {"total_spawned": 2}}, \
    {"event": "finish", "input": {}, "output": {"answer": "7", "counts": {"b": 2, "a": 1.5, "b": 3}}, "state": {}}]
    """
}

/// A directory of its own for a test's files; gone with this object.
final class Folder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("autotts-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes a file and tells its path.
  func write(_ bytes: [UInt8], to name: String = "trace.jsonl") throws -> String {
    let file = url.appendingPathComponent(name)
    try Data(bytes).write(to: file)
    return file.path
  }

  func write(_ text: String, to name: String = "trace.jsonl") throws -> String { try write(Array(text.utf8), to: name) }
}
