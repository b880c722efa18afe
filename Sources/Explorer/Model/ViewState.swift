import Replay

/// A pane of the Step view.
public enum Pane: String, Hashable, Sendable, Codable, CaseIterable {
  case branches, signals, votes, actions, plane

  /// Its title.
  public var title: String {
    switch self {
    case .branches: "Branches"
    case .signals: "Signals"
    case .votes: "Votes"
    case .actions: "Actions"
    case .plane: "Width-depth"
    }
  }
}

/// What `[` and `]` stop at.
public enum EventKind: String, Hashable, Sendable, Codable, CaseIterable {
  /// A branch opened after the first batch.
  case openings
  /// A branch pruned.
  case prunes
  /// A stop or a widening considered.
  case checks
  /// The answer.
  case stop
}

/// What the Knobs view keeps of its own.
public struct KnobsState: Hashable, Sendable, Codable {
  /// The chosen knob, in the order of the controller's list.
  public var selection: Int

  /// A state; without further words, the first knob chosen.
  public init(selection: Int = 0) { self.selection = selection }
}

/// What can be said of a frame: flags, undo, sessions and copied commands are all made of it.
public struct ViewState: Hashable, Sendable, Codable {
  /// The store, `MODEL/BENCHMARK` or a path.
  public var store: String
  /// The file and line of a traced run that is shown instead of a store's.
  public var trace: TracePlace?
  /// The question, from 0.
  public var question: Int
  /// The seed of the order of branches.
  public var seed: UInt64
  /// The controller with β and overrides.
  public var setting: ControllerSetting
  /// When two answers are equal, at votes and at grading.
  public var grading: Grading
  /// What an answer that could not be read counts for.
  public var errors: ErrorAnswers
  /// What was done by hand from some step of its run on; nil where the run is the controller's.
  public var hand: HandState?
  /// The view of it.
  public var view: ViewKind
  /// How many steps of the run have been taken.
  public var cursor: Int
  /// The pane that the list keys move in.
  public var focus: Pane
  /// Whether the focused pane has the whole body.
  public var isZoomed: Bool
  /// Whether the gold answer is marked.
  public var showsGold: Bool
  /// Whether cells and signals that the run has not seen yet are shown dimmed.
  public var showsHidden: Bool
  /// What `[` and `]` stop at.
  public var events: Set<EventKind>
  /// How far a pane is scrolled; a pane without an entry follows the cursor.
  public var scroll: [Pane: Int]
  /// What `n` and `N` look for.
  public var search: String
  /// What the Knobs view shows of the controller.
  public var knobs: KnobsState
  /// What the Curves view shows of the store.
  public var curves: CurvesState
  /// What the Questions view shows of the store.
  public var questions: QuestionsState
  /// What the Diff view compares with, and where.
  public var diff: DiffState

  /// A state; without further words, the start of the first question's first run.
  public init(
    store: String, question: Int = 0, seed: UInt64 = 0, setting: ControllerSetting,
    grading: Grading = .exact, errors: ErrorAnswers = .answer, view: ViewKind = .step, cursor: Int = 0,
    focus: Pane = .branches, isZoomed: Bool = false, showsGold: Bool = false, showsHidden: Bool = false,
    events: Set<EventKind> = Set(EventKind.allCases), scroll: [Pane: Int] = [:],
    search: String = "",
    knobs: KnobsState = KnobsState(), curves: CurvesState = CurvesState(),
    questions: QuestionsState = QuestionsState(), diff: DiffState = DiffState()
  ) {
    self.store = store
    self.question = question
    self.seed = seed
    self.setting = setting
    self.grading = grading
    self.errors = errors
    self.view = view
    self.cursor = cursor
    self.focus = focus
    self.isZoomed = isZoomed
    self.showsGold = showsGold
    self.showsHidden = showsHidden
    self.events = events
    self.scroll = scroll
    self.search = search
    self.knobs = knobs
    self.curves = curves
    self.questions = questions
    self.diff = diff
  }
}

extension ViewState {
  /// Takes over how another state is looked at: what is no part of the run.
  mutating func keepLooks(of state: ViewState) {
    view = state.view
    knobs = state.knobs
    curves = state.curves
    questions = state.questions
    diff = state.diff
    search = state.search
    focus = state.focus
    isZoomed = state.isZoomed
    showsGold = state.showsGold
    showsHidden = state.showsHidden
    events = state.events
  }

  /// Reads a state; what a writer did not know yet is as in a new one.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      store: try values.decode(String.self, forKey: .store),
      setting: try values.decode(ControllerSetting.self, forKey: .setting))
    func read<Value: Decodable>(_ path: WritableKeyPath<ViewState, Value>, _ key: CodingKeys) throws {
      if let value = try values.decodeIfPresent(Value.self, forKey: key) { self[keyPath: path] = value }
    }
    try read(\.trace, .trace)
    try read(\.question, .question)
    try read(\.seed, .seed)
    try read(\.grading, .grading)
    try read(\.errors, .errors)
    hand = try values.decodeIfPresent(HandState.self, forKey: .hand)
    try read(\.view, .view)
    try read(\.cursor, .cursor)
    try read(\.focus, .focus)
    try read(\.isZoomed, .isZoomed)
    try read(\.showsGold, .showsGold)
    try read(\.showsHidden, .showsHidden)
    try read(\.events, .events)
    try read(\.scroll, .scroll)
    try read(\.search, .search)
    try read(\.knobs, .knobs)
    try read(\.curves, .curves)
    try read(\.questions, .questions)
    try read(\.diff, .diff)
  }
}

extension ViewState {
  /// What answers count for.
  public var rules: AnswerRules {
    get { AnswerRules(grading, errors: errors) }
    set { (grading, errors) = (newValue.grading, newValue.errors) }
  }
}
