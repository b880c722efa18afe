import FoundationEssentials

/// A command with its options and subcommands, as ArgumentParser tells them of itself.
struct CommandTree: Decodable {
  /// An argument, an option or a flag.
  struct Argument: Decodable {
    /// A name with its kind.
    struct Name: Decodable {
      var kind: String
      var name: String

      /// As it is typed.
      var text: String { (kind == "long" ? "--" : "-") + name }
    }

    var kind: String
    var shouldDisplay: Bool
    var isOptional: Bool
    var isRepeating: Bool
    var names: [Name]?
    var valueName: String?
    var defaultValue: String?
    var abstract: String?
    var discussion: String?
  }

  var commandName: String
  var shouldDisplay: Bool?
  var abstract: String?
  var discussion: String?
  var subcommands: [CommandTree]?
  var arguments: [Argument]?

  /// The whole program.
  ///
  /// - Throws: ``Failure`` where ArgumentParser tells it in another form.
  static func ofProgram() throws(Failure) -> CommandTree {
    struct Dump: Decodable { var command: CommandTree }
    guard let dump = try? JSONDecoder().decode(Dump.self, from: Data(AutoTTS._dumpHelp().utf8)) else {
      throw Failure(.data, "the command tree has another form than expected; this is a fault of the program")
    }
    return dump.command
  }
}
