import CTOML

/// A value of a configuration file.
enum ConfigValue: Hashable, Sendable {
  case text(String)
  case number(Int)
  case flag(Bool)
  case list([ConfigValue])
  /// A table, a real number, a date or a time.
  case other

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

/// The entries of a configuration file in the order in which they stand.
struct ConfigFile {
  /// An entry: its section, empty for those before the first, its name, its value and its line.
  struct Entry {
    var section: String
    var name: String
    var value: ConfigValue
    var line: Int
  }

  /// The entries; of a section that there is not, its name alone.
  private(set) var entries: [Entry] = []
  /// Why the file says nothing at all; nil if it is TOML.
  private(set) var problem: ConfigProblem?

  /// Reads the bytes of a file.
  ///
  /// - Parameter sections: the sections there are.
  init(_ bytes: [UInt8], file: String, sections: [String]) {
    var document = ctoml_document()
    bytes.withUnsafeBytes { ctoml_parse($0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count, &document) }
    defer { ctoml_release(&document) }
    guard var nodes = TOMLNodes(document) else {
      let words = String(cString: document.message).split(whereSeparator: \.isNewline).joined(separator: " ")
      problem = ConfigProblem(
        file: file, line: document.line > 0 ? Int(document.line) : nil, words: words + Self.remedy(words))
      return
    }
    var placed: [(entry: Entry, column: UInt32)] = []
    func add(_ section: String, _ name: String, _ value: ConfigValue, at node: ctoml_node) {
      placed.append((Entry(section: section, name: name, value: value, line: Int(node.line)), node.column))
    }
    for _ in 0..<nodes.next().children {
      let node = nodes.next()
      let name = TOMLNodes.name(of: node)
      guard node.kind == CTOML_TABLE else {
        add("", name, nodes.value(of: node), at: node)
        continue
      }
      let isKnown = sections.contains(name)
      if !isKnown { add(name, "", .other, at: node) }
      for _ in 0..<node.children {
        let inner = nodes.next()
        let value = nodes.value(of: inner)
        if isKnown { add(name, TOMLNodes.name(of: inner), value, at: inner) }
      }
    }
    entries = placed.sorted { ($0.entry.line, $0.column) < ($1.entry.line, $1.column) }.map(\.entry)
  }
}

extension ConfigFile {
  /// What mends the slips that the parser has no plain words for.
  fileprivate static func remedy(_ words: String) -> String {
    if words.contains("could not determine value type") {
      "; a text stands in quotes, a switch is true or false"
    } else if words.contains("control characters other than TAB") {
      "; is there a quote to close the text?"
    } else {
      ""
    }
  }
}

/// The nodes of a TOML document, one after another.
private struct TOMLNodes {
  private var nodes: UnsafePointer<ctoml_node>

  /// The nodes of a document, which has to outlive them; nil if it is none.
  init?(_ document: ctoml_document) {
    guard let nodes = document.nodes else { return nil }
    self.nodes = nodes
  }

  mutating func next() -> ctoml_node {
    defer { nodes += 1 }
    return nodes.pointee
  }

  /// The value of the node that came last, going past those within it.
  mutating func value(of node: ctoml_node) -> ConfigValue {
    switch node.kind {
    case CTOML_STRING: return .text(Self.text(node.text, node.text_length))
    case CTOML_INTEGER: return .number(Int(node.number))
    case CTOML_BOOLEAN: return .flag(node.number != 0)
    default:
      var values: [ConfigValue] = []
      for _ in 0..<node.children {
        let inner = next()
        values.append(value(of: inner))
      }
      return node.kind == CTOML_ARRAY ? .list(values) : .other
    }
  }

  static func name(of node: ctoml_node) -> String { text(node.key, node.key_length) }

  private static func text(_ start: UnsafePointer<CChar>?, _ length: Int) -> String {
    String(decoding: UnsafeRawBufferPointer(start: start, count: length), as: UTF8.self)
  }
}
