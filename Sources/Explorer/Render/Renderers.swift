/// Frames as something other than a terminal's screen.
public enum FrameRenderer {
  /// The glyphs alone, a line a row, spaces at the ends of lines left out.
  public static func text(_ frame: Frame) -> String {
    (0..<frame.size.height).map { row in
      var line = frame.text(row: row)
      while line.hasSuffix(" ") { line.removeLast() }
      return line + "\n"
    }.joined()
  }

  /// The glyphs with ECMA-48 colours and attributes, a line a row, each line reset at its end.
  public static func ansi(_ frame: Frame, colors: Int = 256) -> String {
    (0..<frame.size.height).map { row in
      var line = ""
      var current = Style.plain
      for column in 0..<frame.size.width {
        let cell = frame[column, row]
        if cell.style != current {
          line += escape(cell.style, colors: colors)
          current = cell.style
        }
        line += cell.glyph
      }
      return line + (current == .plain ? "\n" : "\u{1b}[0m\n")
    }.joined()
  }

  private static func escape(_ style: Style, colors: Int) -> String {
    var codes = ["0"]
    if style.attributes.contains(.bold) { codes.append("1") }
    if style.attributes.contains(.dim) { codes.append("2") }
    if style.attributes.contains(.underline) { codes.append("4") }
    if style.attributes.contains(.reverse) { codes.append("7") }
    if colors >= 256 {
      if let index = style.foreground.xterm256 { codes.append("38;5;\(index)") }
      if let index = style.background.xterm256 { codes.append("48;5;\(index)") }
    } else if colors >= 16 {
      if let index = style.foreground.ansi16 { codes.append("\(index < 8 ? 30 + Int(index) : 82 + Int(index))") }
      if let index = style.background.ansi16 { codes.append("\(index < 8 ? 40 + Int(index) : 92 + Int(index))") }
    }
    return "\u{1b}[\(codes.joined(separator: ";"))m"
  }
}

extension FrameRenderer {
  /// A picture: a dark screen with the cells as text, each run of one style placed on its own column.
  public static func svg(_ frame: Frame) -> String {
    let (width, height) = (8.4, 16.3)
    let (margin, size) = (10.0, 14)
    let (w, h) = (Double(frame.size.width) * width + 2 * margin, Double(frame.size.height) * height + 2 * margin)
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(number(w)) \(number(h))\" width=\"\(number(w))\" "
        + "height=\"\(number(h))\" font-family=\"'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"\(size)\">",
      "<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#16181d\"/>",
    ]
    for row in 0..<frame.size.height {
      let top = margin + Double(row) * height
      for run in runs(frame, row) {
        let left = margin + Double(run.column) * width
        let (ink, paper) = colors(run.style)
        if let paper {
          lines.append(
            "<rect x=\"\(number(left))\" y=\"\(number(top))\" width=\"\(number(Double(run.columns) * width))\" "
              + "height=\"\(number(height))\" fill=\"\(paper)\"/>")
        }
        guard run.text.contains(where: { $0 != " " }) else { continue }
        let attributes = run.style.attributes
        let weight = attributes.contains(.bold) ? " font-weight=\"bold\"" : ""
        let line = attributes.contains(.underline) ? " text-decoration=\"underline\"" : ""
        let fade = attributes.contains(.dim) ? " opacity=\"0.6\"" : ""
        // Glyphs beyond ASCII may come from another font: each gets its own place.
        let isPlain = run.text.utf8.allSatisfy { $0 < 0x80 }
        let places = isPlain ? [left] : (0..<run.columns).map { left + Double($0) * width }
        let x = places.map(number).joined(separator: " ")
        let length = isPlain ? " textLength=\"\(number(Double(run.columns) * width))\"" : ""
        lines.append(
          "<text x=\"\(x)\" y=\"\(number(top + height * 0.78))\" xml:space=\"preserve\" fill=\"\(ink)\""
            + "\(length)\(weight)\(line)\(fade)>\(escaped(run.text))</text>")
      }
    }
    return lines.joined(separator: "\n") + "\n</svg>\n"
  }

  /// The cells of a row in runs of one style.
  private static func runs(_ frame: Frame, _ row: Int) -> [(column: Int, columns: Int, text: String, style: Style)] {
    var runs: [(column: Int, columns: Int, text: String, style: Style)] = []
    for column in 0..<frame.size.width {
      let cell = frame[column, row]
      if let last = runs.last, last.style == cell.style {
        runs[runs.count - 1].text += cell.glyph
        runs[runs.count - 1].columns += 1
      } else {
        runs.append((column, 1, cell.glyph, cell.style))
      }
    }
    return runs
  }

  private static func colors(_ style: Style) -> (ink: String, paper: String?) {
    let ink = style.foreground.rgb.map(hex) ?? "#d7dae0"
    let paper = style.background.rgb.map(hex)
    return style.attributes.contains(.reverse) ? (paper ?? "#16181d", ink) : (ink, paper)
  }

  private static func hex(_ rgb: UInt32) -> String {
    let digits = String(rgb, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }

  private static func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
    return result
  }
}
