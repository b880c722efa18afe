import Replay

extension Model {
  /// The next state of things and what is to be done.
  ///
  /// A pure function of the model and the message.
  public mutating func update(_ message: Message) -> [Effect] {
    let before = state.hand
    let effects = take(message)
    return effects + followHand(since: before) + followWork()
  }

  private mutating func take(_ message: Message) -> [Effect] {
    switch message {
    case .input(.key(let key)): return press(key)
    case .input(.mouse(let mouse)): return ScreenLayout.fits(size) ? point(mouse) : []
    case .input(.resize(let size)):
      self.size = size
      keepFocusOnScreen()
    case .tick: advancePlay()
    case .found(let finding, let generation): take(finding, generation: generation)
    case .storeLoaded(let store, let state): show(store, state)
    case .traceLoaded(let trace, let state): show(trace, state)
    case .traceIndexed(let outline): take(outline)
    case .wrote(let path): tellWritten(path)
    case .runsRead(let file, let isStart): take(file, isStart: isStart)
    case .told(let line): notice = Notice(text: line.madeSafe(ascii: !glyphs.isUnicode), isError: false)
    case .failed(let line):
      awaitedHistory = nil
      notice = Notice(text: line.madeSafe(ascii: !glyphs.isUnicode), isError: true)
    }
    return []
  }

  private mutating func press(_ key: Key) -> [Effect] {
    if case .welcome = overlays.last, command(for: key) != .quitAlways {
      overlays.removeLast()
      // A screen too small to show it takes the key for what it is.
      if ScreenLayout.fits(size) { return [] }
    }
    notice = nil
    // These work whatever lies on top and whatever is being typed.
    if let command = command(for: key), [.quitAlways, .redraw, .suspend].contains(command) {
      return perform(command)
    }
    if !ScreenLayout.fits(size) { return pressUnseen(key) }
    if let pending = pendingKey {
      pendingKey = nil
      mark(pending, key)
      return []
    }
    if let overlay = overlays.last, let effects = press(key, in: overlay) { return effects }
    guard let command = command(for: key) else {
      let name = key.name.madeSafe(ascii: !glyphs.isUnicode)
      notice = Notice(text: "\(name) does nothing here; \(keyName(.help)) lists the keys", isError: false)
      return []
    }
    return perform(command)
  }

  /// On a screen too small to show anything, only the keys that are told there.
  private mutating func pressUnseen(_ key: Key) -> [Effect] {
    let command = command(for: key)
    if case .help = overlays.last {
      if [.quit, .close, .help].contains(command) { overlays.removeLast() }
      return []
    }
    switch command {
    case .quit: return [.quit]
    case .help: return perform(.help)
    default: return []
    }
  }

  /// The key of a command in this view, for what is said to the user.
  func keyName(_ command: Command) -> String {
    keys.name(of: command, in: state.view, byHand: isByHand).madeSafe(ascii: !glyphs.isUnicode)
  }

  /// What a key does in this view.
  func command(for key: Key) -> Command? { keys.command(for: key, in: state.view, byHand: isByHand) }

  /// Does what a key, a row of help or a typed line asks for.
  mutating func perform(_ command: Command) -> [Effect] {
    if let trace, let effects = perform(command, on: trace) { return effects }
    switch command {
    case .view(let kind): show(kind)
    case .chooseView: pick(.view)
    case .beta(let change): changeBeta(by: change)
    case .tick(let change): walkTicks(by: change, answersOnly: false)
    case .answerTick(let change): walkTicks(by: change, answersOnly: true)
    case .question(let change): changeQuestion(by: change)
    case .seed(let change): changeSeed(by: change)
    case .chooseController: pick(.controller)
    case .chooseStore: pick(.store)
    case .chooseOther: pick(.other)
    case .takeOver: takeOver()
    case .chooseRun: return [.readRuns]
    case .undo: return restore(or: "nothing to undo") { $0.undo($1) }
    case .redo: return restore(or: "nothing to redo") { $0.redo($1) }
    case .grading: toggleGrading()
    case .gold: state.showsGold.toggle()
    case .questionText: overlays.append(.questionText(scroll: 0))
    case .copy: return copyCommand()
    case .write: askForFile()
    case .commandLine: overlays.append(.prompt(Prompt(purpose: .command, text: "")))
    case .help: overlays.append(.help(filter: "", isTyping: false, selection: 0))
    case .close: if overlays.popLast() == nil { giveBack() }
    case .quit: if overlays.popLast() == nil { return [.quit] }
    case .quitAlways: return [.quit]
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    default: return performInView(command)
    }
    return []
  }

  /// Shows another view of the same run.
  mutating func show(_ kind: ViewKind) {
    guard trace == nil || kind == .step || kind == .diff else {
      let line = "a run of a trace file has the views Step and Diff only; \(keyName(.chooseStore)) opens a store"
      notice = Notice(text: line, isError: false)
      return
    }
    if kind != .step { isPlaying = false }
    if kind == .diff, state.view != .diff { return enterDiff() }
    state.view = kind
  }

  mutating func pick(_ subject: Picker.Subject) {
    if subject == .other, offeredSides.isEmpty {
      notice = Notice(text: "there is nothing to offer; :against SPEC or trace:FILE:LINE names a run", isError: false)
      return
    }
    let selection =
      switch subject {
      case .controller: catalog.families.firstIndex { $0.name == state.setting.family } ?? 0
      case .store: storeNames.firstIndex(of: state.store) ?? 0
      case .view: ViewKind.allCases.firstIndex(of: state.view) ?? 0
      case .events, .curves, .other, .actions, .runs: 0
      }
    overlays.append(.picker(Picker(subject: subject, selection: selection)))
  }
}
