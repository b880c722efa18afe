import Replay

/// Words and numbers as people read them; data in, text out.
///
/// Branches and questions count from 1 for people, rounds as the controllers' rules count them, from 0.
public struct Wording: Sendable {
  /// Whether signs beyond ASCII may be used.
  public let unicode: Bool

  /// Words for a terminal that shows Unicode, or plain ASCII: `>=` for ≥, `-` for −, `~` for ….
  public init(unicode: Bool) { self.unicode = unicode }

  /// A text of a store made safe to show and shortened to `limit` characters, the ellipsis included.
  ///
  /// - Complexity: O(`limit`), however many marks are heaped upon a character.
  public func answer(_ text: String, limit: Int) -> String {
    guard limit > 0 else { return "" }
    let safe = text.madeSafe(ascii: !unicode, limit: 4 * limit)
    return safe.count > limit ? safe.prefix(limit - 1) + ellipsis : safe
  }

  /// Right or wrong as one sign.
  public func mark(isCorrect: Bool) -> String {
    switch (isCorrect, unicode) {
    case (true, true): "✓"
    case (true, false): "+"
    case (false, true): "✗"
    case (false, false): "x"
    }
  }

  /// The program's own words without signs that the terminal does not have: `b` for β, `-` for −.
  public func inLocale(_ words: String) -> String {
    unicode ? words : String(words.map { $0 == "β" ? "b" : $0 == "−" ? "-" : $0 })
  }

  /// What stands for text that was left out.
  public var ellipsis: String { unicode ? "…" : "~" }

  /// The sign of a comparison.
  public func sign(_ comparison: Comparison) -> String {
    switch comparison {
    case .atLeast: unicode ? "≥" : ">="
    case .above: ">"
    case .atMost: unicode ? "≤" : "<="
    case .below: "<"
    case .equal: "="
    }
  }
}
