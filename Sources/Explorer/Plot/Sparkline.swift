/// A curve in one row of text: block elements of eight heights, or ASCII marks of eight weights.
enum Sparkline {
  private static let blocks = Array("▁▂▃▄▅▆▇█").map(String.init)
  private static let marks = Array("_.-:=+*#").map(String.init)

  /// A glyph for each value, the lowest for the least; values that are all equal are drawn at half height.
  static func glyphs(_ values: [Double], unicode: Bool) -> [String] {
    let levels = unicode ? blocks : marks
    guard let low = values.min(), let high = values.max(), low < high else {
      return values.map { _ in levels[levels.count / 2 - 1] }
    }
    return values.map { value in
      levels[Int(((value - low) / (high - low) * Double(levels.count - 1)).rounded())]
    }
  }
}
