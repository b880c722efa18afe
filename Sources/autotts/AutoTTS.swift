import ArgumentParser

@main struct AutoTTS: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "autotts", abstract: "A terminal explorer for test-time scaling.", version: "0.1.0",
    subcommands: [Explore.self, Show.self], defaultSubcommand: Explore.self)
}
