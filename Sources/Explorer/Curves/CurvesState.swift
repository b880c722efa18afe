import Evaluation
import Replay

/// What the Curves view keeps of its own.
public struct CurvesState: Hashable, Sendable, Codable {
  /// Which stores are shown.
  public enum Scope: String, Hashable, Sendable, Codable, CaseIterable {
    /// The store that is open.
    case store
    /// The mean over the stores of its directory on which controllers are searched for.
    case search
    /// The mean over those on which they are only measured.
    case heldOut = "held-out"
  }

  /// How the 95 % intervals of accuracies are shown.
  public enum Intervals: String, Hashable, Sendable, Codable, CaseIterable {
    /// Not at all.
    case hidden
    /// As a band around the curve of the controller under the hand.
    case band
    /// As a bar at every point.
    case bars
  }

  /// Which tokens the axis counts.
  public var measure = TokenMeasure.total
  /// Which stores are shown.
  public var scope = Scope.store
  /// How intervals are shown.
  public var intervals = Intervals.hidden
  /// Whether the Pareto frontier is drawn.
  public var showsFrontier = false
  /// Whether the bounds that no legal controller attains are drawn.
  public var showsCeilings = false
  /// The families whose curves are switched off.
  public var hidden: Set<String> = []
  /// The setting whose point is read.
  public var cursor: ControllerSetting?
  /// The settings picked for a comparison, two at most.
  public var picked: [ControllerSetting] = []

  /// The whole chart of this store, nothing read, nothing picked.
  public init() {}
}

/// The stores that averages can be taken over, and how they are read.
public struct StoreShelf: Sendable {
  /// The stores of one directory by what they are for.
  public typealias Directory = [CurvesState.Scope: [String]]

  private let directories: [Directory]
  /// Reads a store by its name, on whatever thread asks; throws what is to be told.
  let load: @Sendable (String) throws -> Store

  /// The stores of some directories.
  public init(_ directories: [Directory], load: @escaping @Sendable (String) throws -> Store) {
    self.directories = directories
    self.load = load
  }

  /// No stores but the one that is open.
  public static let empty = StoreShelf([]) { _ in throw CancellationError() }

  /// The stores that a scope takes in beside an open one; nil where its directory has none of them.
  func stores(_ scope: CurvesState.Scope, beside store: String) -> [String]? {
    if scope == .store { return [store] }
    let directory = directories.first { $0.values.contains { $0.contains(store) } }
    return directory?[scope].flatMap { $0.isEmpty ? nil : $0 }
  }
}
