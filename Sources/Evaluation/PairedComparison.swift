import Replay

/// Two settings on the same questions and seeds: how much the first is ahead of the second, and how sure that is.
public struct PairedComparison: Sendable {
  /// What the data say of a difference.
  public enum Verdict: String, Hashable, Sendable, Codable {
    /// The first has more.
    case higher
    /// The first has less.
    case lower
    /// The interval holds 0.
    case indistinguishable
  }

  /// A difference of means, the first less the second.
  public struct Difference: Hashable, Sendable {
    /// The difference.
    public var value: Double
    /// Its interval over resampled questions.
    public var interval: ClosedRange<Double>

    /// A difference with its interval.
    public init(value: Double, interval: ClosedRange<Double>) {
      self.value = value
      self.interval = interval
    }

    /// What the data say.
    public var verdict: Verdict {
      interval.contains(0) ? .indistinguishable : interval.lowerBound > 0 ? .higher : .lower
    }
  }

  /// How both settings fare on one question.
  public struct QuestionOutcome: Hashable, Sendable {
    /// The store, by its index.
    public var store: Int
    /// The question, by its index.
    public var question: Int
    /// Right runs of the first setting.
    public var firstCorrect: Int
    /// Right runs of the second setting.
    public var secondCorrect: Int
    /// Mean tokens a run of the first less those of the second.
    public var tokenDifference: Double
  }

  /// The first setting.
  public let first: ControllerSetting
  /// The second setting.
  public let second: ControllerSetting
  /// In accuracy, percentage points.
  public let accuracy: Difference
  /// In mean tokens a run.
  public let tokens: Difference
  /// In mean sequential tokens a run.
  public let sequentialTokens: Difference
  /// All questions, store by store.
  public let questions: [QuestionOutcome]

  /// Compares two settings by their evaluations on the same stores and seeds, store by store; each store weighs the same.
  public init(_ first: [Evaluation], _ second: [Evaluation], bootstrap: QuestionBootstrap = QuestionBootstrap()) {
    precondition(!first.isEmpty && first.count == second.count, "two settings on the same stores")
    for (left, right) in zip(first, second) {
      precondition(
        left.seeds == right.seeds && left.runCount == right.runCount && left.seeds.count == first[0].seeds.count,
        "the same questions and seeds")
    }
    self.first = first[0].setting
    self.second = second[0].setting
    // Right runs are whole numbers, whose differences cancel out to exactly 0; percent they become at the end.
    let measures = [
      Self.differences(first, second) { $0.correctCounts.map(Double.init) },
      Self.differences(first, second) { $0.tokensByQuestion() },
      Self.differences(first, second) { $0.tokensByQuestion(.sequential) },
    ]
    let intervals = bootstrap.intervals(of: measures)
    let percent = 100 / Double(first[0].seeds.count)
    let (ours, theirs) = (OperatingPoint(first), OperatingPoint(second))
    accuracy = Difference(
      value: ours.accuracy - theirs.accuracy,
      interval: percent * intervals[0].lowerBound...percent * intervals[0].upperBound)
    tokens = Difference(value: ours.tokens - theirs.tokens, interval: intervals[1])
    sequentialTokens = Difference(
      value: ours.sequentialTokens - theirs.sequentialTokens, interval: intervals[2])
    questions = zip(first, second).enumerated().flatMap { store, pair in
      pair.0.store.questions.indices.map { question in
        QuestionOutcome(
          store: store, question: question, firstCorrect: pair.0.correctCounts[question],
          secondCorrect: pair.1.correctCounts[question], tokenDifference: measures[1][store][question])
      }
    }
  }

  /// How many questions the first setting answers right under more seeds.
  public var won: Int { questions.count { $0.firstCorrect > $0.secondCorrect } }
  /// How many it answers right under fewer.
  public var lost: Int { questions.count { $0.firstCorrect < $0.secondCorrect } }
  /// How many it answers right under as many.
  public var tied: Int { questions.count { $0.firstCorrect == $0.secondCorrect } }

  private static func differences(
    _ first: [Evaluation], _ second: [Evaluation], _ values: (Evaluation) -> [Double]
  ) -> [[Double]] {
    zip(first, second).map { left, right in zip(values(left), values(right)).map { $0 - $1 } }
  }
}
