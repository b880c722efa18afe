import CNcurses
import Glibc

/// What is sent for a cell: wide characters that fill exactly the columns that the frame gives them, and nothing that a
/// terminal could take for a command.
enum Glyph {
  /// Curses keeps a base character and at most four marks in a cell.
  private static let most = 5

  /// Stands for what cannot be shown.
  static let placeholder: [wchar_t] = [wchar_t(UInt8(ascii: "?")), 0]
  /// Stands for half a wide glyph.
  static let space: [wchar_t] = [wchar_t(UInt8(ascii: " ")), 0]

  /// The zero-ended wide characters of a glyph; false if it has not so many columns or must not be shown.
  static func wideCharacters(_ glyph: String, columns: Int, into out: inout [wchar_t]) -> Bool {
    out.removeAll(keepingCapacity: true)
    var scalars = glyph.unicodeScalars.makeIterator()
    guard let base = scalars.next(), isBase(base), Int(wcwidth(wide(base))) == columns else {
      return false
    }
    out.append(wide(base))
    while out.count < most, let scalar = scalars.next(), wcwidth(wide(scalar)) == 0 {
      if isMark(scalar) { out.append(wide(scalar)) }
    }
    out.append(0)
    return true
  }

  private static func wide(_ scalar: Unicode.Scalar) -> wchar_t { wchar_t(bitPattern: scalar.value) }

  private static func isBase(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value >= 0x20, scalar.value < 0x7f { return true }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: return false
    default: return scalar.value > 0x7f
    }
  }

  /// Variation selectors and joiners change the width of a glyph in some terminals: without them the base keeps its own.
  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    if 0xfe00...0xfe0f ~= scalar.value { return false }
    switch scalar.properties.generalCategory {
    case .control, .format: return false
    default: return true
    }
  }
}
