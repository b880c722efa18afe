import ArgumentParser
import Explorer

/// `autotts generate`: what goes with the program, made from its own commands and keys.
struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Print the man page or the completions of a shell.",
    subcommands: [GenerateMan.self, GenerateCompletions.self])
}

/// Prints the man page.
struct GenerateMan: HeadlessCommand {
  static let configuration = CommandConfiguration(
    commandName: "man", abstract: "Print the man page; read it with: autotts generate man | man -l -",
    discussion: "Keys that the configuration file has changed are in it as they are now.")

  @OptionGroup var configuration: ConfigOptions

  func result() async throws -> CommandResult {
    let keys = KeyList(try configuration.load().keys)
    return CommandResult(text: try ManPage(CommandTree.ofProgram(), keys).text)
  }
}

/// Prints the completions of a shell.
struct GenerateCompletions: HeadlessCommand {
  /// The shells.
  enum Shell: String, ExpressibleByArgument, CaseIterable { case bash, zsh, fish }

  static let configuration = CommandConfiguration(
    commandName: "completions", abstract: "Print the completions of a shell.")

  @Argument(help: "bash, zsh or fish.") var shell: Shell

  func result() async throws -> CommandResult {
    let shell: CompletionShell =
      switch self.shell {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    let script = AutoTTS.completionScript(for: shell)
    return CommandResult(text: script.hasSuffix("\n") ? script : script + "\n")
  }
}
