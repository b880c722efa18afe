import ArgumentParser
import Dispatch
import Glibc

/// The program: parses the command line, runs the command, and turns whatever goes wrong into one line and a code.
///
/// Every command says its name: the parser asks all of them at every start, and to make a name of a type takes three
/// searches among all conformances of the process, a quarter of a millisecond a command.
@main struct AutoTTS: ParsableCommand {
  /// The version of the program.
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "autotts",
    abstract: "A terminal explorer for test-time scaling.",
    discussion: """
      `autotts explore --help` shows the options of the explorer, which opens without a subcommand; \
      `autotts help keys` lists its keys.

      Questions and branches count from 1; seeds and rounds from 0. A STORE is MODEL/BENCHMARK or the path of a file; \
      a controller is NAME or NAME:PARAMETER=VALUE,…, as in cmc:beta=0.5,warm_up=12.

      Exit codes: 64 wrong usage, 65 bad data, 66 missing input, 74 input or output failed, 130 interrupted; diff ends \
      with 1 where the runs differ.
      """,
    version: version,
    subcommands: [
      Explore.self, Show.self, Eval.self, Run.self, Diff.self, Stores.self, Controllers.self, Table.self, Curve.self,
      Compare.self, Questions.self, HeadroomCommand.self, Evolution.self, Bench.self, ConfigCommand.self, Keys.self,
      Generate.self,
    ], defaultSubcommand: Explore.self)

  /// The command line; `help keys` is the command that lists the keys, not the help of it.
  private static var arguments: [String] {
    let given = Array(CommandLine.arguments.dropFirst())
    if given.starts(with: ["help", "keys"]) { return Array(given.dropFirst()) }
    return ControllerOptions.repeatingOption(in: given)
  }

  /// Runs the explorer on the process's first thread, where signals and terminals are at home; the other commands, which
  /// wait for tasks, leave that thread to the tasks' queue.
  static func main() {
    StandardStreams.reserve()
    do {
      var command = try parseAsRoot(arguments)
      let work = (command as? any HeadlessWork) ?? (command as? Explore)?.printer
      guard let work else { return try command.run() }
      Task {
        do {
          try await work.printResult()
          Glibc.exit(0)
        } catch {
          Failure.end(error)
        }
      }
      dispatchMain()
    } catch {
      Failure.end(error)
    }
  }
}
