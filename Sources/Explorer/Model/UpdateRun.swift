import Replay

// Another run: β, question, seed, store, and back.
extension Model {
  mutating func changeBeta(by change: Double) {
    guard let beta = state.setting.beta else {
      notice = Notice(text: "\(state.setting.family) has no beta", isError: false)
      return
    }
    setBeta(Self.beta(beta, changedBy: change))
  }

  /// Where a key leads: in hundredths, so that ten steps of 0.01 are 0.1 to the last digit.
  static func beta(_ beta: Double, changedBy change: Double) -> Double {
    min(1, max(0, (beta * 100 + change * 100).rounded() / 100))
  }

  /// Sets β, brought into range, and records anew.
  mutating func setBeta(_ beta: Double) {
    guard state.setting.beta != nil else { return }
    var next = state
    next.setting.beta = min(1, max(0, beta))
    change(to: next, topic: "β")
  }

  mutating func changeQuestion(by change: Int) {
    var next = state
    next.question = min(max(0, state.question + change), store.questions.count - 1)
    guard next.question != state.question else {
      notice = Notice(text: "this is the \(change < 0 ? "first" : "last") question", isError: false)
      return
    }
    self.change(to: next, topic: "question")
  }

  mutating func changeSeed(by change: Int) {
    var next = state
    let (seed, isOver) =
      change < 0
      ? state.seed.subtractingReportingOverflow(UInt64(-change)) : state.seed.addingReportingOverflow(UInt64(change))
    guard !isOver else {
      notice = Notice(text: "this is the \(change < 0 ? "first" : "last") seed", isError: false)
      return
    }
    next.seed = seed
    self.change(to: next, topic: "seed")
  }

  /// Shows another run of the same store, and remembers this one for undo; the cursor as in ``record(_:keepingPlace:)``.
  mutating func change(to next: ViewState, topic: String, keepingPlace: Bool = true) {
    guard
      (next.question, next.seed, next.setting, next.rules) != (state.question, state.seed, state.setting, state.rules)
    else { return }
    let before = state
    var next = next
    next.hand = nil
    guard record(next, keepingPlace: keepingPlace) else { return }
    history.remember(before, topic: topic)
    if let hand = before.hand { tell("left the run by hand" + Self.kept(hand)) }
  }

  /// Goes back, or on again, in the history; a store that must be read first takes the history along.
  mutating func restore(or line: String, _ step: (inout History, ViewState) -> ViewState?) -> [Effect] {
    var history = history
    guard var target = step(&history, state) else {
      notice = Notice(text: line, isError: false)
      return []
    }
    // What was only looked at differently stays as it is.
    target.keepLooks(of: state)
    if target.trace != nil || state.trace != nil || target.store != state.store {
      awaitedHistory = history
      return [target.trace == nil ? .loadStore(target) : .loadTrace(target)]
    }
    if record(target, keepingPlace: false) { self.history = history }
    return []
  }

  /// Runs what a state asks for; the cursor keeps its place by meaning, or goes where the state has it.
  @discardableResult
  mutating func record(_ next: ViewState, keepingPlace: Bool = true) -> Bool {
    do {
      store = gradings.store(under: next.rules)
      let made = try RunMade(next, store, catalog)
      let place = anchor ?? presentPlace
      (run, hand) = (made.run, made.hand)
      anchor = keepingPlace ? place : nil
      lastBeta = state.setting.beta ?? lastBeta
      state = made.state
      state.cursor = keepingPlace ? run.cursor(meaning: place.cursor, in: place.walk) : min(next.cursor, run.count)
      state.scroll = [:]
      keepFocusOnScreen()
      if let fault = made.fault { notice = Notice(text: fault, isError: true) }
      return true
    } catch {
      notice = Notice(text: "\(error)", isError: true)
      return false
    }
  }

  /// Where the cursor stands; in a run by hand, where it was taken over at the latest: other runs go on from there.
  private var presentPlace: Anchor {
    guard let hand, let fork = state.hand?.run.fork else { return Anchor(walk: run, cursor: state.cursor) }
    return Anchor(walk: hand.base, cursor: min(state.cursor, fork))
  }

  /// Asks for another store, at its first question.
  mutating func open(_ name: String) -> [Effect] {
    guard name != state.store else { return [] }
    var next = state
    next.store = name
    next.trace = nil
    next.hand = nil
    if let trace, let setting = trace.run.setting(catalog) ?? (try? catalog.setting(ViewState.usualController)) {
      next.setting = setting
      next.diff.right = nil
    }
    // The store of a traced run opens at its question and seed.
    if trace.map({ "\($0.run.model)/\($0.run.dataset)" }) != name { next.question = 0 }
    next.cursor = 0
    return load(next)
  }

  /// Asks for the store of a state, which is shown once it is there.
  mutating func load(_ next: ViewState) -> [Effect] {
    var history = history
    history.remember(state, topic: "")
    awaitedHistory = history
    return [.loadStore(next)]
  }

  /// Shows a store that was asked for.
  mutating func show(_ store: Store, _ next: ViewState) {
    if let fault = handFault(next, on: store) {
      awaitedHistory = nil
      _ = refuse(next.hand?.id.flatMap { handMemory.origins[$0]?.saved }, fault)
      return
    }
    gradings = StoreGradings(of: store)
    trace = nil
    if let awaitedHistory { history = awaitedHistory }
    awaitedHistory = nil
    var next = next
    next.question = min(max(0, next.question), store.questions.count - 1)
    record(next, keepingPlace: false)
  }
}
