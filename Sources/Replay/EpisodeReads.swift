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
    let record = records[order[openings]]
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
    var sum = 0
    var place = 0
    while place < most {
      let record = records[order[place]]
      room[place] = record.pointee.final
      sum &+= record.pointee.cost.packed
      place &+= 1
    }
    reads.isMeasured = false
    reads.add(most, ReadCost(packed: sum))
    openings &+= most
    return most
  }

  /// Full reads of up to `count` branches and the majority of their final answers, by the published tie rule; the first
  /// reads of a run. The ballot is empty afterwards.
  ///
  /// - Returns: how many branches were read, fewer than `count` when no branch is left or the budget does not admit the next
  ///   one, and the majority; nil of no answers.
  /// - Complexity: O(`count` + final answers of the question).
  @inlinable @inline(__always)
  public mutating func readMajority(_ count: Int, _ rule: Rule) -> (read: Int, winner: Answer?) {
    precondition(openings == 0 && ballot.count == 0, "the first reads of a run")
    if isQuick { return readMajorityQuickly(min(count, limit)) }
    let read = readWithCare(count, rule)
    let winner = ballot.winner
    ballot.removeAll()
    return (read, winner)
  }

  @usableFromInline mutating func readMajorityQuickly(_ count: Int) -> (read: Int, winner: Answer?) {
    guard count > 0 else { return (0, nil) }
    let (records, order) = (records, order)
    let counts = freeCounts()
    var sum = 0
    var longest = 0.0
    var place = 0
    while place < count {
      let record = records[order[place]]
      sum &+= record.pointee.cost.packed
      longest = longest > record.pointee.length ? longest : record.pointee.length
      _ = counts.add(record.pointee.final)
      place &+= 1
    }
    reads.add(count, ReadCost(packed: sum))
    reads.longest = Int(longest)
    openings = count
    return (count, firstAnswer(countedIn: counts, exactly: counts.highest))
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
    for sample in 0..<max(0, count) {
      beginRound(sample)
      guard let answer = read(rule, part: sample &+ 1, of: count) else { return .refused }
      pool.add(answer)
      if isRecording { tell(sample, &self) }
      if sample &+ 1 >= least, isEnough(&pool) { return .enough }
    }
    return .allRead
  }

  /// Full reads one at a time, each a round of its own, until their final answers are confident of the majority; the first
  /// reads of a run. The pool is empty afterwards.
  ///
  /// - Parameters:
  ///   - count: How many branches are read at most.
  ///   - rule: Why.
  ///   - bounds: The confidence that is enough.
  ///   - tell: Tells a recording of the round, while the answers are in the pool; it is not called in a run that is not recorded.
  /// - Returns: why it ended, and the majority by the published tie rule; nil of no answers.
  /// - Complexity: O(reads).
  @inlinable @inline(__always)
  public mutating func readMajority(
    _ count: Int, _ rule: Rule, until bounds: ConfidenceBounds, telling tell: (Int, inout Episode) -> Void
  ) -> (end: ReadsEnd, winner: Answer?) {
    precondition(openings == 0 && pool.count == 0 && ballot.count == 0, "the first reads of a run")
    return isQuick && !notesRounds && count < Confidence.limit
      ? readMajorityQuickly(count, until: bounds)
      : readMajorityWithCare(count, rule, until: bounds, telling: tell)
  }

  @usableFromInline @inline(never)
  mutating func readMajorityWithCare(
    _ count: Int, _ rule: Rule, until bounds: ConfidenceBounds, telling tell: (Int, inout Episode) -> Void
  ) -> (end: ReadsEnd, winner: Answer?) {
    let end = readIntoPool(
      count, atLeast: bounds.least, rule, until: { $0.confidence > bounds.threshold }, telling: tell)
    let winner = pool.winner
    pool.removeAll()
    return (end, winner)
  }

  /// The same in a run without a ledger whose rounds nobody notes, for counts within the table.
  @inlinable @inline(__always)
  mutating func readMajorityQuickly(_ count: Int, until bounds: ConfidenceBounds) -> (end: ReadsEnd, winner: Answer?) {
    let most = max(0, min(count, limit))
    var reads = CountedReads(records: records, next: order, counts: freeCounts())
    let unasked = order + min(most, bounds.fewest &- 1)
    while reads.next != unasked { reads.add() }
    let last = order + most
    var end = most < count ? ReadsEnd.refused : .allRead
    bounds.leastSeconds.withUnsafeBufferPointer { leastSeconds in
      while reads.next != last {
        reads.add()
        if reads.top.second < leastSeconds[Int(reads.top.first)] {
          end = .enough
          break
        }
      }
    }
    openings = reads.next - order
    self.reads.isMeasured = false
    self.reads.add(openings, ReadCost(packed: reads.cost))
    return (end, openings == 0 ? nil : firstAnswer(countedIn: reads.counts, exactly: reads.top.first))
  }

  /// Counts for final answers, all 0: those of the ballot, which are free while it is empty.
  @inlinable @inline(__always) mutating func freeCounts() -> AnswerCounts {
    ballot.counts.removeAll()
    ballot.counts.admit(finalClasses)
    return ballot.counts
  }

  /// The final answer of the first branch in the order whose answer has a count; there is one.
  @inlinable @inline(__always) func firstAnswer(countedIn counts: AnswerCounts, exactly count: UInt32) -> Answer {
    var next = order
    while counts[records[next.pointee].pointee.final] != count { next += 1 }
    return Answer(id: records[next.pointee].pointee.final)
  }
}

/// Full reads of a run without a ledger whose final answers are counted.
@frozen @usableFromInline struct CountedReads {
  @usableFromInline let records: BranchRecords
  @usableFromInline var next: UnsafePointer<BranchPlace>
  @usableFromInline let counts: AnswerCounts
  @usableFromInline var cost = 0
  @usableFromInline var top = TopCounts()

  @inlinable init(records: BranchRecords, next: UnsafePointer<BranchPlace>, counts: AnswerCounts) {
    self.records = records
    self.next = next
    self.counts = counts
  }

  /// Reads the next branch.
  @inlinable @inline(__always) mutating func add() {
    let record = records[next.pointee]
    next += 1
    cost &+= record.pointee.cost.packed
    top.add(counts.add(record.pointee.final))
  }
}
