import Replay

/// What the panes of the Step view draw from: the model, and the run's state at the cursor.
struct StepContext {
  let model: Model
  let run: RecordedRun
  let now: RecordingState
  /// The step under the cursor; nil at the start.
  let step: RecordedStep?

  init(_ model: Model) {
    self.model = model
    run = model.run
    now = run.recording.state(after: model.state.cursor)
    step = run.step(at: model.state.cursor)
  }

  var glyphs: Glyphs { model.glyphs }
  var wording: Wording { model.wording }
  var question: Question { model.question }

  /// The winner of the vote that the controller goes by, as far as it is known at the cursor.
  ///
  /// Pools change within a round: their majority is counted at the cursor. Other votes are taken from the last round.
  var winner: Answer? {
    if model.state.cursor == run.count { return run.recording.answer }
    return votesArePool ? poolWinner : now.round?.signals.winner ?? poolWinner
  }

  /// Whether the controller's vote is the pool of finished answers, so that it can be counted at any step.
  private var votesArePool: Bool { now.round.map { $0.signals.poolSize <= now.pool.count } ?? true }

  private var poolWinner: Answer? { Self.counts(now.pool).first?.answer }

  /// Answers with their counts, the most frequent first, of equals the one seen first.
  static func counts(_ answers: [Answer]) -> [(answer: Answer, count: Int)] {
    var counts: [Answer: Int] = [:]
    var order: [Answer] = []
    for answer in answers {
      if counts[answer] == nil { order.append(answer) }
      counts[answer, default: 0] += 1
    }
    return order.enumerated()
      .sorted { (counts[$0.element] ?? 0, -$0.offset) > (counts[$1.element] ?? 0, -$1.offset) }
      .map { ($0.element, counts[$0.element] ?? 0) }
  }

  /// An answer's text, harmless and shortened.
  func text(of answer: Answer, limit: Int) -> String {
    let text = question.text(of: answer)
    return text.isEmpty ? "(empty)" : wording.answer(text, limit: limit)
  }

  /// An answer's letter and text.
  func name(of answer: Answer, limit: Int) -> String {
    "\(run.legend.letter(answer, glyphs)) \(text(of: answer, limit: limit))"
  }

  /// How an answer's letter is drawn.
  func style(of answer: Answer, isWinner: Bool) -> Style {
    if answer == run.legend.error { return Style(.muted, [.dim]) }
    return Style(run.legend.color(answer), isWinner ? [.bold, .underline] : [])
  }
}

extension Style {
  /// A style of a colour with attributes.
  init(_ color: Color, _ attributes: Attributes) { self.init(color, on: .standard, attributes) }
}

extension Model {
  /// The picture of this moment.
  ///
  /// A pure function of the model.
  public func view() -> Frame {
    guard size.width >= StepLayout.smallest.width, size.height >= StepLayout.smallest.height else {
      return tooSmall()
    }
    var frame = Frame(size: size)
    let layout = StepLayout(size: size, state: state)
    if let trace {
      let context = TraceContext(self, trace)
      frame.blit(TraceHeader.frame(context, layout.header.size), at: 0, layout.header.row)
      TraceView.draw(context, on: &frame)
    } else {
      drawStep(StepContext(self), layout, on: &frame)
    }
    frame.blit(HintBar.frame(self, layout.hints.size), at: 0, layout.hints.row)
    for overlay in overlays { draw(overlay, over: &frame) }
    return frame
  }

  private func drawStep(_ context: StepContext, _ layout: StepLayout, on frame: inout Frame) {
    frame.blit(HeaderBar.frame(context, layout.header.size), at: 0, layout.header.row)
    for (pane, rect) in layout.panes {
      frame.blit(paneFrame(pane, context, rect.size), at: rect.column, rect.row)
    }
    if let detail = layout.detail { frame.blit(ActionsPane.detail(context, detail.size), at: 0, detail.row) }
    frame.blit(TimelineBar.frame(run, self, layout.timeline.size, context.outcome), at: 0, layout.timeline.row)
    if let key = layout.timelineKey { frame.blit(TimelineBar.key(self, key.size), at: 0, key.row) }
  }

  private func paneFrame(_ pane: Pane, _ context: StepContext, _ size: Size) -> Frame {
    let inner = Size(width: size.width - 2, height: size.height - 2)
    let (content, note) =
      switch pane {
      case .branches: BranchesPane.content(context, inner)
      case .signals: SignalsPane.content(context, inner)
      case .votes: VotesPane.content(context, inner)
      case .actions: ActionsPane.content(context, inner)
      case .plane: PlanePane.content(context, inner)
      }
    return Box.frame(content, title: pane.title, note: note, isFocused: state.focus == pane, glyphs)
  }

  private func tooSmall() -> Frame {
    var frame = Frame(size: size)
    let lines = ["too small: 40x12", "q quits"]
    if case .help = overlays.last {
      for (row, line) in ["? help: enlarge", "q, Esc close"].enumerated() { frame.put(line, 0, row) }
      return frame
    }
    for (row, line) in lines.enumerated() { frame.put(line, 0, row) }
    return frame
  }
}

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
    let end = frame.put(
      " \(title) ", 2, 0, Style(isFocused ? .accent : .standard, [.bold]), limit: size.width - 1)
    if !note.isEmpty { frame.put(" " + note + " ", end + 1, 0, Style(.muted), limit: size.width - 1) }
    frame.blit(content, at: 1, 1)
    return frame
  }
}
