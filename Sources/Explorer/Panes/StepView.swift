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
  var winner: Answer? {
    if let fork = model.state.hand?.run.fork, model.state.cursor >= fork, !isAtEnd { return handVote.winner }
    return run.winner(in: now)
  }

  /// Whether the run has ended at the cursor.
  private var isAtEnd: Bool { model.state.cursor == run.count && run.recording.hasEnded }

  /// The vote by which an answer by hand would be given at the cursor.
  var handVote: HandVote { now.handVote(abstention: question.abstention) }

  /// The branch that the next action by hand goes to; nil of a controller's run.
  var chosenBranch: Int? { model.isByHand ? model.state.hand?.branch : nil }

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

extension RecordedRun {
  /// The winner of the vote that the controller goes by, as far as it is known in a state of this run.
  ///
  /// Pools change within a round: their majority is counted in that state. Other votes are taken from the last round.
  func winner(in now: RecordingState) -> Answer? {
    if now.stepCount == count, recording.hasEnded { return recording.answer }
    let poolWinner = StepContext.counts(now.pool).first?.answer
    // Whether the controller's vote is the pool of finished answers, so that it can be counted at any step.
    let votesArePool = now.round.map { $0.signals.poolSize <= now.pool.count } ?? true
    return votesArePool ? poolWinner : now.round?.signals.winner ?? poolWinner
  }
}

extension Style {
  /// A style of a colour with attributes.
  init(_ color: Color, _ attributes: Attributes) { self.init(color, on: .standard, attributes) }
}

/// The Step view: one run, action by action.
enum StepView {
  /// Draws it into the body of the screen.
  static func draw(_ context: StepContext, on frame: inout Frame) {
    let isScored = context.model.hand != nil
    StepFrame(
      model: context.model, walk: context.run, outcome: context.outcome,
      content: { pane, size in
        switch pane {
        case .branches: BranchesPane.content(context, size)
        case .signals where isScored: ScorePane.content(context, size)
        case .signals: SignalsPane.content(context, size)
        case .votes: VotesPane.content(context, size)
        case .actions: ActionsPane.content(context, size)
        case .plane: PlanePane.content(context, size)
        }
      }, title: { $0 == .signals && isScored ? "Score" : $0.title }, detail: { ActionsPane.detail(context, $0) }
    ).draw(on: &frame)
  }
}

/// What the Step view of any run consists of: the panes, the present action in full, the timeline.
struct StepFrame {
  let model: Model
  let walk: any Walk
  let outcome: TimelineBar.Outcome
  /// What is in a pane of some size, and a note for its border.
  let content: (Pane, Size) -> (Frame, String)
  var title: (Pane) -> String = \.title
  /// The present action in a line.
  let detail: (Size) -> Frame

  /// Draws it into the body of the screen.
  func draw(on frame: inout Frame) {
    let layout = StepLayout(size: model.size, state: model.state)
    for (pane, rect) in layout.panes {
      let (content, note) = content(pane, Size(width: rect.width - 2, height: rect.height - 2))
      let box = Box.frame(
        content, title: title(pane), note: note, isFocused: model.state.focus == pane, model.glyphs)
      frame.blit(box, at: rect.column, rect.row)
    }
    if let rect = layout.detail { frame.blit(detail(rect.size), at: 0, rect.row) }
    frame.blit(TimelineBar.frame(walk, model, layout.timeline.size, outcome), at: 0, layout.timeline.row)
    if let key = layout.timelineKey { frame.blit(TimelineBar.key(model, key.size), at: 0, key.row) }
  }
}
