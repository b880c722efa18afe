import Replay

/// The marks and lines that the explorer draws with: Unicode, or plain ASCII that says the same.
public struct Glyphs: Sendable {
  /// Whether there is more than ASCII.
  public let isUnicode: Bool

  /// The signs that the user has chosen, by the name of what they stand for.
  let signs: [String: String]

  /// The Unicode or the ASCII set, some signs of it the user's own; with ASCII only those that are ASCII.
  public init(unicode: Bool, signs: [String: String] = [:]) {
    isUnicode = unicode
    self.signs = signs
  }

  /// The sign of the property that asks.
  private func pick(_ unicode: String, _ ascii: String, _ name: String = #function) -> String {
    if let sign = signs[name], isUnicode || sign.utf8.allSatisfy({ $0 < 0x80 }) { return sign }
    return isUnicode ? unicode : ascii
  }

  var horizontal: String { pick("─", "-") }
  var vertical: String { pick("│", "|") }
  var topLeft: String { pick("┌", "+") }
  var topRight: String { pick("┐", "+") }
  var bottomLeft: String { pick("└", "+") }
  var bottomRight: String { pick("┘", "+") }
  var cursorLine: String { pick("┊", ":") }

  var current: String { pick("▶", ">") }
  var chosen: String { pick("»", "@") }
  var fork: String { pick("◇", "Y") }
  var active: String { pick("●", "*") }
  var finished: String { pick("✓", "f") }
  var pruned: String { pick("▾", "v") }
  var read: String { pick("◆", "r") }
  var gold: String { pick("★", "!") }
  var right: String { pick("✓", "right") }
  var wrong: String { pick("✗", "wrong") }
  var error: String { pick("·", ".") }
  var bar: String { pick("▇", "#") }
  var more: String { pick("…", "~") }
  var above: String { pick("↑", "^") }
  var below: String { pick("↓", "v") }
  var before: String { pick("‹", "<") }
  var beyond: String { pick("›", ">") }
  var arrow: String { pick("→", "->") }
  var ruler: String { pick("·", ".") }
  var times: String { pick("×", "x") }
  var dot: String { pick("·", "-") }
  var beta: String { pick("β", "b") }

  var sliderStart: String { pick("├", "[") }
  var sliderEnd: String { pick("┤", "]") }
  var sliderLine: String { pick("─", "-") }
  var sliderTick: String { pick("┼", "+") }
  var sliderAnswerTick: String { pick("╋", "#") }
  var sliderKnob: String { pick("●", "O") }

  var opening: String { pick("o", "o") }
  var eligible: String { pick("┊", ":") }
  var stop: String { pick("╳", "X") }
  var playhead: String { pick("▼", "V") }
  var onlyLeft: String { pick("◀", "<") }
  var onlyRight: String { pick("▷", ">") }
  var differs: String { pick("≠", "!") }
  var gap: String { pick("╌", ".") }
  var play: String { pick("▶", ">") }
}

extension Glyphs {
  /// Every sign by its name.
  private static var list: [(name: String, sign: KeyPath<Glyphs, String>)] {
    [
      ("horizontal", \.horizontal), ("vertical", \.vertical), ("topLeft", \.topLeft), ("topRight", \.topRight),
      ("bottomLeft", \.bottomLeft), ("bottomRight", \.bottomRight), ("cursorLine", \.cursorLine),
      ("current", \.current), ("active", \.active), ("finished", \.finished), ("pruned", \.pruned), ("read", \.read),
      ("gold", \.gold), ("right", \.right), ("wrong", \.wrong), ("error", \.error), ("bar", \.bar), ("more", \.more),
      ("above", \.above), ("below", \.below), ("before", \.before), ("beyond", \.beyond), ("arrow", \.arrow),
      ("times", \.times),
      ("dot", \.dot), ("beta", \.beta), ("sliderStart", \.sliderStart), ("sliderEnd", \.sliderEnd),
      ("sliderLine", \.sliderLine), ("sliderTick", \.sliderTick), ("sliderAnswerTick", \.sliderAnswerTick),
      ("sliderKnob", \.sliderKnob), ("opening", \.opening), ("eligible", \.eligible), ("stop", \.stop),
      ("playhead", \.playhead), ("play", \.play),
    ]
  }

  /// The names of all signs, in the order of their list.
  public static var names: [String] { list.map(\.name) }

  /// Every sign by its name, as nobody has changed it.
  public static var defaults: [(name: String, sign: String)] {
    let glyphs = Glyphs(unicode: true)
    return list.map { ($0.name, glyphs[keyPath: $0.sign]) }
  }

  /// The sign of a name; nil where there is none of that name.
  public subscript(name: String) -> String? {
    Glyphs.list.first { $0.name == name }.map { self[keyPath: $0.sign] }
  }

  /// Why a text cannot be a sign; nil if it can: what is drawn counts on one column.
  public static func fault(of sign: String) -> String? {
    guard sign.unicodeScalars.count > 0, sign.madeSafe() == sign, sign != " " else {
      return "a sign is one visible character"
    }
    let columns = GlyphWidth.columns(of: sign)
    return columns == 1 && GlyphWidth.pieces(of: sign).count == 1 ? nil : "a sign takes one column, not \(columns)"
  }
}
