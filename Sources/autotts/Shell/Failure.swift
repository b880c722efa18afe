import ArgumentParser
import CursesTerminal
import Explorer
import Glibc
import Replay
import ReplayStores

/// What ends a command before its result: one line for people, and the exit code.
struct Failure: Error {
  /// Exit codes after `sysexits.h`, and the shells' 128 + SIGINT.
  enum Code: Int32 {
    case usage = 64
    case data = 65
    case missingInput = 66
    case inputOutput = 74
    case interrupted = 130
  }

  /// The exit code.
  var code: Int32
  /// One line that says what is wrong and what would be right; made safe where it is printed.
  var message: String

  init(_ code: Code, _ message: String) {
    self.code = code.rawValue
    self.message = message
  }

  private init(code: Int32, message: String) {
    self.code = code
    self.message = message
  }

  /// The failure that an error of any part of the program amounts to.
  init(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as any ExitCoded: self.init(code: error.exitCode, message: "\(error)")
    case let error as SpecError: self.init(.usage, "\(error); see 'autotts controllers'")
    case let error as DiffSideError: self.init(.usage, "\(error); see 'autotts diff --help'")
    case let error as SynthesisError: self.init(.usage, error.description)
    case let error as TerminalError: self.init(code: error.exitCode, message: error.description)
    case is CancellationError: self.init(.interrupted, "interrupted")
    default: self.init(code: AutoTTS.exitCode(for: error).rawValue, message: Self.usage(error))
    }
  }

  /// Ends the program: prints what an error says, on standard output if it is help that was asked for.
  static func end(_ error: any Error) -> Never {
    if let code = error as? ExitCode { exit(code.rawValue) }
    let failure = Failure(error)
    if failure.code == 0 {
      do { try StandardOutput.write(AutoTTS.fullMessage(for: error) + "\n") } catch { end(error) }
    } else {
      failure.report()
    }
    exit(failure.code)
  }

  /// Prints the line on standard error.
  func report() { StandardError.write("autotts: \(message.madeSafe())\n") }

  /// What is wrong with a command line, and where its help is.
  private static func usage(_ error: any Error) -> String {
    var message = AutoTTS.message(for: error).split(whereSeparator: \.isNewline).joined(separator: " ")
    if message.hasSuffix(".") { message.removeLast() }
    if let unknown = unknownCommand(message) { return unknown }
    let lastLine = AutoTTS.fullMessage(for: error).split(whereSeparator: \.isNewline).last
    let quoted = lastLine?.split(separator: "'", omittingEmptySubsequences: false) ?? []
    let help = quoted.count == 3 && quoted[0] == "  See " ? quoted[1] : "autotts --help"
    return "\(message); see '\(help)'"
  }

  /// What to say of a word in a command's place that is none: the parser takes it for an argument of the default command.
  private static func unknownCommand(_ message: String) -> String? {
    var command: any ParsableCommand.Type = AutoTTS.self
    var path = "autotts"
    for word in CommandLine.arguments.dropFirst() {
      let commands = command.configuration.subcommands
      if let next = commands.first(where: { $0.configuration.commandName == word }) {
        command = next
        path += " " + word
        continue
      }
      guard !commands.isEmpty, message == "Unexpected argument '\(word)'" else { return nil }
      let names = commands.compactMap { $0.configuration.commandName }
      let closest = StoreNames.closest(to: word, among: names)
      let hint =
        closest.isEmpty
        ? "there are \(names.joined(separator: ", "))" : "did you mean \(closest.joined(separator: " or "))?"
      return "there is no command '\(word)'; \(hint); see '\(path) --help'"
    }
    return nil
  }
}
