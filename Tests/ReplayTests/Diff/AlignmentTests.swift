import Glibc
import Replay
import Testing

/// The alignment of two sequences of keys against what it must be by definition.
@Suite struct AlignmentTests {
  typealias Steps = [(key: Int, round: Int)]

  /// Random keys over random rounds, some of which one side lacks.
  private static func steps(_ random: inout SplitMix, length: Int, keys: Int, rounds: Int) -> Steps {
    let places = (0..<length).map { _ in Int.random(in: -1..<rounds, using: &random) }.sorted()
    return places.map { (key: Int.random(in: 0..<keys, using: &random), round: $0) }
  }

  /// What is wrong with an alignment of two sequences.
  private static func faults(_ alignment: Alignment, _ left: Steps, _ right: Steps) -> [String] {
    var faults: [String] = []
    func expect(_ holds: Bool, _ fault: String) { if !holds { faults.append(fault) } }
    expect(alignment.rows.compactMap(\.left) == Array(left.indices), "not every left step once, in order")
    expect(alignment.rows.compactMap(\.right) == Array(right.indices), "not every right step once, in order")
    for row in alignment.rows {
      if let one = row.left, let two = row.right {
        expect(left[one].key == right[two].key && left[one].round == right[two].round, "unlike steps are matched")
        expect(row.isEqual, "a match is not equal")
      } else {
        expect(row.left != nil || row.right != nil, "an empty row")
        expect(!row.isEqual, "a gap is equal")
      }
    }
    let rounds = alignment.rows.map { row in row.left.map { left[$0].round } ?? right[row.right ?? 0].round }
    expect(zip(rounds, rounds.dropFirst()).allSatisfy { $0 <= $1 }, "rounds go back")
    expect(alignment.stretches.map(\.rows).reduce([]) { $0 + Array($1) } == Array(alignment.rows.indices), "stretches")
    expect(zip(alignment.stretches, alignment.stretches.dropFirst()).allSatisfy { $0.isEqual != $1.isEqual }, "turns")
    return faults
  }

  /// The length of a longest common subsequence, by the table that textbooks have.
  private static func common(_ left: [Int], _ right: [Int]) -> Int {
    var row = Array(repeating: 0, count: right.count + 1)
    for one in left {
      var corner = 0
      for (index, two) in right.enumerated() {
        let above = row[index + 1]
        row[index + 1] = one == two ? corner + 1 : max(above, row[index])
        corner = above
      }
    }
    return row.last ?? 0
  }

  @Test func randomSequencesAreAlignedMinimally() {
    var random = SplitMix(1)
    for trial in 0..<600 {
      let rounds = [1, 2, 5][trial % 3]
      let keys = Int.random(in: 1...[3, 8, 40][trial / 3 % 3], using: &random)
      let left = Self.steps(&random, length: Int.random(in: 0...60, using: &random), keys: keys, rounds: rounds)
      let right = Self.steps(&random, length: Int.random(in: 0...60, using: &random), keys: keys, rounds: rounds)
      let alignment = Alignment(left, right)
      #expect(Self.faults(alignment, left, right) == [], "trial \(trial)")
      let best = (-1..<rounds).reduce(0) { sum, round in
        let sides = [left, right].map { side in side.filter { $0.round == round }.map(\.key) }
        return sum + Self.common(sides[0], sides[1])
      }
      #expect(alignment.rows.count(where: \.isEqual) == best, "trial \(trial)")
    }
  }

  /// Long sequences with little in common leave Myers' path for the counted one.
  @Test(arguments: [2, 3, 7, 30, 400])
  func longShuffledSequencesAreAlignedMinimally(keys: Int) {
    var random = SplitMix(UInt64(keys))
    let left = Self.steps(&random, length: 400, keys: keys, rounds: 0)
    let right = Self.steps(&random, length: 397, keys: keys, rounds: 0)
    let alignment = Alignment(left, right)
    #expect(Self.faults(alignment, left, right) == [])
    #expect(alignment.rows.count(where: \.isEqual) == Self.common(left.map(\.key), right.map(\.key)))
  }

  @Test func aRoundOfOneSideOnlyIsAGap() {
    let left: Steps = [(1, -1), (2, 0), (2, 2)]
    let right: Steps = [(1, -1), (2, 1), (2, 2)]
    let rows = Alignment(left, right).rows
    #expect(rows.map(\.left) == [0, 1, nil, 2])
    #expect(rows.map(\.right) == [0, nil, 1, 2])
  }

  /// A hostile trace's rounds may go back; they count as the one before.
  @Test func roundsThatGoBack() {
    let left: Steps = [(1, 3), (2, 0), (3, 4)]
    let alignment = Alignment(left, left)
    #expect(alignment.isEqual)
    #expect(alignment.rows.count == 3)
  }

  @Test func nothingOnOneSideOrBoth() {
    let steps: Steps = [(1, 0), (2, 0)]
    #expect(Alignment([] as Steps, []).rows.isEmpty)
    #expect(Alignment([] as Steps, []).isEqual)
    #expect(Alignment(steps, []).rows.map(\.left) == [0, 1])
    #expect(Alignment([], steps).rows.map(\.right) == [0, 1])
    #expect(Alignment([] as Steps, []).nextDivergence(after: -1) == nil)
  }

  @Test func waysAmongDivergences() {
    let left: Steps = [1, 2, 3, 4, 5, 6].map { ($0, 0) }
    let right: Steps = [1, 9, 3, 4, 8, 8, 6].map { ($0, 0) }
    let alignment = Alignment(left, right)
    // 1, then 2 | 9, then 3 4, then 5 | 8 8, then 6.
    #expect(alignment.stretches.map(\.rows) == [0..<1, 1..<3, 3..<5, 5..<8, 8..<9])
    #expect(alignment.stretches.map(\.left) == [0..<1, 1..<2, 2..<4, 4..<5, 5..<6])
    #expect(alignment.stretches.map(\.right) == [0..<1, 1..<2, 2..<4, 4..<6, 6..<7])
    #expect(alignment.divergenceCount == 2)
    #expect(alignment.firstDivergence == 1)
    #expect((-1...8).map { alignment.nextDivergence(after: $0) } == [1, 1, 5, 5, 5, 5, nil, nil, nil, nil])
    #expect((0...9).map { alignment.previousDivergence(before: $0) } == [nil, nil, 1, 1, 1, 1, 5, 5, 5, 5])
    #expect((0...8).map { alignment.nextReconvergence(after: $0) } == [3, 3, 3, 8, 8, 8, 8, 8, nil])
    #expect((0...8).map { alignment.stretch(at: $0) } == [0, 1, 1, 2, 2, 3, 3, 3, 4])
    #expect(left.indices.map { alignment.row(left: $0) } == [0, 1, 3, 4, 5, 8])
    #expect(right.indices.map { alignment.row(right: $0) } == [0, 2, 3, 4, 6, 7, 8])
    #expect(alignment.steps(through: -1) == (0, 0))
    #expect(alignment.steps(through: 2) == (2, 2))
    #expect(alignment.steps(through: 8) == (6, 7))
  }

  @Test func aDivergenceAtTheEndHasNoReconvergence() {
    let alignment = Alignment([(1, 0), (2, 0)] as Steps, [(1, 0), (3, 0)])
    #expect(alignment.nextReconvergence(after: 0) == nil)
    #expect(alignment.nextReconvergence(after: 2) == nil)
  }
}

/// What an alignment takes: bounds that hold for the worst sequences, and the time where it is asked for.
@Suite struct AlignmentCostTests {
  static let length = 5_000

  /// One round on each side: permutations and draws from few and many keys.
  static func sequences(_ kind: Int) -> ([Int32], [Int32]) {
    var random = SplitMix(UInt64(kind) + 9)
    guard kind > 0 else {
      let all = Array(0..<Int32(length))
      return (all.shuffled(using: &random), all.shuffled(using: &random))
    }
    func draw() -> [Int32] { (0..<length).map { _ in Int32.random(in: 0..<Int32(kind), using: &random) } }
    return (draw(), draw())
  }

  static let kinds = [0, 2, 4, 10, 30, 100, 300, 1_000, 5_000]

  /// Steps of inner loops: far below N · M = 25 million; memory: a few times N + M.
  @Test(arguments: kinds)
  func noSequencesTakeQuadraticTimeOrMemory(kind: Int) {
    let (left, right) = Self.sequences(kind)
    let script = EditScript(left, right, keyCount: Self.length)
    let (product, sum) = (left.count * right.count, left.count + right.count)
    #expect(script.effort < product / 8 + 32 * sum, "\(script.effort)")
    #expect(script.memory < 8 * sum, "\(script.memory)")
  }

  @Test func fewDifferencesTakeLittle() {
    let left = Array(0..<Int32(Self.length))
    var right = left
    for place in stride(from: 100, to: 4_900, by: 400) { right[place] = 0 }
    let script = EditScript(left, right, keyCount: Self.length)
    #expect(script.matches.count == Self.length - 12)
    #expect(script.effort < 60 * Self.length)
  }

  /// Two runs of 5 000 actions in one round, best of ten; asked are 50 ms.
  @Test(
    .enabled(if: getenv("AUTOTTS_BENCHMARK") != nil, "time is measured only where AUTOTTS_BENCHMARK is set"),
    arguments: kinds)
  func benchmark(kind: Int) {
    let (left, right) = Self.sequences(kind)
    let sides = [left, right].map { side in side.map { (key: $0, round: 0) } }
    var best = Duration.seconds(9)
    var equal = 0
    for _ in 0..<10 {
      let start = ContinuousClock.now
      equal = Alignment(sides[0], sides[1]).rows.count(where: \.isEqual)
      best = min(best, .now - start)
    }
    print("diff: 5 000 actions a side, \(kind == 0 ? "a permutation" : "\(kind) keys"): \(best), \(equal) equal")
  }
}
