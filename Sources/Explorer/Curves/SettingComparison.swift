import Evaluation
import Replay

/// Two settings on the same questions and seeds, with the run that tells most of their difference.
public struct SettingComparison: Sendable {
  /// A run under both settings.
  public struct Case: Hashable, Sendable {
    /// The store's name.
    public var store: String
    /// The question, from 0.
    public var question: Int
    /// The seed.
    public var seed: UInt64
    /// Whether the first setting's run is right.
    public var isFirstRight: Bool
    /// Whether the second one's is.
    public var isSecondRight: Bool
  }

  /// Where both lie.
  public let first, second: OperatingPoint
  /// The differences with their intervals, and the questions won and lost.
  public let paired: PairedComparison
  /// On the question on which the settings differ in most runs, the first seed under which one of them is right and the
  /// other is not; the question with the most different tokens where answers never differ so.
  public let telling: Case

  /// The comparison of a sweep's two settings.
  init(_ result: SweepResult) {
    let (left, right) = (result.evaluations(ofSetting: 0), result.evaluations(ofSetting: 1))
    first = OperatingPoint(left)
    second = OperatingPoint(right)
    paired = PairedComparison(left, right)
    let distance = { (outcome: PairedComparison.QuestionOutcome) in
      (abs(outcome.firstCorrect - outcome.secondCorrect), abs(outcome.tokenDifference))
    }
    let outcome = paired.questions.max { distance($0) < distance($1) }
    telling = Self.telling(left, right, store: outcome?.store ?? 0, question: outcome?.question ?? 0)
  }

  private static func telling(_ left: [Evaluation], _ right: [Evaluation], store: Int, question: Int) -> Case {
    let (ours, theirs) = (left[store], right[store])
    let isAhead = ours.correctCounts[question] >= theirs.correctCounts[question]
    let places = ours.seeds.indices.map { ours.run(question: question, seed: $0) }
    let place =
      places.firstIndex { ours.isCorrect($0) == isAhead && theirs.isCorrect($0) != isAhead }
      ?? places.indices.max { difference(places[$0]) < difference(places[$1]) } ?? 0
    func difference(_ run: Int) -> Int { abs(ours.tokens[run] - theirs.tokens[run]) }
    return Case(
      store: ours.store.name, question: question, seed: ours.seeds[place], isFirstRight: ours.isCorrect(places[place]),
      isSecondRight: theirs.isCorrect(places[place]))
  }
}
