/// What full reads have cost.
@frozen @usableFromInline struct ReadCosts {
  @usableFromInline var count = 0
  @usableFromInline var tokens = 0
  @usableFromInline var advances = 0
  /// The tokens of the most expensive one, as far as ``isMeasured``.
  @usableFromInline var longest = 0
  /// Whether `longest` is looked after; reads one at a time leave it to whoever asks.
  @usableFromInline var isMeasured = true

  @inlinable init() {}

  /// The larger of two numbers, neither far from 0. A mask instead of a condition, which the compiler may make a branch of:
  /// which of two branches is the longer one cannot be predicted.
  @inlinable @inline(__always) static func larger(_ one: Int, _ other: Int) -> Int {
    one &+ ((other &- one) & ((one &- other) >> 63))
  }

  /// Adds one read.
  @inlinable @inline(__always) mutating func add(_ record: UnsafePointer<BranchRecord>) {
    count &+= 1
    tokens &+= record.pointee.tokens
    advances &+= Int(record.pointee.advances)
    longest = max(longest, record.pointee.tokens)
  }

  /// Adds several reads, but for the longest of them.
  @inlinable @inline(__always) mutating func add(_ count: Int, _ sum: ReadCost) {
    self.count &+= count
    tokens &+= sum.tokens
    advances &+= sum.advances
  }
}

/// Why full reads one at a time came to their end.
@frozen public enum ReadsEnd: Hashable, Sendable {
  /// The controller has seen enough.
  case enough
  /// As many branches as wanted were read.
  case allRead
  /// No branch was left, or the budget did not admit the next one.
  case refused
}

extension Episode {
  /// A full read: opens the next branch and follows it to its end, looking only at its final answer. It costs T.
  ///
  /// - Returns: the final answer; nil when no branch is left or the budget does not admit it.
  /// - Complexity: O(1).
  @inlinable @inline(__always)
  public mutating func read(_ rule: Rule, part: Int = 0, of parts: Int = 0) -> Answer? {
    guard openings < limit else {
      if hasEnded { refuse(.ended) }
      return nil
    }
    let record = records + Int(order[openings])
    if !isQuick {
      let tokens = record.pointee.tokens
      guard admits(tokens) else { return nil }
      spent &+= tokens
    }
    openings &+= 1
    reads.add(record)
    if isRecording { recordRead(Reason(rule, part: part, of: parts)) }
    return Answer(id: record.pointee.final)
  }

  /// Full reads of up to `count` branches, whose final answers are counted in the ballot, in order.
  ///
  /// - Returns: how many branches were read; fewer than `count` when no branch is left or the budget does not admit the
  ///   next one.
  /// - Complexity: O(`count`).
  @inlinable @inline(__always)
  public mutating func readIntoBallot(_ count: Int, _ rule: Rule) -> Int {
    isQuick ? readQuickly(count) : readWithCare(count, rule)
  }

  @usableFromInline @inline(never) mutating func readWithCare(_ count: Int, _ rule: Rule) -> Int {
    var read = 0
    while read < count, let answer = self.read(rule, part: read &+ 1, of: count) {
      ballot.add(answer)
      read &+= 1
    }
    return read
  }

  /// The same in a run without a ledger, where nothing is to be looked at between two reads.
  @inlinable mutating func readQuickly(_ count: Int) -> Int {
    let most = min(count, limit &- openings)
    guard most > 0 else { return 0 }
    let (records, order) = (records, order + openings)
    let room = ballot.added.room(for: most)
    var (sum, longest) = (0, 0)
    var place = 0
    while place < most {
      let record = records + Int(order[place])
      let cost = record.pointee.cost.packed
      room[place] = record.pointee.final
      sum &+= cost
      longest = ReadCosts.larger(longest, cost)
      place &+= 1
    }
    reads.add(most, ReadCost(packed: sum))
    reads.longest = max(reads.longest, ReadCost(packed: longest).tokens)
    openings &+= most
    return most
  }

  /// Full reads one at a time, each a round of its own, whose final answers join the pool, until the pool is enough.
  ///
  /// - Parameters:
  ///   - count: How many branches are read at most.
  ///   - least: How many are read at least, unless fewer are left or admitted.
  ///   - rule: Why.
  ///   - isEnough: Looks at the pool after every read from the last of these on.
  ///   - tell: Tells a recording of the round; it is not called in a run that is not recorded.
  /// - Returns: why it ended.
  /// - Complexity: O(reads), besides what `isEnough` takes.
  @inlinable @inline(__always)
  public mutating func readIntoPool(
    _ count: Int, atLeast least: Int, _ rule: Rule, until isEnough: (inout Vote) -> Bool,
    telling tell: (Int, inout Episode) -> Void
  ) -> ReadsEnd {
    isQuick && !notesRounds
      ? readQuickly(count, atLeast: least, until: isEnough)
      : readWithCare(count, atLeast: least, rule, until: isEnough, telling: tell)
  }

  @usableFromInline @inline(never)
  mutating func readWithCare(
    _ count: Int, atLeast least: Int, _ rule: Rule, until isEnough: (inout Vote) -> Bool,
    telling tell: (Int, inout Episode) -> Void
  ) -> ReadsEnd {
    for sample in 0..<count {
      beginRound(sample)
      guard let answer = read(rule, part: sample &+ 1, of: count) else { return .refused }
      pool.add(answer)
      if isRecording { tell(sample, &self) }
      if sample &+ 1 >= least, isEnough(&pool) { return .enough }
    }
    return .allRead
  }

  /// The same in a run without a ledger whose rounds nobody notes.
  @inlinable @inline(__always)
  mutating func readQuickly(_ count: Int, atLeast least: Int, until isEnough: (inout Vote) -> Bool) -> ReadsEnd {
    let most = min(count, limit &- openings)
    let (records, order) = (records, order + openings)
    pool.added.reserve(most)
    let room = pool.added.ids + pool.count
    var sum = 0
    var read = 0
    var end = most < count ? ReadsEnd.refused : .allRead
    while read < most {
      let record = records + Int(order[read])
      room[read] = record.pointee.final
      sum &+= record.pointee.cost.packed
      pool.top.add(record.pointee.final, pool.keys)
      pool.added.count &+= 1
      read &+= 1
      if read >= least, isEnough(&pool) {
        end = .enough
        break
      }
    }
    reads.isMeasured = false
    reads.add(read, ReadCost(packed: sum))
    openings &+= read
    return end
  }
}
