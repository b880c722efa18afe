/// Width and height in cells.
public struct Size: Hashable, Sendable, Codable {
  /// Columns.
  public var width: Int
  /// Rows.
  public var height: Int

  /// A size in columns and rows.
  public init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }
}

/// One cell of a frame: a glyph of one column, the first column of a glyph of two, or the second.
public struct Cell: Hashable, Sendable {
  /// What stands in the cell: a base character with its combining marks; empty in the second column of a wide glyph.
  public var glyph: String
  /// How it is drawn.
  public var style: Style

  /// A cell.
  public init(_ glyph: String, _ style: Style = .plain) {
    self.glyph = glyph
    self.style = style
  }

  /// An empty cell in the terminal's own style.
  public static let blank = Cell(" ")

  /// Whether this is the second column of the wide glyph at its left.
  public var isContinuation: Bool { glyph.isEmpty }
}

/// A picture of the whole screen: what a view makes, what a terminal, a text, an ANSI stream or an SVG shows.
public struct Frame: Hashable, Sendable {
  /// Columns and rows.
  public let size: Size
  /// Row after row.
  public private(set) var cells: [Cell]

  /// A blank frame.
  public init(size: Size) {
    self.size = Size(width: max(0, size.width), height: max(0, size.height))
    cells = Array(repeating: .blank, count: self.size.width * self.size.height)
  }

  /// The cell at a column and row, both from 0 and inside the frame.
  public subscript(column: Int, row: Int) -> Cell {
    get { cells[row * size.width + column] }
    set { cells[row * size.width + column] = newValue }
  }

  /// One row as text.
  public func text(row: Int) -> String {
    cells[row * size.width..<(row + 1) * size.width].lazy.map(\.glyph).joined()
  }
}
