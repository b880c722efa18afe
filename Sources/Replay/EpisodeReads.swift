/// What full reads have cost.
@frozen @usableFromInline struct ReadCosts {
  @usableFromInline var count = 0
  @usableFromInline var tokens = 0
  @usableFromInline var advances = 0
  /// The tokens of the most expensive one.
  @usableFromInline var longest = 0

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

  /// Adds several reads.
  @inlinable @inline(__always) mutating func add(_ several: ReadSum) {
    count &+= several.count
    tokens &+= ReadCost(packed: several.sum).tokens
    advances &+= ReadCost(packed: several.sum).advances
    longest = max(longest, ReadCost(packed: several.longest).tokens)
  }
}

/// What reads that follow one another without a ledger cost, their numbers packed (see ``ReadCost``).
@frozen @usableFromInline struct ReadSum {
  @usableFromInline var count = 0
  @usableFromInline var sum = 0
  @usableFromInline var longest = 0

  @inlinable init() {}

  /// Adds one read.
  @inlinable @inline(__always) mutating func add(_ record: UnsafePointer<BranchRecord>) {
    let cost = record.pointee.cost.packed
    count &+= 1
    sum &+= cost
    longest = ReadCosts.larger(longest, cost)
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
  @inlinable
  public mutating func readIntoBallot(_ count: Int, _ rule: Rule) -> Int {
    var read = isQuick ? readQuickly(count) : 0
    while read < count, let answer = self.read(rule, part: read &+ 1, of: count) {
      ballot.add(answer)
      read &+= 1
    }
    return read
  }

  /// The same in a run without a ledger, where nothing is to be looked at between two reads.
  @inlinable @inline(__always) mutating func readQuickly(_ count: Int) -> Int {
    let most = min(count, limit &- openings)
    guard most > 0 else { return 0 }
    let (records, order) = (records, order + openings)
    let room = ballot.addRoom(for: most)
    var sum = ReadSum()
    while sum.count < most {
      let record = records + Int(order[sum.count])
      room[sum.count] = record.pointee.final
      sum.add(record)
    }
    reads.add(sum)
    openings &+= most
    return most
  }

  /// Full reads one at a time, each a round of its own, whose final answers join the pool, until the pool is enough.
  ///
  /// - Parameters:
  ///   - count: How many branches are read at most.
  ///   - rule: Why.
  ///   - isEnough: Looks at the pool after every read, which it gets the number of, from 0.
  ///   - tell: Tells a recording of the round; it is not called in a run that is not recorded.
  /// - Returns: why it ended.
  /// - Complexity: O(reads), besides what `isEnough` takes.
  @inlinable @inline(__always)
  public mutating func readIntoPool(
    _ count: Int, _ rule: Rule, until isEnough: (Int, borrowing Vote) -> Bool,
    telling tell: (Int, inout Episode) -> Void
  ) -> ReadsEnd {
    if isQuick, !notesRounds { return readQuickly(count, until: isEnough) }
    for sample in 0..<count {
      beginRound(sample)
      guard let answer = read(rule, part: sample &+ 1, of: count) else { return .refused }
      pool.add(answer)
      if isRecording { tell(sample, &self) }
      if isEnough(sample, pool) { return .enough }
    }
    return .allRead
  }

  /// The same in a run without a ledger whose rounds nobody notes.
  @inlinable @inline(__always)
  mutating func readQuickly(_ count: Int, until isEnough: (Int, borrowing Vote) -> Bool) -> ReadsEnd {
    let most = min(count, limit &- openings)
    let (records, order) = (records, order + openings)
    let (keys, appearances) = (pool.keys, pool.appearances)
    // Kept apart from the episode, so that no read waits until the one before it has been stored.
    var standing = pool.standing
    var sum = ReadSum()
    var end = most < count ? ReadsEnd.refused : .allRead
    while sum.count < most {
      let sample = sum.count
      let record = records + Int(order[sample])
      sum.add(record)
      standing.add(record.pointee.final, keys, appearances)
      pool.standing = standing
      if isEnough(sample, pool) {
        end = .enough
        break
      }
    }
    reads.add(sum)
    openings &+= sum.count
    return end
  }
}
