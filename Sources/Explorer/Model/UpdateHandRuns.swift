import Replay

// Runs by hand that are kept: what the log is told, names, the list, reopening.
extension Model {
  /// Tells the log what has become of the run by hand since `before`.
  mutating func followHand(since before: HandState?) -> [Effect] {
    var events: [HandRunEvent] = []
    let id = state.hand?.id
    if let old = before?.id, old != id, handMemory.told[old] != nil { events.append(HandRunEvent(id: old, .left)) }
    if let hand = state.hand, let id, let origin = handMemory.origins[id] { events += changes(hand.run, id, origin) }
    return keep(events)
  }

  /// What the log lacks of a run of this program; nothing while it has only been opened, or not gone on with.
  private mutating func changes(_ run: HandRun, _ id: String, _ origin: HandMemory.Origin) -> [HandRunEvent] {
    guard let told = handMemory.told[id] else {
      let known = origin.saved?.run.actions ?? []
      return known.starts(with: run.actions) ? [] : [begin(run, id, origin)]
    }
    let isBack = handMemory.book[id: id]?.isLeft == true
    guard run != told || isBack else { return [] }
    handMemory.told[id] = run
    let same = zip(run.actions, told.actions).prefix { $0 == $1 }.count
    let result = handResult
    let undone = same < told.actions.count || isBack ? [HandRunEvent(id: id, .undone(to: same, result))] : []
    return undone
      + run.actions.indices.dropFirst(same).map { index in
        HandRunEvent(id: id, .acted(at: index, run.actions[index], result))
      }
  }

  private mutating func begin(_ run: HandRun, _ id: String, _ origin: HandMemory.Origin) -> HandRunEvent {
    handMemory.told[id] = run
    let base = HandRunBase(
      store: state.store, sha256: store.sha256, question: state.question, seed: state.seed,
      controller: state.setting.description, rules: state.rules)
    return HandRunEvent(id: id, .begun(base, run, continues: origin.saved?.id, handResult))
  }

  /// What the run on the screen has come to.
  private var handResult: HandResult {
    let recording = run.recording
    guard recording.hasEnded else { return HandResult(tokens: recording.costs.tokens) }
    return HandResult(
      tokens: recording.costs.tokens, answer: recording.answer.map { String(question.text(of: $0).prefix(80)) },
      isRight: recording.answer == question.gold)
  }

  private mutating func keep(_ events: [HandRunEvent]) -> [Effect] {
    events.map { event in
      _ = handMemory.book.take(event)
      return .keepRun(event)
    }
  }

  // MARK: Names

  /// Does what a typed line with a value says about runs by hand; nil for any other line.
  mutating func executeOnRuns(_ name: String, _ value: String) -> [Effect]? {
    switch name {
    case "save": return saveHand(as: value)
    case "open-run": return withRun(value) { $0.open($1) }
    case "delete-run":
      return withRun(value) { model, saved in
        if model.state.hand?.id == saved.id { model.state.hand?.id = nil }
        model.tell("'\(model.name(of: saved))' is deleted")
        return model.keep([HandRunEvent(id: saved.id, .deleted)])
      }
    case "rename-run":
      let words = value.split(separator: " ").map(String.init)
      guard words.count == 2 else { return refuse(":rename-run wants two names: :rename-run OLD NEW") }
      return withRun(words[0]) { model, saved in
        if let fault = model.fault(inName: words[1], for: saved.id) { return model.refuse(fault) }
        model.tell("'\(words[0])' is '\(words[1])' now")
        return model.keep([HandRunEvent(id: saved.id, .named(words[1]))])
      }
    default: return nil
    }
  }

  private mutating func withRun(_ handle: String, _ body: (inout Model, SavedRun) -> [Effect]) -> [Effect] {
    guard let saved = handMemory.book[handle] else {
      return refuse("there is no run by hand '\(wording.answer(handle, limit: 40))'; :runs lists them")
    }
    return body(&self, saved)
  }

  private func fault(inName name: String, for id: String) -> String? {
    if let fault = SavedRun.fault(inName: name) { return fault }
    guard let other = handMemory.book[name], other.id != id else { return nil }
    return "there is a run '\(name)' already; choose another name, or :delete-run it first"
  }

  /// Gives the run by hand on the screen a name.
  private mutating func saveHand(as name: String) -> [Effect] {
    guard let current = state.hand, trace == nil else {
      return refuse("there is no run by hand on the screen; t takes a run over, :runs lists them")
    }
    let id = current.id ?? handMemory.newID(.init(sha256: store.sha256))
    // One that was only opened is itself still.
    let origin = handMemory.origins[id] ?? .init()
    let isUntold = handMemory.told[id] == nil
    let target = isUntold ? origin.saved?.id ?? id : id
    if let fault = fault(inName: name, for: target) { return refuse(fault) }
    state.hand?.id = id
    let begun = target == id && isUntold ? [begin(current.run, id, origin)] : []
    tell("saved as '\(name)': :open-run \(name) opens it again")
    return keep(begun + [HandRunEvent(id: target, .named(name))])
  }

  // MARK: The list

  /// Takes in the log as the program has read it: at the start, or because the list was asked for.
  mutating func take(_ file: HandRunFile, isStart: Bool) {
    if let book = file.book { handMemory.book = book }
    handMemory.hashes = file.hashes
    let fault = file.fault?.madeSafe(ascii: !glyphs.isUnicode)
    if let fault { notice = Notice(text: fault, isError: true) }
    guard !isStart else {
      guard let run = handMemory.book.unfinished else { return }
      let store = run.base.store == state.store ? "" : "\(wording.answer(run.base.store, limit: 30)) "
      let offer = "unfinished by hand: \(store)Q\(run.base.question + 1); :runs reopens it"
      return tell(offer + (fault.map { " (\($0))" } ?? ""))
    }
    guard !handMemory.book.listed.isEmpty else {
      if fault == nil { tell("no run by hand has been kept yet; t takes a run over") }
      return
    }
    overlays.append(.picker(Picker(subject: .runs, selection: 0)))
  }

  /// What a run goes by, harmless.
  func name(of saved: SavedRun) -> String { wording.answer(saved.handle, limit: SavedRun.longestName) }

  /// The row of a run in the list: what it is, what came of it, and what is wrong with it.
  func row(of saved: SavedRun) -> String {
    let base = saved.base
    var words = ["Q\(base.question + 1) seed \(base.seed)", wording.tokens(saved.result.tokens)]
    if let isRight = saved.result.isRight {
      let answer = saved.result.answer.map { wording.answer($0, limit: 12) } ?? "none"
      words.append("\(glyphs.arrow) \(answer) \(isRight ? glyphs.right : glyphs.wrong)")
    } else {
      words.append("unfinished")
    }
    if let fault = listedFault(saved) { words.append(fault) }
    words += [wording.answer(base.store, limit: 40), "after \(wording.answer(base.controller, limit: 30))"]
    return words.joined(separator: "  ")
  }

  /// What the list says is wrong with a run.
  private func listedFault(_ saved: SavedRun) -> String? {
    if saved.isDamaged { return "damaged" }
    guard let hashes = handMemory.hashes, let sha256 = saved.base.sha256 else { return nil }
    guard let found = hashes[saved.base.store] else { return "store is missing" }
    return found == sha256 ? nil : "store has changed"
  }

  // MARK: Reopening

  /// Opens a run of the log, with every action there to be undone.
  mutating func open(_ saved: SavedRun) -> [Effect] {
    let setting: ControllerSetting
    do { setting = try catalog.setting(saved.base.controller) } catch { return refuse(saved, "\(error)") }
    var target = ViewState(
      store: saved.base.store, question: saved.base.question, seed: saved.base.seed, setting: setting, cursor: .max)
    target.keepLooks(of: state)
    target.view = .step
    target.rules = saved.base.rules
    target.hand = HandState(
      saved.run, branch: saved.run.actions.last?.branch ?? 0,
      id: handMemory.newID(.init(sha256: saved.base.sha256, saved: saved)))
    var history = history
    history.remember(state, topic: "")
    for count in max(0, saved.run.actions.count - 400)..<saved.run.actions.count {
      var step = target
      step.hand?.run.actions.removeSubrange(count...)
      history.remember(step, topic: "")
    }
    awaitedHistory = history
    guard trace == nil, saved.base.store == state.store else { return [.loadStore(target)] }
    show(gradings.original, target)
    return []
  }

  /// Why a state with a run by hand is not to be shown on a store; nil if it is as it was when the run was made.
  func handFault(_ target: ViewState, on store: Store) -> String? {
    guard let hand = target.hand, let id = hand.id, let origin = handMemory.origins[id] else { return nil }
    if let sha256 = origin.sha256, sha256 != store.sha256 {
      return "\(wording.answer(target.store, limit: 40)) has changed since then"
    }
    guard store.questions.indices.contains(target.question) else {
      return "\(wording.answer(target.store, limit: 40)) has no question \(target.question + 1)"
    }
    guard origin.saved != nil else { return nil }
    do { return try RunMade(target, store.graded(target.rules), catalog).fault } catch { return "\(error)" }
  }

  mutating func refuse(_ saved: SavedRun?, _ fault: String) -> [Effect] {
    refuse("'\(saved.map(name(of:)) ?? "the run by hand")' is not opened: \(fault)")
  }
}

extension HandAction {
  /// The branch that it goes to, if it goes to one.
  public var branch: Int? {
    switch self {
    case .continue(let branch), .probe(let branch), .prune(let branch): branch
    case .branch, .answer: nil
    }
  }
}
