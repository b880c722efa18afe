import ArgumentParser

/// The program: parses the command line, runs the command, and turns whatever goes wrong into one line and a code.
@main struct AutoTTS: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "autotts",
    abstract: "A terminal explorer for test-time scaling.",
    discussion: """
      Questions and branches count from 1; seeds and rounds from 0. A STORE is MODEL/BENCHMARK or the path of a file; \
      a controller is NAME or NAME:PARAMETER=VALUE,…, as in cmc:beta=0.5,warm_up=12.

      Exit codes: 64 wrong usage, 65 bad data, 66 missing input, 74 input or output failed, 130 interrupted.
      """,
    version: "0.1.0",
    subcommands: [
      Explore.self, Show.self, Eval.self, Run.self, Stores.self, Controllers.self, Bench.self,
    ], defaultSubcommand: Explore.self)

  /// On the main thread, where the explorer belongs.
  @MainActor static func main() async {
    StandardStreams.reserve()
    do {
      var command = try await asyncParseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      Failure.end(error)
    }
  }
}
