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
    StepFrame(
      model: context.model, walk: context.traced, outcome: context.outcome,
      content: { pane, size in
        switch pane {
        case .branches: TraceBranchesPane.content(context, size)
        case .signals: TraceSignalsPane.content(context, size)
        case .votes: TraceVotesPane.content(context, size)
        case .actions: TraceActionsPane.content(context, size)
        case .plane: TracePlanePane.content(context, size)
        }
      }, detail: { TraceActionsPane.detail(context, $0) }
    ).draw(on: &frame)
  }
}
