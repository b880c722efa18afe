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
    let layout = StepLayout(size: context.model.size, state: context.model.state)
    for (pane, rect) in layout.panes {
      frame.blit(paneFrame(pane, context, rect.size), at: rect.column, rect.row)
    }
    if let detail = layout.detail { frame.blit(ActionsPane.detail(context, detail.size), at: 0, detail.row) }
    frame.blit(
      TimelineBar.frame(context.run, context.model, layout.timeline.size, context.outcome), at: 0, layout.timeline.row)
    if let key = layout.timelineKey { frame.blit(TimelineBar.key(context.model, key.size), at: 0, key.row) }
  }

  private static func paneFrame(_ pane: Pane, _ context: StepContext, _ size: Size) -> Frame {
    let inner = Size(width: size.width - 2, height: size.height - 2)
    let (content, note) =
      switch pane {
      case .branches: BranchesPane.content(context, inner)
      case .signals where context.model.hand != nil: ScorePane.content(context, inner)
      case .signals: SignalsPane.content(context, inner)
      case .votes: VotesPane.content(context, inner)
      case .actions: ActionsPane.content(context, inner)
      case .plane: PlanePane.content(context, inner)
      }
    return Box.frame(
      content, title: pane == .signals && context.model.hand != nil ? "Score" : pane.title, note: note,
      isFocused: context.model.state.focus == pane, context.glyphs)
  }
}
