/// The marks and lines that the explorer draws with: Unicode, or plain ASCII that says the same.
public struct Glyphs: Sendable {
  /// Whether there is more than ASCII.
  public let isUnicode: Bool

  /// The Unicode or the ASCII set.
  public init(unicode: Bool) { isUnicode = unicode }

  private func pick(_ unicode: String, _ ascii: String) -> String { isUnicode ? unicode : ascii }

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
  var arrow: String { pick("→", "->") }
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
