/// Two sequences of steps side by side: which step stands beside which, where they part, and where they meet again.
public struct Alignment: Hashable, Sendable {
  /// A line of the two columns.
  public struct Row: Hashable, Sendable {
    /// The step on the left, from 0; nil for a gap.
    public var left: Int?
    /// The step on the right, from 0; nil for a gap.
    public var right: Int?
    /// Whether the two steps are the same; a row with a gap never is.
    public var isEqual: Bool
  }

  /// Neighbouring rows that are all equal or all not.
  public struct Stretch: Hashable, Sendable {
    /// The rows.
    public var rows: Range<Int>
    /// The steps on the left.
    public var left: Range<Int>
    /// The steps on the right.
    public var right: Range<Int>
    /// Whether it is an equal stretch; else it is a divergence.
    public var isEqual: Bool
  }

  /// The rows in order; each step of both sides stands in one of them.
  public let rows: [Row]
  /// The stretches in order, equal ones and divergences by turns.
  public let stretches: [Stretch]
  /// The row of each step on the left.
  private let leftRows: [Int32]
  /// The row of each step on the right.
  private let rightRows: [Int32]
  /// The divergences among ``stretches``.
  private let divergences: [Int]

  /// The rows as given.
  init(rows: [Row]) {
    self.rows = rows
    var stretches: [Stretch] = []
    var (leftRows, rightRows): ([Int32], [Int32]) = ([], [])
    for (index, row) in rows.enumerated() {
      if stretches.last?.isEqual != row.isEqual {
        stretches.append(
          Stretch(
            rows: index..<index, left: leftRows.count..<leftRows.count, right: rightRows.count..<rightRows.count,
            isEqual: row.isEqual))
      }
      if row.left != nil { leftRows.append(Int32(index)) }
      if row.right != nil { rightRows.append(Int32(index)) }
      let last = stretches.count - 1
      stretches[last].rows = stretches[last].rows.lowerBound..<(index + 1)
      stretches[last].left = stretches[last].left.lowerBound..<leftRows.count
      stretches[last].right = stretches[last].right.lowerBound..<rightRows.count
    }
    self.stretches = stretches
    self.leftRows = leftRows
    self.rightRows = rightRows
    divergences = stretches.indices.filter { !stretches[$0].isEqual }
  }

  /// Aligns two sequences by their keys: within a round by a minimal edit script, and never across rounds.
  ///
  /// - Parameters:
  ///   - left: The key and the round of each step; a round that goes back counts as the one before it.
  ///   - right: The same.
  ///   - isEqual: Whether two steps of one key are the same throughout.
  /// - Complexity: O(steps · differences) time, and no more than O(steps of a round squared / 64); O(steps) memory.
  package init<Key: Hashable>(
    _ left: [(key: Key, round: Int)], _ right: [(key: Key, round: Int)],
    isEqual: (Int, Int) -> Bool = { _, _ in true }
  ) {
    var builder = AlignmentBuilder(left, right)
    builder.align()
    let rows = builder.pairs.map { left, right in
      Row(left: left, right: right, isEqual: left.flatMap { left in right.map { isEqual(left, $0) } } ?? false)
    }
    self.init(rows: rows)
  }
}

extension Alignment {
  /// Whether every row is equal.
  public var isEqual: Bool { divergences.isEmpty }

  /// How many divergences there are.
  public var divergenceCount: Int { divergences.count }

  /// The first row that is not equal; nil if there is none.
  public var firstDivergence: Int? { divergences.first.map { stretches[$0].rows.lowerBound } }

  /// The row of a step on the left.
  public func row(left step: Int) -> Int { Int(leftRows[step]) }

  /// The row of a step on the right.
  public func row(right step: Int) -> Int { Int(rightRows[step]) }

  /// The index in ``stretches`` of the one that a row belongs to.
  ///
  /// - Complexity: O(log stretches).
  public func stretch(at row: Int) -> Int { stretches.partitioningIndex { $0.rows.upperBound > row } }

  /// The first row of the next divergence behind a row's own; −1 stands before all rows.
  ///
  /// - Complexity: O(log stretches).
  public func nextDivergence(after row: Int) -> Int? {
    let place = divergences.partitioningIndex { stretches[$0].rows.lowerBound > row }
    return place < divergences.count ? stretches[divergences[place]].rows.lowerBound : nil
  }

  /// The first row of the divergence that begins last before a row.
  ///
  /// - Complexity: O(log stretches).
  public func previousDivergence(before row: Int) -> Int? {
    let place = divergences.partitioningIndex { stretches[$0].rows.lowerBound >= row }
    return place > 0 ? stretches[divergences[place - 1]].rows.lowerBound : nil
  }

  /// The first row behind a row from which on both sides go the same way again.
  ///
  /// - Complexity: O(log stretches).
  public func nextReconvergence(after row: Int) -> Int? {
    let place = divergences.partitioningIndex { stretches[$0].rows.upperBound > row }
    guard place < divergences.count else { return nil }
    let end = stretches[divergences[place]].rows.upperBound
    return end < rows.count ? end : nil
  }

  /// The steps taken on both sides once a row has been, as counts.
  public func steps(through row: Int) -> (left: Int, right: Int) {
    guard rows.indices.contains(row) else { return row < 0 ? (0, 0) : (leftRows.count, rightRows.count) }
    return (
      leftRows.partitioningIndex { $0 > Int32(row) }, rightRows.partitioningIndex { $0 > Int32(row) }
    )
  }
}

/// Puts the rows of an alignment together, round by round.
private struct AlignmentBuilder {
  /// The rows: a step on the left, on the right, or both.
  private(set) var pairs: [(left: Int?, right: Int?)] = []
  private var keyCount = 0
  private var left: [Int32] = []
  private var right: [Int32] = []
  private let leftRounds: [(round: Int, steps: Range<Int>)]
  private let rightRounds: [(round: Int, steps: Range<Int>)]
  /// For each key, twice the number of the last round on the left that has it, and 1 more where the right has it too.
  private var met: [Int] = []

  init<Key: Hashable>(_ left: [(key: Key, round: Int)], _ right: [(key: Key, round: Int)]) {
    var numbers: [Key: Int32] = [:]
    func intern(_ steps: [(key: Key, round: Int)]) -> [Int32] {
      steps.map { step in
        if let number = numbers[step.key] { return number }
        let number = Int32(numbers.count)
        numbers[step.key] = number
        return number
      }
    }
    self.left = intern(left)
    self.right = intern(right)
    keyCount = numbers.count
    leftRounds = Self.rounds(left.map(\.round))
    rightRounds = Self.rounds(right.map(\.round))
    pairs.reserveCapacity(left.count + right.count)
  }

  /// The steps of each round, the rounds ascending.
  private static func rounds(_ rounds: [Int]) -> [(round: Int, steps: Range<Int>)] {
    var groups: [(round: Int, steps: Range<Int>)] = []
    for (step, round) in rounds.enumerated() {
      if let last = groups.last, round <= last.round {
        groups[groups.count - 1].steps = last.steps.lowerBound..<(step + 1)
      } else {
        groups.append((round, step..<(step + 1)))
      }
    }
    return groups
  }

  mutating func align() {
    met = Array(repeating: -1, count: keyCount)
    var (l, r) = (0, 0)
    while l < leftRounds.count || r < rightRounds.count {
      let leftRound = l < leftRounds.count ? leftRounds[l].round : .max
      let rightRound = r < rightRounds.count ? rightRounds[r].round : .max
      let lefts = leftRound <= rightRound && l < leftRounds.count ? leftRounds[l].steps : nil
      let rights = rightRound <= leftRound && r < rightRounds.count ? rightRounds[r].steps : nil
      if let lefts, let rights {
        align(lefts, rights, round: l + r)
      } else {
        pairs += (lefts ?? 0..<0).map { ($0, nil) }
        pairs += (rights ?? 0..<0).map { (nil, $0) }
      }
      l += lefts == nil ? 0 : 1
      r += rights == nil ? 0 : 1
    }
  }

  /// Aligns the steps of one round; those whose key the other side does not have are set aside before.
  private mutating func align(_ lefts: Range<Int>, _ rights: Range<Int>, round: Int) {
    for step in lefts { met[Int(left[step])] = 2 * round }
    for step in rights where met[Int(right[step])] == 2 * round { met[Int(right[step])] = 2 * round + 1 }
    let ownLefts = lefts.filter { met[Int(left[$0])] == 2 * round + 1 }
    let ownRights = rights.filter { met[Int(right[$0])] == 2 * round + 1 }
    var compact: [Int32: Int32] = [:]
    func compacted(_ key: Int32) -> Int32 {
      if let known = compact[key] { return known }
      let next = Int32(compact.count)
      compact[key] = next
      return next
    }
    let leftKeys = ownLefts.map { compacted(left[$0]) }
    let rightKeys = ownRights.map { compacted(right[$0]) }
    let script = EditScript(leftKeys, rightKeys, keyCount: compact.count)
    var (l, r) = (lefts.lowerBound, rights.lowerBound)
    func addGaps(_ left: Int, _ right: Int) {
      pairs += (l..<left).map { ($0, nil) }
      pairs += (r..<right).map { (nil, $0) }
    }
    for match in script.matches {
      let (left, right) = (ownLefts[match.left], ownRights[match.right])
      addGaps(left, right)
      pairs.append((left, right))
      (l, r) = (left + 1, right + 1)
    }
    addGaps(lefts.upperBound, rights.upperBound)
  }
}
