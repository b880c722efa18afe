import Evaluation
import Replay
import Testing

/// Intervals by resampling questions.
@Suite struct QuestionBootstrapTests {
  /// What `random.Random(seed).randrange(bound)` gives in CPython.
  @Test(
    arguments: [
      (30, UInt64(0), [27, 12, 24, 28, 13, 1, 8, 16]), (30, 1, [4, 18, 27, 25, 24, 2, 8, 3]),
      (7, 2026, [0, 2, 4, 4, 5, 6, 0, 1]), (1, 3, [0, 0, 0, 0, 0, 0, 0, 0]),
      (1_000_003, (1 << 40) + 5, [528_881, 542_031, 281_652, 696_042, 970_757, 28_760, 556_751, 795_283]),
    ] as [(Int, UInt64, [Int])])
  func drawsAreThoseOfCPython(bound: Int, seed: UInt64, expected: [Int]) {
    var twister = MersenneTwister(seed: seed)
    #expect(expected.map { _ in twister.next(below: bound) } == expected)
  }

  private static let measure: [[Double]] = [
    (0..<30).map { Double($0 * $0 % 17) }, (0..<11).map { Double($0 * 7 % 5) },
  ]

  @Test func aSeedGivesOneInterval() {
    let bootstrap = QuestionBootstrap(resamples: 500, seed: 3)
    let interval = bootstrap.interval(of: Self.measure)
    #expect(bootstrap.interval(of: Self.measure) == interval)
    #expect(QuestionBootstrap(resamples: 500, seed: 4).interval(of: Self.measure) != interval)
    // The draws of a measure do not depend on what else is measured.
    let other = Self.measure.map { $0.map { 1 - $0 } }
    #expect(bootstrap.intervals(of: [other, Self.measure, other])[1] == interval)
  }

  /// The means of resamples made the plain way, from the draws in the documented order.
  @Test func anIntervalIsThatOfThePlainCalculation() {
    var twister = MersenneTwister(seed: 9)
    var means: [Double] = []
    for _ in 0..<101 {
      let drawn = Self.measure.map { own in own.map { _ in own[twister.next(below: own.count)] } }
      means.append(drawn.reduce(0) { $0 + $1.reduce(0, +) / Double($1.count) } / 2)
    }
    means.sort()
    // Of 101 means the quantile at 0.1 is the eleventh, that at 0.9 the ninety-first.
    let interval = QuestionBootstrap(resamples: 101, seed: 9, level: 0.8).interval(of: Self.measure)
    #expect(abs(interval.lowerBound - means[10]) < 1e-12)
    #expect(abs(interval.upperBound - means[90]) < 1e-12)
  }

  @Test func equalQuestionsLeaveNoDoubt() {
    let equal = [[Double](repeating: 7, count: 30), [Double](repeating: 7, count: 4)]
    #expect(QuestionBootstrap(resamples: 200).interval(of: equal) == 7...7)
    #expect(QuestionBootstrap(resamples: 200).interval(of: [[12.5]]) == 12.5...12.5)
    #expect(QuestionBootstrap(resamples: 1).intervals(of: []).isEmpty)
  }

  /// A higher level gives an interval that holds the lower one's.
  @Test func levelsAreNested() {
    let intervals = [0.1, 0.5, 0.8, 0.95, 0.999].map {
      QuestionBootstrap(resamples: 2_000, level: $0).interval(of: Self.measure)
    }
    for (narrow, wide) in zip(intervals, intervals.dropFirst()) {
      #expect(wide.lowerBound < narrow.lowerBound && narrow.upperBound < wide.upperBound)
    }
    let mean = Self.measure.reduce(0) { $0 + $1.reduce(0, +) / Double($1.count) } / 2
    #expect(intervals.allSatisfy { $0.contains(mean) })
  }

  /// Every store weighs the same, however many questions it has.
  @Test func storesWeighTheSame() {
    let apart = [[Double](repeating: 0, count: 30), [Double](repeating: 100, count: 2)]
    #expect(QuestionBootstrap(resamples: 50).interval(of: apart) == 50...50)
  }

  @Test func pointsHaveTheIntervalsOfTheirMeasures() async throws {
    let stores = [store(questions: 5), store(questions: 3, branches: 9)]
    let result = try await sweep(["sc:max_samples=3", "asc"], on: stores, seeds: [0, 1, 2]).run(threads: 2)
    let bootstrap = QuestionBootstrap(resamples: 300)
    let points = (0..<2).map { result.evaluations(ofSetting: $0) }
    for (point, intervals) in zip(points, bootstrap.intervals(ofPoints: points)) {
      #expect(intervals.accuracy == bootstrap.interval(of: point.map(\.accuracyByQuestion)))
      #expect(intervals.tokens == bootstrap.interval(of: point.map { $0.tokensByQuestion() }))
      #expect(intervals.sequentialTokens == bootstrap.interval(of: point.map { $0.tokensByQuestion(.sequential) }))
      #expect(intervals.accuracy.contains(OperatingPoint(point).accuracy))
    }
  }
}
