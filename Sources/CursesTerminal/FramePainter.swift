import CNcurses
import Explorer

/// Puts frames into curses' screen, row by row, and only rows that changed; curses sends only the cells that did.
struct FramePainter {
  private(set) var palette: Palette
  private var shown: Frame?
  private var characters: [wchar_t] = []

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
      put(cells, row: row, width: width)
    }
    shown = frame
    wrefresh(curses_screen())
  }

  /// The whole row from left to right, so that no half of an older wide glyph remains.
  private mutating func put(_ cells: ArraySlice<Cell>, row: Int, width: Int) {
    var column = 0
    while column < width {
      let index = cells.startIndex + column
      let isWide = index + 1 < cells.endIndex && cells[index + 1].isContinuation && !cells[index].isContinuation
      let columns = isWide && column + 1 < width ? 2 : 1
      put(cells[index], isCut: isWide && columns == 1, row: row, column: column, columns: columns)
      column += columns
    }
  }

  private mutating func put(_ cell: Cell, isCut: Bool, row: Int, column: Int, columns: Int) {
    let pen = palette.pen(for: cell.style)
    func put(_ text: [wchar_t], at column: Int) {
      // Curses reports an error in the last cell of the screen although it has put the glyph.
      _ = curses_put(curses_screen(), Int32(row), Int32(column), text, pen.attributes, pen.pair)
    }
    if cell.isContinuation || isCut {
      put(Glyph.space, at: column)
    } else if Glyph.wideCharacters(cell.glyph, columns: columns, into: &characters) {
      put(characters, at: column)
    } else {
      for column in column..<column + columns { put(Glyph.placeholder, at: column) }
    }
  }
}
