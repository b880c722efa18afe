import Controllers
import Explorer
import FoundationEssentials
import Replay
import ReplayStores

/// A session that was recorded: its header and its events.
struct SessionFile: Sendable {
  /// Its path, for messages.
  let path: String
  /// Where the session began.
  let header: SessionHeader
  /// What happened, with the number of its line.
  let lines: [(number: Int, line: SessionLine)]
  /// What is to be told of it beside.
  let notices: [String]

  /// Reads a session file; a last line that was cut off is left out, with a notice.
  ///
  /// - Throws: ``Failure`` 65 with the line that is not as it should be, 66 where there is no file.
  init(path: String) throws(Failure) {
    self.path = path
    let texts = try InputFile.read(path, as: "a session file").split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard let first = texts.first, !first.isEmpty else {
      throw Failure(.data, "\(path): expected a session file, found an empty one")
    }
    let header: SessionHeader = try Self.decode(first, "\(path):1")
    self.header = header
    var notices: [String] = []
    if header.program != AutoTTS.version {
      notices.append("\(path) was recorded by version \(header.program); this is \(AutoTTS.version)")
    }
    var lines: [(number: Int, line: SessionLine)] = []
    // After the last line end comes nothing, or a line that was never finished.
    for (index, text) in texts.enumerated().dropFirst() where !text.isEmpty {
      do {
        lines.append((index + 1, try Self.decode(text, "\(path):\(index + 1)")))
      } catch {
        guard index == texts.count - 1 else { throw error }
        notices.append("\(path):\(index + 1): the last line was cut off; it is left out")
      }
    }
    self.lines = lines
    self.notices = notices
  }

  /// The model that the session began with.
  ///
  /// - Parameters:
  ///   - library: The stores there are.
  ///   - unicode: Whether more than ASCII can be drawn.
  ///   - trace: Opens the trace file of a session on one.
  /// - Throws: ``Failure`` where the store is another now, or the header names what there is not.
  func model(_ library: StoreLibrary, unicode: Bool, trace: (String) throws -> TraceFile) throws -> Model {
    let seeds: SeedRange
    do {
      seeds = try SeedRange(header.seeds)
    } catch {
      throw Failure(.data, "\(path):1: seeds are FIRST:END, not '\(header.seeds)'")
    }
    let isUnicode = header.unicode && unicode
    let state = header.state
    if let place = state.trace {
      let file = try trace(place.file)
      let (run, line) = try file.run(line: place.line)
      return try Model(
        trace: TracedRun(run, at: TracePlace(file: file.path, line: line)),
        storeNames: library.entries().map(\.name), catalog: .published, size: header.size, unicode: isUnicode,
        storeDirectories: library.namedDirectories, sideShelf: FrameOptions.sideShelf
      ) { $0 = state }.bound(to: header.keyMap)
    }
    let store = try library.load(state.store)
    let model: Model
    do {
      model = try Model(
        state: state, store: store, storeNames: library.entries().map(\.name), catalog: .published, size: header.size,
        unicode: isUnicode, shelf: FrameOptions.shelf(library), sweepSeeds: seeds.seeds,
        storeDirectories: library.namedDirectories, sideShelf: FrameOptions.sideShelf)
    } catch {
      throw Failure(.data, "\(path):1: \(error)")
    }
    try Failure.ofSession(path, 1) { () throws(SessionPlayer.OtherStore) in
      try model.check(state.store, header.hash ?? "")
    }
    return model.bound(to: header.keyMap)
  }

  private static func decode<Value: Decodable>(_ text: ArraySlice<UInt8>, _ place: String) throws(Failure) -> Value {
    do {
      return try JSONDecoder().decode(Value.self, from: Data(text))
    } catch let error as DecodingError {
      throw Failure(.data, "\(place): \(error.words)")
    } catch {
      throw Failure(.data, "\(place): not a line of a session")
    }
  }
}

extension Failure {
  /// Runs what may meet another store than a line of a session names.
  ///
  /// - Throws: ``Failure`` 65 with the remedy.
  static func ofSession(
    _ path: String, _ line: Int, _ body: () throws(SessionPlayer.OtherStore) -> Void
  ) throws(Failure) {
    do {
      try body()
    } catch {
      throw Failure(path, line, error)
    }
  }

  /// A store that is not the one that a line of a session names.
  init(_ path: String, _ line: Int, _ other: SessionPlayer.OtherStore) {
    self.init(
      .data,
      "\(path):\(line): recorded on the store \(other.store) with SHA-256 \(other.recorded)…, found \(other.found)…; "
        + "name the directory of that store with --stores")
  }
}

extension DecodingError {
  /// What is wrong, in a few words.
  fileprivate var words: String {
    switch self {
    case .keyNotFound(let key, let context): "there is no '\(Self.path(context.codingPath + [key]))'"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      context.codingPath.isEmpty
        ? "not a line of a session" : "'\(Self.path(context.codingPath))' is not of the right type"
    case .dataCorrupted(let context):
      context.codingPath.isEmpty ? "not a line of a session" : context.debugDescription
    @unknown default: "not a line of a session"
    }
  }

  private static func path(_ keys: [any CodingKey]) -> String { keys.map(\.stringValue).joined(separator: ".") }
}
