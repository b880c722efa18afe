import Evaluation
import Replay

/// Everything that the explorer knows at a moment; ``update(_:)`` is the only way on.
public struct Model: Sendable {
  /// What a frame can be redrawn from.
  public internal(set) var state: ViewState
  /// The size of the screen.
  public internal(set) var size: Size
  /// The controllers there are.
  public let catalog: Catalog
  /// The names of the stores there are.
  public let storeNames: [String]
  /// The stores that averages are taken over.
  let shelf: StoreShelf
  /// The seeds of store-wide results.
  package let sweepSeeds: [UInt64]
  /// The directories of stores that a copied command names.
  let storeDirectories: [String]
  /// The branch orders that store-wide work shares.
  let orders = BranchOrderCache()
  /// The keys.
  public private(set) var keys = KeyMap.standard
  /// The marks and lines to draw with.
  public private(set) var glyphs: Glyphs
  /// The words.
  public private(set) var wording: Wording
  /// The store that is open, as the state's rules see it.
  public internal(set) var store: Store
  /// The same store as it was read, and as other rules have seen it.
  var gradings: StoreGradings
  /// The run on the screen.
  public internal(set) var run: RecordedRun
  /// What is known beside it where it is one by hand; nil where it is the controller's.
  var hand: HandPlay?
  /// The run of a trace file that is on the screen instead.
  public internal(set) var trace: TracedRun?
  /// What its file holds, once that has been read to its end.
  public internal(set) var traceOutline: TraceOutline?
  /// The commands that were typed, the last one last.
  var typedCommands: [String] = []
  /// What lies over the view, the topmost last.
  public internal(set) var overlays: [Overlay] = []
  /// A line for the user, shown until the next key.
  public internal(set) var notice: Notice?
  /// Whether the cursor moves by itself.
  public internal(set) var isPlaying = false
  /// How fast, as an index into ``speeds``.
  public internal(set) var speed = 3
  /// Places by letter, to be found again by meaning in another run.
  var marks: [Character: Anchor] = [:]
  /// β where the controller at hand has none, for the next one that does.
  var lastBeta = ControllerSetting.defaultBeta
  /// What the next key is for, if a key has asked for another.
  var pendingKey: PendingKey?
  /// What the mouse holds.
  var dragged: DragTarget?
  var history = History()
  /// The history as it will be once the store that was asked for is there.
  var awaitedHistory: History?
  /// Where the user last went, while runs change around it; nil while the cursor itself says so.
  var anchor: Anchor?

  /// The background work under way.
  var jobs = Jobs()
  /// The β at which the decisions of this run change; nil until they are found.
  public internal(set) var ticks: BetaTicks?

  /// The two runs of the Diff view, aligned; nil until both are there.
  var pair: RunPair?
  /// What ``pair`` was made of.
  var pairKey: PairKey?
  /// Where the runs of trace files come from that are compared with.
  let sideShelf: SideShelf

  /// What store-wide work has found.
  var memory = CurvesMemory()
  /// What is known of runs by hand.
  var handMemory = HandMemory()

  /// Actions a second.
  static let speeds = [1, 2, 5, 10, 20, 50, 100, 200, 500]

  /// The explorer on a store.
  ///
  /// - Parameters:
  ///   - state: What to show; its question, seed and cursor are brought into range.
  ///   - store: The store that `state` names.
  ///   - storeNames: The stores that can be opened.
  ///   - catalog: The controllers; it has the one that `state` names.
  ///   - size: The size of the screen.
  ///   - unicode: Whether to draw with more than ASCII.
  ///   - shelf: The stores that averages are taken over.
  ///   - sweepSeeds: The seeds of store-wide results; at least one, each the one before and 1.
  ///   - storeDirectories: The directories of stores that a copied command names.
  ///   - sideShelf: Where the runs of trace files come from that are compared with.
  /// - Throws: ``SpecError`` if the catalog cannot make the controller.
  public init(
    state: ViewState, store: Store, storeNames: [String], catalog: Catalog, size: Size, unicode: Bool,
    shelf: StoreShelf = .empty, sweepSeeds: [UInt64] = Sweep.publishedSeeds,
    storeDirectories: [String] = [], sideShelf: SideShelf = .empty
  ) throws {
    precondition(!sweepSeeds.isEmpty, "store-wide results need a seed")
    self.state = state
    gradings = StoreGradings(of: store)
    self.store = gradings.store(under: state.rules)
    self.storeNames = storeNames
    self.catalog = catalog
    self.size = size
    self.shelf = shelf
    self.sweepSeeds = sweepSeeds
    self.storeDirectories = storeDirectories
    self.sideShelf = sideShelf
    glyphs = Glyphs(unicode: unicode)
    wording = Wording(unicode: unicode)
    self.state.question = min(max(0, state.question), store.questions.count - 1)
    let made = try RunMade(self.state, self.store, catalog)
    (run, hand) = (made.run, made.hand)
    self.state = made.state
    self.state.cursor = min(max(0, state.cursor), run.count)
    if let fault = made.fault { notice = Notice(text: fault, isError: true) }
  }

  /// The same, whose runs by hand the log keeps under ids that begin so; no other program's do.
  public func logged(as session: String) -> Model {
    var model = self
    model.handMemory.session = session
    return model
  }

  /// The same with runs by hand to compare with.
  public func knowing(_ book: HandRunBook) -> Model {
    var model = self
    model.handMemory.book = book
    return model
  }

  /// The same with the first branches opened: a first picture with something on it.
  public func afterFirstBatch() -> Model {
    var model = self
    let first = (0..<walk.count).prefix { walk.round(ofStep: $0) < 0 }.count
    model.state.cursor = max(min(1, walk.count), first)
    return model
  }

  /// The same, drawn with more than ASCII or without.
  public func redrawn(unicode: Bool) -> Model {
    var model = self
    model.glyphs = Glyphs(unicode: unicode, signs: glyphs.signs)
    model.wording = Wording(unicode: unicode)
    return model
  }

  /// The same, drawn with signs of the user's own.
  public func drawn(with signs: [String: String]) -> Model {
    var model = self
    model.glyphs = Glyphs(unicode: glyphs.isUnicode, signs: signs)
    return model
  }

  /// The same with other keys.
  public func bound(to keys: KeyMap) -> Model {
    var model = self
    model.keys = keys
    return model
  }

  /// The same with a welcome over the view, for who sees it for the first time.
  public func welcoming() -> Model {
    var model = self
    model.overlays.append(.welcome)
    return model
  }

  /// The question on the screen.
  public var question: Question { store.questions[state.question] }

  /// The family of the controller on the screen.
  var family: ControllerFamily? { catalog[state.setting.family] }

  /// How long to wait before the cursor moves by itself; nil when it does not.
  public var tickInterval: Duration? {
    isPlaying ? .milliseconds(max(20, 1000 / Model.speeds[speed])) : nil
  }
}

/// A line for the user.
public struct Notice: Hashable, Sendable {
  /// The line.
  public var text: String
  /// Whether something went wrong.
  public var isError: Bool
}

/// A place in a run, to be found again in others: also after runs that had no such place.
struct Anchor: Sendable {
  var walk: any Walk
  var cursor: Int
}

/// What the mouse can take hold of.
enum DragTarget: Hashable, Sendable {
  case slider, timeline
}

/// What the next key means.
enum PendingKey: Hashable, Sendable {
  case setMark, jumpToMark
}

/// What can lie over a view.
public enum Overlay: Hashable, Sendable {
  /// All keys, runnable: the filter typed so far, whether it is being typed, and the chosen row.
  case help(filter: String, isTyping: Bool, selection: Int)
  /// The question's text, scrolled by some rows.
  case questionText(scroll: Int)
  /// A list to choose from.
  case picker(Picker)
  /// A line being typed.
  case prompt(Prompt)
  /// The command that redraws the frame, in words, scrolled by some rows.
  case command([String], scroll: Int)
  /// What is seen and five keys, for who sees it for the first time.
  case welcome
}

/// A list to choose one of, or several.
public struct Picker: Hashable, Sendable {
  /// What is chosen.
  public enum Subject: Hashable, Sendable {
    case controller, store, view, events, curves, other, actions, runs

    /// Whether its rows are switched on and off one by one; of the others one is chosen.
    var isSwitched: Bool { self == .events || self == .curves }
  }
  /// What is chosen.
  public var subject: Subject
  /// The chosen row, from 0.
  public var selection: Int
}

/// A line being typed at the bottom of the screen.
public struct Prompt: Hashable, Sendable {
  /// What it is for.
  public enum Purpose: Hashable, Sendable {
    case command, search, filter
    /// The name of a file.
    case write
    /// The value of the knob of this name.
    case override(String)
  }
  /// What it is for.
  public var purpose: Purpose
  /// What has been typed.
  public var text: String
  /// What Tab goes through, once it does.
  var cycle: CompletionCycle?
  /// Which of the lines typed before is shown, 1 being the last, and what had been typed instead.
  var recalled: (place: Int, typed: String)? {
    get { recallPlace > 0 ? (recallPlace, recallTyped) : nil }
    set { (recallPlace, recallTyped) = newValue.map { ($0.place, $0.typed) } ?? (0, "") }
  }
  private var recallPlace = 0
  private var recallTyped = ""

  /// A line for a purpose, with what has been typed so far.
  public init(purpose: Purpose, text: String) {
    self.purpose = purpose
    self.text = text
  }
}

/// What `u` and Ctrl-R go through: what determines the run, and the cursor in it.
struct History: Sendable {
  private(set) var past: [ViewState] = []
  private(set) var future: [ViewState] = []
  private var lastTopic: String?

  /// Remembers the state before a change; changes of one topic in a row count as one.
  mutating func remember(_ state: ViewState, topic: String) {
    future = []
    if topic != lastTopic || topic.isEmpty { past.append(state) }
    if past.count > 500 { past.removeFirst() }
    lastTopic = topic
  }

  /// Ends a row of changes of one topic.
  mutating func settle() { lastTopic = nil }

  mutating func undo(_ state: ViewState) -> ViewState? {
    guard let previous = past.popLast() else { return nil }
    future.append(state)
    lastTopic = nil
    return previous
  }

  mutating func redo(_ state: ViewState) -> ViewState? {
    guard let next = future.popLast() else { return nil }
    past.append(state)
    lastTopic = nil
    return next
  }
}

/// What reaches the explorer.
public enum Message: Sendable {
  /// The terminal reports something.
  case input(Input)
  /// Time to play on.
  case tick
  /// A store was read, for the state that asked for it.
  case storeLoaded(Store, ViewState)
  /// A run of a trace file was read, for the state that asked for it.
  case traceLoaded(TracedRun, ViewState)
  /// The trace file was read to its end.
  case traceIndexed(TraceOutline)
  /// A file that was asked for is there, under this path.
  case wrote(String)
  /// The log of runs by hand was read: at the start, or because it was asked for.
  case runsRead(HandRunFile, isStart: Bool)
  /// Something asked for could not be done.
  case failed(String)
  /// The program has something to say.
  case told(String)
  /// Background work of this number has found something.
  case found(Finding, generation: Int)
}

/// What the explorer asks of the program around it.
public enum Effect: Hashable, Sendable {
  case quit, suspend, redraw
  /// Put a text into the clipboard of the user's terminal.
  case copy(String)
  /// Write a file of what is on the screen.
  case write(FileRequest)
  /// Read the store of this state, then show the state.
  case loadStore(ViewState)
  /// Read the run of this state's trace file and line, then show the state.
  case loadTrace(ViewState)
  /// Add a line to the log of runs by hand.
  case keepRun(HandRunEvent)
  /// Read the log of runs by hand.
  case readRuns
  /// Begin background work; it supersedes what is under way of its kind.
  case begin(Job)
  /// Stop the background work of a kind: nothing on the screen asks for it any more.
  case cancel(Work.Kind)
}
