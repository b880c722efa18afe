/// Which of the branches that advance in the same round do so first.
@frozen public enum Precedence: Sendable {
  /// Those opened first.
  case opened
  /// Those that have advanced most; of equals, those opened first.
  case mostAdvanced
}

extension Episode {
  /// Advances the active branches of ``list``: those whose last answer is `answer` several times or to their end, the others
  /// once. Those that finish leave the list, and their final answers join the pool.
  ///
  /// - Parameters:
  ///   - first: Which of them go first; the list itself stays as it is.
  ///   - answer: The answer whose branches burst; nil for none.
  ///   - times: How often those advance, at least once.
  ///   - rule: Why those advance.
  ///   - other: Why the others do.
  /// - Returns: whether the budget admitted everything; if not, the run is to end.
  /// - Complexity: O(branches in the list).
  @inlinable
  public mutating func advanceListed(
    first: Precedence = .opened, bursting answer: Answer? = nil, times: Int = 1, _ rule: Rule = .round,
    others other: Rule
  ) -> Bool {
    guard isQuick else {
      return advanceListedWithCare(first: first, bursting: answer, times: times, rule, others: other)
    }
    let (entries, count, written) = (list.entries, list.count, written)
    let (positions, lasts, answerIDs, answers) = (opened.positions, opened.lasts, opened.answerIDs, answers)
    let burstID = answer?.id ?? -2
    // Looked up instead of decided: which branch bursts cannot be predicted, and the compiler makes a branch of anything else.
    let paces = paces
    paces[0] = 1
    paces[1] = times
    var kept = 0
    var finished = 0
    var place = 0
    while place < count {
      let entry = entries[place]
      place &+= 1
      let index = Int(truncatingIfNeeded: entry)
      guard UInt(bitPattern: index) < UInt(bitPattern: written), positions[index] <= lasts[index] else {
        refuseListed(index)
      }
      // As many intervals as lie within the chain; only the last one's answer matters.
      let position = Int(positions[index])
      let last = Int(lasts[index])
      let bursts = answerIDs[index] == burstID ? 1 : 0
      let next = min(position &+ paces[bursts], last &+ 1)
      positions[index] = Int32(truncatingIfNeeded: next)
      answerIDs[index] = Int32(answers[next &- 1])
      if next <= last {
        entries[kept] = entry
        kept &+= 1
      } else {
        turns.entries[finished] = RankedBranch(index: index, rank: rank(index, first, at: position)).packed
        finished &+= 1
      }
    }
    list.keepFirst(kept)
    if finished > 0 { gather(finished) }
    return true
  }

  /// The rank of a branch that advances from a position.
  @inlinable @inline(__always) func rank(_ index: Int, _ first: Precedence, at position: Int) -> Int {
    switch first {
    case .opened: 0
    case .mostAdvanced: position &- Int(records[order[index]].pointee.start)
    }
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
  mutating func advanceListedWithCare(
    first: Precedence, bursting answer: Answer?, times: Int, _ rule: Rule, others other: Rule
  ) -> Bool {
    turns.length = 0
    for place in 0..<list.count {
      let index = Int(list[place])
      let rank = rank(index, first, at: Int(self[index].position))
      turns.append(RankedBranch(index: index, rank: rank).packed)
    }
    turns.sortDescending()
    for turn in 0..<turns.count {
      let index = RankedBranch(packed: turns[turn]).index
      let bursts = self[index].answer == answer
      guard advance(index, times: bursts ? times : 1, bursts ? rule : other) else { return false }
      if self[index].isFinished { pool.add(self[index].answer) }
    }
    dropInactive()
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

  /// Advances the unfinished branches of ``list`` in its order, several times or to their end, and adds the last answers of
  /// all its branches to the ballot. Those that finish stay on the list.
  ///
  /// - Parameters:
  ///   - times: How often a branch advances, at least once.
  ///   - rule: Why.
  /// - Returns: how many are still unfinished; nil when the budget refuses an advance.
  /// - Complexity: O(branches in the list).
  @inlinable public mutating func advanceListedIntoBallot(times: Int, _ rule: Rule) -> Int? {
    guard isQuick else { return advanceListedIntoBallotWithCare(times: times, rule) }
    let (entries, count, written) = (list.entries, list.count, written)
    let (positions, lasts, answerIDs, answers) = (opened.positions, opened.lasts, opened.answerIDs, answers)
    let room = ballot.added.room(for: count)
    var unfinished = 0
    var place = 0
    while place < count {
      let index = Int(truncatingIfNeeded: entries[place])
      guard UInt(bitPattern: index) < UInt(bitPattern: written), lasts[index] >= 0 else { refuseListed(index) }
      // The final answer lies behind the others, so that a finished branch stays where it is.
      let last = Int(lasts[index])
      let next = min(Int(positions[index]) &+ times, last &+ 1)
      let id = Int32(answers[next &- 1])
      positions[index] = Int32(truncatingIfNeeded: next)
      answerIDs[index] = id
      room[place] = id
      unfinished &+= next <= last ? 1 : 0
      place &+= 1
    }
    return unfinished
  }

  @usableFromInline @inline(never)
  mutating func advanceListedIntoBallotWithCare(times: Int, _ rule: Rule) -> Int? {
    var unfinished = 0
    for place in 0..<list.count {
      let index = Int(list[place])
      if !self[index].isFinished {
        guard advance(index, times: times, rule) else { return nil }
        unfinished += self[index].isFinished ? 0 : 1
      }
      ballot.add(self[index].answer)
    }
    return unfinished
  }

  /// Adds the last answers of all branches of ``list`` to the ballot.
  ///
  /// - Complexity: O(branches in the list).
  @inlinable public mutating func countListedIntoBallot() {
    guard isQuick else {
      for place in 0..<list.count { ballot.add(self[Int(list[place])].answer) }
      return
    }
    let (entries, count, written, answerIDs) = (list.entries, list.count, written, opened.answerIDs)
    let room = ballot.added.room(for: count)
    var place = 0
    while place < count {
      let index = Int(truncatingIfNeeded: entries[place])
      precondition(UInt(bitPattern: index) < UInt(bitPattern: written), "the list names a branch that is not open")
      room[place] = answerIDs[index]
      place &+= 1
    }
  }

  /// Takes the branches that have finished or were pruned off ``list``.
  public mutating func dropInactive() {
    var kept = 0
    for place in 0..<list.count {
      list[kept] = list[place]
      kept += self[Int(list[place])].isActive ? 1 : 0
    }
    list.keepFirst(kept)
  }

  /// Ends the program: the list names a branch that may not advance.
  @usableFromInline @inline(never) mutating func refuseListed(_ index: Int) -> Never {
    refuse(illegality(ofContinuing: index) ?? .notOpened(index, opened: openings))
  }
}
