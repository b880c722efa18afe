import Replay

// The Diff view: two runs side by side and one cursor.
extension Model {
  /// Does what the keys of the Diff view ask for.
  mutating func performInDiff(_ command: Command) -> [Effect] {
    if case .exchange = command { return exchange() }
    if case .foldEqual = command {
      state.diff.showsEqual.toggle()
      return []
    }
    guard let pair, let present = diffRow else {
      notice = Notice(text: "there is no other run to compare with; d chooses one", isError: false)
      return []
    }
    let rows = pair.alignment.rows.count
    let page = max(1, DiffLayout(size: size).lineCount - 1)
    switch command {
    case .step(let change), .move(let change): moveInDiff(by: change)
    case .page(let pages): moveInDiff(by: pages * page)
    case .halfPage(let halves): moveInDiff(by: halves * max(1, page / 2))
    case .start, .top: go(toRow: 0)
    case .end, .bottom: go(toRow: rows - 1)
    case .tenth(let tenth): go(toRow: rows * tenth / 10)
    case .round(let change): go(toRoundOfDiff: change, pair, present)
    case .divergence(let change):
      let target =
        change > 0
        ? pair.alignment.nextDivergence(after: present) : pair.alignment.previousDivergence(before: present)
      go(toRow: target, or: "no \(change > 0 ? "further" : "earlier") divergence")
    case .reconvergence:
      go(toRow: pair.alignment.nextReconvergence(after: present), or: "the runs do not meet again")
    case .openAction: openAction(present)
    default: break
    }
    return []
  }

  /// A click puts the cursor on a line, the wheel goes through them.
  mutating func pointInDiff(_ mouse: Mouse) {
    switch mouse.kind {
    case .press, .drag:
      let layout = DiffLayout(size: size)
      for side in [layout.left, layout.right] where side.contains(column: mouse.column, row: mouse.row) {
        let lines = diffLines
        let first = layout.firstLine(diffLine, of: lines.count)
        guard let line = layout.line(of: side, atRow: mouse.row), lines.indices.contains(first + line) else { return }
        go(toRow: lines[first + line].first)
      }
    case .wheelUp: moveInDiff(by: -1)
    case .wheelDown: moveInDiff(by: 1)
    case .release: break
    }
  }

  // MARK: - Where the cursor is

  /// The two runs of the Diff view and what stands on the right; nil while one of them is not there.
  public var compared: (left: SideRun, right: SideRun, other: DiffSide)? {
    pair.map { ($0.left, $0.right, otherSide) }
  }

  /// Which step stands beside which; nil while there is no other run.
  package var alignment: Alignment? { pair?.alignment }

  /// The lines of both columns.
  package var diffLines: [DiffLine] {
    pair.map { DiffLine.all(of: $0.alignment, showsEqual: state.diff.showsEqual) } ?? []
  }

  /// The row under the cursor; nil while there is none.
  package var diffRow: Int? {
    guard let pair, !pair.alignment.rows.isEmpty else { return nil }
    let row = state.diff.row ?? pair.alignment.firstDivergence ?? pair.alignment.rows.count - 1
    return min(max(0, row), pair.alignment.rows.count - 1)
  }

  /// The line under the cursor.
  var diffLine: Int { diffLines.index(ofRow: diffRow ?? 0) }

  private mutating func moveInDiff(by change: Int) {
    let lines = diffLines
    guard !lines.isEmpty else { return }
    let line = min(max(0, lines.index(ofRow: diffRow ?? 0) + change), lines.count - 1)
    go(toRow: lines[line].first)
  }

  private mutating func go(toRow row: Int?, or line: String) {
    guard let row else {
      notice = Notice(text: line, isError: false)
      return
    }
    go(toRow: row)
  }

  /// Puts the cursor on a row, and in the other views behind what the left side has done by then.
  private mutating func go(toRow row: Int) {
    guard let pair, !pair.alignment.rows.isEmpty else { return }
    let row = min(max(0, row), pair.alignment.rows.count - 1)
    go(to: pair.alignment.steps(through: row).left)
    state.diff.row = row
  }

  /// The first row of the next round, or of this one, or of the one before.
  private mutating func go(toRoundOfDiff change: Int, _ pair: RunPair, _ row: Int) {
    let rounds = pair.alignment.rows.indices.map(pair.round(ofRow:))
    if change > 0 {
      guard let next = rounds[row...].firstIndex(where: { $0 > rounds[row] }) else {
        return go(toRow: rounds.count - 1)
      }
      return go(toRow: next)
    }
    let first = rounds.firstIndex { $0 >= rounds[row] } ?? 0
    guard first == row, first > 0 else { return go(toRow: first) }
    go(toRow: rounds.firstIndex { $0 >= rounds[first - 1] } ?? 0)
  }

  /// Unfolds equal steps, or shows the step in the Step view.
  private mutating func openAction(_ row: Int) {
    if case .fold = diffLines[diffLine] {
      state.diff.showsEqual = true
    } else {
      show(.step)
    }
  }

  // MARK: - The other run

  /// Puts a run on the right and goes to where the two part.
  mutating func compare(with side: DiffSide) -> [Effect] {
    state.diff.right = side
    state.diff.row = nil
    show(.diff)
    return []
  }

  /// Takes the side that was typed.
  mutating func compare(typed text: String) -> [Effect] {
    do {
      return compare(with: try DiffSide(text, catalog: catalog))
    } catch {
      notice = Notice(text: "\(error)".madeSafe(ascii: !glyphs.isUnicode), isError: true)
      return []
    }
  }

  /// The run on the right comes under the hand, and the one under the hand to the right.
  private mutating func exchange() -> [Effect] {
    guard trace == nil, case .controller(let setting, let seed, let question) = otherSide else {
      notice = Notice(text: "only runs of controllers change sides", isError: false)
      return []
    }
    let taken = diffRow.map { row in pair?.alignment.steps(through: row).right ?? 0 }
    var next = state
    next.setting = setting
    next.seed = seed ?? state.seed
    next.question = question ?? state.question
    guard store.questions.indices.contains(next.question) else { return [] }
    next.diff.right = .controller(
      state.setting, seed: seed == nil ? nil : state.seed, question: question == nil ? nil : state.question)
    change(to: next, topic: "")
    state.diff.right = next.diff.right
    if let taken { go(to: taken) }
    return []
  }

  // MARK: - Keeping up

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
    if isFirst || state.diff.row == nil {
      go(toRow: row)
    } else if pair.alignment.steps(through: row).left != state.cursor {
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

  /// Goes to the row of the step on the left behind which the cursor stands; from the start to the first one.
  private mutating func followCursor() {
    guard let pair, pair.left.count > 0 else { return }
    state.diff.row = pair.alignment.row(left: min(max(1, state.cursor), pair.left.count) - 1)
    if state.cursor == 0 { state.cursor = 1 }
  }

  /// The two runs aligned; nil while the other one is not there.
  private var newPair: RunPair? {
    switch (trace, otherSide) {
    case (let trace?, .trace): return otherTrace.map { RunPair(trace, $0) }
    case (nil, .trace):
      guard !isByHand, let other = otherTrace, let controller = try? catalog.controller(state.setting) else {
        return nil
      }
      return RunPair(TracedRun(telling: run, of: controller, state), other)
    case (nil, .controller(let setting, let seed, let question)):
      guard let controller = try? catalog.controller(setting),
        store.questions.indices.contains(question ?? state.question)
      else { return nil }
      let asked = store.questions[question ?? state.question]
      return RunPair(run, RecordedRun(asked.record(controller, seed: seed ?? state.seed)))
    case (nil, .hand(let name)): return handSide(name).run.map { RunPair(run, $0) }
    case (_?, .controller), (_?, .hand): return nil
    }
  }

  /// The run of a trace file on the right, once it is there.
  private var otherTrace: TracedRun? {
    guard let query = sideQuery, memory.side?.query == query, case .success(let run)? = memory.side?.run else {
      return nil
    }
    return run
  }

  /// What is to be read for the right side; nil where it is a run of a controller.
  var sideQuery: SideQuery? {
    guard state.view == .diff, case .trace(let file, let line) = otherSide else { return nil }
    return SideQuery(place: TracePlace(file: file, line: line ?? 0), shelf: sideShelf)
  }

  /// Why there is no pair, in a line.
  var pairFault: String {
    if let query = sideQuery, memory.side?.query == query, case .failure(let failure)? = memory.side?.run {
      return failure.line.madeSafe(ascii: !glyphs.isUnicode)
    }
    switch (trace, otherSide) {
    case (_?, .controller):
      return
        "a run of a trace file is compared with another: \(traceHint); or open its store (Ctrl-O) and put the file on "
        + "the right"
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

  private var traceHint: String { ":against trace:FILE:LINE" }
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
  init(telling run: RecordedRun, of controller: any Controller, _ state: ViewState) {
    let recording = run.recording
    let told = TraceRun(
      model: "", dataset: "", method: state.setting.family, description: state.setting.description,
      shuffleSeed: state.seed, questionIndex: state.question,
      isCorrect: recording.answer == recording.question.gold, cost: recording.costs.tokens,
      trace: controller.trace(of: recording, beta: state.setting.beta))
    self.init(told, at: TracePlace(file: "", line: 0))
  }
}
