/// What a store is for.
public enum StoreRole: String, Hashable, Sendable, Codable, CaseIterable {
  /// Controllers are searched for on it.
  case search
  /// Controllers are only measured on it.
  case heldOut = "held-out"

  /// The role of a store that no manifest speaks of: search for the benchmarks that AutoTTS and the synthetic stores
  /// search on, else held out, so that nothing is searched on by mistake.
  init(benchmark: some StringProtocol) {
    self = benchmark == "aime24" || benchmark == QuestionBank.search.rawValue ? .search : .heldOut
  }
}

extension StoreRole: LosslessStringConvertible {
  /// The role of this name; nil if there is none.
  public init?(_ description: String) { self.init(rawValue: description) }

  /// The role's name.
  public var description: String { rawValue }
}
