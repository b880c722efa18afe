/// Text from stores, files and the command line is untrusted: it can hold what acts on a terminal, hides or reorders
/// other text. Everything that is shown of it goes through here.
extension String {
  /// The text with everything that is not plainly visible replaced by a visible placeholder.
  ///
  /// Letters, digits, signs, wide characters and combining marks that follow a base stay. Control characters become
  /// their pictures (`␛`); C1 controls, bidirectional controls, zero-width characters, separators of lines and
  /// paragraphs, tags, variation selectors, combining marks without a base, private and unassigned code points are
  /// written as `\u{202e}`. The result is one line.
  ///
  /// - Parameters:
  ///   - ascii: Whether the result may hold printable ASCII only.
  ///   - limit: The number of Unicode scalars of the text that are shown at most; an ellipsis follows where there are
  ///     more.
  /// - Complexity: O(length), or O(`limit`).
  public func madeSafe(ascii: Bool = false, limit: Int = .max) -> String {
    var result = ""
    var hasBase = false
    var count = 0
    for scalar in unicodeScalars {
      guard count < limit else { return result + (ascii ? "~" : "…") }
      count += 1
      let isMark = scalar.isCombiningMark
      let stays = scalar.isPlainlyVisible && (!ascii || scalar.isASCII) && (!isMark || hasBase)
      if stays { result.unicodeScalars.append(scalar) } else { result += scalar.placeholder(ascii: ascii) }
      hasBase = stays
    }
    return result
  }
}

extension Unicode.Scalar {
  /// Whether it can be seen and does nothing but stand in its place.
  fileprivate var isPlainlyVisible: Bool {
    if isASCII { return value >= 0x20 && value != 0x7f }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: return false
    default: return !properties.isDefaultIgnorableCodePoint
    }
  }

  fileprivate var isCombiningMark: Bool {
    if isASCII { return false }
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return true
    default: return false
    }
  }

  /// What stands for it where it must not be shown itself.
  fileprivate func placeholder(ascii: Bool) -> String {
    let picture: Unicode.Scalar? =
      switch value {
      case 0..<0x20: Unicode.Scalar(0x2400 + value)
      case 0x7f: "\u{2421}"
      default: nil
      }
    guard !ascii, let picture else { return "\\u{\(String(value, radix: 16))}" }
    return String(Character(picture))
  }
}
