import Replay

/// The Diff view: two runs side by side, aligned by what they decided.
enum DiffView {
  /// Draws it into the body of the screen.
  static func draw(_ model: Model, on frame: inout Frame) {
    guard let pair = model.pair, let row = model.diffRow else {
      let words = QuestionTextOverlay.wrap(model.pairFault, max(10, frame.size.width - 4))
      for (line, text) in words.enumerated() { frame.put(text, 2, 3 + line, Style(.muted)) }
      return
    }
    let context = DiffContext(model, pair, row)
    let layout = DiffLayout(size: model.size)
    drawSummary(context, layout.summary, &frame)
    for (side, rect) in [(DiffColumn.left, layout.left), (.right, layout.right)] {
      side.draw(context, layout, into: rect, on: &frame)
    }
    if let detail = layout.detail {
      DiffColumn.left.drawDetail(context, row: detail.row, &frame)
      DiffColumn.right.drawDetail(context, row: detail.row + 1, &frame)
    }
    if let plot = layout.plot { DiffPlot.draw(context, plot, on: &frame) }
    DiffStatus.draw(context, layout.status, on: &frame)
  }

  /// Where and why the runs part first; below it, the divergence under the cursor if it is another.
  private static func drawSummary(_ context: DiffContext, _ rect: Rect, _ frame: inout Frame) {
    let alignment = context.pair.alignment
    guard let first = alignment.firstDivergence else {
      let words = context.pair.isEqual ? "the runs are equal" : "the same steps, but another outcome"
      frame.put(words, 1, rect.row, Style(context.pair.isEqual ? .right : .wrong, [.bold]))
      return
    }
    let present = alignment.previousDivergence(before: context.row + 1)
    let isInside = !alignment.stretches[alignment.stretch(at: context.row)].isEqual
    var shown = [first]
    if isInside, let present, present != first {
      if rect.height > 1 { shown.append(present) } else { shown = [present] }
    } else if rect.height > 1 {
      frame.putFitting(totals(context), 1, rect.row + 1, Style(.muted), context.glyphs)
    }
    for (line, row) in shown.enumerated() {
      let number = alignment.divergenceNumber(at: row).map { "\($0) of \(alignment.divergenceCount)" } ?? ""
      let round = context.pair.round(ofRow: row)
      let place = round < 0 ? "before the first round" : "round \(round)"
      let name = frame.size.width < 60 ? number : "divergence \(number)"
      let style = Style(row == first ? .yellow : .standard, [.bold])
      let end = frame.put("\(name), \(place): ", 1, rect.row + line, style)
      let cause = context.pair.cause(at: row, context.wording) ?? ""
      frame.putFitting(cause, end, rect.row + line, .plain, context.glyphs)
    }
  }

  /// How far the two runs are apart as wholes.
  private static func totals(_ context: DiffContext) -> String {
    let (left, right, wording) = (context.pair.left, context.pair.right, context.wording)
    let tokens = right.totalTokens - left.totalTokens
    let steps = right.count - left.count
    let verdict =
      switch (left.isRight, right.isRight) {
      case _ where !left.hasEnded || !right.hasEnded: "not both have ended"
      case (true, true): "both right"
      case (false, false): left.answer == right.answer ? "both wrong with the same answer" : "both wrong"
      case (true, false): "only the left one right"
      case (false, true): "only the right one right"
      }
    let signs = [tokens, steps].map { $0 > 0 ? "+" : "" }
    return
      "the right run: \(signs[0])\(wording.tokens(tokens)) tokens, \(signs[1])\(wording.tokens(steps)) steps; \(verdict)"
  }
}

/// What the parts of the Diff view draw from.
struct DiffContext {
  let model: Model
  let pair: RunPair
  /// The row under the cursor.
  let row: Int

  init(_ model: Model, _ pair: RunPair, _ row: Int) {
    self.model = model
    self.pair = pair
    self.row = row
  }

  var glyphs: Glyphs { model.glyphs }
  var wording: Wording { model.wording }
}

/// One of the two columns.
enum DiffColumn: Hashable {
  case left, right

  func run(_ pair: RunPair) -> SideRun { self == .left ? pair.left : pair.right }

  func step(_ row: Alignment.Row) -> Int? { self == .left ? row.left : row.right }

  /// The sign of steps that only this side has.
  private func sign(_ glyphs: Glyphs) -> String { self == .left ? glyphs.onlyLeft : glyphs.onlyRight }

  /// What stands here, in a few words.
  private func title(_ context: DiffContext, limit: Int) -> String {
    guard self == .left else { return context.model.name(of: context.model.otherSide, limit: limit) }
    if let trace = context.model.trace {
      return context.model.name(of: .trace(file: trace.place.file, line: trace.place.line), limit: limit)
    }
    let setting = SettingWording.text(context.model.state.setting, context.model.catalog)
    return context.glyphs.safe((context.model.isByHand ? "by hand from " : "") + setting, limit: limit)
  }

  /// Whether the answer is right, the answer, tokens and steps: as much as there is room for.
  private func note(_ context: DiffContext, room: Int) -> String {
    let run = run(context.pair)
    guard run.hasEnded else { return "unfinished  \(context.wording.tokens(run.totalTokens))" }
    let mark = run.isRight ? context.glyphs.right : context.glyphs.wrong
    let answer = run.answer.map { $0.isEmpty ? "(empty)" : context.wording.answer($0, limit: 10) } ?? "none"
    let outcome = "\(answer) \(mark)"
    let priced = "\(context.wording.tokens(run.totalTokens)) \(context.glyphs.arrow) \(outcome)"
    let all = ["\(run.count) steps  \(priced)", priced, outcome, mark]
    return all.first { context.wording.columns($0) <= room } ?? mark
  }

  /// Draws the side with its title, framed where there is room.
  func draw(_ context: DiffContext, _ layout: DiffLayout, into rect: Rect, on frame: inout Frame) {
    let note = note(context, room: rect.width - 26)
    let title = title(context, limit: rect.width - 8 - context.wording.columns(note))
    guard layout.isFramed else {
      let end = frame.put(title, rect.column + 1, rect.row, Style(.accent, [.bold]), limit: rect.column + rect.width)
      frame.put(note, end + 2, rect.row, Style(.muted), limit: rect.column + rect.width)
      let lines = content(context, layout, Size(width: rect.width, height: rect.height - 1))
      return frame.blit(lines, at: rect.column, rect.row + 1)
    }
    let lines = content(context, layout, Size(width: rect.width - 2, height: rect.height - 2))
    let box = Box.frame(lines, title: title, note: note, isFocused: self == .left, context.glyphs)
    frame.blit(box, at: rect.column, rect.row)
  }

  /// The lines around the cursor.
  private func content(_ context: DiffContext, _ layout: DiffLayout, _ size: Size) -> Frame {
    var frame = Frame(size: size)
    let lines = context.model.diffLines
    let current = lines.index(ofRow: context.row)
    let first = layout.firstLine(current, of: lines.count)
    for (y, line) in lines.dropFirst(first).prefix(layout.lineCount).enumerated() {
      if first + y == current { frame.band(row: y, .band) }
      draw(line, isCurrent: first + y == current, row: y, context, &frame)
    }
    return frame
  }

  private func draw(
    _ line: DiffLine, isCurrent: Bool, row: Int, _ context: DiffContext, _ frame: inout Frame
  ) {
    let back: Color = isCurrent ? .band : .standard
    if isCurrent { frame.put(context.glyphs.current, 0, row, Style(.accent, on: back, [.bold])) }
    switch line {
    case .fold(let rows):
      frame.put(
        "\(context.glyphs.more) \(rows.count) equal steps", 3, row, Style(.muted, on: back, isCurrent ? [.bold] : []))
    case .row(let index):
      let pair = context.pair.alignment.rows[index]
      guard let step = step(pair) else {
        let gap = String(repeating: context.glyphs.gap, count: 3)
        frame.put(gap, 3, row, Style(.muted, on: back, [.dim]))
        return
      }
      if !pair.isEqual, !isCurrent {
        let isAlone = pair.left == nil || pair.right == nil
        frame.put(isAlone ? sign(context.glyphs) : context.glyphs.differs, 0, row, Style(.yellow, [.bold]))
      }
      draw(step, ActionLine.Look(isCurrent: isCurrent, isFaint: pair.isEqual), row: row, context, &frame)
    }
  }

  private func draw(
    _ index: Int, _ look: ActionLine.Look, row: Int, _ context: DiffContext, _ frame: inout Frame
  ) {
    switch run(context.pair) {
    case .recorded(let run):
      let line = ActionLine(
        step: run.recording.steps[index], index: index, digits: max(3, String(run.count).count), look: look,
        showsAnswer: true)
      line.draw(row, context.pair.legend ?? run.legend, context.wording, context.glyphs, &frame)
    case .traced(let run):
      TraceActionsPane.drawStep(
        run.run.trace[index], index, round: run.round(ofStep: index), max(3, String(run.count).count), look, row,
        context.wording, context.glyphs, &frame)
    }
  }

  /// The step of the present row in full.
  func drawDetail(_ context: DiffContext, row: Int, _ frame: inout Frame) {
    let index = step(context.pair.alignment.rows[context.row])
    var column = frame.put(sign(context.glyphs) + " ", 1, row, Style(.yellow, [.bold]))
    guard let index else {
      frame.put("nothing here", column, row, Style(.muted))
      return
    }
    switch run(context.pair) {
    case .recorded(let run):
      let step = run.recording.steps[index]
      if step.kind != .check {
        let number = step.branch >= 0 ? " branch \(step.branch + 1)" : ""
        column = frame.put(context.wording.action(step) + number, column, row, Style(.standard, [.bold])) + 2
      }
      if step.branch >= 0 {
        let store = "of the store's \(run.recording.tracks[step.branch].storeIndex + 1)"
        column = frame.put(store, column, row, Style(.muted)) + 2
      }
      if let answer = step.answer {
        let text = run.recording.question.text(of: answer)
        let name = text.isEmpty ? "(empty)" : context.wording.answer(text, limit: 24)
        let letter = (context.pair.legend ?? run.legend).letter(answer, context.glyphs)
        column = frame.put("\(letter) \(name)", column, row, .plain) + 2
      }
      frame.putFitting(context.wording.reason(step), column, row, .plain, context.glyphs)
    case .traced(let run):
      let step = run.run.trace[index]
      column = frame.put(context.wording.event(step), column, row, Style(.standard, [.bold])) + 2
      let words = context.pair.difference(at: context.row, context.wording) ?? context.wording.figures(step)
      frame.putFitting(words, column, row, .plain, context.glyphs)
    }
  }
}
