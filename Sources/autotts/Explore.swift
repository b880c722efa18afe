import ArgumentParser
import Controllers
import CursesTerminal
import Explorer
import Glibc
import Replay
import ReplayStores

/// The explorer in a terminal.
struct Explore: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explore",
    abstract: "Step through a controller's run in the terminal (the default).",
    discussion: "Keys are listed by ? within. Without a terminal, `autotts show` prints the same frames.")

  /// The colours wished for.
  enum Colors: String, ExpressibleByArgument, CaseIterable {
    case auto, never
    case sixteen = "16"
    case full = "256"

    var depth: ColorDepth? {
      switch self {
      case .auto: nil
      case .never: .monochrome
      case .sixteen: .sixteen
      case .full: .xterm256
      }
    }
  }

  @OptionGroup var options: FrameOptions

  @Option(help: "The view to open: \(ViewKind.allCases.map(\.rawValue).joined(separator: ", ")). (default: step)")
  var view: ViewKind?

  @OptionGroup var looks: ViewOptions

  @Option(help: "auto, 256, 16 or never; auto heeds NO_COLOR. (default: auto)")
  var color: Colors?

  @Flag(inversion: .prefixedNo, help: "Take the mouse, or leave it to the terminal. (default: --mouse)")
  var mouse: Bool?

  @Flag(help: "Leave out the welcome of a first start.")
  var noWelcome = false

  @OptionGroup var sessions: SessionOptions

  func validate() throws {
    if options.trace != nil, let view, view != .step, view != .diff {
      throw ValidationError("a trace file has the views step and diff only")
    }
    guard sessions.play != nil else { return }
    if let other = options.given.first { throw ValidationError("--play tells what was shown; leave out \(other)") }
  }

  /// Prints frames of a session, where that is asked for.
  var printer: SessionPrinter? {
    guard let path = sessions.play, let format = sessions.format else { return nil }
    return SessionPrinter(
      path: path, frames: sessions.frames ?? .last, format: format, ascii: options.ascii, places: options.places)
  }

  func run() throws {
    let config = try options.places.configuration.load()
    let library = try options.places.library(config)
    config.report()
    // Whatever is wrong with stores, flags and files is told before the screen is taken.
    let played = try sessions.play.map { path throws(Failure) in try SessionFile(path: path) }
    for notice in played?.notices ?? [] { StandardError.write("autotts: \(notice)".madeSafe() + "\n") }
    var file = try options.traceFile()
    var notice = config.notice
    let first =
      try played?.model(library, unicode: true) { path in
        let opened = try TraceFile(path: path)
        file = opened
        return opened
      } ?? opening(config, library, file, &notice).bound(to: config.keys)
    let recorder = try sessions.record.map { path throws(Failure) in try SessionRecorder(path: path) }
    let terminal = try CursesTerminal(options: terminalOptions(config))
    let mark = WelcomeMark()
    let isWelcome = mayWelcome && !mark.isThere
    let unicode = terminal.isUnicode && !options.ascii && !config.ascii
    let model = first.drawn(with: config.signs).redrawn(unicode: unicode && played?.header.unicode != false)
      .logged(as: HandRunLog.session)
    var session = Session(
      model: isWelcome ? model.welcoming() : model,
      library: library,
      traces: file.map { TraceIndexing(of: $0, terminal.waker) }, waker: terminal.waker)
    session.recorder = recorder
    session.notice = notice
    session.seeds = options.seeds.description
    if isWelcome { mark.leave() }
    do {
      if let played {
        try session.play(SessionScript(played, speed: sessions.speed ?? 1), of: played.header.size, terminal)
      }
      try session.run(terminal)
      terminal.close()
    } catch {
      terminal.close()
      StandardError.write("autotts: \(error)\n")
      error.endProcess()
    }
    if let fault = recorder?.fault { throw Failure(.inputOutput, fault) }
  }
}

extension FrameOptions {
  /// The same with another value of one option.
  fileprivate func with<Value>(_ option: WritableKeyPath<Self, Value>, _ value: Value) -> Self {
    var options = self
    options[keyPath: option] = value
    return options
  }
}

extension Explore {
  /// Whether a first start is welcomed: who says what to show, records or plays knows the program.
  private var mayWelcome: Bool {
    !noWelcome && options.given.isEmpty && view == nil && looks.isEmpty && sessions.record == nil
      && sessions.play == nil
  }

  /// The model of the first frame: what the flags say, else the configuration, else the defaults.
  ///
  /// What the configuration wants and cannot have is left out, and told on standard error and in a notice.
  private func opening(
    _ config: Config, _ library: StoreLibrary, _ file: TraceFile?, _ notice: inout String?
  ) throws -> Model {
    guard file == nil, config.start != Config.Start() else { return try opening(options, nil, library, file) }
    var wanted = options
    wanted.store = wanted.store ?? config.start.store
    wanted.question = wanted.question ?? config.start.question
    wanted.seed = wanted.seed ?? config.start.seed
    wanted.controller = wanted.controller ?? config.start.controller
    do {
      return try opening(wanted, config.start.view, library, file)
    } catch {
      // The one entry that is in the way, or else all of them.
      var ways: [(name: String, options: FrameOptions)] = []
      if config.start.question != nil { ways.append(("question", wanted.with(\.question, options.question))) }
      if config.start.seed != nil { ways.append(("seed", wanted.with(\.seed, options.seed))) }
      if config.start.controller != nil { ways.append(("controller", wanted.with(\.controller, options.controller))) }
      if config.start.store != nil { ways.append(("store", wanted.with(\.store, options.store))) }
      let found = ways.lazy.compactMap { way in
        (try? opening(way.options, config.start.view, library, file)).map { (name: " " + way.name, model: $0) }
      }.first
      let model = try found?.model ?? opening(options, nil, library, file)
      let line = "\(config.file ?? ""): [start]\(found?.name ?? "") is left out: \(Failure(error).message)"
      StandardError.write("autotts: \(line)".madeSafe() + "\n")
      notice = line
      return model
    }
  }

  /// What some options say, looked at as the flags have it; without a step, after the first batch.
  private func opening(
    _ options: FrameOptions, _ usual: ViewKind?, _ library: StoreLibrary, _ file: TraceFile?
  ) throws -> Model {
    let model = try options.model(size: Size(width: 80, height: 24), unicode: true, library, trace: file) { state in
      state.view = view ?? usual ?? state.view
      state.cursor = looks.step ?? 0
      try looks.apply(to: &state, .published)
    }
    return looks.step == nil && model.state.view != .diff ? model.afterFirstBatch() : model
  }

  /// The terminal's options: flags go before the environment, that before the configuration.
  private func terminalOptions(_ config: Config) -> TerminalOptions {
    let isPlain = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
    let depth = color.map(\.depth) ?? (isPlain ? nil : config.color?.depth ?? nil)
    return TerminalOptions(color: depth, mouse: mouse ?? config.mouse, theme: config.theme)
  }
}

/// The loop between the terminal and the model.
struct Session {
  private var model: Model
  private let library: StoreLibrary
  private let traces: TraceIndexing?
  private let worker: BackgroundWorker
  private let runLog = HandRunLog()
  /// Whether the log of runs by hand cannot be read or takes no more lines, which is told once.
  private var isLogBroken = false
  /// Writes the session down, if it is to.
  var recorder: SessionRecorder?
  /// The seeds of store-wide results, as a recorded session names them.
  var seeds = SeedRange.published.description
  /// The work that is under way and has not told anything yet.
  private var underWay: Set<Work.Kind> = []
  /// What is wrong with the configuration, for a notice on the first frame.
  var notice: String?
  /// Whether the session that is being played has quit.
  private var hasQuit = false
  /// Whether a session is being played: what it wrote then is not written again.
  private var isPlaying = false
  /// Whether one was: the runs by hand of this program are then those of the session, and not kept.
  private var hasPlayed = false

  init(model: Model, library: StoreLibrary, traces: TraceIndexing?, waker: Waker) {
    self.model = model
    self.library = library
    self.traces = traces
    worker = BackgroundWorker { waker.wake() }
  }

  /// Runs until the user quits.
  ///
  /// - Throws: what ended the program from outside.
  mutating func run(_ terminal: CursesTerminal) throws(TerminalEnd) {
    guard !hasQuit, perform(model.update(.input(.resize(terminal.size))), terminal),
      perform(model.update(.runsRead(readRuns(withHashes: false), isStart: true)), terminal)
    else { return }
    if let notice = notice.take() { _ = perform(model.update(.failed(notice)), terminal) }
    recorder?.begin(SessionHeader(model, program: AutoTTS.version, seeds: seeds))
    terminal.draw(model.view())
    var tick: ContinuousClock.Instant?
    while true {
      let inputs = try terminal.wait(until: tick)
      for input in inputs where !happen(.input(input), terminal) { return }
      guard hear(terminal) else { return }
      if let due = tick, ContinuousClock.now >= due {
        tick = nil
        guard happen(.tick, terminal) else { return }
      }
      terminal.draw(model.view())
      if let interval = model.tickInterval { tick = tick ?? .now + interval } else { tick = nil }
    }
  }

  /// Plays a recorded session, on a screen of its size, to its end or until Esc or `q`.
  ///
  /// - Throws: what ended the program from outside.
  mutating func play(_ script: SessionScript, of size: Size, _ terminal: CursesTerminal) throws(TerminalEnd) {
    var script = script
    (isPlaying, hasPlayed) = (true, true)
    defer { isPlaying = false }
    _ = perform(model.update(.input(.resize(size))), terminal)
    script.begin()
    while true {
      terminal.draw(model.view())
      for case .key(let key) in try terminal.wait(until: script.due(underWay)) {
        if key == Key(.character("c"), control: true) {
          hasQuit = true
          return
        }
        if key == Key(.escape) || key == Key(.character("q")) {
          return hand("stopped: the keyboard is yours", terminal)
        }
      }
      _ = hear(terminal)
      while let event = script.next(underWay) {
        if case .loaded(let store, let hash) = event, (try? model.check(store, hash)) == nil {
          return hand("stopped: \(store) is not the store on which this was recorded", terminal)
        }
        guard happen(event, terminal) else { return hand("the session quit here; the keyboard is yours", terminal) }
      }
      if script.isAtEnd { return hand("the session ended here; the keyboard is yours", terminal) }
    }
  }

  /// Says that playing is over.
  private mutating func hand(_ line: String, _ terminal: CursesTerminal) {
    _ = perform(model.update(.told(line)), terminal)
  }

  /// Takes in what background work has found; false once the model is to quit.
  private mutating func hear(_ terminal: CursesTerminal) -> Bool {
    for message in worker.messages() + (traces?.messages() ?? []) {
      if case .found(_, let generation) = message, let kind = model.kindOfWork(generation: generation) {
        underWay.remove(kind)
        recorder?.note(kind, generation: generation)
      }
      guard perform(model.update(message), terminal) else { return false }
    }
    return true
  }

  /// Lets something happen that a recorded session has a line for; false once the model is to quit.
  private mutating func happen(_ event: SessionEvent, _ terminal: CursesTerminal) -> Bool {
    recorder?.note(event)
    switch event {
    case .input(let input): return perform(model.update(.input(input)), terminal)
    case .tick: return perform(model.update(.tick), terminal)
    case .found, .loaded: return true
    }
  }

  /// Does what the model asks for; false once it is to quit.
  private mutating func perform(_ effects: [Effect], _ terminal: CursesTerminal) -> Bool {
    for effect in effects {
      switch effect {
      case .quit: return false
      case .suspend: terminal.suspend()
      case .redraw: terminal.redraw()
      case .copy(let text): terminal.copy(text)
      case .write where isPlaying: continue
      case .write(let request):
        guard perform(model.update(ViewFile.write(request, of: model)), terminal) else { return false }
      case .loadStore(let state):
        do {
          let store = try library.load(state.store)
          recorder?.note(.loaded(store: store.name, hash: SessionHeader.hash(of: store)))
          guard perform(model.update(.storeLoaded(store, state)), terminal) else { return false }
        } catch {
          guard perform(model.update(.failed("\(error)")), terminal) else { return false }
        }
      case .loadTrace(let state):
        guard let place = state.trace, let traces else { continue }
        do {
          let loaded = Message.traceLoaded(try traces.run(at: place), state)
          guard perform(model.update(loaded), terminal) else { return false }
        } catch {
          guard perform(model.update(.failed("\(error)")), terminal) else { return false }
        }
      case .keepRun(let event):
        guard !isLogBroken, !isPlaying else { continue }
        if hasPlayed {
          isLogBroken = true
          let line = "after a played session runs by hand are not kept; start autotts anew for that"
          guard perform(model.update(.failed(line)), terminal) else { return false }
          continue
        }
        do { try runLog.append(event) } catch {
          isLogBroken = true
          guard perform(model.update(.failed(error.message)), terminal) else { return false }
        }
      case .readRuns:
        let file = readRuns(withHashes: true)
        guard perform(model.update(.runsRead(file, isStart: false)), terminal) else { return false }
      case .begin(let job):
        underWay.insert(job.work.kind)
        worker.begin(job)
      case .cancel(let kind):
        underWay.remove(kind)
        worker.cancel(kind)
      }
    }
    return true
  }

  /// The runs by hand of the log; those of this program alone where it takes no lines.
  private mutating func readRuns(withHashes: Bool) -> HandRunFile {
    guard !isLogBroken else { return HandRunFile(book: nil) }
    do {
      let contents = try runLog.read()
      let names = withHashes ? Set(contents.book.listed.map(\.base.store)) : []
      let hashes = names.compactMap { name in library.sha256(of: name).map { (name, $0) } }
      return HandRunFile(
        book: contents.book, hashes: withHashes ? Dictionary(uniqueKeysWithValues: hashes) : nil, fault: contents.fault)
    } catch {
      isLogBroken = true
      return HandRunFile(book: nil, fault: error.message)
    }
  }
}

extension StoreLibrary {
  /// The SHA-256 of a store's bytes as they are now; nil where it is not there.
  fileprivate func sha256(of name: String) -> String? {
    guard let place = try? locate(name) else { return nil }
    return try? PaddedBytes(path: place.path).sha256()
  }
}
