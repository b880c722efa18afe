import ArgumentParser
import Glibc
import Replay

/// Which configuration file is read.
struct ConfigOptions: ParsableArguments {
  @Option(
    name: .customLong("config"),
    help: ArgumentHelp(
      "Read this configuration file instead of the one in $XDG_CONFIG_HOME/autotts; see 'autotts config'.",
      valueName: "file"), completion: .file(extensions: ["toml"]))
  var path: String?

  @Flag(help: "Read no configuration file.")
  var noConfig = false

  func validate() throws {
    if noConfig, path != nil { throw ValidationError("--config and --no-config do not go together") }
  }

  /// What the file says; the defaults where there is none.
  ///
  /// - Throws: ``Failure`` 66 where there is no file of the path that was given.
  func load() throws(Failure) -> Config {
    if noConfig { return Config() }
    return try path.map { path throws(Failure) in try Self.read(path) } ?? Self.usual()
  }

  /// What the file says that is read where none is named.
  static func usual() -> Config {
    guard let usual = usualPath, access(usual, F_OK) == 0 else { return Config() }
    do {
      return try read(usual)
    } catch {
      // Nobody has asked for this file: the program starts without it.
      var config = Config()
      let words = error.message.trimmingPrefix(usual + ": ")
      config.problems = [ConfigProblem(file: usual, words: "left out: \(words)")]
      return config
    }
  }

  /// Reads a file.
  static func read(_ path: String) throws(Failure) -> Config {
    // No longer than the parser's recursion takes in a single chain of dotted names.
    let bytes = try InputFile.read(path, as: "a configuration file", limit: 1 << 15)
    return Config(bytes, path: path, home: variable("HOME"))
  }

  /// The file that is read where none is named: `$XDG_CONFIG_HOME/autotts/config.toml`, else in `~/.config`.
  static var usualPath: String? {
    // A relative directory counts as none, as its specification has it.
    if let directory = variable("XDG_CONFIG_HOME"), directory.hasPrefix("/") {
      return directory + "/autotts/config.toml"
    }
    return variable("HOME").map { $0 + "/.config/autotts/config.toml" }
  }

  private static func variable(_ name: String) -> String? {
    guard let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty else { return nil }
    return value
  }
}

extension Config {
  /// How many problems are told where the program goes on.
  private static let most = 4

  /// Tells on standard error what is wrong, a few lines at most.
  func report() {
    for problem in problems.prefix(Self.most) { StandardError.write("autotts: \(problem)".madeSafe() + "\n") }
    guard problems.count > Self.most else { return }
    StandardError.write("autotts: and \(problems.count - Self.most) more; 'autotts config check' lists them\n")
  }

  /// What is wrong, in a line for the explorer; nil if nothing is.
  var notice: String? {
    guard let first = problems.first else { return nil }
    return problems.count == 1 ? "\(first)" : "\(first) (and \(problems.count - 1) more)"
  }
}
