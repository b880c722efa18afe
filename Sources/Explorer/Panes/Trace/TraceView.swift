import Replay

/// What the panes of a traced run draw from: the model, the run, and what has been told at the cursor.
struct TraceContext {
  let model: Model
  let traced: TracedRun
  let now: TraceMoment
  /// The step under the cursor; nil at the start.
  let step: TraceStep?

  init(_ model: Model, _ traced: TracedRun) {
    self.model = model
    self.traced = traced
    now = traced.moment(at: model.state.cursor)
    step = traced.step(at: model.state.cursor)
  }

  var glyphs: Glyphs { model.glyphs }
  var wording: Wording { model.wording }
  var cursor: Int { model.state.cursor }

  /// What came of the run.
  var outcome: TimelineBar.Outcome {
    let answer = traced.answer.map { text(of: $0, limit: model.size.width < 60 ? 4 : 10) }
    return TimelineBar.Outcome(tokens: traced.run.cost, answer: answer, isRight: traced.run.isCorrect)
  }

  /// An answer's text, harmless and shortened.
  func text(of answer: String, limit: Int) -> String {
    answer.isEmpty ? "(empty)" : wording.answer(answer, limit: limit)
  }

  /// An answer's letter and text.
  func name(of answer: String, limit: Int) -> String {
    "\(traced.legend.letter(answer, glyphs)) \(text(of: answer, limit: limit))"
  }

  /// A round as people read it; a line before the first.
  func round(ofStep index: Int) -> String {
    let round = traced.round(ofStep: index)
    return round < 0 ? glyphs.horizontal : "\(round)"
  }
}

extension TracedRun {
  /// The answer returned; nil where there was none or the file does not tell it.
  var answer: String? { run.trace.last?.output["answer"]?.text }
}

/// The Step view of a run that a trace file tells: the same panes, filled with what such a file has.
enum TraceView {
  /// Draws it into the body of the screen.
  static func draw(_ context: TraceContext, on frame: inout Frame) {
    let model = context.model
    let layout = StepLayout(size: model.size, state: model.state)
    for (pane, rect) in layout.panes {
      frame.blit(paneFrame(pane, context, rect.size), at: rect.column, rect.row)
    }
    if let detail = layout.detail { frame.blit(TraceActionsPane.detail(context, detail.size), at: 0, detail.row) }
    let timeline = TimelineBar.frame(context.traced, model, layout.timeline.size, context.outcome)
    frame.blit(timeline, at: 0, layout.timeline.row)
    if let key = layout.timelineKey { frame.blit(TimelineBar.key(model, key.size), at: 0, key.row) }
  }

  private static func paneFrame(_ pane: Pane, _ context: TraceContext, _ size: Size) -> Frame {
    let inner = Size(width: size.width - 2, height: size.height - 2)
    let (content, note) =
      switch pane {
      case .branches: TraceBranchesPane.content(context, inner)
      case .signals: TraceSignalsPane.content(context, inner)
      case .votes: TraceVotesPane.content(context, inner)
      case .actions: TraceActionsPane.content(context, inner)
      case .plane: TracePlanePane.content(context, inner)
      }
    return Box.frame(
      content, title: pane.title, note: note, isFocused: context.model.state.focus == pane, context.glyphs)
  }
}
