extension Episode {
  /// BRANCH and PROBE: opens the next branch, advances it through its first interval and reveals its answer.
  ///
  /// - Returns: what it showed; nil when no branch is left or the budget does not admit it.
  /// - Complexity: O(1).
  @inlinable @inline(__always)
  public mutating func open(_ rule: Rule, part: Int = 0, of parts: Int = 0) -> Reading? {
    guard isQuick, openings < limit, written == openings else { return openWithCare(rule, part: part, of: parts) }
    // The short way: no ledger.
    let record = records[order[openings]]
    let start = record.pointee.start
    let id = Int32(answers[Int(start)])
    opened.set(openings, position: start &+ 1, last: record.pointee.last, answerID: id, BranchNotes())
    openings &+= 1
    written = openings
    return Reading(answer: Answer(id: id), isFinished: start == record.pointee.last)
  }

  @usableFromInline @inline(never)
  mutating func openWithCare(_ rule: Rule, part: Int, of parts: Int) -> Reading? {
    guard branch(rule, part: part, of: parts) else { return nil }
    return reveal(openings - 1, rule)
  }

  /// CONTINUE and PROBE: advances an active branch by one interval and reveals its answer there.
  ///
  /// - Returns: what it showed; nil when the budget does not admit it.
  /// - Complexity: O(1).
  @inlinable @inline(__always)
  public mutating func advance(_ index: Int, _ rule: Rule, part: Int = 0, of parts: Int = 0) -> Reading? {
    guard isQuick, UInt(bitPattern: index) < UInt(bitPattern: written), opened.isActive(index) else {
      return advanceWithCare(index, rule, part: part, of: parts)
    }
    // The short way: no ledger.
    let position = opened.positions[index]
    let id = Int32(answers[Int(position)])
    opened.positions[index] = position &+ 1
    opened.answerIDs[index] = id
    return Reading(answer: Answer(id: id), isFinished: position == opened.lasts[index])
  }

  @usableFromInline @inline(never)
  mutating func advanceWithCare(_ index: Int, _ rule: Rule, part: Int, of parts: Int) -> Reading? {
    guard continueBranch(index, rule, part: part, of: parts) else { return nil }
    return reveal(index, rule)
  }

  /// BRANCH: opens the next branch of the order and advances it through its first interval, revealing nothing.
  ///
  /// - Returns: whether it was admissible: a branch left, and within the budget.
  public mutating func branch(_ rule: Rule, part: Int = 0, of parts: Int = 0) -> Bool {
    guard openings < limit else {
      if hasEnded { refuse(.ended) }
      return false
    }
    let record = records[order[openings]].pointee
    let cost = record.probeCount > 0 ? interval : record.tokens
    if !isQuick, !admits(cost) { return false }
    if written != openings { writeReads() }
    let position = record.start &+ 1
    opened.set(openings, position: position, last: record.last, answerID: -1, BranchNotes(hidden: position))
    openings &+= 1
    written = openings
    spent &+= cost
    hiddenCount &+= 1
    if isRecording { recordBranch(cost: cost, Reason(rule, part: part, of: parts)) }
    return true
  }

  /// CONTINUE: advances an active branch by one interval, revealing nothing.
  ///
  /// - Returns: whether the budget admitted it.
  public mutating func continueBranch(_ index: Int, _ rule: Rule, part: Int = 0, of parts: Int = 0) -> Bool {
    if let illegal = illegality(ofContinuing: index) { refuse(illegal) }
    let position = opened.positions[index]
    let cost = position == opened.lasts[index] ? costOfFinishing(index) : interval
    guard admits(cost) else { return false }
    opened.positions[index] = position &+ 1
    opened.notes[index].hidden = position &+ 1
    spent &+= cost
    hiddenCount &+= 1
    if isRecording { recordContinue(index, cost: cost, Reason(rule, part: part, of: parts)) }
    return true
  }

  /// PROBE: reveals the answer at a branch's present depth; free of charge in tokens, once per depth.
  ///
  /// - Returns: what it showed.
  public mutating func probe(_ index: Int, _ rule: Rule) -> Reading {
    if let illegal = illegality(ofProbing: index) { refuse(illegal) }
    return reveal(index, rule)
  }

  /// PRUNE: takes an active branch out of the active set; its depth and revealed answers stay on record.
  @inlinable
  public mutating func prune(_ index: Int, _ rule: Rule, _ conditions: @autoclosure () -> [Condition] = []) {
    if !isWritten(index) || opened.lasts[index] < 0 || hasEnded { refusePrune(index) }
    opened.lasts[index] = -1
    if isRecording { recordPrune(index, Reason(rule, conditions())) }
  }

  /// ANSWER: ends the run with an answer, or with none.
  ///
  /// - Returns: the answer, for a controller to return.
  @inlinable
  public mutating func answer(
    _ answer: Answer?, _ rule: Rule, _ conditions: @autoclosure () -> [Condition] = []
  ) -> Answer? {
    if hasEnded { refuse(.ended) }
    hasEnded = true
    isQuick = false
    if isRecording { recordAnswer(answer, Reason(rule, conditions())) }
    return answer
  }

  private mutating func reveal(_ index: Int, _ rule: Rule) -> Reading {
    let position = opened.positions[index]
    let id = table.answerID(at: Int(position) &- 1)
    opened.notes[index].hidden = -1
    opened.answerIDs[index] = id
    hiddenCount &-= 1
    if isRecording { recordProbe(index, Reason(rule)) }
    return Reading(answer: Answer(id: id), isFinished: position > opened.lasts[index])
  }

  /// Whether the budget admits a cost.
  @usableFromInline @inline(never) mutating func admits(_ cost: Int) -> Bool {
    if hasEnded { refuse(.ended) }
    return cost <= budget - spent
  }

  func costOfFinishing(_ index: Int) -> Int {
    let record = records[order[index]].pointee
    return max(0, record.tokens - record.probeCount * interval)
  }
}
