import Replay

/// The command that redraws the frame, over the whole width and without a frame of its own, so that its lines can be
/// selected and pasted as they stand.
enum CommandOverlay {
  static func draw(_ model: Model, _ words: [String], _ scroll: Int, over frame: inout Frame) {
    let lines = lines(model, words)
    let height = height(model.size)
    let shown = min(height, lines.count)
    let top = max(0, (frame.size.height - shown - 2) / 2)
    let isLong = lines.count > height
    let more = isLong ? "\(scroll + shown)/\(lines.count)  j k scroll  " : ""
    frame.blit(rule(model, " The command of this frame "), at: 0, top)
    for row in 0..<shown {
      var line = Frame(size: Size(width: frame.size.width, height: 1))
      if lines.indices.contains(scroll + row) { line.put(lines[scroll + row], 0, 0, Style(.standard, [.bold])) }
      frame.blit(line, at: 0, top + 1 + row)
    }
    frame.blit(rule(model, " Esc closes  \(more)copied where the terminal takes it (OSC 52) "), at: 0, top + 1 + shown)
  }

  /// How far it can be scrolled.
  static func mostScroll(_ model: Model, _ words: [String]) -> Int {
    max(0, lines(model, words).count - height(model.size))
  }

  private static func lines(_ model: Model, _ words: [String]) -> [String] {
    ShellWords.lines(words, width: model.size.width, ascii: !model.glyphs.isUnicode)
  }

  private static func height(_ size: Size) -> Int { max(1, size.height - 4) }

  /// A line from edge to edge with some words in it.
  private static func rule(_ model: Model, _ words: String) -> Frame {
    var frame = Frame(size: Size(width: model.size.width, height: 1))
    let glyph = model.glyphs.horizontal
    for column in 0..<model.size.width { frame.put(glyph, column, 0, Style(.accent)) }
    frame.putFitting(words, 2, 0, Style(.accent, [.bold]), model.glyphs, limit: model.size.width - 1)
    return frame
  }
}
