/// What answers have in common that differ only in how they are written.
///
/// The canonical text of an answer is had by these rules, in order:
/// 1. `\dfrac` and `\tfrac` become `\frac`; `\left`, `\right` and `\,` go; `\text` goes with the braces that follow it, if
///    the braces of the answer are balanced, so that `\text{…}` gives way to what it holds.
/// 2. White space goes, but for one blank between two letters or digits, and where it ends a command before a letter.
/// 3. Trailing `.` `,` `;` `:` and a pair of `$` or `$$` around the whole go, as often as there are any.
/// 4. A number (an integer or a decimal with a sign or without, `A/B`, `\frac{A}{B}` with or without a sign before it, A
///    and B such numbers) becomes the reduced fraction with its sign, or the integer: `1/2`, `-7`. Arithmetic is exact;
///    where a fraction needs more than 128 bits, its text stays, and a long decimal loses its outer zeros only.
///
/// A comma is never taken for one between thousands, for it stands between the parts of a list as well: `1,000` is no
/// number. An answer of which nothing would be left stays as it is. Canonical texts are compared as Swift compares strings,
/// so that letters with accents are equal however they are composed.
public enum CanonicalAnswer {
  /// The canonical text of an answer.
  ///
  /// - Complexity: O(length).
  public static func text(of answer: String) -> String {
    if isWholeNumber(answer) { return answer }
    let text = isBare(answer) ? answer : trimmed(answer)
    guard !text.isEmpty else { return answer }
    return ExactNumber.canonicalText(of: text) ?? text
  }

  /// Rules 1 to 3.
  private static func trimmed(_ answer: String) -> String {
    var tokens = AnswerTokens(answer)
    tokens.trim()
    return tokens.text
  }

  /// Whether an answer is a whole number in digits alone, not beginning with 0: the most frequent form, and canonical.
  private static func isWholeNumber(_ answer: String) -> Bool {
    let digits = answer.utf8
    return (1...18).contains(digits.count) && digits.first != UInt8(ascii: "0") && digits.allSatisfy { 48...57 ~= $0 }
  }

  /// Whether rules 1 to 3 find nothing to do, as in most answers: visible ASCII without commands or `$`, and no
  /// punctuation at the end.
  private static func isBare(_ answer: String) -> Bool {
    guard let last = answer.utf8.last, !".,;:".utf8.contains(last) else { return false }
    return answer.utf8.allSatisfy { (0x21...0x7e).contains($0) && $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: "$") }
  }
}

/// An answer cut into LaTeX commands and single characters, without what the rules drop.
private struct AnswerTokens {
  /// What lies between a token and the one before it.
  private enum Gap { case none, dropped, blank }

  private struct Token {
    var text: String
    var gap: Gap
  }

  private var tokens: [Token] = []

  /// Rules 1 and 2 but for the blanks.
  init(_ answer: String) {
    var gap = Gap.none
    for text in Self.cut(answer) {
      switch text {
      case "\\left", "\\right", "\\,": gap = gap == .blank ? .blank : .dropped
      case _ where Self.isBlank(text): gap = .blank
      default:
        tokens.append(Token(text: text == "\\dfrac" || text == "\\tfrac" ? "\\frac" : text, gap: gap))
        gap = .none
      }
    }
    unwrapText()
  }

  /// The tokens put together, with the blanks that rule 2 leaves.
  var text: String {
    var result = ""
    var last: Token?
    for token in tokens {
      if let last, token.gap != .none, let before = last.text.unicodeScalars.last,
        let next = token.text.unicodeScalars.first
      {
        let endsCommand = last.text.utf8.count > 1 && Self.isLetter(before) && Self.isLetter(next)
        let parts = token.gap == .blank && Self.isWordPart(before) && Self.isWordPart(next)
        if endsCommand || parts { result += " " }
      }
      result += token.text
      last = token
    }
    return result
  }

  /// Rule 3.
  mutating func trim() {
    while let last = tokens.last {
      if [".", ",", ";", ":"].contains(last.text) {
        tokens.removeLast()
      } else if last.text == "$", let width = dollarWidth {
        tokens = Array(tokens.dropFirst(width).dropLast(width))
      } else {
        return
      }
    }
  }

  /// How many `$` stand on either side of the whole: 1 or 2, if there are no others.
  private var dollarWidth: Int? {
    let places = tokens.indices.filter { tokens[$0].text == "$" }
    let width = places.count / 2
    guard places.count == 2 || places.count == 4 else { return nil }
    let ends = Array(0..<width) + Array(tokens.count - width..<tokens.count)
    return places == ends ? width : nil
  }

  /// Takes every `\text` away, and the braces that follow one, unless the answer's braces are out of balance.
  private mutating func unwrapText() {
    var open: [Int] = []
    var dropped: Set<Int> = []
    for (index, token) in tokens.enumerated() {
      if token.text == "\\text" {
        dropped.insert(index)
      } else if token.text == "{" {
        open.append(index)
      } else if token.text == "}" {
        guard let start = open.popLast() else { return }
        if start > 0, tokens[start - 1].text == "\\text" { dropped.formUnion([start, index]) }
      }
    }
    guard open.isEmpty, !dropped.isEmpty else { return }
    var kept: [Token] = []
    var gap = Gap.none
    for (index, token) in tokens.enumerated() {
      if token.gap == .blank { gap = .blank }
      if dropped.contains(index) {
        gap = gap == .blank ? .blank : .dropped
      } else {
        kept.append(Token(text: token.text, gap: gap == .none ? token.gap : gap))
        gap = .none
      }
    }
    tokens = kept
  }

  /// Commands (a backslash and letters, or a backslash and one other character) and single characters.
  private static func cut(_ answer: String) -> [String] {
    let scalars = Array(answer.unicodeScalars)
    var tokens: [String] = []
    var start = 0
    while start < scalars.count {
      var end = start + 1
      if scalars[start] == "\\", end < scalars.count {
        end += 1
        if isLetter(scalars[start + 1]) {
          while end < scalars.count, isLetter(scalars[end]) { end += 1 }
        }
      }
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars[start..<end])
      tokens.append(String(text))
      start = end
    }
    return tokens
  }

  /// Whether a token is white space, or a backslash before it.
  private static func isBlank(_ text: String) -> Bool { text.unicodeScalars.last?.properties.isWhitespace == true }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && scalar.properties.isAlphabetic
  }

  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
