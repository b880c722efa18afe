import Replay

/// The list of actions with their reasons, the cursor's line in the middle.
enum ActionsPane {
  static func content(_ context: StepContext, _ size: Size) -> (Frame, String) {
    list(context.model, size) { index, row, digits, frame in
      draw(context.run.recording.steps[index], index, row, digits, context, &frame)
    }
  }

  /// A list of the run's steps, the cursor's in the middle, and what is searched for as its note.
  ///
  /// - Parameter drawStep: Draws the step of an index into a row, its number in so many columns.
  static func list(
    _ model: Model, _ size: Size, drawStep: (_ index: Int, _ row: Int, _ digits: Int, inout Frame) -> Void
  ) -> (Frame, String) {
    var frame = Frame(size: size)
    let first = firstRow(model, height: size.height)
    let digits = max(3, String(model.walk.count).count)
    for index in (first..<first + max(0, size.height)).clamped(to: 0..<model.walk.count) {
      drawStep(index, index - first, digits, &frame)
    }
    let search = model.state.search
    return (frame, search.isEmpty ? "" : "/\(model.wording.answer(search, limit: 20))")
  }

  /// The action under the cursor in one line, with the answer's text and all numbers of its reason.
  static func detail(_ context: StepContext, _ size: Size) -> Frame {
    var frame = Frame(size: size)
    guard let step = context.step else {
      frame.put("nothing done yet", 1, 0, Style(.muted))
      return frame
    }
    var column = frame.put("\(context.glyphs.current) ", 1, 0, Style(.accent, [.bold]))
    func add(_ words: String, _ style: Style) {
      column = frame.putFitting(words, column, 0, style, context.glyphs) + 2
    }
    // Where there is little room, the reason goes before what the branch's own row shows.
    let isNarrow = size.width < 60
    if step.kind != .check {
      let branch = step.branch >= 0 ? (isNarrow ? " " : " branch ") + "\(step.branch + 1)" : ""
      add(context.wording.action(step) + branch, Style(color(step.kind), [.bold]))
    }
    if step.depth > 0, !isNarrow { add("depth \(step.depth)", Style(.muted)) }
    if let answer = step.answer {
      add(context.name(of: answer, limit: 30), context.style(of: answer, isWinner: false))
    }
    if step.cost > 0 { add("+\(step.cost)" + (isNarrow ? "" : " tokens"), Style(.muted)) }
    add(context.wording.reason(step), .plain)
    return frame
  }

  /// The index of the step in the first row.
  static func firstRow(_ model: Model, height: Int) -> Int {
    let current = model.state.cursor - 1
    return min(max(0, current - height / 2), max(0, model.walk.count - height))
  }

  private static func draw(
    _ step: RecordedStep, _ index: Int, _ row: Int, _ digits: Int, _ context: StepContext, _ frame: inout Frame
  ) {
    let isCurrent = index == context.model.state.cursor - 1
    let isAhead = index >= context.model.state.cursor
    if isCurrent {
      frame.band(row: row, .band)
      frame.put(context.glyphs.current, 0, row, Style(.accent, on: .band, [.bold]))
    }
    let line = ActionLine(
      step: step, index: index, digits: digits, look: ActionLine.Look(isCurrent: isCurrent, isFaint: isAhead),
      showsAnswer: !isAhead || context.model.state.showsHidden)
    line.draw(row, context.run.legend, context.wording, context.glyphs, &frame)
  }

  static func color(_ kind: RecordedStep.Kind) -> Color {
    switch kind {
    case .branch, .read: .accent
    case .prune: .wrong
    case .answer: .right
    case .continue, .probe, .check: .standard
    }
  }
}

/// A recorded step in a line of a list.
struct ActionLine {
  /// How a line of a list stands out.
  struct Look {
    /// Whether it is under the cursor.
    var isCurrent: Bool
    /// Whether it steps back.
    var isFaint: Bool

    /// What lies behind the line.
    var background: Color { isCurrent ? .band : .standard }
    /// How its words are drawn.
    var attributes: Style.Attributes { isCurrent ? [.bold] : isFaint ? [.dim] : [] }
  }

  var step: RecordedStep
  /// Its place in the run, from 0.
  var index: Int
  /// Columns for its number.
  var digits: Int
  var look: Look
  /// Whether the letter of its answer is shown.
  var showsAnswer: Bool

  /// Draws it from the second column on.
  func draw(_ row: Int, _ legend: AnswerLegend, _ wording: Wording, _ glyphs: Glyphs, _ frame: inout Frame) {
    let (back, attributes) = (look.background, look.attributes)
    let dim: Style.Attributes = look.isFaint ? [.dim] : []
    frame.put("\(index + 1)", endingAt: digits + 1, row, Style(.muted, on: back))
    var column = digits + 2
    if step.kind != .check {
      let kindStyle = Style(ActionsPane.color(step.kind), on: back, attributes)
      column = frame.put(wording.padded(wording.action(step), to: 8), column, row, kindStyle) + 1
      let branch = step.branch >= 0 ? "\(step.branch + 1)" : ""
      frame.put(branch, endingAt: column + 3, row, Style(.standard, on: back, attributes))
      column += 4
      if let answer = step.answer, showsAnswer {
        let style = answer == legend.error ? Style(.muted, on: back, [.dim]) : Style(legend.color(answer), on: back)
        frame.put(legend.letter(answer, glyphs), column, row, style)
      }
      column += 2
      let isWide = frame.size.width >= 56 || step.kind == .read
      if step.cost > 0, isWide { column = frame.put("+\(step.cost) ", column, row, Style(.muted, on: back, dim)) }
    } else {
      column += 2
    }
    let color: Color = step.kind == .check ? (step.passed ? .right : .muted) : .standard
    frame.putFitting(wording.reason(step), column, row, Style(color, on: back, attributes), glyphs)
  }
}

extension Model {
  /// A step as the search sees it: the words of its line in the list.
  func actionLine(ofStep index: Int) -> String {
    trace.map { actionLine($0.run.trace[index]) } ?? actionLine(run.recording.steps[index])
  }

  private func actionLine(_ step: RecordedStep) -> String {
    let branch = step.branch >= 0 ? " \(step.branch + 1)" : ""
    let answer = step.answer.map { " \(wording.answer(question.text(of: $0), limit: 40))" } ?? ""
    return "\(wording.action(step))\(branch)\(answer) \(wording.reason(step))"
  }
}
