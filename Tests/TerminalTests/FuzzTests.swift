import Explorer
import TerminalDemo
import Testing

extension TerminalTests {
  /// Frame after frame, each over the remains of the one before: curses' shortcuts must never show.
  @Test(arguments: ["xterm-256color", "screen-256color", "tmux-256color", "linux", "vt100", "rxvt"])
  func randomFrames(_ name: String) throws {
    let terminal = try demo(rows: 12, columns: 61, environment: ["TERM": name])
    for number in 1...40 {
      terminal.send("F")
      try #require(terminal.wait { $0.text(row: 0).hasPrefix("#\(number) ") })
      let frame = randomFrame(number, size: Size(width: 61, height: 12))
      _ = terminal.wait(seconds: 2) { $0.difference(from: frame, inColor: name.contains("256")) == nil }
      let difference = terminal.difference(from: frame, inColor: name.contains("256"))
      try #require(difference == nil, "frame \(number)")
    }
  }
}

extension PseudoTerminal {
  /// The first cell that is not as in the frame; where colours change the attributes (8 colours) only glyphs count.
  fileprivate func difference(from frame: Frame, inColor: Bool) -> String? {
    for row in 0..<frame.size.height {
      for column in 0..<frame.size.width where !isAs(frame[column, row], column: column, row: row, inColor: inColor) {
        return "\(column),\(row): \(cell(column: column, row: row)) for \(frame[column, row])"
      }
    }
    return nil
  }

  private func isAs(_ cell: Cell, column: Int, row: Int, inColor: Bool) -> Bool {
    let seen = self.cell(column: column, row: row)
    // What curses cannot put beside the last cell of the screen.
    let isBesideCorner = row == rows - 1 && (columns - 3..<columns - 1).contains(column)
    guard cell.glyph == seen.text || isBesideCorner && seen.text == "?" else { return false }
    guard inColor, !cell.isContinuation else { return true }
    let style = cell.style
    guard style.background.xterm256.map(Int32.init) ?? -1 == seen.background,
      style.attributes.contains(.reverse) == seen.isReversed,
      style.attributes.contains(.underline) == seen.isUnderlined
    else { return false }
    // Of a space these do not show, and curses leaves them as they are.
    return cell.glyph == " "
      || style.foreground.xterm256.map(Int32.init) ?? -1 == seen.foreground
        && style.attributes.contains(.bold) == seen.isBold
  }
}
