import ArgumentParser
import Controllers
import CursesTerminal
import Explorer
import Replay
import ReplayStores

/// The explorer in a terminal.
struct Explore: ParsableCommand {
  static let configuration = CommandConfiguration(
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

  @Option(help: "The view to open: \(ViewKind.allCases.map(\.rawValue).joined(separator: ", ")).")
  var view = ViewKind.step

  @OptionGroup var looks: ViewOptions

  @Option(help: "auto, 256, 16 or never; auto heeds NO_COLOR.")
  var color = Colors.auto

  @Flag(help: "Leave the mouse to the terminal.")
  var noMouse = false

  func validate() throws {
    guard options.trace == nil || view == .step else { throw ValidationError("a trace file has the Step view only") }
  }

  func run() throws {
    let library = try options.places.library()
    // Whatever is wrong with stores and flags is told before the screen is taken.
    let file = try options.traceFile()
    let model = try options.model(size: Size(width: 80, height: 24), unicode: true, library, trace: file) { state in
      if file == nil { state.view = view }
      state.cursor = looks.step ?? 0
      try looks.apply(to: &state, .published)
    }
    let first = looks.step == nil ? model.afterFirstBatch() : model
    let terminal = try CursesTerminal(options: TerminalOptions(color: color.depth, mouse: !noMouse))
    var session = Session(
      model: first.redrawn(unicode: terminal.isUnicode && !options.ascii).logged(as: HandRunLog.session),
      library: library,
      traces: file.map { TraceIndexing(of: $0, terminal.waker) }, waker: terminal.waker)
    do {
      try session.run(terminal)
      terminal.close()
    } catch {
      terminal.close()
      StandardError.write("autotts: \(error)\n")
      error.endProcess()
    }
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
    guard perform(model.update(.input(.resize(terminal.size))), terminal),
      perform(model.update(.runsRead(readRuns(withHashes: false), isStart: true)), terminal)
    else { return }
    terminal.draw(model.view())
    var tick: ContinuousClock.Instant?
    while true {
      let inputs = try terminal.wait(until: tick)
      for input in inputs where !perform(model.update(.input(input)), terminal) { return }
      for message in worker.messages() + (traces?.messages() ?? [])
      where !perform(model.update(message), terminal) { return }
      if let due = tick, ContinuousClock.now >= due {
        tick = nil
        guard perform(model.update(.tick), terminal) else { return }
      }
      terminal.draw(model.view())
      if let interval = model.tickInterval { tick = tick ?? .now + interval } else { tick = nil }
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
      case .write(let request):
        guard perform(model.update(ViewFile.write(request, of: model)), terminal) else { return false }
      case .loadStore(let state):
        do {
          let store = try library.load(state.store)
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
        guard !isLogBroken else { continue }
        do { try runLog.append(event) } catch {
          isLogBroken = true
          guard perform(model.update(.failed(error.message)), terminal) else { return false }
        }
      case .readRuns:
        let file = readRuns(withHashes: true)
        guard perform(model.update(.runsRead(file, isStart: false)), terminal) else { return false }
      case .begin(let job): worker.begin(job)
      case .cancel(let kind): worker.cancel(kind)
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
