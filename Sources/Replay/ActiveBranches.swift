/// Which of the branches that advance in the same round do so first; of equals, those opened first.
@frozen public enum Precedence: Sendable {
  /// None before the others.
  case opened
  /// Those that have advanced most.
  case mostAdvanced
  /// Those that burst.
  case bursting
}

// All branches at once, a block of the columns at a time. Those that are no longer active are passed over within their block,
// which costs less than to keep a list of the others.

extension Episode {
  /// How many branches are neither finished nor pruned.
  ///
  /// - Complexity: O(opened branches), several at a time.
  @inlinable @inline(__always) public func activeCount() -> Int {
    var counts = OpenedColumns.Lanes()
    var index = settled
    while index < written {
      counts = counts.replacing(with: counts &+ 1, where: opened.areActive(from: index))
      index &+= OpenedColumns.Lanes.scalarCount
    }
    return Int(counts.wrappedSum())
  }

  /// How many active branches have a certain last answer.
  ///
  /// - Complexity: O(opened branches), several at a time.
  @inlinable @inline(__always) public func alignedCount(with answer: Answer?) -> Int {
    guard let answer else { return 0 }
    let aligned = OpenedColumns.Lanes(repeating: answer.id)
    var counts = OpenedColumns.Lanes()
    var index = settled
    while index < written {
      let agree = OpenedColumns.lanes(opened.answerIDs, from: index) .== aligned
      counts = counts.replacing(with: counts &+ 1, where: opened.areActive(from: index) .& agree)
      index &+= OpenedColumns.Lanes.scalarCount
    }
    return Int(counts.wrappedSum())
  }

  /// Whether any branch is neither finished nor pruned.
  ///
  /// - Complexity: O(opened branches), several at a time.
  @inlinable @inline(__always) public func hasActiveBranch() -> Bool {
    var index = settled
    while index < written {
      if any(opened.areActive(from: index)) { return true }
      index &+= OpenedColumns.Lanes.scalarCount
    }
    return false
  }

  /// Calls a body for the active branches in the order opened, until it returns false.
  ///
  /// - Parameter body: Takes the episode and the branch, which it may advance or prune; it returns whether to go on. What it
  ///   opens is left out.
  /// - Returns: whether it went through all of them.
  /// - Complexity: O(opened branches), several inactive ones at a time.
  @inlinable @inline(__always) @discardableResult
  public mutating func forEachActive(_ body: (inout Episode, Int) -> Bool) -> Bool {
    settle()
    let end = written
    var start = settled
    while start < end {
      if any(opened.areActive(from: start)) {
        for index in start..<min(end, start &+ OpenedColumns.Lanes.scalarCount) where opened.isActive(index) {
          guard body(&self, index) else { return false }
        }
      }
      start &+= OpenedColumns.Lanes.scalarCount
    }
    return true
  }

  /// Advances all active branches, those whose last answer is a certain one more often than the others. The final answers of
  /// those that finish join the pool.
  ///
  /// - Parameters:
  ///   - first: Which of them go first.
  ///   - times: How often a branch advances, unless it ends before.
  ///   - rule: Why.
  ///   - answer: The answer whose branches burst; nil for none.
  ///   - bursts: How often those advance, unless they end before.
  ///   - burstRule: Why those do.
  /// - Returns: whether the budget admitted everything; if not, the run is to end.
  /// - Complexity: O(opened branches), several at a time.
  @inlinable
  public mutating func advanceActive(
    first: Precedence = .opened, times: Int = 1, _ rule: Rule,
    bursting answer: Answer? = nil, bursts: Int = 1, _ burstRule: Rule = .aligned
  ) -> Bool {
    precondition(times >= 0 && bursts >= 0, "a branch does not go back")
    guard isQuick, hiddenCount == 0 else {
      return advanceActiveWithCare(first, times, rule, bursting: answer, bursts: bursts, burstRule)
    }
    let pace = OpenedColumns.Lanes(repeating: Int32(clamping: times))
    let finished: Int
    if let answer {
      let bursting = OpenedColumns.Lanes(repeating: answer.id)
      let burstPace = OpenedColumns.Lanes(repeating: Int32(clamping: bursts))
      let answerIDs = opened.answerIDs
      finished = advanceBlocks(first, bursting: answer, taking: true) {
        pace.replacing(with: burstPace, where: OpenedColumns.lanes(answerIDs, from: $0) .== bursting)
      }
    } else {
      finished = advanceBlocks(first, bursting: nil, taking: true) { _ in pace }
    }
    if finished > 0 { gather(finished) }
    return true
  }

  /// Advances all active branches, and adds the last answers of all branches that are not pruned to the ballot.
  ///
  /// - Parameters:
  ///   - times: How often a branch advances, unless it ends before.
  ///   - rule: Why.
  /// - Returns: whether the budget admitted everything; if not, the ballot lacks some answers and the run is to end.
  /// - Complexity: O(opened branches), several at a time.
  @inlinable public mutating func advanceActiveIntoBallot(times: Int, _ rule: Rule) -> Bool {
    precondition(times >= 0, "a branch does not go back")
    guard isQuick, hiddenCount == 0 else { return advanceActiveIntoBallotWithCare(times, rule) }
    let pace = OpenedColumns.Lanes(repeating: Int32(clamping: times))
    _ = advanceBlocks(.opened, bursting: nil, taking: false) { _ in pace }
    countIntoBallot()
    return true
  }

  /// Advances all active branches, block by block.
  ///
  /// - Parameters:
  ///   - first: Which of them go first.
  ///   - answer: The answer whose branches burst; nil for none.
  ///   - isTaking: Whether those that finish are put on ``turns``.
  ///   - pace: How often the branches of a block advance.
  /// - Returns: how many were put there.
  @inlinable @inline(__always)
  mutating func advanceBlocks(
    _ first: Precedence, bursting answer: Answer?, taking isTaking: Bool, pace: (Int) -> OpenedColumns.Lanes
  ) -> Int {
    settle()
    var finished = 0
    var index = settled
    while index < written {
      let (positions, finishes) = opened.advanced(from: index, by: pace(index))
      if isTaking, any(finishes) { finished = take(finishes, from: index, first, answer, after: finished) }
      OpenedColumns.store(positions, opened.positions, from: index)
      index &+= OpenedColumns.Lanes.scalarCount
    }
    reveal()
    return finished
  }

  /// Adds the last answers of all branches that are not pruned to the ballot.
  ///
  /// - Complexity: O(opened branches).
  @inlinable public mutating func countIntoBallot() {
    if written != openings { writeReads() }
    guard isQuick, hiddenCount == 0 else {
      for index in 0..<openings where !self[index].isPruned { ballot.add(self[index].answer) }
      return
    }
    let (lasts, answerIDs, lanes) = (opened.lasts, opened.answerIDs, OpenedColumns.Lanes.scalarCount)
    let room = ballot.added.room(for: written)
    var kept = 0
    var index = 0
    while index < written {
      if index &+ lanes <= written, !any(OpenedColumns.lanes(lasts, from: index) .< OpenedColumns.Lanes()) {
        OpenedColumns.store(OpenedColumns.lanes(answerIDs, from: index), room, from: kept)
        kept &+= lanes
        index &+= lanes
      } else {
        let end = min(written, index &+ lanes)
        while index < end {
          room[kept] = answerIDs[index]
          kept &+= lasts[index] < 0 ? 0 : 1
          index &+= 1
        }
      }
    }
    ballot.added.count &-= written &- kept
  }

  /// Leaves out the first blocks from now on, as far as no branch of theirs is active.
  @inlinable @inline(__always) mutating func settle() {
    while settled &+ OpenedColumns.Lanes.scalarCount <= written, !any(opened.areActive(from: settled)) {
      settled &+= OpenedColumns.Lanes.scalarCount
    }
  }

  /// Takes the answers before all branches' positions for the ones revealed last.
  @inlinable @inline(__always) mutating func reveal() {
    let answers = answers - 1
    var index = settled
    while index < written {
      let positions = opened.positions + index
      let ids = SIMD8<UInt16>(
        answers[Int(positions[0])], answers[Int(positions[1])], answers[Int(positions[2])], answers[Int(positions[3])],
        answers[Int(positions[4])], answers[Int(positions[5])], answers[Int(positions[6])], answers[Int(positions[7])])
      OpenedColumns.store(OpenedColumns.Lanes(truncatingIfNeeded: ids), opened.answerIDs, from: index)
      index &+= OpenedColumns.Lanes.scalarCount
    }
  }

  /// Puts the branches of a block that finish on ``turns``, behind others, by their rank before they advance.
  ///
  /// - Returns: how many are on it now.
  @usableFromInline @inline(never)
  mutating func take(
    _ finishes: SIMDMask<OpenedColumns.Lanes>, from start: Int, _ first: Precedence, _ answer: Answer?,
    after others: Int
  ) -> Int {
    var count = others
    for lane in 0..<OpenedColumns.Lanes.scalarCount where finishes[lane] {
      turns.entries[count] = ranked(start + lane, first, answer).packed
      count += 1
    }
    return count
  }

  /// A branch with its rank by a precedence.
  private func ranked(_ index: Int, _ first: Precedence, _ answer: Answer?) -> RankedBranch {
    let rank =
      switch first {
      case .opened: 0
      case .mostAdvanced: depth(of: index)
      case .bursting: Answer(id: opened.answerIDs[index]) == answer ? 1 : 0
      }
    return RankedBranch(index: index, rank: rank)
  }

  /// Adds the final answers of the branches in the first turns to the pool, in the order of precedence.
  @usableFromInline @inline(never) mutating func gather(_ count: Int) {
    turns.length = count
    turns.sortDescending()
    for turn in 0..<count {
      pool.add(Answer(id: opened.answerIDs[RankedBranch(packed: turns.entries[turn]).index]))
    }
  }

  /// The same where each advance is charged or recorded.
  @usableFromInline @inline(never)
  mutating func advanceActiveWithCare(
    _ first: Precedence, _ times: Int, _ rule: Rule, bursting answer: Answer?, bursts: Int, _ burstRule: Rule
  ) -> Bool {
    turns.length = 0
    for index in 0..<openings where self[index].isActive { turns.append(ranked(index, first, answer).packed) }
    turns.sortDescending()
    for turn in 0..<turns.count {
      let index = RankedBranch(packed: turns[turn]).index
      let isBursting = self[index].answer == answer
      guard advance(index, times: isBursting ? bursts : times, isBursting ? burstRule : rule) else { return false }
      if self[index].isFinished { pool.add(self[index].answer) }
    }
    return true
  }

  @usableFromInline @inline(never)
  mutating func advanceActiveIntoBallotWithCare(_ times: Int, _ rule: Rule) -> Bool {
    for index in 0..<openings where !self[index].isPruned {
      if self[index].isActive, !advance(index, times: times, rule) { return false }
      ballot.add(self[index].answer)
    }
    return true
  }

  /// Advances an active branch several times or to its end; false when the budget refuses an advance.
  private mutating func advance(_ index: Int, times: Int, _ rule: Rule) -> Bool {
    for part in 0..<times {
      guard let reading = advance(index, rule, part: times > 1 ? part + 1 : 0, of: times) else { return false }
      if reading.isFinished { break }
    }
    return true
  }
}
