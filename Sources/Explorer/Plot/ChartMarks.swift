import Glibc

extension ChartLook {
  /// The colour on white paper, light ones darkened until they can be seen there.
  var paperColor: String {
    let rgb = color.rgb ?? 0
    let parts = [16, 8, 0].map { Double((rgb >> UInt32($0)) & 0xff) }
    let brightness = (0.299 * parts[0] + 0.587 * parts[1] + 0.114 * parts[2]) / 255
    let factor = min(1, 0.6 / max(brightness, 0.01))
    return SVGText.hex(parts.reduce(0) { $0 << 8 | UInt32($1 * factor) })
  }

  /// The mark as an SVG element around a point, of the same shape as in cells; hollow for the second eight.
  func svgMark(_ x: Double, _ y: Double, scale: Double = 1) -> String {
    let isHollow = index >= 8
    let paint =
      "fill=\"\(isHollow ? "#ffffff" : paperColor)\" stroke=\"\(isHollow ? paperColor : "#ffffff")\" "
      + "stroke-width=\"\(isHollow ? "1.8" : "0.8")\""
    let path = outline.enumerated().map { place, corner in
      "\(place == 0 ? "M" : "L")\(SVGText.number(x + corner.x * scale)) \(SVGText.number(y + corner.y * scale))"
    }.joined()
    guard !path.isEmpty else {
      return
        "<circle cx=\"\(SVGText.number(x))\" cy=\"\(SVGText.number(y))\" r=\"\(SVGText.number(4.8 * scale))\" \(paint)/>"
    }
    return "<path d=\"\(path)Z\" \(paint)/>"
  }

  /// The corners of the mark around its middle; none for a circle.
  private var outline: [(x: Double, y: Double)] {
    switch index % 8 {
    case 0: Self.polygon([6.2], corners: 4)
    case 1: []
    case 2: Self.polygon([6.4], corners: 3)
    case 3: [(-4.6, -4.6), (4.6, -4.6), (4.6, 4.6), (-4.6, 4.6)]
    case 4: Self.polygon([6.4], corners: 3).map { ($0.x, -$0.y) }
    case 5: Self.polygon([7, 3], corners: 10)
    case 6: Self.cross
    default: Self.polygon([6], corners: 6)
    }
  }

  private static let cross: [(x: Double, y: Double)] = [
    (-1.8, -5.6), (1.8, -5.6), (1.8, -1.8), (5.6, -1.8), (5.6, 1.8), (1.8, 1.8), (1.8, 5.6), (-1.8, 5.6), (-1.8, 1.8),
    (-5.6, 1.8), (-5.6, -1.8), (-1.8, -1.8),
  ]

  /// A polygon that begins at the top; its corners have these radii in turn.
  private static func polygon(_ radii: [Double], corners: Int) -> [(x: Double, y: Double)] {
    (0..<corners).map { corner in
      let angle = 2 * Double.pi * Double(corner) / Double(corners)
      let radius = radii[corner % radii.count]
      return (radius * sin(angle), -radius * cos(angle))
    }
  }
}
