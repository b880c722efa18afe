extension FrameRenderer {
  /// A picture: a dark screen with the cells as text in runs of one style, and braille as dots, whatever the font.
  public static func svg(_ frame: Frame, theme: ColorTheme = .standard) -> String {
    SVGPicture(frame, theme).text
  }
}

/// A frame as SVG.
private struct SVGPicture {
  private static let cell = (width: 8.4, height: 16.3)
  private static let margin = 10.0
  private static let font = "'DejaVu Sans Mono', Menlo, Consolas, monospace"
  private static let ink = "#d7dae0"
  private static let paper = "#16181d"

  /// Cells of one style in a row.
  private struct Run {
    var column: Int
    var row: Int
    var glyphs: [String]
    var style: Style
    var isBraille: Bool

    var left: Double { SVGPicture.margin + Double(column) * SVGPicture.cell.width }
    var top: Double { SVGPicture.margin + Double(row) * SVGPicture.cell.height }
    var width: Double { Double(glyphs.count) * SVGPicture.cell.width }
  }

  private let theme: ColorTheme
  private var lines: [String]

  init(_ frame: Frame, _ theme: ColorTheme) {
    self.theme = theme
    let width = SVGText.number(Double(frame.size.width) * Self.cell.width + 2 * Self.margin)
    let height = SVGText.number(Double(frame.size.height) * Self.cell.height + 2 * Self.margin)
    lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width) \(height)\" width=\"\(width)\" "
        + "height=\"\(height)\" font-family=\"\(Self.font)\" font-size=\"14\">",
      "<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"\(Self.paper)\"/>",
    ]
    for row in 0..<frame.size.height { for run in Self.runs(frame, row) { draw(run) } }
    lines.append("</svg>")
  }

  var text: String { lines.joined(separator: "\n") + "\n" }

  private static func runs(_ frame: Frame, _ row: Int) -> [Run] {
    var runs: [Run] = []
    for column in 0..<frame.size.width {
      let cell = frame[column, row]
      let isBraille = cell.glyph.unicodeScalars.first.map { (0x2800...0x28ff).contains($0.value) } ?? false
      if let last = runs.last, last.style == cell.style, last.isBraille == isBraille {
        runs[runs.count - 1].glyphs.append(cell.glyph)
      } else {
        runs.append(Run(column: column, row: row, glyphs: [cell.glyph], style: cell.style, isBraille: isBraille))
      }
    }
    return runs
  }

  private mutating func draw(_ run: Run) {
    let attributes = run.style.attributes
    let isReversed = attributes.contains(.reverse)
    let front = theme.rgb(run.style.foreground).map(SVGText.hex) ?? Self.ink
    let back = theme.rgb(run.style.background).map(SVGText.hex)
    if let fill = isReversed ? front : back {
      lines.append(
        "<rect x=\"\(SVGText.number(run.left))\" y=\"\(SVGText.number(run.top))\" width=\"\(SVGText.number(run.width))\" "
          + "height=\"\(Self.cell.height)\" fill=\"\(fill)\"/>")
    }
    let ink = isReversed ? back ?? Self.paper : front
    let fade = attributes.contains(.dim) ? " opacity=\"0.6\"" : ""
    if run.isBraille {
      lines.append("<path d=\"\(dots(run))\" fill=\"\(ink)\"\(fade)/>")
      return
    }
    let text = run.glyphs.joined()
    guard text.contains(where: { $0 != " " }) else { return }
    let weight = attributes.contains(.bold) ? " font-weight=\"bold\"" : ""
    let line = attributes.contains(.underline) ? " text-decoration=\"underline\"" : ""
    lines.append(
      "<text x=\"\(SVGText.number(run.left))\" y=\"\(SVGText.number(run.top + 12.7))\" xml:space=\"preserve\" "
        + "fill=\"\(ink)\" textLength=\"\(SVGText.number(run.width))\"\(weight)\(line)\(fade)>"
        + "\(SVGText.escaped(text))</text>")
  }

  /// The dots of braille cells as small squares.
  private func dots(_ run: Run) -> String {
    let bits: [(UInt32, Int, Int)] = [
      (0x01, 0, 0), (0x02, 0, 1), (0x04, 0, 2), (0x40, 0, 3), (0x08, 1, 0), (0x10, 1, 1), (0x20, 1, 2), (0x80, 1, 3),
    ]
    var path = ""
    for (place, glyph) in run.glyphs.enumerated() {
      guard let scalar = glyph.unicodeScalars.first else { continue }
      for (bit, x, y) in bits where (scalar.value - 0x2800) & bit != 0 {
        let left = run.left + Double(place) * Self.cell.width + 1.4 + Double(x) * Self.cell.width / 2
        let top = run.top + 1.2 + Double(y) * Self.cell.height / 4
        path += "M\(SVGText.number(left)) \(SVGText.number(top))h1.8v1.8h-1.8z"
      }
    }
    return path
  }
}
