import Replay

/// Words as shells (bash, zsh, ksh) read them back.
///
/// Whatever acts on a terminal or cannot be seen is written as `\x1b` within `$'…'`, so that a line of them is harmless
/// wherever it is shown or pasted.
public enum ShellWords {
  /// Words as one line.
  ///
  /// - Parameter ascii: Whether everything beyond ASCII is to be escaped as well.
  public static func line(_ words: [String], ascii: Bool) -> String {
    words.map { quoted($0, ascii: ascii) }.joined(separator: " ")
  }

  /// Words as lines of some columns that mean the same when they are pasted together.
  package static func lines(_ words: [String], width: Int, ascii: Bool) -> [String] {
    // At the end of a line a space and a backslash.
    let room = max(12, width - 2)
    var lines: [String] = []
    for word in words {
      let quoted = quoted(word, ascii: ascii)
      let columns = GlyphWidth.columns(of: quoted)
      if let last = lines.last, GlyphWidth.columns(of: last) + 1 + columns <= room {
        lines[lines.count - 1] += " " + quoted
        continue
      }
      if !lines.isEmpty { lines[lines.count - 1] += " \\" }
      guard columns + 2 > room else {
        lines.append(lines.isEmpty ? quoted : "  " + quoted)
        continue
      }
      let parts = parts(of: word, columns: room - 2, ascii: ascii)
      for (index, part) in parts.enumerated() {
        lines.append((index == 0 ? "  " : "") + part + (index == parts.count - 1 ? "" : "\\"))
      }
    }
    return lines
  }

  /// A word as a shell reads it.
  static func quoted(_ word: String, ascii: Bool) -> String {
    if !word.isEmpty, word.utf8.allSatisfy(isPlain) { return word }
    if word.madeSafe(ascii: ascii).utf8.elementsEqual(word.utf8) {
      return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
    }
    return "$'" + word.unicodeScalars.map { escaped($0, ascii: ascii) }.joined() + "'"
  }

  /// A word in pieces, each quoted, that stand beside each other.
  private static func parts(of word: String, columns: Int, ascii: Bool) -> [String] {
    var parts: [String] = []
    var rest = ""
    for scalar in word.unicodeScalars {
      var longer = rest
      longer.unicodeScalars.append(scalar)
      if !rest.isEmpty, GlyphWidth.columns(of: quoted(longer, ascii: ascii)) > columns {
        parts.append(quoted(rest, ascii: ascii))
        rest = String(Character(scalar))
      } else {
        rest = longer
      }
    }
    return parts + [quoted(rest, ascii: ascii)]
  }

  private static func escaped(_ scalar: Unicode.Scalar, ascii: Bool) -> String {
    let text = String(Character(scalar))
    if text == "'" || text == "\\" { return "\\" + text }
    if text.madeSafe(ascii: ascii).utf8.elementsEqual(text.utf8) { return text }
    return text.utf8.map { byte in
      let digits = String(byte, radix: 16)
      return "\\x" + (digits.count == 1 ? "0" : "") + digits
    }.joined()
  }

  /// Whether a byte stands for itself without quotes.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "_-./:=,+@".utf8.contains(byte)
    }
  }
}
