/// A problem that a synthetic store asks: its text, its answer, and how hard the modelled reasoner finds it.
public struct SynthesisQuestion: Hashable, Sendable, Codable {
  /// A short name in lower case, unique within its bank; tests find the computation that checks the answer by it.
  public let name: String
  /// From 1, which even a small model mostly solves, to 10, which a large one mostly fails.
  public let difficulty: Int
  /// The right answer.
  public let answer: Int
  /// The problem as a store holds it, with LaTeX between dollar signs.
  public let text: String

  /// A problem with its answer.
  public init(name: String, difficulty: Int, answer: Int, text: String) {
    self.name = name
    self.difficulty = difficulty
    self.answer = answer
    self.text = text
  }

  /// Checks that a store can be made of it.
  ///
  /// - Throws: ``SynthesisError`` for a difficulty outside 1 to 10, or an answer of more than nine digits.
  public func validate() throws(SynthesisError) {
    try SynthesisError.check("difficulty of \(name)", difficulty, 1...10)
    try SynthesisError.check("answer of \(name)", answer, -999_999_999...999_999_999)
  }
}

/// The benchmarks of the bundled stores, each of 30 problems written for them.
///
/// The raw value is the benchmark's name in a store's path.
public enum QuestionBank: String, CaseIterable, Sendable, Codable {
  /// The set on which controllers are searched for.
  case search
  /// The set on which they are only measured.
  case heldOut = "held-out"

  /// The problems in the order of the store.
  public var questions: [SynthesisQuestion] {
    switch self {
    case .search: Self.searchQuestions
    case .heldOut: Self.heldOutQuestions
    }
  }
}
