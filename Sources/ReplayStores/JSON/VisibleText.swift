/// Untrusted text as it is put into a message: one line, nothing invisible, nothing that acts on a terminal.
package enum VisibleText {
  /// How many Unicode scalars of a value from a file a message shows.
  static let limit = 40

  /// The text with every scalar that cannot be seen, or that would move the cursor or the reading direction, written
  /// as `\u{1b}`.
  package static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars { append(scalar, to: &result) }
    return result
  }

  /// The text escaped, in quotation marks, and cut after 40 Unicode scalars.
  package static func quoted(_ text: String) -> String {
    "\"\(shortened(text))\""
  }

  /// The text of these UTF-8 bytes escaped, in quotation marks, and cut after 40 Unicode scalars.
  package static func quoted(_ utf8: UnsafeRawBufferPointer) -> String {
    // At most 4 bytes a scalar, and one scalar more, so that the cut shows.
    quoted(String(decoding: utf8.prefix(4 * (limit + 1)), as: UTF8.self))
  }

  /// The text escaped, and cut after 40 Unicode scalars.
  package static func shortened(_ text: String) -> String {
    var result = ""
    for (index, scalar) in text.unicodeScalars.enumerated() {
      guard index < limit else { return result + "…" }
      append(scalar, to: &result)
    }
    return result
  }

  private static func append(_ scalar: Unicode.Scalar, to result: inout String) {
    if isVisible(scalar) {
      result.unicodeScalars.append(scalar)
    } else {
      result += "\\u{\(String(scalar.value, radix: 16))}"
    }
  }

  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value >= 0x20 && scalar.value != 0x7f }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: return false
    default: return !scalar.properties.isDefaultIgnorableCodePoint
    }
  }
}
