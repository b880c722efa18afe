import Replay

/// Percentile intervals of means over questions, by resampling the questions with replacement.
///
/// The seeds of a question are no new evidence about other questions, so whole questions are drawn. Of several stores,
/// each one's questions are drawn from that store, and the mean is that of the stores' means. The same draws serve all
/// measures of a call, and calls with the same seed: what is compared is paired.
public struct QuestionBootstrap: Hashable, Sendable {
  /// How many resamples are drawn.
  public var resamples: Int
  /// The seed of MT19937, seeded as CPython seeds it.
  public var seed: UInt64
  /// The share of resamples within an interval.
  public var level: Double

  /// A bootstrap; without further words, 10 000 resamples and intervals of 95 %.
  public init(resamples: Int = 10_000, seed: UInt64 = 0, level: Double = 0.95) {
    precondition(resamples > 0 && level > 0 && level < 1, "at least one resample, and a level between 0 and 1")
    self.resamples = resamples
    self.seed = seed
    self.level = level
  }

  /// The interval of each measure's mean; a measure is a value for each store and question, the same questions in all.
  ///
  /// An end is the quantile of the resampled means at (1 ∓ level) / 2, between two of them on the straight line.
  ///
  /// - Complexity: O(resamples · questions · measures).
  public func intervals(of measures: [[[Double]]]) -> [ClosedRange<Double>] {
    guard let shape = measures.first?.map(\.count) else { return [] }
    precondition(measures.allSatisfy { $0.map(\.count) == shape }, "measures of the same questions")
    precondition(!shape.isEmpty && !shape.contains(0), "at least one store, and at least one question in each")
    var means = [[Double]](repeating: [], count: measures.count)
    for index in means.indices { means[index].reserveCapacity(resamples) }
    var twister = MersenneTwister(seed: seed)
    var draws = shape.map { [Int](repeating: 0, count: $0) }
    for _ in 0..<resamples {
      for (store, count) in shape.enumerated() {
        for place in 0..<count { draws[store][place] = twister.next(below: count) }
      }
      for (index, measure) in measures.enumerated() { means[index].append(Self.mean(of: measure, draws)) }
    }
    return means.map { interval(of: $0.sorted()) }
  }

  /// The interval of the mean of one measure: a value for each store and question.
  public func interval(of measure: [[Double]]) -> ClosedRange<Double> { intervals(of: [measure])[0] }

  private static func mean(of measure: [[Double]], _ draws: [[Int]]) -> Double {
    var sum = 0.0
    for store in measure.indices {
      let values = measure[store]
      var own = 0.0
      for question in draws[store] { own += values[question] }
      sum += own / Double(values.count)
    }
    return sum / Double(measure.count)
  }

  private func interval(of sorted: [Double]) -> ClosedRange<Double> {
    quantile((1 - level) / 2, of: sorted)...quantile((1 + level) / 2, of: sorted)
  }

  private func quantile(_ share: Double, of sorted: [Double]) -> Double {
    let place = share * Double(sorted.count - 1)
    let lower = Int(place)
    let upper = min(lower + 1, sorted.count - 1)
    return sorted[lower] + (place - Double(lower)) * (sorted[upper] - sorted[lower])
  }
}

/// An operating point with the intervals of its coordinates over questions.
public struct PointIntervals: Hashable, Sendable {
  /// Of the accuracy, in percent.
  public var accuracy: ClosedRange<Double>
  /// Of mean tokens a run.
  public var tokens: ClosedRange<Double>
  /// Of mean sequential tokens a run.
  public var sequentialTokens: ClosedRange<Double>
}

extension QuestionBootstrap {
  /// The intervals of points, each given by the evaluations of one setting, store by store; the same stores in all.
  public func intervals(ofPoints points: [[Evaluation]]) -> [PointIntervals] {
    let measures = points.flatMap { evaluations in
      [
        evaluations.map(\.accuracyByQuestion), evaluations.map { $0.tokensByQuestion() },
        evaluations.map { $0.tokensByQuestion(.sequential) },
      ]
    }
    let intervals = intervals(of: measures)
    return points.indices.map { index in
      PointIntervals(
        accuracy: intervals[3 * index], tokens: intervals[3 * index + 1], sequentialTokens: intervals[3 * index + 2])
    }
  }
}
