import Controllers
import Explorer
import Replay

/// What a configuration file says, as far as it is right, and what is wrong in it.
struct Config: Sendable {
  /// The sections there are.
  static let sections = ["start", "look", "colors", "glyphs", "keys"]

  /// The file; nil where there is none.
  var file: String?
  /// Directories of stores.
  var stores: [String] = []
  /// What the explorer opens with.
  var start = Start()
  /// The colours wished for.
  var color: Explore.Colors?
  /// Whether only ASCII is drawn.
  var ascii = false
  /// Whether the mouse is taken.
  var mouse = true
  /// The colours.
  var theme = ColorTheme.standard
  /// The signs.
  var signs: [String: String] = [:]
  /// The keys.
  var keys = KeyMap.standard
  /// What is wrong, in the order of lines.
  var problems: [ConfigProblem] = []

  /// What the explorer opens with.
  struct Start: Hashable, Sendable {
    var store: String?
    var question: Int?
    var seed: UInt64?
    var controller: String?
    var view: ViewKind?
  }

  /// The defaults.
  init() {}

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - path: Its path, for messages.
  ///   - home: The directory that `~` stands for.
  init(_ bytes: [UInt8], path: String, home: String?) {
    file = path
    let read = ConfigFile(bytes, file: path, sections: Self.sections)
    if let problem = read.problem { problems = [problem] }
    var shades: [Color: ColorTheme.Shade] = [:]
    var changes: [(change: KeyMap.Change, line: Int)] = []
    for entry in read.entries {
      do throws(Fault) {
        switch entry.section {
        case "": try take(entry, home: home)
        case "start": try takeStart(entry)
        case "look": try takeLook(entry)
        case "colors": shades[try color(entry)] = try shade(entry)
        case "glyphs": signs[entry.name] = try sign(entry)
        case "keys": changes.append((try change(entry), entry.line))
        default:
          throw Fault("there is no section '\(entry.section)'; there are \(Self.sections.joined(separator: ", "))")
        }
      } catch {
        problems.append(ConfigProblem(file: path, line: entry.line, words: error.words))
      }
    }
    theme = ColorTheme(shades)
    let (keys, faults) = KeyMap.changed(by: changes.map(\.change))
    self.keys = keys
    problems += faults.map { ConfigProblem(file: path, line: changes[$0.change].line, words: $0.words) }
    problems.sort { ($0.line ?? 0) < ($1.line ?? 0) }
  }

  /// Why an entry is left out.
  private struct Fault: Error {
    var words: String
    init(_ words: String) { self.words = words }
  }

  // MARK: Entries

  private mutating func take(_ entry: ConfigFile.Entry, home: String?) throws(Fault) {
    guard entry.name == "stores" else {
      if Self.sections.contains(entry.name) { throw Fault("a section is written [\(entry.name)]") }
      throw Self.unknown(entry, ["stores"], of: "before the first section")
    }
    guard let paths = entry.value.texts else { throw Fault("stores is a list of directories") }
    stores = try paths.map { path throws(Fault) in
      if path.hasPrefix("~/"), let home { return home + path.dropFirst() }
      guard path.hasPrefix("/") else { throw Fault("stores: '\(path)' is no path from / or from ~/") }
      return path
    }
  }

  private mutating func takeStart(_ entry: ConfigFile.Entry) throws(Fault) {
    switch (entry.name, entry.value) {
    case ("store", .text(let name)): start.store = name
    case ("question", .number(let number)) where number >= 1: start.question = number
    case ("seed", .number(let seed)) where seed >= 0: start.seed = UInt64(seed)
    case ("controller", .text(let spec)):
      do {
        _ = try Catalog.published.setting(spec)
      } catch {
        throw Fault("\(error)")
      }
      start.controller = spec
    case ("view", .text(let name)):
      guard let view = ViewKind(rawValue: name) else {
        throw Fault("view is one of \(ViewKind.allCases.map(\.rawValue).joined(separator: ", ")), not '\(name)'")
      }
      start.view = view
    case ("store", _): throw Fault("store is a text: MODEL/BENCHMARK, or the path of a file")
    case ("question", _): throw Fault("question is a whole number from 1")
    case ("seed", _): throw Fault("seed is a whole number from 0")
    case ("controller", _): throw Fault("controller is a text such as \"cmc:beta=0.5\"")
    case ("view", _): throw Fault("view is the name of a view")
    default: throw Self.unknown(entry, ["store", "question", "seed", "controller", "view"], of: "in [start]")
    }
  }

  private mutating func takeLook(_ entry: ConfigFile.Entry) throws(Fault) {
    switch (entry.name, entry.value) {
    case ("color", .text(let name)) where Explore.Colors(rawValue: name) != nil: color = Explore.Colors(rawValue: name)
    case ("color", .number(let number)) where Explore.Colors(rawValue: "\(number)") != nil:
      color = Explore.Colors(rawValue: "\(number)")
    case ("ascii", .flag(let flag)): ascii = flag
    case ("mouse", .flag(let flag)): mouse = flag
    case ("color", _): throw Fault("color is \"auto\", 256, 16 or \"never\"")
    case ("ascii", _), ("mouse", _): throw Fault("\(entry.name) is true or false")
    default: throw Self.unknown(entry, ["color", "ascii", "mouse"], of: "in [look]")
    }
  }

  private func color(_ entry: ConfigFile.Entry) throws(Fault) -> Color {
    guard let named = Color.named.first(where: { $0.name == entry.name }) else {
      throw Self.unknown(entry, Color.named.map(\.name), of: "in [colors]")
    }
    return named.color
  }

  private func shade(_ entry: ConfigFile.Entry) throws(Fault) -> ColorTheme.Shade {
    switch entry.value {
    case .number(let number): if let index = UInt8(exactly: number) { return ColorTheme.Shade(xterm: index) }
    case .text(let text): if let shade = ColorTheme.Shade(hex: text) { return shade }
    default: break
    }
    throw Fault("\(entry.name) is a number from 0 to 255, or \"#rrggbb\"")
  }

  private func sign(_ entry: ConfigFile.Entry) throws(Fault) -> String {
    guard Glyphs.names.contains(entry.name) else { throw Self.unknown(entry, Glyphs.names, of: "in [glyphs]") }
    guard case .text(let text) = entry.value else { throw Fault("\(entry.name) is a text of one character") }
    if let words = Glyphs.fault(of: text) { throw Fault("\(entry.name) = \"\(text)\": \(words)") }
    return text
  }

  private func change(_ entry: ConfigFile.Entry) throws(Fault) -> KeyMap.Change {
    guard let names = entry.value.texts else {
      throw Fault("\(entry.name) is a key such as \"Ctrl-D\", or a list of keys")
    }
    let keys = try names.map { name throws(Fault) in
      guard let key = Key(name: name) else {
        throw Fault("there is no key '\(name)'; keys are written as in help: l, Ctrl-D, Alt-., PgDn, F2, Space")
      }
      return key
    }
    return KeyMap.Change(entry.name, keys)
  }

  private static func unknown(_ entry: ConfigFile.Entry, _ names: [String], of place: String) -> Fault {
    let list = names.count > 16 ? "'autotts config' lists them" : "there are \(names.joined(separator: ", "))"
    return Fault("there is no '\(entry.name)' \(place); \(list)")
  }
}
