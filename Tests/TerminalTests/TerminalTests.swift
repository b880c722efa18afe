import Glibc
import Testing

/// Processes and timing: one test after the other.
@Suite(.serialized) struct TerminalTests {}

/// The demo in a terminal, its first frame shown.
func demo(
  _ arguments: [String] = [], rows: Int = 30, columns: Int = 100, environment: [String: String?] = [:],
  sourceLocation: SourceLocation = #_sourceLocation
) throws -> PseudoTerminal {
  let terminal = try PseudoTerminal(
    [executable("TerminalDemo")] + arguments, rows: rows, columns: columns, environment: environment)
  try #require(terminal.wait(for: "n=0 "), "no first frame: \(terminal.text)", sourceLocation: sourceLocation)
  return terminal
}

extension PseudoTerminal {
  /// Reads until the demo's last input is this one.
  func waitForInput(_ description: String) -> Bool { wait(for: "last=\(description);") }

  /// Expects the terminal as a shell wants it.
  func expectRestored(_ modes: termios, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(!isAlternate, sourceLocation: sourceLocation)
    #expect(isCursorVisible, sourceLocation: sourceLocation)
    #expect(mouseMode == .off, sourceLocation: sourceLocation)
    #expect(self.modes.isSame(as: modes), sourceLocation: sourceLocation)
  }

  /// Expects a text in a row of its own, an empty row above it, and above that the last row of a frame that is left.
  func expectAlone(_ text: String, beneath frame: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let rows = (0..<rows).map { self.text(row: $0) }
    guard let row = rows.lastIndex(where: { $0.hasPrefix(text + "  ") }), row > 1 else {
      Issue.record("no row with '\(text)' alone: \(self.text)", sourceLocation: sourceLocation)
      return
    }
    #expect(rows[row - 1].allSatisfy { $0 == " " }, sourceLocation: sourceLocation)
    #expect(rows[row - 2] == frame, sourceLocation: sourceLocation)
  }

  /// Expects that the terminal was given back before a text came.
  func expectRestoredBefore(_ message: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let restore = output.firstRange(of: "\u{1b}[?1049l")?.lowerBound
    let text = output.firstRange(of: message)?.lowerBound
    #expect(restore != nil && text != nil, "\(output.suffix(300).debugDescription)", sourceLocation: sourceLocation)
    if let restore, let text { #expect(restore < text, sourceLocation: sourceLocation) }
  }
}

extension termios {
  /// Whether the modes are the same.
  func isSame(as other: termios) -> Bool {
    c_iflag == other.c_iflag && c_oflag == other.c_oflag && c_lflag == other.c_lflag && c_cflag == other.c_cflag
      && withUnsafeBytes(of: c_cc) { mine in withUnsafeBytes(of: other.c_cc) { mine.elementsEqual($0) } }
  }

  /// Whether typing is shown and taken line by line.
  var isCooked: Bool { c_lflag & tcflag_t(ECHO) != 0 && c_lflag & tcflag_t(ICANON) != 0 }

  /// The modes of a new pseudo-terminal.
  static func fresh() throws -> termios { try PseudoTerminal(["/bin/sleep", "1"]).modes }
}
