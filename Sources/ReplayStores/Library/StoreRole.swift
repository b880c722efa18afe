/// What a store is for.
public enum StoreRole: String, Hashable, Sendable, Codable {
  /// Controllers are searched for on it.
  case search
  /// Controllers are only measured on it.
  case heldOut = "held-out"

  /// The role of a store that says nothing of it: search if its benchmark is `aime24`, else held out.
  public init(benchmark: String) { self = benchmark == "aime24" ? .search : .heldOut }
}

extension StoreEntry {
  /// What the store is for, by its name.
  public var role: StoreRole { StoreRole(benchmark: benchmark) }
}
