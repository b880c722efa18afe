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
  public static func ansi(_ frame: Frame, colors: Int = 256, theme: ColorTheme = .standard) -> String {
    (0..<frame.size.height).map { row in
      var line = ""
      var current = Style.plain
      for column in 0..<frame.size.width {
        let cell = frame[column, row]
        if cell.style != current {
          line += escape(cell.style, colors, theme)
          current = cell.style
        }
        line += cell.glyph
      }
      return line + (current == .plain ? "\n" : "\u{1b}[0m\n")
    }.joined()
  }

  private static func escape(_ style: Style, _ colors: Int, _ theme: ColorTheme) -> String {
    var codes = ["0"]
    if style.attributes.contains(.bold) { codes.append("1") }
    if style.attributes.contains(.dim) { codes.append("2") }
    if style.attributes.contains(.underline) { codes.append("4") }
    if style.attributes.contains(.reverse) { codes.append("7") }
    if colors >= 256 {
      if let index = theme.xterm256(style.foreground) { codes.append("38;5;\(index)") }
      if let index = theme.xterm256(style.background) { codes.append("48;5;\(index)") }
    } else if colors >= 16 {
      if let index = theme.ansi16(style.foreground) { codes.append("\(index < 8 ? 30 + Int(index) : 82 + Int(index))") }
      if let index = theme.ansi16(style.background) { codes.append("\(index < 8 ? 40 + Int(index) : 92 + Int(index))") }
    }
    return "\u{1b}[\(codes.joined(separator: ";"))m"
  }
}
