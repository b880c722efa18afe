import CNcurses
import Explorer

/// Puts frames into curses' screen, row by row, and only rows that changed; curses sends only the cells that did.
struct FramePainter {
  private(set) var palette: Palette
  private var shown: Frame?
  private var characters: [wchar_t] = []
  /// Whether the last cell of the screen can be written as any other.
  ///
  /// Where the margin cannot be switched off, curses writes it one column to the left and pushes it to the right, which
  /// splits a wide glyph there.
  private let writesCorner = curses_capability("smam") != nil && curses_capability("rmam") != nil

  init(palette: Palette) { self.palette = palette }

  /// Takes it that nothing of what was drawn is on the screen.
  mutating func forget() {
    shown = nil
    clearok(curses_terminal_image(), true)
  }

  /// Sends all of the last frame again.
  func repaint() {
    clearok(curses_terminal_image(), true)
    wrefresh(curses_screen())
  }

  /// Puts up a frame, cut off at the screen's edges.
  mutating func draw(_ frame: Frame, on screen: Size) {
    let last = shown?.size == frame.size ? shown : nil
    if last == nil { werase(curses_screen()) }
    let width = min(frame.size.width, screen.width)
    for row in 0..<min(frame.size.height, screen.height) {
      let cells = frame.cells[row * frame.size.width..<(row + 1) * frame.size.width]
      if let last, last.cells[cells.indices] == cells { continue }
      put(
        cells, row: row, width: width, splitColumn: row + 1 == screen.height && !writesCorner ? screen.width - 3 : nil)
    }
    shown = frame
    wrefresh(curses_screen())
  }

  /// The whole row from left to right, so that no half of an older wide glyph remains.
  private mutating func put(_ cells: ArraySlice<Cell>, row: Int, width: Int, splitColumn: Int?) {
    var column = 0
    while column < width {
      let index = cells.startIndex + column
      let isWide = index + 1 < cells.endIndex && cells[index + 1].isContinuation && !cells[index].isContinuation
      let columns = isWide && column + 1 < width ? 2 : 1
      if cells[index].isContinuation || columns == 1 && isWide {
        characters = Glyph.space
      } else if column == splitColumn && columns == 2
        || !Glyph.wideCharacters(cells[index].glyph, columns: columns, into: &characters)
      {
        characters = Glyph.placeholder
      }
      let pen = palette.pen(for: cells[index].style)
      put(characters, pen, row: row, column: column)
      if columns == 2, characters == Glyph.placeholder { put(characters, pen, row: row, column: column + 1) }
      column += columns
    }
  }

  private func put(_ text: [wchar_t], _ pen: Palette.Pen, row: Int, column: Int) {
    // Curses reports an error in the last cell of the screen although it has put the glyph.
    _ = curses_put(curses_screen(), Int32(row), Int32(column), text, pen.attributes, pen.pair)
  }
}
