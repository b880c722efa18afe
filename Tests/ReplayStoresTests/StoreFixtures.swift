import Foundation
import Replay
import ReplayStores
import Testing

/// A small question that writes itself in both published forms.
struct QuestionFixture {
  struct Branch {
    var probes: [String]
    var tokens: Int
    var final: String
  }

  var text = "What is 1 + 1?"
  var interval = 500
  var branches = [
    Branch(probes: ["1", "2"], tokens: 1200, final: "2"),
    Branch(probes: ["ERR"], tokens: 700, final: "3"),
  ]
  var gold = "2"

  var published: String {
    let branches = branches.map { "[\(Self.array($0.probes)), \($0.tokens), \(Self.string($0.final))]" }
    return "{\"question\": \(Self.string(text)), \"each_branch\": [\(branches.joined(separator: ", "))], \(common)}"
  }

  var raw: String {
    let width = branches.map(\.probes.count).max() ?? 0
    let rows = branches.map { branch in
      let cells = branch.probes.map(Self.string) + Array(repeating: "null", count: width - branch.probes.count)
      return "[\(cells.joined(separator: ", "))]"
    }
    return """
      {"question": \(Self.string(text)), "probe_matrix_mxn": [\(rows.joined(separator: ", "))], \
      "branch_tokens": \(branches.map(\.tokens)), \(common)}
      """
  }

  private var common: String {
    """
    "final_answers_trace": \(Self.array(branches.map(\.final))), "gold_answer": \(Self.string(gold)), \
    "probe_freq": \(interval)
    """
  }

  static func array(_ strings: [String]) -> String { "[\(strings.map(string).joined(separator: ", "))]" }

  /// A JSON string with everything escaped that must be.
  static func string(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar in
      switch scalar {
      case "\"", "\\": "\\\(scalar)"
      case "\u{0}"..<" ": "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: String(scalar)
      }
    }
    return "\"\(escaped.joined())\""
  }
}

/// Reads a store from text, its file called `x.json`.
func read(_ text: String) throws -> Store { try read(Array(text.utf8)) }

/// Reads a store from bytes, its file called `x.json`.
func read(_ bytes: [UInt8]) throws -> Store {
  try bytes.withUnsafeBytes { try StoreReader.read(bytes: $0, name: "x", file: "x.json") }
}

/// What the reader says of a malformed text; the exit code must be 65.
func complaint(about bytes: [UInt8]) -> String? {
  do {
    _ = try read(bytes)
    return nil
  } catch let error as StoreError {
    #expect(error.exitCode == 65)
    return error.description
  } catch {
    return "\(error)"
  }
}

func complaint(about text: String) -> String? { complaint(about: Array(text.utf8)) }

/// Runs `body` with the path of an empty directory that is gone afterwards.
func withDirectory<Result>(_ body: (String) throws -> Result) throws -> Result {
  let manager = FileManager.default
  let directory = manager.temporaryDirectory.appendingPathComponent("autotts-\(UUID().uuidString)")
  try manager.createDirectory(at: directory, withIntermediateDirectories: true)
  defer { try? manager.removeItem(at: directory) }
  return try body(directory.resolvingSymlinksInPath().path)
}

/// Writes a file, making the directories above it.
func write(_ text: String, to path: String) throws {
  let url = URL(fileURLWithPath: path)
  try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
  try Data(text.utf8).write(to: url)
}
