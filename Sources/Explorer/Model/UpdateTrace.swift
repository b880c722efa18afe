import Replay

// A run of a trace file: it is as it was recorded; there are only the file's other runs to go to.
extension Model {
  /// The explorer on a run of a trace file, with no store behind it until one is chosen.
  ///
  /// - Parameters:
  ///   - trace: The run.
  ///   - outline: What its file holds, if that is known already.
  ///   - storeNames: The stores that can be opened.
  ///   - catalog: The controllers.
  ///   - size: The size of the screen.
  ///   - unicode: Whether to draw with more than ASCII.
  ///   - shelf: Where the store of the run comes from, for runs of controllers to compare with.
  ///   - storeDirectories: The directories of stores that a copied command names.
  ///   - sideShelf: Where the runs of trace files come from that are compared with.
  ///   - adjust: Says what else to show, such as the cursor.
  /// - Throws: ``SpecError`` if the catalog is empty.
  public init(
    trace: TracedRun, outline: TraceOutline? = nil, storeNames: [String], catalog: Catalog,
    size: Size, unicode: Bool, shelf: StoreShelf = .empty, storeDirectories: [String] = [],
    sideShelf: SideShelf = .empty, adjust: (inout ViewState) throws -> Void = { _ in }
  ) throws {
    var nothing = QuestionBuilder(text: "", interval: 1)
    nothing.addBranch(probes: [], tokens: 0, final: "")
    let setting = catalog.families.first { !$0.hasBeta }?.defaultSetting ?? ControllerSetting(family: "")
    try self.init(
      state: ViewState(store: "", setting: setting), store: Store(name: "", questions: [nothing.finish(gold: "")]),
      storeNames: storeNames, catalog: catalog, size: size, unicode: unicode, shelf: shelf,
      storeDirectories: storeDirectories, sideShelf: sideShelf)
    try adjust(&state)
    let scroll = state.scroll
    take(trace, cursor: state.cursor)
    state.scroll = scroll
    traceOutline = outline
  }

  /// How many steps the run on the screen has.
  public var stepCount: Int { walk.count }

  /// The run that the cursor walks.
  var walk: any Walk {
    if let trace { return trace }
    return run
  }

  /// Does what a key asks for where that is another thing on a traced run; nil where it is not.
  mutating func perform(_ command: Command, on trace: TracedRun) -> [Effect]? {
    switch command {
    case .beta, .tick, .answerTick: return tell("this run is as it was recorded: there is no \(glyphs.beta) to change")
    case .chooseController: return tell("this run is as it was recorded: it keeps its controller")
    case .grading: return tell("this run is as it was recorded: it keeps its grading")
    case .gold: return tell("a trace file tells whether the answer is right, not the reference answer")
    case .questionText: return tell("a trace file does not tell the question's text")
    case .question(let change):
      return go(in: trace, "question", change) { $0.neighbor(of: $1, question: change) }
    case .seed(let change): return go(in: trace, "seed", change) { $0.neighbor(of: $1, seed: change) }
    default: return nil
    }
  }

  /// Does what a typed line with a value says, where that is another thing on a traced run.
  mutating func execute(_ name: String, _ value: String, on trace: TracedRun) -> [Effect]? {
    switch name {
    case "beta": return perform(.beta(0), on: trace)
    case "controller": return perform(.chooseController, on: trace)
    case "grading", "err": return perform(.grading, on: trace)
    case "line":
      return find("line \(value)") { outline, _ in Int(value).flatMap { outline.entry(line: $0) } }
    case "question":
      return find("question \(value)") { outline, entry in
        Int(value).flatMap { outline.entry(like: entry, question: $0 - 1) }
      }
    case "seed":
      return find("seed \(value)") { outline, entry in UInt64(value).flatMap { outline.entry(like: entry, seed: $0) } }
    default: return nil
    }
  }

  private mutating func go(
    in trace: TracedRun, _ topic: String, _ change: Int,
    _ neighbor: (TraceOutline, TraceOutline.Entry) -> TraceOutline.Entry?
  ) -> [Effect] {
    guard let outline = traceOutline, let entry = outline.entry(line: trace.place.line) else { return tellUnread() }
    guard let target = neighbor(outline, entry) else {
      return tell("this is the \(change < 0 ? "first" : "last") \(topic) that the file has of this setting")
    }
    return open(line: target.line, topic: topic)
  }

  private mutating func find(
    _ what: String, _ entry: (TraceOutline, TraceOutline.Entry) -> TraceOutline.Entry?
  ) -> [Effect] {
    guard let trace, let outline = traceOutline, let here = outline.entry(line: trace.place.line) else {
      return tellUnread()
    }
    guard let target = entry(outline, here) else {
      let what = what.madeSafe(ascii: !glyphs.isUnicode, limit: 40)
      notice = Notice(text: "the file has no run of this setting at \(what)", isError: true)
      return []
    }
    return target.line == trace.place.line ? [] : open(line: target.line, topic: "")
  }

  private mutating func open(line: Int, topic: String) -> [Effect] {
    var next = state
    next.trace?.line = line
    var history = history
    history.remember(state, topic: topic)
    awaitedHistory = history
    return [.loadTrace(next)]
  }

  private mutating func tell(_ line: String) -> [Effect] {
    notice = Notice(text: line, isError: false)
    return []
  }

  private mutating func tellUnread() -> [Effect] { tell("the file is still being read; try again in a moment") }

  /// Shows a run of a trace file that was asked for; the cursor keeps its place by meaning on the same question.
  mutating func show(_ trace: TracedRun, _ next: ViewState) {
    let before = self.trace
    if let awaitedHistory { history = awaitedHistory }
    awaitedHistory = nil
    state = next
    let keepsPlace = before?.run.questionIndex == trace.run.questionIndex
    let cursor = keepsPlace ? before.map { trace.cursor(meaning: next.cursor, in: $0) } ?? next.cursor : 0
    take(trace, cursor: cursor)
  }

  private mutating func take(_ trace: TracedRun, cursor: Int) {
    self.trace = trace
    anchor = nil
    state.trace = trace.place
    state.question = trace.run.questionIndex
    state.seed = trace.run.shuffleSeed
    state.cursor = min(max(0, cursor), trace.count)
    state.scroll = [:]
  }

  /// Takes what the whole file holds; lines that are no runs are told of.
  mutating func take(_ outline: TraceOutline) {
    traceOutline = outline
    guard let line = outline.malformedNotice else { return }
    notice = Notice(text: line.madeSafe(ascii: !glyphs.isUnicode), isError: true)
  }

  /// A step of a trace as the search sees it.
  func actionLine(_ step: TraceStep) -> String {
    "\(wording.event(step)) \(wording.figures(step)) \(wording.freeText(step))"
  }
}
