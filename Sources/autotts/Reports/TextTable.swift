import Explorer
import Replay

/// A table for people: columns aligned, two spaces between them, no spaces at the ends of lines.
struct TextTable {
  /// A column.
  struct Column {
    /// Its title, with the unit.
    var title: String
    /// Whether its values stand at its right, as numbers do.
    var isNumber: Bool

    /// A column of words.
    static func text(_ title: String) -> Column { Column(title: title, isNumber: false) }
    /// A column of numbers.
    static func number(_ title: String) -> Column { Column(title: title, isNumber: true) }
  }

  private let columns: [Column]
  private var rows: [[String]] = []

  /// A table without rows.
  init(_ columns: [Column]) { self.columns = columns }

  /// Appends a row: one value a column.
  mutating func add(_ row: [String]) { rows.append(row) }

  /// The lines, the titles first.
  func text(_ wording: Wording) -> String {
    let lines = [columns.map(\.title)] + rows
    let widths = columns.indices.map { column in lines.reduce(0) { max($0, wording.columns($1[column])) } }
    return lines.map { line in
      var text = ""
      for (index, value) in line.enumerated() {
        text += wording.padded(value, to: widths[index], atStart: columns[index].isNumber) + "  "
      }
      return text.trimmedAtEnd + "\n"
    }.joined()
  }
}

extension String {
  /// The text without spaces at its end.
  var trimmedAtEnd: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
