import Replay

/// What the Diff view keeps of its own. The run under the hand stands on the left.
public struct DiffState: Hashable, Sendable, Codable {
  /// What stands on the right; nil for ``Model/usualOther``.
  public var right: DiffSide?
  /// The row of the alignment under the cursor, from 0; nil for the first divergence.
  public var row: Int?
  /// Whether equal stretches are shown whole instead of folded.
  public var showsEqual: Bool

  /// A state; without further words, at the first divergence from the usual other run.
  public init(right: DiffSide? = nil, row: Int? = nil, showsEqual: Bool = false) {
    self.right = right
    self.row = row
    self.showsEqual = showsEqual
  }
}

/// Reads the runs of a diff's right side that are not made of the open store: those of trace files.
public struct SideShelf: Sendable {
  let load: @Sendable (TracePlace) throws -> TracedRun

  /// A shelf; `load` reads the run of a file, at its first line where the place says 0.
  public init(load: @escaping @Sendable (TracePlace) throws -> TracedRun) { self.load = load }

  /// Nothing to read from.
  public static let empty = SideShelf { place in throw NothingThere(file: place.file) }

  private struct NothingThere: Error, CustomStringConvertible {
    var file: String
    var description: String { "\(file): cannot be read here" }
  }
}

/// Finds the run for the right side of a diff where it is not made of the open store.
public struct SideQuery: Hashable, Sendable {
  /// What is to be found.
  enum Source: Hashable, Sendable {
    /// A run of a trace file.
    case line(TracePlace)
    /// A run of a controller beside one of a trace file, on the store that the file names.
    case run(store: String, question: Int, seed: UInt64, setting: ControllerSetting)
  }

  let source: Source
  private let find: @Sendable () throws -> TracedRun

  /// Asks for the run of a trace file.
  init(line place: TracePlace, of shelf: SideShelf) {
    source = .line(place)
    find = { try shelf.load(place) }
  }

  /// Asks for a run of a controller, told as trace files tell theirs.
  init(
    _ setting: ControllerSetting, of catalog: Catalog, store: String, in shelf: StoreShelf, question: Int, seed: UInt64
  ) {
    source = .run(store: store, question: question, seed: seed, setting: setting)
    find = {
      let controller = try catalog.controller(setting)
      let questions = try shelf.load(store).questions
      guard questions.indices.contains(question) else {
        throw SideFailure(line: "\(store) has questions 1 to \(questions.count), not \(question + 1)")
      }
      let recording = questions[question].record(controller, seed: seed)
      return TracedRun(telling: recording, of: controller, setting, question: question, seed: seed)
    }
  }

  /// Whether two ask for the same run.
  public static func == (one: SideQuery, other: SideQuery) -> Bool { one.source == other.source }

  /// Feeds what is asked for.
  public func hash(into hasher: inout Hasher) { hasher.combine(source) }

  func perform(report: (Finding) -> Void) {
    do {
      report(.side(.success(try find()), self))
    } catch {
      let failure = SideFailure(line: "\(error)", exitCode: (error as? any ExitCoded)?.exitCode)
      report(.side(.failure(error as? SideFailure ?? failure), self))
    }
  }
}

/// Why the right side of a diff could not be had.
public struct SideFailure: Error, Hashable, Sendable {
  /// One line.
  public var line: String
  /// The exit code of a command that ends with it, where it is another than that of wrong usage.
  public var exitCode: Int32?
}
