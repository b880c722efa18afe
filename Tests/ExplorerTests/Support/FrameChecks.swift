import CNcurses
import Explorer
import Glibc
import Testing

/// What is wrong with a frame's cells; nil for a frame that any terminal can show.
///
/// Every cell holds one glyph of one column, or one of two with its continuation behind it, and nothing that acts on a
/// terminal, hides or reorders text. Widths are the C library's, not the explorer's own.
func fault(in frame: Frame) -> String? {
  guard frame.cells.count == frame.size.width * frame.size.height else { return "\(frame.cells.count) cells" }
  for row in 0..<frame.size.height {
    for column in 0..<frame.size.width where !isPlain(column, row, in: frame) {
      if let fault = fault(at: column, row, in: frame) {
        let scalars = frame[column, row].glyph.unicodeScalars.map { String($0.value, radix: 16) }
        return "\(fault) at \(column),\(row): [\(scalars.joined(separator: " "))] in '\(frame.text(row: row))'"
      }
    }
  }
  return nil
}

/// What most cells are: ASCII, or a sign of the explorer's own.
private func isPlain(_ column: Int, _ row: Int, in frame: Frame) -> Bool {
  let glyph = frame[column, row].glyph.utf8
  guard let first = glyph.first else { return false }
  return glyph.count == 1 ? (0x20...0x7e).contains(first) : glyph.count == 3 && glyph.elementsEqual("│".utf8)
}

private func fault(at column: Int, _ row: Int, in frame: Frame) -> String? {
  let cell = frame[column, row]
  if cell.isContinuation {
    guard column > 0, Columns.count(frame[column - 1, row].glyph) == 2 else { return "continuation of nothing" }
    return nil
  }
  guard cell.glyph.count == 1 else { return "\(cell.glyph.count) glyphs" }
  if cell.glyph.unicodeScalars.contains(where: actsOnTerminal) { return "hostile scalar" }
  switch Columns.count(cell.glyph) {
  case 1: return nil
  case 2:
    return column + 1 < frame.size.width && frame[column + 1, row].isContinuation ? nil : "half of a wide glyph"
  case let columns: return "\(columns) columns"
  }
}

private func actsOnTerminal(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
  default: scalar.properties.isDefaultIgnorableCodePoint
  }
}

/// Columns as the C library counts them in a UTF-8 locale.
enum Columns {
  private static let locale = Locale()

  static func count(_ glyph: String) -> Int {
    if let byte = glyph.utf8.first, glyph.utf8.count == 1 { return (0x20...0x7e).contains(byte) ? 1 : -1 }
    let previous = uselocale(locale.pointer)
    defer { uselocale(previous) }
    return glyph.unicodeScalars.reduce(0) { $0 + Int(wcwidth(wchar_t(bitPattern: $1.value))) }
  }

  private struct Locale: @unchecked Sendable {
    let pointer = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
  }
}

/// Expects a frame of the right size that any terminal can show.
func expectSound(_ model: Model, _ what: @autoclosure () -> String, sourceLocation: SourceLocation = #_sourceLocation) {
  let frame = model.view()
  let size = Size(width: max(0, model.size.width), height: max(0, model.size.height))
  if frame.size != size {
    Issue.record("\(frame.size) for \(model.size): \(what())", sourceLocation: sourceLocation)
  }
  if let fault = fault(in: frame) { Issue.record("\(fault): \(what())", sourceLocation: sourceLocation) }
}
