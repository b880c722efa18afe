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

/// Reads the run of a trace file for the right side of a diff.
public struct SideQuery: Hashable, Sendable {
  let place: TracePlace
  let shelf: SideShelf

  /// Whether two ask for the same run.
  public static func == (one: SideQuery, other: SideQuery) -> Bool { one.place == other.place }

  /// Feeds what is asked for.
  public func hash(into hasher: inout Hasher) { hasher.combine(place) }

  func perform(report: (Finding) -> Void) {
    do {
      report(.side(.success(try shelf.load(place)), self))
    } catch {
      report(.side(.failure(SideFailure(line: "\(error)")), self))
    }
  }
}

/// Why the right side of a diff could not be had.
public struct SideFailure: Error, Hashable, Sendable {
  /// One line.
  public var line: String
}
