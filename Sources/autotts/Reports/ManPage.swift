/// The man page: roff made from the command tree and the table of keys.
struct ManPage {
  private var lines: [String] = []

  /// The whole page.
  var text: String { lines.joined(separator: "\n") + "\n" }

  /// The page of a program with its keys.
  init(_ program: CommandTree, _ keys: KeyList) {
    let name = program.commandName
    lines.append(".TH \(name.uppercased()) 1 \"\" \"\(name) \(AutoTTS.version)\" \"User Commands\"")
    heading("NAME")
    lines.append("\(name) \\- \(Self.escaped(Self.sentence(program.abstract)))")
    heading("SYNOPSIS")
    lines.append(".B \(name)")
    lines.append(Self.escaped("[options of explore]"))
    lines.append(".br")
    lines.append(".B \(name)")
    lines.append("\\fIcommand\\fR [arguments]")
    heading("DESCRIPTION")
    paragraphs(program.discussion)
    heading("COMMANDS")
    for command in program.subcommands ?? [] { add(command, under: name) }
    addKeys(keys)
    addFiles()
    addEnvironment()
    addExitStatus()
  }

  // MARK: Commands

  private mutating func add(_ command: CommandTree, under parent: String) {
    guard command.shouldDisplay != false, command.commandName != "help" else { return }
    let name = parent + " " + command.commandName
    let shown = (command.arguments ?? []).filter { $0.shouldDisplay && !Self.isEverywhere($0) }
    let operands = shown.filter { $0.kind == "positional" }.map { argument in
      let text = "<\(argument.valueName ?? "")>" + (argument.isRepeating ? " ..." : "")
      return argument.isOptional ? "[\(text)]" : text
    }
    lines.append(".SS \(Self.quoted(([name] + operands).joined(separator: " ")))")
    paragraphs(command.abstract)
    if let discussion = command.discussion {
      lines.append(".PP")
      paragraphs(discussion)
    }
    for argument in shown { add(argument) }
    for child in command.subcommands ?? [] { add(child, under: name) }
  }

  private mutating func add(_ argument: CommandTree.Argument) {
    lines.append(".TP")
    let value = argument.valueName.map { "\\fI\(Self.escaped($0))\\fR" } ?? ""
    let names = (argument.names ?? []).map { "\\fB\(Self.escaped($0.text))\\fR" }.joined(separator: ", ")
    lines.append(argument.kind == "positional" ? value : argument.kind == "flag" ? names : "\(names) \(value)")
    let usual = argument.defaultValue.map { $0.isEmpty ? "" : " (default: \($0))" } ?? ""
    let words = (argument.abstract ?? "") + usual
    paragraphs(words.isEmpty ? "See above." : words)
  }

  /// What every command has, and nobody needs to read again and again.
  private static func isEverywhere(_ argument: CommandTree.Argument) -> Bool {
    (argument.names ?? []).contains { ["help", "version"].contains($0.name) }
  }

  // MARK: The rest

  private mutating func addKeys(_ keys: KeyList) {
    heading("KEYS")
    paragraphs(
      "Every key has a name, which can be typed after a colon, and by which a configuration file gives it others.")
    for section in keys.sections {
      lines.append(".SS \(Self.quoted(section.title))")
      for line in section.lines {
        lines.append(".TP")
        let keys = line.keys.isEmpty ? "" : "\\fB\(Self.escaped(line.keys))\\fR  "
        lines.append("\(keys)\(Self.escaped(":" + line.name))")
        paragraphs(line.help + (line.views.map { " (\($0))" } ?? ""))
      }
    }
  }

  private mutating func addFiles() {
    heading("FILES")
    item("$XDG_CONFIG_HOME/autotts/config.toml", "The configuration, else in ~/.config; 'autotts config' prints one.")
    item("$XDG_DATA_HOME/autotts/stores", "Stores as MODEL/BENCHMARK.json, else in ~/.local/share.")
  }

  private mutating func addEnvironment() {
    heading("ENVIRONMENT")
    item("AUTOTTS_STORES", "Directories of stores, with colons between; searched after those of --stores.")
    item("NO_COLOR", "Where it is set and not empty, no colours are used unless --color asks for them.")
    item("XDG_CONFIG_HOME, XDG_DATA_HOME, HOME", "Where configuration and stores are looked for.")
    item("LC_ALL, LC_CTYPE, LANG", "Whether more than ASCII is drawn.")
    item("TERM", "The terminal's name.")
  }

  private mutating func addExitStatus() {
    heading("EXIT STATUS")
    let codes = [
      ("0", "All went well."), ("64", "The command line is wrong."), ("65", "Data are not what they should be."),
      ("66", "A file is missing or cannot be read."), ("74", "Input or output failed."),
      ("130", "Ended by Ctrl-C."),
    ]
    for (code, meaning) in codes { item(code, meaning) }
  }

  // MARK: Roff

  private mutating func heading(_ title: String) { lines.append(".SH \(title)") }

  private mutating func item(_ term: String, _ words: String) {
    lines.append(".TP")
    lines.append("\\fB\(Self.escaped(term))\\fR")
    paragraphs(words)
  }

  /// Text whose empty lines part paragraphs.
  private mutating func paragraphs(_ text: String?) {
    var isFirst = true
    for part in (text ?? "").split(separator: "\n", omittingEmptySubsequences: false) {
      if part.allSatisfy({ $0 == " " }) {
        if !isFirst { lines.append(".PP") }
        continue
      }
      isFirst = false
      lines.append(Self.escaped(String(part)))
    }
  }

  /// An abstract as a man page's name line has it: no capital, no full stop.
  private static func sentence(_ text: String?) -> String {
    var text = text ?? ""
    if text.hasSuffix(".") { text.removeLast() }
    return text.prefix(1).lowercased() + text.dropFirst()
  }

  /// Text that roff takes for text: whatever is not ASCII by its number.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "'" where result.isEmpty, "." where result.isEmpty: result += "\\&" + String(scalar)
      case "'": result += "\\(aq"
      case "`": result += "\\(ga"
      case "^": result += "\\(ha"
      case "~": result += "\\(ti"
      case "\"": result += "\\(dq"
      default:
        if scalar.isASCII {
          result.unicodeScalars.append(scalar)
        } else {
          let digits = String(scalar.value, radix: 16, uppercase: true)
          result += "\\[u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "]"
        }
      }
    }
    return result
  }

  /// Text as the argument of a macro.
  private static func quoted(_ text: String) -> String { "\"\(escaped(text))\"" }
}
