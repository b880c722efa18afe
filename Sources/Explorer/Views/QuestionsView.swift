import Evaluation
import Replay

/// The Questions view: how the setting under the hand fares on each question over all seeds.
enum QuestionsView {
  /// Draws it into a rectangle of the screen.
  static func draw(_ model: Model, into rect: Rect, on frame: inout Frame) {
    let list = QuestionsList(model)
    let layout = model.questionsLayout(list)
    let box = Box.frame(
      Frame(size: layout.inside.size), title: "Questions", note: note(model, list, width: rect.width - 17),
      isFocused: true, model.glyphs)
    frame.blit(box, at: rect.column, rect.row)
    QuestionsTable(model, list, layout).draw(on: &frame)
    guard list.rows.contains(model.state.question) else { return }
    QuestionDetail(model, list).draw(into: layout.detail, on: &frame)
  }

  /// What the list is: as many parts as there is room for, the most important first.
  private static func note(_ model: Model, _ list: QuestionsList, width: Int) -> String {
    let order = model.questionOrder
    let direction = order.isDescending ? "highest first" : "lowest first"
    var parts: [String] = []
    if list.figures == nil || list.isStale { parts.append("being evaluated") }
    if !model.questionFilter.isEmpty {
      let words = model.wording.answer(model.questionFilter, limit: 16)
      parts.append("\(list.rows.count) of \(model.store.questions.count) with '\(words)'")
    }
    if order != QuestionOrder() { parts.append("by \(order.column.rawValue), \(direction)") }
    parts.append(model.sweepSeeds.count == 1 ? "1 seed" : "\(model.sweepSeeds.count) seeds")
    if !model.state.showsGold { parts.append("gold hidden") }
    var note = parts[0]
    for part in parts.dropFirst() where GlyphWidth.columns(of: note + ", " + part) <= width { note += ", " + part }
    return note
  }
}

/// The titles and rows of the list.
private struct QuestionsTable {
  let model: Model
  let list: QuestionsList
  let layout: QuestionsLayout

  init(_ model: Model, _ list: QuestionsList, _ layout: QuestionsLayout) {
    self.model = model
    self.list = list
    self.layout = layout
  }

  func draw(on frame: inout Frame) {
    drawTitles(on: &frame)
    if list.rows.isEmpty {
      frame.put("no question has these words", layout.list.column + 2, layout.list.row, Style(.muted))
    }
    for place in 0..<layout.shownCount where layout.first + place < list.rows.count {
      draw(list.rows[layout.first + place], row: layout.list.row + place * layout.linesPerRow, on: &frame)
    }
  }

  private func drawTitles(on frame: inout Frame) {
    let order = model.questionOrder
    for place in layout.columns.places {
      let isSorted = place.cell.column == order.column
      let title = place.cell.title + (isSorted ? order.isDescending ? model.glyphs.below : model.glyphs.above : "")
      let style = isSorted ? Style(.accent, [.bold]) : Style(.muted)
      if place.cell.isNumber {
        frame.put(title, endingAt: place.column + place.width, layout.titles.row, style)
      } else {
        frame.put(title, place.column, layout.titles.row, style)
      }
    }
  }

  private func draw(_ question: Int, row: Int, on frame: inout Frame) {
    let isChosen = question == model.state.question
    let back: Color = isChosen ? .band : .standard
    let end = layout.list.column + layout.list.width
    if isChosen {
      for line in 0..<layout.linesPerRow {
        frame.band(row: row + line, columns: layout.list.column..<end, .band)
      }
      frame.put(model.glyphs.current, layout.list.column, row, Style(.accent, on: back, [.bold]))
    }
    let words = list.figures.map { QuestionWording(model, $0[question]) }
    for place in layout.columns.places { draw(place, of: question, words, row, back, on: &frame) }
    if layout.linesPerRow > 1 {
      let text = questionText(question)
      frame.putFitting(text, layout.list.column + 6, row + 1, Style(.muted, on: back), model.glyphs, limit: end)
    }
  }

  private func draw(
    _ place: QuestionsColumns.Place, of question: Int, _ words: QuestionWording?, _ row: Int, _ back: Color,
    on frame: inout Frame
  ) {
    let (start, end) = (place.column, place.column + place.width)
    // Figures of the setting before are not those of this one.
    let faded: Style.Attributes = list.isStale ? [.dim] : []
    let style = Style(list.isStale ? .muted : .standard, on: back, faded)
    switch place.cell {
    case .number: frame.put("\(question + 1)", endingAt: end, row, Style(.standard, on: back, [.bold]))
    case .text: frame.putFitting(questionText(question), start, row, Style(.muted, on: back), model.glyphs, limit: end)
    default:
      guard let words else { return }
      switch place.cell {
      case .bar: drawBar(words, place, row, back, faded, on: &frame)
      case .majority: draw(words.figures.majority, words, place, row, style, on: &frame)
      case .wrong: draw(words.figures.strongestWrong, words, place, row, style, on: &frame)
      case .gold:
        let text = words.text(words.figures.gold, limit: place.width)
        frame.putFitting(text, start, row, style, model.glyphs, limit: end)
      default: frame.put(figure(place.cell, words.figures), endingAt: end, row, style)
      }
    }
  }

  private func figure(_ cell: QuestionsCell, _ figures: QuestionFigures) -> String {
    switch cell {
    case .accuracy: model.wording.fixed(figures.accuracy, places: 1)
    case .tokens: model.wording.tokens(Int(figures.averageTokens.rounded()))
    case .sequential: model.wording.tokens(Int(figures.averageSequentialTokens.rounded()))
    case .answers: "\(figures.distinctAnswers)"
    default: ""
    }
  }

  /// An answer, and at the end of its columns the share of runs that returned it.
  private func draw(
    _ counted: QuestionFigures.AnswerCount?, _ words: QuestionWording, _ place: QuestionsColumns.Place, _ row: Int,
    _ style: Style, on frame: inout Frame
  ) {
    let end = place.column + place.width
    guard let counted else {
      frame.put(model.glyphs.horizontal, place.column, row, style)
      return
    }
    let share = words.share(counted.runs)
    let limit = end - share.count - 1
    let text = words.text(counted.answer, limit: place.width)
    frame.putFitting(text, place.column, row, style, model.glyphs, limit: limit)
    frame.put(share, endingAt: end, row, style)
  }

  private func drawBar(
    _ words: QuestionWording, _ place: QuestionsColumns.Place, _ row: Int, _ back: Color,
    _ attributes: Style.Attributes, on frame: inout Frame
  ) {
    for (cell, index) in words.bar(width: place.width).enumerated() {
      var style = words.style(index)
      style.background = back
      style.attributes.formUnion(attributes)
      frame.put(words.letter(index), place.column + cell, row, style)
    }
  }

  /// The beginning of a question's text on one line.
  private func questionText(_ question: Int) -> String {
    let start = model.store.questions[question].text.prefix(300)
    let line = start.split { $0 == " " || $0.isNewline }.joined(separator: " ")
    return model.wording.answer(line, limit: 200)
  }
}
