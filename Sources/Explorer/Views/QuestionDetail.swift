import Evaluation
import Replay

/// What is told of the chosen question below the list: the run that Enter opens, every answer, the text.
struct QuestionDetail {
  private let model: Model
  private let words: QuestionWording?
  private let isStale: Bool

  init(_ model: Model, _ list: QuestionsList) {
    self.model = model
    isStale = list.isStale
    words = list.figures.map { QuestionWording(model, $0[model.state.question]) }
  }

  /// Draws as much as there is room for.
  func draw(into rect: Rect, on frame: inout Frame) {
    var rest = rect
    if rect.height >= 5 { drawRule(takeLine(of: &rest), on: &frame) }
    if let words {
      drawTelling(words, takeLine(of: &rest), on: &frame)
      // One line for all answers, or one for each and half of the lines for the text.
      let rows = min(words.figures.answers.count, rest.height / 2)
      if rows >= 2 {
        for index in 0..<rows {
          let isLast = index == rows - 1 && words.figures.answers.count > rows
          draw(index, isLast ? words.figures.answers.count - rows : 0, words, takeLine(of: &rest), on: &frame)
        }
      } else if rest.height > 0 {
        drawAnswers(words, takeLine(of: &rest), on: &frame)
      }
    }
    drawText(rest, on: &frame)
  }

  /// The first line of a rectangle, which loses it.
  private func takeLine(of rect: inout Rect) -> Rect {
    let line = Rect(column: rect.column + 1, row: rect.row, width: rect.width - 2, height: 1)
    rect = Rect(column: rect.column, row: rect.row + 1, width: rect.width, height: rect.height - 1)
    return line
  }

  private func drawRule(_ line: Rect, on frame: inout Frame) {
    let rule = String(repeating: model.glyphs.horizontal, count: line.width)
    frame.put(rule, line.column, line.row, Style(.muted, [.dim]))
    frame.put(" Q\(model.state.question + 1) ", line.column + 1, line.row, Style(.standard, [.bold]))
  }

  private func drawTelling(_ words: QuestionWording, _ line: Rect, on frame: inout Frame) {
    let column = frame.put("\(model.keyName(.openRun)) ", line.column, line.row, Style(.accent, [.bold]))
    let text = isStale ? "once it is evaluated" : words.telling
    frame.putFitting(text, column, line.row, style, model.glyphs, limit: line.column + line.width)
  }

  /// All answers side by side, as many as there is room for.
  private func drawAnswers(_ words: QuestionWording, _ line: Rect, on frame: inout Frame) {
    let end = line.column + line.width
    var column = line.column
    for (index, counted) in words.figures.answers.enumerated() {
      let mark = words.isGold(index) ? model.glyphs.gold : ""
      let text = "\(mark)\(words.name(index, limit: 14)) \(words.share(counted.runs))"
      guard column + GlyphWidth.columns(of: text) <= end - (index + 1 < words.figures.answers.count ? 2 : 0) else {
        frame.put(model.glyphs.more, column, line.row, style, limit: end)
        return
      }
      column = frame.put(text, column, line.row, colored(words.style(index))) + 2
    }
  }

  /// An answer with its share as a bar, and how many more there are.
  private func draw(_ index: Int, _ hidden: Int, _ words: QuestionWording, _ line: Rect, on frame: inout Frame) {
    let runs = words.figures.answers[index].runs
    let label = min(28, line.width / 2)
    if words.isGold(index) { frame.put(model.glyphs.gold, line.column, line.row, Style(.right, [.bold])) }
    frame.putFitting(
      words.name(index, limit: label), line.column + 1, line.row, colored(words.style(index)), model.glyphs,
      limit: line.column + label)
    let shareEnd = line.column + label + 7
    frame.put(words.share(runs), endingAt: shareEnd, line.row, style)
    let more = hidden > 0 ? " \(model.glyphs.below)\(hidden)" : ""
    let room = min(60, line.column + line.width - shareEnd - 1 - more.count)
    let length = max(1, runs * max(1, room) / words.figures.runs)
    let bar = String(repeating: model.glyphs.bar, count: length)
    var barStyle = colored(words.style(index))
    barStyle.attributes.remove(.reverse)
    let end = frame.put(bar, shareEnd + 1, line.row, barStyle)
    frame.put(more, end, line.row, Style(.muted))
  }

  private func drawText(_ rect: Rect, on frame: inout Frame) {
    let width = rect.width - 2
    // No more of a long text than could be shown.
    let text = String(model.question.text.prefix(4 * width * max(0, rect.height)))
    let lines = text.split(whereSeparator: \.isNewline).flatMap {
      QuestionTextOverlay.wrap(String($0).madeSafe(ascii: !model.glyphs.isUnicode), width)
    }
    for (row, line) in lines.prefix(rect.height).enumerated() {
      let isCut = row == rect.height - 1 && lines.count > rect.height
      let text = isCut ? line + model.glyphs.more : line
      frame.put(text, rect.column + 1, rect.row + row, Style(.muted), limit: rect.column + 1 + width)
    }
  }

  private var style: Style { Style(isStale ? .muted : .standard, isStale ? [.dim] : []) }

  private func colored(_ style: Style) -> Style {
    Style(style.foreground, isStale ? style.attributes.union(.dim) : style.attributes)
  }
}
