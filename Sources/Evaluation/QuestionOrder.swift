import Replay

/// What a list of questions can be sorted by.
public enum QuestionColumn: String, CaseIterable, Hashable, Sendable, Codable {
  /// The number of the question in its store.
  case number
  /// The share of right runs.
  case accuracy
  /// Mean tokens a run.
  case tokens
  /// Mean sequential tokens a run.
  case sequential
  /// How many different answers were returned.
  case answers
  /// The share of the answer that most runs returned.
  case majority
  /// The reference answer: whole numbers by their value, before other answers by their text.
  case gold
  /// The share of the strongest wrong answer.
  case wrong

  /// Whether it tells something of the reference answer.
  public var needsGold: Bool { [.accuracy, .gold, .wrong].contains(self) }

  /// Whether its list begins with the highest: figures do, numbers and texts do not.
  public var beginsWithHighest: Bool { self != .number && self != .gold }
}

/// The order of a list of questions; of equals the one with the lower number comes first.
public struct QuestionOrder: Hashable, Sendable, Codable {
  /// What it goes by.
  public var column: QuestionColumn
  /// Whether the highest comes first.
  public var isDescending: Bool

  /// An order by a column, in the direction that is usual for it, or reversed.
  public init(_ column: QuestionColumn = .number, isReversed: Bool = false) {
    self.column = column
    isDescending = column.beginsWithHighest != isReversed
  }

  /// The figures of a store's questions in this order.
  ///
  /// - Complexity: O(n log n).
  public func sorted(_ figures: [QuestionFigures], of store: Store) -> [QuestionFigures] {
    switch column {
    case .number: sorted(figures) { $0.question }
    case .accuracy: sorted(figures) { $0.correct }
    case .tokens: sorted(figures) { $0.totalTokens }
    case .sequential: sorted(figures) { $0.totalSequentialTokens }
    case .answers: sorted(figures) { $0.distinctAnswers }
    case .majority: sorted(figures) { $0.majority?.runs ?? 0 }
    case .gold:
      sorted(figures) {
        let question = store.questions[$0.question]
        return AnswerText(question.text(of: question.gold))
      }
    case .wrong: sorted(figures) { $0.strongestWrong?.runs ?? 0 }
    }
  }

  private func sorted(_ figures: [QuestionFigures], by key: (QuestionFigures) -> some Comparable) -> [QuestionFigures] {
    figures.map { (figures: $0, key: key($0)) }.sorted { left, right in
      if left.key == right.key { return left.figures.question < right.figures.question }
      return isDescending ? left.key > right.key : left.key < right.key
    }.map(\.figures)
  }
}

/// An answer as it is sorted: whole numbers by their value, before all others by their text.
private struct AnswerText: Comparable {
  private let number: Int
  private let text: String

  init(_ text: String) {
    number = Int(text) ?? .max
    self.text = text
  }

  static func < (one: AnswerText, other: AnswerText) -> Bool { (one.number, one.text) < (other.number, other.text) }
}

/// Which questions of a list are shown: those in which some words occur, whatever their case.
public struct QuestionFilter: Sendable {
  private let words: String

  /// A filter by words; empty ones keep every question.
  public init(_ words: String) { self.words = words.lowercased() }

  /// Whether it keeps a question: one with this number, or with the words in its text, in an answer that a run returned
  /// or, where it is shown, in the reference answer.
  public func keeps(_ index: Int, of store: Store, _ figures: QuestionFigures?, showsGold: Bool) -> Bool {
    if words.isEmpty || words == "\(index + 1)" { return true }
    let question = store.questions[index]
    let answers = (figures?.answers.compactMap(\.answer) ?? []) + (showsGold ? [question.gold] : [])
    return occurs(in: question.text) || answers.contains { occurs(in: question.text(of: $0)) }
  }

  private func occurs(in text: String) -> Bool { text.lowercased().contains(words) }
}
