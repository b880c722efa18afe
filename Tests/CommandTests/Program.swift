import Foundation
import Testing

/// The built program, run from outside with its streams in files of a directory of its own.
final class Program {
  /// What a run of the program left behind.
  struct Outcome {
    var code: Int32
    var wasKilled: Bool
    var output: String
    var error: String

    /// The lines on standard error.
    var errorLines: [Substring] { error.split(separator: "\n") }
  }

  /// The directory; gone with this object.
  let directory: URL
  private let executable: URL

  init() throws {
    let runner = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    executable = runner.deletingLastPathComponent().appendingPathComponent("autotts")
    directory = FileManager.default.temporaryDirectory.appendingPathComponent("autotts-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: directory) }

  /// The path of a file in the directory.
  func path(_ name: String) -> String { directory.appendingPathComponent(name).path }

  /// Writes a file in the directory, making its folders.
  func write(_ text: String, to name: String) throws {
    let url = directory.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// Runs the program to its end.
  func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Outcome {
    try finish(try start(arguments, environment: environment))
  }

  /// Runs the program to its end.
  func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Outcome {
    try finish(try start(arguments, environment: environment))
  }

  /// Runs the program with a stream of one's own as standard output.
  func run(_ arguments: [String], output: FileHandle) throws -> Outcome {
    try finish(try start(arguments, output: output))
  }

  /// Runs the program to its end in a shell that has executed some commands before.
  func run(_ arguments: [String], after commands: String) throws -> Outcome {
    let shell = ["-c", commands + #"; exec "$0" "$@""#, executable.path] + arguments
    return try finish(try start(shell, executable: URL(fileURLWithPath: "/bin/sh")))
  }

  /// Starts the program.
  func start(
    _ arguments: [String], environment: [String: String] = [:], output: FileHandle? = nil, executable: URL? = nil
  ) throws -> Process {
    let process = Process()
    process.executableURL = executable ?? self.executable
    process.arguments = arguments
    process.environment = ["LANG": "C.UTF-8", "HOME": directory.path].merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try output ?? file("output")
    process.standardError = try file("error")
    try process.run()
    return process
  }

  /// Waits for the end of the program.
  func finish(_ process: Process) throws -> Outcome {
    process.waitUntilExit()
    return Outcome(
      code: process.terminationStatus, wasKilled: process.terminationReason == .uncaughtSignal,
      output: String(decoding: try Data(contentsOf: directory.appendingPathComponent("output")), as: UTF8.self),
      error: String(decoding: try Data(contentsOf: directory.appendingPathComponent("error")), as: UTF8.self))
  }

  private func file(_ name: String) throws -> FileHandle {
    try write("", to: name)
    if !FileManager.default.fileExists(atPath: path("output")) { try write("", to: "output") }
    return try FileHandle(forWritingTo: directory.appendingPathComponent(name))
  }
}

extension Program {
  /// A directory of two tiny stores, `tiny/aime24` and `tiny/other`.
  func addTinyStores() throws -> String {
    try write(Self.tinyStore, to: "stores/tiny/aime24.json")
    try write(Self.tinyStore, to: "stores/tiny/other.json")
    return path("stores")
  }

  /// Two questions of four branches; an answer that would act on a terminal is among them.
  static let tinyStore = """
    [\(question("One, $x$?", answers: ["7", "7", #"\u001b[2J\u009b"#, "7"], gold: "7")),
     \(question("Two?", answers: ["8", "9", "9", "1,\\\"2"], gold: "8"))]
    """

  private static func question(_ text: String, answers: [String], gold: String) -> String {
    let branches = answers.enumerated().map { index, answer in
      "[[\"ERR\", \"\(answer)\", \"\(answer)\"], \(1100 + 300 * index), \"\(answer)\"]"
    }
    let finals = answers.map { "\"\($0)\"" }
    return """
      {"question": "\(text)", "each_branch": [\(branches.joined(separator: ", "))], \
      "final_answers_trace": [\(finals.joined(separator: ", "))], "gold_answer": "\(gold)", "probe_freq": 500}
      """
  }
}

/// The published stores and goldens, which lie beside the project.
enum SharedFiles {
  /// Their directory, if there is one.
  static let root = ProcessInfo.processInfo.environment["AUTOTTS_SHARED"]
  static let none: Comment = "SKIPPED, the published stores are not at hand: AUTOTTS_SHARED names no directory"
}

/// A JSON object as the tests look into it.
typealias Object = [String: Any]

extension Program.Outcome {
  /// The output as a JSON array of objects.
  func objects() throws -> [Object] {
    try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [Object] ?? []
  }

  /// The output as a JSON object.
  func object() throws -> Object {
    try JSONSerialization.jsonObject(with: Data(output.utf8)) as? Object ?? [:]
  }
}
