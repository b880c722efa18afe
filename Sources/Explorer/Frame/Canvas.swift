/// Where something is drawn within a frame, in cells.
public struct Rect: Hashable, Sendable {
  /// The leftmost column and the topmost row.
  public var column, row: Int
  /// Columns and rows.
  public var width, height: Int

  /// A rectangle; negative extents count as none.
  public init(column: Int, row: Int, width: Int, height: Int) {
    self.column = column
    self.row = row
    self.width = max(0, width)
    self.height = max(0, height)
  }

  /// Its extent.
  public var size: Size { Size(width: width, height: height) }

  /// Whether a cell lies in it.
  public func contains(column: Int, row: Int) -> Bool {
    (self.column..<self.column + width).contains(column) && (self.row..<self.row + height).contains(row)
  }
}

extension Frame {
  /// Writes text from a cell on, clipped at both sides; wide glyphs keep their two columns or give way to a space.
  ///
  /// - Returns: the column after the text, also where it was clipped.
  @discardableResult
  public mutating func put(_ text: String, _ column: Int, _ row: Int, _ style: Style = .plain, limit: Int? = nil) -> Int
  {
    let end = min(size.width, limit ?? size.width)
    guard (0..<size.height).contains(row) else { return column + GlyphWidth.columns(of: text) }
    var column = column
    for (glyph, width) in GlyphWidth.pieces(of: text) {
      if column >= end { return column }
      if column + width > end {
        if column >= 0 { place(Cell(" ", style), column, row) }
        return end
      }
      if column >= 0 {
        place(Cell(glyph, style), column, row)
        if width == 2 { place(Cell("", style), column + 1, row) }
      }
      column += width
    }
    return column
  }

  /// Writes text up to a column, or the frame's edge; where it does not fit, an ellipsis says that there is more.
  ///
  /// - Returns: the column after the text, also where it was cut.
  @discardableResult
  mutating func putFitting(
    _ text: String, _ column: Int, _ row: Int, _ style: Style, _ glyphs: Glyphs, limit: Int? = nil
  ) -> Int {
    let end = min(size.width, limit ?? size.width)
    guard column < end else { return column }
    let after = put(text, column, row, style, limit: end)
    if column + GlyphWidth.columns(of: text) > end { put(glyphs.more, endingAt: end, row, style) }
    return after
  }

  /// Writes text so that it ends before a column.
  public mutating func put(_ text: String, endingAt end: Int, _ row: Int, _ style: Style = .plain) {
    put(text, end - GlyphWidth.columns(of: text), row, style)
  }

  /// Gives every cell of a row a background and, where wanted, attributes.
  public mutating func band(row: Int, columns: Range<Int>? = nil, _ color: Color, _ attributes: Style.Attributes = []) {
    guard (0..<size.height).contains(row) else { return }
    for column in (columns ?? 0..<size.width).clamped(to: 0..<size.width) {
      self[column, row].style.background = color
      self[column, row].style.attributes.formUnion(attributes)
    }
  }

  /// Copies another frame's cells to a place in this one, clipped.
  public mutating func blit(_ other: Frame, at column: Int, _ row: Int) {
    for y in 0..<other.size.height where (0..<size.height).contains(row + y) {
      for x in 0..<other.size.width where (0..<size.width).contains(column + x) {
        place(other[x, y], column + x, row + y)
      }
      // A wide glyph of the other frame that is cut at either side.
      if column < 0, column + other.size.width > 0, self[0, row + y].isContinuation { self[0, row + y].glyph = " " }
      let last = min(size.width, column + other.size.width) - 1
      if last >= 0, last - column + 1 < other.size.width, other[last - column + 1, y].isContinuation {
        self[last, row + y].glyph = " "
      }
    }
  }

  /// Puts a cell down; a wide glyph that loses one of its columns to it leaves a space in the other.
  private mutating func place(_ cell: Cell, _ column: Int, _ row: Int) {
    if self[column, row].isContinuation, !cell.isContinuation, column > 0 { self[column - 1, row].glyph = " " }
    if column + 1 < size.width, self[column + 1, row].isContinuation {
      self[column + 1, row].glyph = " "
    }
    self[column, row] = cell
  }
}
