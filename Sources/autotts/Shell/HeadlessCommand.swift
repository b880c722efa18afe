import ArgumentParser
import Dispatch
import Glibc

/// What a command prints on standard output, and the code it exits with.
struct CommandResult: Sendable {
  /// The whole output.
  var text: String
  /// 0, or what went wrong with a part of it, already told on standard error.
  var code: Int32 = 0
}

/// A command that works out a text and prints it; Ctrl-C stops it before anything is printed.
protocol HeadlessCommand: AsyncParsableCommand, Sendable {
  /// The output; checks for cancellation where it takes long.
  func result() async throws -> CommandResult
}

extension HeadlessCommand {
  mutating func run() async throws {
    let command = self
    let result = try await Interruption.cancelling { try await command.result() }
    try StandardOutput.write(result.text)
    if result.code != 0 { throw ExitCode(result.code) }
  }
}

/// Ctrl-C as the cancellation of a task.
enum Interruption {
  /// Runs work that SIGINT cancels; a second SIGINT ends the program at once.
  ///
  /// - Throws: what `work` throws, `CancellationError` for one that heeds its cancellation.
  static func cancelling<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws -> Value {
    let task = Task { try await work() }
    signal(SIGINT, SIG_IGN)
    // A queue of its own has a thread at once; the global ones are busy with the work that is to be stopped.
    let queue = DispatchQueue(label: "autotts.interruption")
    let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: queue)
    source.setEventHandler {
      if task.isCancelled { exit(Failure.Code.interrupted.rawValue) }
      task.cancel()
    }
    source.activate()
    defer { source.cancel() }
    return try await task.value
  }
}
