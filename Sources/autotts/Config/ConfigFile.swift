import TOMLKit

/// A value of a configuration file.
enum ConfigValue: Hashable, Sendable {
  case text(String)
  case number(Int)
  case flag(Bool)
  case list([ConfigValue])
  /// Another kind, by its name.
  case other(String)

  init(_ value: any TOMLValueConvertible) {
    switch value.type {
    case .string: self = .text(value.string ?? "")
    case .int: self = .number(value.int ?? 0)
    case .bool: self = .flag(value.bool ?? false)
    case .array: self = .list((value.array ?? TOMLArray()).map(ConfigValue.init))
    default: self = .other("\(value.type)")
    }
  }

  /// The text, or the texts of a list; nil for anything else.
  var texts: [String]? {
    switch self {
    case .text(let text): [text]
    case .list(let values):
      values.reduce([]) { texts, value in
        guard case .text(let text) = value else { return nil }
        return texts.map { $0 + [text] }
      }
    default: nil
    }
  }
}

/// What is wrong in a configuration file, and where.
struct ConfigProblem: Hashable, Sendable, CustomStringConvertible {
  var file: String
  /// The line, from 1.
  var line: Int?
  var words: String

  var description: String { "\(file)\(line.map { ":\($0)" } ?? ""): \(words)" }
}

/// The entries of a configuration file in the order of their lines.
struct ConfigFile {
  /// An entry: its section, empty for those before the first, its name, its value and its line.
  struct Entry {
    var section: String
    var name: String
    var value: ConfigValue
    var line: Int
  }

  private(set) var entries: [Entry] = []
  /// Why the file says nothing at all; nil if it is TOML.
  private(set) var problem: ConfigProblem?

  /// Reads the text of a file.
  init(_ text: String, file: String) {
    if let fault = Self.fault(of: text) {
      problem = ConfigProblem(file: file, line: fault.line, words: fault.words)
      return
    }
    do {
      _ = try TOMLTable(string: text)
      readStatements(text)
    } catch let error as TOMLParseError {
      let words = error.description.split(whereSeparator: \.isNewline).joined(separator: " ")
      problem = ConfigProblem(file: file, line: error.source.begin.line, words: words)
    } catch {
      problem = ConfigProblem(file: file, line: nil, words: "not TOML")
    }
  }

  /// What the library is not to meet: it takes a NUL for the end, and a header of no name for a fault of its own.
  private static func fault(of text: String) -> (line: Int, words: String)? {
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.utf8.contains(0) { return (index + 1, "there is a character that no text has") }
      let rest = line.drop(while: \.isWhitespace)
      guard rest.first == "[" else { continue }
      let name = rest.dropFirst().drop(while: \.isWhitespace).first
      guard let name, name.isLetter || name.isNumber || "_-\"'".contains(name) else {
        return (index + 1, "a section is written [name]; there are \(Config.sections.joined(separator: ", "))")
      }
    }
    return nil
  }

  /// Reads the statements one by one, which tells their lines: one ends with the first line at whose end it is TOML.
  private mutating func readStatements(_ text: String) {
    var section: [String] = []
    var statement = ""
    var start = 1
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if statement.isEmpty {
        if line.allSatisfy(\.isWhitespace) { continue }
        start = index + 1
      }
      statement += line + "\n"
      guard let table = try? TOMLTable(string: statement) else { continue }
      if statement.drop(while: \.isWhitespace).first == "[" {
        section = Self.path(in: table)
        // A header alone is worth a word where there is no such section.
        if section.count > 1 || !Config.sections.contains(section.first ?? "") {
          add(section, .other("a section"), start)
        }
      } else {
        readValues(of: table, in: section, start)
      }
      statement = ""
    }
  }

  private mutating func readValues(of table: TOMLTable, in section: [String], _ line: Int) {
    for key in table.keys {
      guard let value = table[key] else { continue }
      if let inner = value.table, section.isEmpty {
        readValues(of: inner, in: section + [key], line)
      } else {
        add(section + [key], ConfigValue(value), line)
      }
    }
  }

  private mutating func add(_ path: [String], _ value: ConfigValue, _ line: Int) {
    let section = path.dropLast().joined(separator: ".")
    entries.append(Entry(section: section, name: path.last ?? "", value: value, line: line))
  }

  /// The names of a header, from the outside in.
  private static func path(in table: TOMLTable) -> [String] {
    guard let key = table.keys.first, let value = table[key] else { return [] }
    guard let inner = value.table ?? value.array?.first?.table else { return [key] }
    return [key] + path(in: inner)
  }
}
