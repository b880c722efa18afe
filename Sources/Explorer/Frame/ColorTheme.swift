/// The colours as this user has them.
public struct ColorTheme: Hashable, Sendable {
  /// A colour in all its forms.
  public struct Shade: Hashable, Sendable {
    let xterm: UInt8
    let ansi: UInt8
    let rgb: UInt32

    /// A colour of the xterm palette of 256.
    public init(xterm: UInt8) {
      self.xterm = xterm
      rgb = Self.rgb(ofXterm: xterm)
      ansi = xterm < 16 ? xterm : Self.nearest(to: rgb, among: 0..<16)
    }

    /// A colour as `#rrggbb`; in a terminal the nearest of the palette. Nil for any other text.
    public init?(hex: String) {
      guard hex.utf8.count == 7, hex.hasPrefix("#"), let rgb = UInt32(hex.dropFirst(), radix: 16),
        hex.utf8.allSatisfy({ $0 != 0x2b })
      else { return nil }
      self.rgb = rgb
      // The first sixteen look different in every terminal.
      xterm = Self.nearest(to: rgb, among: 16..<256)
      ansi = Self.nearest(to: rgb, among: 0..<16)
    }

    private static let sixteen: [UInt32] = [
      0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000, 0x00ff00,
      0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
    ]

    private static func rgb(ofXterm index: UInt8) -> UInt32 {
      let index = UInt32(index)
      if index < 16 { return sixteen[Int(index)] }
      if index >= 232 { return (8 + 10 * (index - 232)) * 0x010101 }
      let steps: [UInt32] = [0, 95, 135, 175, 215, 255]
      let cube = index - 16
      return steps[Int(cube / 36)] << 16 | steps[Int(cube / 6 % 6)] << 8 | steps[Int(cube % 6)]
    }

    private static func nearest(to rgb: UInt32, among indices: Range<Int>) -> UInt8 {
      let distances = indices.map { index in
        let other = self.rgb(ofXterm: UInt8(index))
        return [16, 8, 0].reduce(0) { sum, shift in
          let difference = Int(rgb >> UInt32(shift) & 0xff) - Int(other >> UInt32(shift) & 0xff)
          return sum + difference * difference
        }
      }
      let best = distances.indices.min { distances[$0] < distances[$1] } ?? 0
      return UInt8(indices.lowerBound + best)
    }
  }

  /// The colours of ``Color``, as nobody has changed them.
  public static let standard = ColorTheme()

  private let shades: [Color: Shade]

  /// The standard colours, some of them others.
  public init(_ shades: [Color: Shade] = [:]) { self.shades = shades }

  /// The index in the xterm palette of 256 colours; nil for the terminal's own colour.
  public func xterm256(_ color: Color) -> UInt8? { shades[color]?.xterm ?? color.xterm256 }

  /// The index in the palette of 16 colours; nil for the terminal's own colour, and for the band, which needs more.
  public func ansi16(_ color: Color) -> UInt8? { color.ansi16.map { shades[color]?.ansi ?? $0 } }

  /// Red, green and blue for a picture; nil for the picture's own colour.
  public func rgb(_ color: Color) -> UInt32? { shades[color]?.rgb ?? color.rgb }
}

extension Color {
  /// The colours that can be others, by name, in order.
  public static let named: [(name: String, color: Color)] = allCases.filter { $0 != .standard }.map { ("\($0)", $0) }
}
