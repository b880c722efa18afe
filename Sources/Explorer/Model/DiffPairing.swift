import Replay

// What the Diff view compares: the two runs aligned, kept up with whatever changes one of them.
extension Model {
  /// Shows the Diff view where the cursor stands; at the start of the run, where the two part.
  mutating func enterDiff() {
    state.view = .diff
    guard state.cursor > 0, alignAnew(), pair != nil else { return }
    followCursor()
  }

  /// Aligns the two sides anew where one of them is another than before; the cursor keeps its place on the left.
  mutating func followDiff() {
    guard state.view == .diff else { return }
    let isFirst = pairKey == nil
    guard alignAnew(), let pair, let row = diffRow else { return }
    if isFirst, state.diff.row == nil, state.cursor > 0 {
      followCursor()
    } else if isFirst || state.diff.row == nil {
      go(toRow: row)
    } else if cursorIsOfPair, pair.alignment.steps(through: row).left != state.cursor {
      followCursor()
    }
  }

  /// Makes the pair that the state asks for, unless it is there; whether it is there then.
  private mutating func alignAnew() -> Bool {
    var key = PairKey(run: state.run, right: otherSide)
    if case .hand(let name) = otherSide { key.hand = handMemory.book[name]?.run }
    guard key != pairKey else { return true }
    pair = newPair
    pairKey = pair == nil ? nil : key
    return pair != nil
  }

  /// Whether the steps on the left are those that the cursor counts: a recorded run beside one of a file is told as such
  /// files tell.
  var cursorIsOfPair: Bool {
    if case .recorded? = pair?.left { return true }
    return trace != nil
  }

  /// Goes to the row of the step on the left behind which the cursor stands; from the start to the first one.
  private mutating func followCursor() {
    guard let pair, pair.left.count > 0 else { return }
    guard cursorIsOfPair else {
      state.diff.row = diffRow
      return
    }
    state.diff.row = pair.alignment.row(left: min(max(1, state.cursor), pair.left.count) - 1)
    if state.cursor == 0 { state.cursor = 1 }
  }

  /// The two runs aligned; nil while the other one is not there.
  private var newPair: RunPair? {
    switch (trace, otherSide) {
    case (let trace?, .trace), (let trace?, .controller): return otherTrace.map { RunPair(trace, $0) }
    case (nil, .trace):
      guard !isByHand, let other = otherTrace, let controller = try? catalog.controller(state.setting) else {
        return nil
      }
      let told = TracedRun(
        telling: run.recording, of: controller, state.setting, question: state.question, seed: state.seed)
      return RunPair(told, other)
    case (nil, .controller(let setting, let seed, let question)):
      guard let controller = try? catalog.controller(setting),
        store.questions.indices.contains(question ?? state.question)
      else { return nil }
      let asked = store.questions[question ?? state.question]
      return RunPair(run, RecordedRun(asked.record(controller, seed: seed ?? state.seed)))
    case (nil, .hand(let name)): return handSide(name).run.map { RunPair(run, $0) }
    case (_?, .hand): return nil
    }
  }

  /// The run on the right where steps are told as trace files do, once it is there.
  private var otherTrace: TracedRun? {
    guard case .success(let run)? = sideFound, trace != nil || isOfThisRun(run) else { return nil }
    return run
  }

  /// Whether a traced run is of the question and the seed on the screen.
  private func isOfThisRun(_ other: TracedRun) -> Bool {
    (other.run.questionIndex, other.run.shuffleSeed) == (state.question, state.seed) && isOfThisStore(other)
  }

  /// Whether a traced run is on the open store; of a store that is given by its path nobody knows.
  private func isOfThisStore(_ other: TracedRun) -> Bool {
    state.store.hasSuffix(".json") || state.store.hasSuffix(".jsonl")
      || state.store == "\(other.run.model)/\(other.run.dataset)"
  }

  /// What is to be found for the right side; nil where it is made of the open store.
  var sideQuery: SideQuery? {
    guard state.view == .diff else { return nil }
    switch (trace, otherSide) {
    case (_, .trace(let file, let line)):
      return SideQuery(line: TracePlace(file: file, line: line ?? 0), of: sideShelf)
    case (let trace?, .controller(let setting, let seed, let question)):
      guard state.diff.right != nil || trace.run.setting(catalog) != nil else { return nil }
      return SideQuery(
        setting, of: catalog, store: "\(trace.run.model)/\(trace.run.dataset)", in: shelf,
        question: question ?? trace.run.questionIndex, seed: seed ?? trace.run.shuffleSeed)
    case (nil, .controller), (_, .hand): return nil
    }
  }

  /// What was found for the right side; nil while that is under way, and where nothing is to be found.
  private var sideFound: Result<TracedRun, SideFailure>? {
    guard let query = sideQuery, let side = memory.side, side.query == query else { return nil }
    return side.run
  }

  /// The exit code of a command that needs a pair where there is none; nil for wrong usage.
  public var pairExitCode: Int32? {
    guard case .failure(let failure)? = sideFound else { return nil }
    return failure.exitCode
  }

  /// Why there is no pair, in a line.
  public var pairFault: String {
    if case .failure(let failure)? = sideFound {
      return failure.line.madeSafe(ascii: !glyphs.isUnicode)
    }
    if case .success(let other)? = sideFound, trace == nil, !isByHand {
      guard isOfThisStore(other) else {
        let name = wording.answer("\(other.run.model)/\(other.run.dataset)", limit: 60)
        return "that line is a run on \(name), not on this store"
      }
      let (question, seed) = (other.run.questionIndex + 1, other.run.shuffleSeed)
      return
        "that line is a run of question \(question) with seed \(seed); :question \(question) and :seed \(seed) go there"
    }
    switch (trace, otherSide) {
    case (_?, .controller):
      return sideQuery == nil
        ? "its file does not say which controller made this run; name one, SPEC or trace:FILE:LINE, to compare it with"
        : wording.inLocale("the store is being read")
    case (nil, .controller(_, _, let question?)) where !store.questions.indices.contains(question):
      return "this store has questions 1 to \(store.questions.count), not \(question + 1)"
    case (nil, .controller(let setting, _, _)):
      do {
        _ = try catalog.controller(setting)
        return ""
      } catch {
        return "\(error)".madeSafe(ascii: !glyphs.isUnicode)
      }
    case (nil, .trace) where isByHand: return "a trace file tells rounds, which a run by hand does not have"
    case (_, .trace): return wording.inLocale("the file is being read")
    case (_?, .hand): return "a run by hand is compared with runs of its store; open that with Ctrl-O"
    case (nil, .hand(let name)): return handSide(name).fault
    }
  }

  /// A run by hand of this store by its name; or why there is none, in a line.
  private func handSide(_ name: String) -> (run: RecordedRun?, fault: String) {
    guard let saved = handMemory.book[name] else {
      return (nil, "there is no run by hand '\(wording.answer(name, limit: 40))'; Ctrl-T lists them")
    }
    guard saved.base.store == state.store else {
      return (nil, "that run by hand is on \(wording.answer(saved.base.store, limit: 40)); open it with Ctrl-O first")
    }
    if let sha256 = saved.base.sha256, sha256 != store.sha256 { return (nil, "the store has changed since that run") }
    guard store.questions.indices.contains(saved.base.question) else { return (nil, "the store lacks its question") }
    do {
      var wanted = ViewState(
        store: state.store, question: saved.base.question, seed: saved.base.seed,
        setting: try catalog.setting(saved.base.controller))
      wanted.hand = HandState(saved.run)
      let made = try RunMade(wanted, store, catalog)
      return made.fault.map { (nil, $0) } ?? (made.run, "")
    } catch {
      return (nil, "\(error)".madeSafe(ascii: !glyphs.isUnicode))
    }
  }
}

/// What a pair of runs is made of.
struct PairKey: Hashable, Sendable {
  var run: ViewState
  var right: DiffSide
  /// The run on the right where it is one by hand.
  var hand: HandRun?
}

extension ViewState {
  /// The same with everything that only tells how the run is looked at as in a new state: two runs are the same if these
  /// are equal.
  var run: ViewState {
    var state = self
    let new = ViewState(store: store, setting: setting)
    (state.view, state.cursor, state.focus, state.isZoomed) = (new.view, new.cursor, new.focus, new.isZoomed)
    (state.showsGold, state.showsHidden, state.events) = (new.showsGold, new.showsHidden, new.events)
    (state.scroll, state.knobs, state.curves, state.questions) = (new.scroll, new.knobs, new.curves, new.questions)
    (state.diff, state.search) = (new.diff, new.search)
    state.hand = state.hand.map { HandState($0.run) }
    return state
  }
}

extension TracedRun {
  /// A recorded run as trace files tell it.
  init(
    telling recording: Recording, of controller: any Controller, _ setting: ControllerSetting, question: Int,
    seed: UInt64
  ) {
    let told = TraceRun(
      model: "", dataset: "", method: setting.family, description: setting.description, shuffleSeed: seed,
      questionIndex: question, isCorrect: recording.answer == recording.question.gold, cost: recording.costs.tokens,
      trace: controller.trace(of: recording, beta: setting.beta))
    self.init(told, at: TracePlace(file: "", line: 0))
  }
}
