import Replay
import ReplayStores

extension Subject {
  /// The sanitiser of text: one line of visible characters, stable, cut where it is to be cut.
  public static let text = Subject(name: "text") { bytes in
    let text = String(decoding: bytes, as: UTF8.self)
    let safe = text.madeSafe()
    let ascii = text.madeSafe(ascii: true)
    let scalars = text.unicodeScalars
    let limit = Int(bytes.first ?? 0)
    let isCut = scalars.count > limit
    let start = String(String.UnicodeScalarView(scalars.prefix(limit)))
    return firstFalse([
      "nothing acts on a terminal": !safe.unicodeScalars.contains(where: actsOnATerminal),
      "no mark stands without a base": !startsWithMark(safe),
      "what is safe stays as it is": safe.madeSafe() == safe && ascii.madeSafe() == ascii,
      "ASCII is printable": ascii.utf8.allSatisfy { (0x20..<0x7f).contains($0) },
      "a limit cuts and changes nothing": text.madeSafe(limit: limit) == start.madeSafe() + (isCut ? "…" : ""),
      "bytes are quoted as their text is": VisibleText.quoted(bytes) == VisibleText.quoted(text),
    ])
  }

  private static func actsOnATerminal(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: true
    default: scalar.properties.isBidiControl || scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  private static func startsWithMark(_ text: String) -> Bool {
    switch text.unicodeScalars.first?.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: false
    }
  }
}
