import ArgumentParser
import Dispatch
import Glibc
import Synchronization

/// What a command prints on standard output, and the code it exits with.
struct CommandResult: Sendable {
  /// The whole output.
  var text: String
  /// 0, or what went wrong with a part of it, already told on standard error.
  var code: Int32 = 0
}

/// Something that works out a text and prints it; Ctrl-C stops it before anything is printed.
protocol HeadlessWork: Sendable {
  /// The output; checks for cancellation where it takes long.
  func result() async throws -> CommandResult
}

/// A command that does nothing else.
protocol HeadlessCommand: AsyncParsableCommand, HeadlessWork {}

extension HeadlessCommand {
  mutating func run() async throws { try await printResult() }
}

extension HeadlessWork {
  /// Does the work and prints what comes of it.
  func printResult() async throws {
    let result = try await Interruption.cancelling { try await self.result() }
    try StandardOutput.write(result.text)
    if result.code != 0 { throw ExitCode(result.code) }
  }
}

/// Ctrl-C, SIGTERM and SIGHUP as the cancellation of a task, so that nothing half-written is left.
enum Interruption {
  /// Runs work that these signals cancel; a second one ends the program at once.
  ///
  /// SIGTERM and SIGHUP end the program by that signal once the work has come to its end.
  ///
  /// - Throws: what `work` throws, `CancellationError` for one that heeds its cancellation.
  static func cancelling<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws -> Value {
    let task = Task { try await work() }
    let received = Atomic<Int32>(0)
    // A queue of its own has a thread at once; the global ones are busy with the work that is to be stopped.
    let queue = DispatchQueue(label: "autotts.interruption")
    let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        if task.isCancelled { exit(128 + number) }
        received.store(number, ordering: .relaxed)
        task.cancel()
      }
      source.activate()
      return source
    }
    defer { for source in sources { source.cancel() } }
    do {
      return try await task.value
    } catch {
      let number = received.load(ordering: .relaxed)
      guard number != 0, number != SIGINT else { throw error }
      end(by: number)
    }
  }

  /// Ends the program by a signal, which the queues' threads block.
  private static func end(by number: Int32) -> Never {
    signal(number, SIG_DFL)
    var own = sigset_t()
    sigemptyset(&own)
    sigaddset(&own, number)
    pthread_sigmask(SIG_UNBLOCK, &own, nil)
    raise(number)
    exit(128 + number)
  }
}
