import ArgumentParser
import Explorer
import Replay
import ReplayStores

/// Plays a session without a terminal and prints frames of it.
struct SessionPrinter: HeadlessWork {
  /// Which frames, counted in events: 0 is the one that the session begins with.
  enum Frames: Sendable {
    case last, all
    case some(Set<Int>)

    /// Reads `last`, `all` or numbers with commas between.
    init(_ text: String) throws {
      switch text {
      case "last": self = .last
      case "all": self = .all
      default:
        let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
        guard !numbers.contains(where: { ($0 ?? -1) < 0 }) else {
          throw ValidationError("--frames is last, all, or numbers from 0 as in 0,3,12, not '\(text)'")
        }
        self = .some(Set(numbers.compactMap { $0 }))
      }
    }

    /// Whether there is one at most.
    var isSingle: Bool {
      switch self {
      case .last: true
      case .all: false
      case .some(let numbers): numbers.count == 1
      }
    }
  }

  let path: String
  let frames: Frames
  let format: Show.Format
  let ascii: Bool
  let places: StoreOptions

  func result() async throws -> CommandResult {
    let file = try SessionFile(path: path)
    for notice in file.notices { StandardError.write("autotts: \(notice)".madeSafe() + "\n") }
    let inputs = file.lines.count
    if case .some(let numbers) = frames, let most = numbers.max(), most > inputs {
      throw Failure(.usage, "\(path) has frames 0 to \(inputs), not \(most)")
    }
    let library = try places.library()
    var trace: TraceIndex?
    let unicode = !ascii && (format == .svg || Wording.ofLocale.unicode)
    var model = try file.model(library, unicode: unicode) { path in
      let opened = try TraceFile(path: path)
      trace = try TraceIndex(of: opened)
      return opened
    }
    if let trace { _ = model.update(.traceIndexed(trace.outline)) }
    let loader = EffectLoader(library: library) { [trace] place in
      guard let trace else { throw Failure(.usage, "no trace file is open") }
      return TracedRun(try trace.run(line: place.line), at: place)
    }
    var player = SessionPlayer(model) { loader.answer($0) }
    var text = try await print(player, 0, of: inputs, after: nil)
    for (index, line) in file.lines.enumerated() {
      do {
        try await player.play(line.line.event)
      } catch let other as SessionPlayer.OtherStore {
        throw Failure(path, line.number, other)
      }
      text += try await print(player, index + 1, of: inputs, after: line.line.event)
    }
    return CommandResult(text: text)
  }

  /// A frame as it is wanted, nothing if it is not.
  private func print(
    _ player: SessionPlayer, _ number: Int, of count: Int, after event: SessionEvent?
  ) async throws -> String {
    switch frames {
    case .last: if number < count { return "" }
    case .all: break
    case .some(let numbers): if !numbers.contains(number) { return "" }
    }
    let title = frames.isSingle ? "" : "# \(number)/\(count)\(event.map { " " + $0.words } ?? "")\n"
    return title + format.text(try await player.frame())
  }
}

extension SessionEvent {
  /// What happened, in a word or two.
  fileprivate var words: String {
    switch self {
    case .input(.key(let key)): key.name.madeSafe()
    case .input(.mouse(let mouse)): "\(mouse.kind.rawValue) \(mouse.column),\(mouse.row)"
    case .input(.resize(let size)): "\(size.width)x\(size.height)"
    case .tick: "tick"
    case .found(let kind): "found \(kind.rawValue)"
    case .loaded(let store, _): "loaded \(store)".madeSafe()
    }
  }
}

/// Loads what the explorer asks for at once.
struct EffectLoader: Sendable {
  /// The stores there are.
  let library: StoreLibrary
  /// Reads a run of the trace file that is open.
  let run: @Sendable (TracePlace) throws -> TracedRun

  /// What to say to an effect; nil where there is nothing to say.
  func answer(_ effect: Effect) -> Message? {
    do {
      switch effect {
      case .loadStore(let state): return .storeLoaded(try library.load(state.store), state)
      case .loadTrace(let state): return try state.trace.map { .traceLoaded(try run($0), state) }
      default: return nil
      }
    } catch {
      return .failed("\(error)")
    }
  }
}
