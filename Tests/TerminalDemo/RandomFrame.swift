import Explorer

/// Draws the same numbers from the same seed.
private struct Numbers: RandomNumberGenerator {
  var state: UInt64

  /// The next of SplitMix64 (Steele, Lea and Flood 2014).
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

/// A frame of narrow and wide glyphs, marks and styles that depends on its number and size only.
///
/// Half of its rows stay from one number to the next; its first cells tell the number.
public func randomFrame(_ number: Int, size: Size) -> Frame {
  let glyphs = ["a", "z", "0", " ", "é", "e\u{301}", "o\u{308}\u{301}", "█", "⣿", "─", "β", "世", "界", "語", "👍", "日"]
  var frame = Frame(size: size)
  for row in 0..<size.height {
    var numbers = Numbers(state: UInt64((number + row % 2) / 2 * 1000 + row))
    var style = Style.plain
    var column = 0
    while column < size.width {
      if Int.random(in: 0..<4, using: &numbers) == 0 { style = randomStyle(using: &numbers) }
      let glyph = glyphs[Int.random(in: 0..<glyphs.count, using: &numbers)]
      let isWide = glyph.unicodeScalars.first.map { $0.value >= 0x4e00 } ?? false
      // Wide glyphs have no room in the last column, and libvterm loses marks there.
      if column + 1 == size.width, isWide || glyph.unicodeScalars.count > 1 { break }
      frame[column, row] = Cell(glyph, style)
      if isWide { frame[column + 1, row] = Cell("", style) }
      column += isWide ? 2 : 1
    }
  }
  for (column, digit) in "#\(number) ".enumerated() where column < size.width && size.height > 0 {
    frame[column, 0] = Cell(String(digit))
  }
  let after = "#\(number) ".count
  if size.height > 0, after < size.width, frame[after, 0].isContinuation { frame[after, 0] = .blank }
  return frame
}

private func randomStyle(using numbers: inout Numbers) -> Style {
  let colors = Color.allCases
  return Style(
    colors[Int.random(in: 0..<colors.count, using: &numbers)],
    on: colors[Int.random(in: 0..<colors.count, using: &numbers)],
    Style.Attributes(rawValue: UInt8.random(in: 0..<16, using: &numbers)))
}
