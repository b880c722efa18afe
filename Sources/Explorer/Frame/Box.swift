/// A pane's border with its title.
enum Box {
  static func frame(_ content: Frame, title: String, note: String, isFocused: Bool, _ glyphs: Glyphs) -> Frame {
    let size = Size(width: content.size.width + 2, height: content.size.height + 2)
    var frame = Frame(size: size)
    guard size.width >= 2, size.height >= 2 else { return frame }
    let style = Style(isFocused ? .accent : .muted)
    let line = String(repeating: glyphs.horizontal, count: size.width - 2)
    frame.put(glyphs.topLeft + line + glyphs.topRight, 0, 0, style)
    frame.put(glyphs.bottomLeft + line + glyphs.bottomRight, 0, size.height - 1, style)
    for row in 1..<max(1, size.height - 1) {
      frame.put(glyphs.vertical, 0, row, style)
      frame.put(glyphs.vertical, size.width - 1, row, style)
    }
    let end = put(title, 2, Style(isFocused ? .accent : .standard, [.bold]), glyphs, &frame)
    if !note.isEmpty { put(note, end + 1, Style(.muted), glyphs, &frame) }
    frame.blit(content, at: 1, 1)
    return frame
  }

  /// Words on the upper edge, a space around them.
  @discardableResult
  private static func put(_ words: String, _ column: Int, _ style: Style, _ glyphs: Glyphs, _ frame: inout Frame) -> Int
  {
    let corner = frame.size.width - 1
    let start = frame.put(" ", column, 0, style, limit: corner)
    let end = frame.putFitting(words, start, 0, style, glyphs, limit: corner)
    return frame.put(" ", end, 0, style, limit: corner)
  }
}
