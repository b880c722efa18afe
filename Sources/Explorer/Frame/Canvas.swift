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
    for character in text {
      let width = GlyphWidth.columns(of: character)
      if column >= end { return column }
      if column + width > end {
        if column >= 0 { self[column, row] = Cell(" ", style) }
        return end
      }
      if column >= 0 {
        self[column, row] = Cell(String(character), style)
        if width == 2 { self[column + 1, row] = Cell("", style) }
      }
      column += width
    }
    return column
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
        self[column + x, row + y] = other[x, y]
      }
    }
  }
}
