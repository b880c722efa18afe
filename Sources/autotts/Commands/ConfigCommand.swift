import ArgumentParser
import Glibc
import Replay

/// `autotts config`: what can be configured, and whether a file is right.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Print a configuration file with all defaults in comments, or check one.",
    subcommands: [ConfigPrint.self, ConfigCheck.self], defaultSubcommand: ConfigPrint.self)
}

/// Prints the sample.
struct ConfigPrint: HeadlessCommand {
  static let configuration = CommandConfiguration(
    commandName: "print", abstract: "Print a configuration file with all defaults in comments (the default).",
    discussion: "To begin with one: autotts config > ~/.config/autotts/config.toml")

  func result() async throws -> CommandResult { CommandResult(text: ConfigSample.text) }
}

/// Checks a file.
struct ConfigCheck: HeadlessCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Tell what is wrong in a configuration file; exit code 65 if anything is.")

  @Argument(
    help: "The file; the one that would be read if left out.", completion: .file(extensions: ["toml"]))
  var file: String?

  func result() async throws -> CommandResult {
    guard let path = file ?? ConfigOptions.usualPath else {
      throw Failure(.missingInput, "neither XDG_CONFIG_HOME nor HOME says where the configuration file is")
    }
    if file == nil, access(path, F_OK) != 0 {
      return CommandResult(text: path.madeSafe() + ": there is none, so the defaults hold\n")
    }
    let config = try ConfigOptions.read(path)
    for problem in config.problems { StandardError.write("autotts: \(problem)".madeSafe() + "\n") }
    guard config.problems.isEmpty else { return CommandResult(text: "", code: Failure.Code.data.rawValue) }
    return CommandResult(text: "\(path)".madeSafe() + ": all is well\n")
  }
}
