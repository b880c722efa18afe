/// A grid of dots finer than cells: braille patterns of 2 × 4 dots a cell, or one ASCII mark a cell.
///
/// Lines are drawn in a colour; where two meet in a cell, the one drawn later has the colour and the dots join.
struct DotCanvas {
  let size: Size
  private let isUnicode: Bool
  private var dots: [UInt8]
  private var marks: [Character?]
  private var colors: [Color]

  init(size: Size, unicode: Bool) {
    self.size = size
    isUnicode = unicode
    dots = Array(repeating: 0, count: max(0, size.width * size.height))
    marks = Array(repeating: nil, count: dots.count)
    colors = Array(repeating: .standard, count: dots.count)
  }

  /// Dots across and down.
  var resolution: Size { Size(width: size.width * 2, height: size.height * 4) }

  /// Sets a dot; `mark` stands for it in ASCII.
  mutating func set(_ x: Int, _ y: Int, _ color: Color, mark: Character) {
    guard (0..<resolution.width).contains(x), (0..<resolution.height).contains(y) else { return }
    let cell = y / 4 * size.width + x / 2
    let bits: [[UInt8]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]
    dots[cell] |= bits[y % 4][x % 2]
    marks[cell] = mark
    colors[cell] = color
  }

  /// Draws a straight line between two dots, or of it one dot in so many.
  mutating func line(
    from start: (x: Int, y: Int), to end: (x: Int, y: Int), _ color: Color, mark: Character, every: Int = 1
  ) {
    let steps = max(abs(end.x - start.x), abs(end.y - start.y), 1)
    for step in stride(from: 0, through: steps, by: every) {
      set(
        start.x + (end.x - start.x) * step / steps, start.y + (end.y - start.y) * step / steps, color, mark: mark)
    }
  }

  /// Puts the dots on a frame; cells without any leave what is there.
  func draw(on frame: inout Frame, at column: Int, _ row: Int, dim: Bool = false) {
    for cell in dots.indices where dots[cell] != 0 {
      let (x, y) = (column + cell % size.width, row + cell / size.width)
      let glyph = isUnicode ? String(UnicodeScalar(0x2800 + UInt32(dots[cell])).map(Character.init) ?? " ") : mark(cell)
      frame.put(glyph, x, y, Style(colors[cell], dim ? [.dim] : []))
    }
  }

  private func mark(_ cell: Int) -> String { marks[cell].map(String.init) ?? "*" }
}
