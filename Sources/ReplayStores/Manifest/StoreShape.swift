import Replay

/// How much a store holds.
public struct StoreShape: Hashable, Sendable {
  /// How many questions.
  public let questions: Int
  /// Branches a question, fewest to most.
  public let branches: ClosedRange<Int>
  /// Δ, tokens an interval, least to most.
  public let interval: ClosedRange<Int>

  init(questions: Int, branches: ClosedRange<Int>, interval: ClosedRange<Int>) {
    self.questions = questions
    self.branches = branches
    self.interval = interval
  }

  /// The shape of a store.
  ///
  /// - Complexity: O(questions).
  public init(_ store: Store) {
    self.init(
      questions: store.questions.count, branches: Self.range(store.questions.map(\.branches.count)),
      interval: Self.range(store.questions.map(\.interval)))
  }

  /// From the least to the greatest; 0 to 0 for none.
  public static func range(_ values: [Int]) -> ClosedRange<Int> {
    let low = values.min() ?? 0
    return low...max(low, values.max() ?? 0)
  }
}

extension StoreShape: CustomStringConvertible {
  /// The shape in words: `30 questions of 128 branches, Δ 500`.
  public var description: String {
    let questions = Self.words(questions...questions, "question")
    return "\(questions) of \(Self.words(branches, "branch", plural: "branches")), Δ \(Self.words(interval))"
  }

  private static func words(_ range: ClosedRange<Int>, _ noun: String, plural: String? = nil) -> String {
    "\(words(range)) \(range == 1...1 ? noun : plural ?? noun + "s")"
  }

  private static func words(_ range: ClosedRange<Int>) -> String {
    range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
  }
}
