/// What makes an action illegal, whatever the budget: the branch and its state.
public enum IllegalAction: Error, Hashable, Sendable, CustomStringConvertible {
  /// No branch of this number has been opened.
  case notOpened(Int, opened: Int)
  /// The branch's chain has ended.
  case finished(Int, depth: Int)
  /// The branch was pruned.
  case pruned(Int, depth: Int)
  /// The answer at the branch's depth is revealed already.
  case probed(Int, depth: Int)
  /// The run has ended with an ANSWER.
  case ended

  /// One line with the branch (from 1) and its state.
  public var description: String {
    switch self {
    case .notOpened(let branch, let opened): "branch \(branch + 1) is not open: \(opened) are"
    case .finished(let branch, let depth): "branch \(branch + 1) has finished at depth \(depth)"
    case .pruned(let branch, let depth): "branch \(branch + 1) was pruned at depth \(depth)"
    case .probed(let branch, let depth): "branch \(branch + 1) was already probed at depth \(depth)"
    case .ended: "the run has ended with an answer"
    }
  }
}

// MARK: - Actions

extension Episode {
  /// BRANCH and PROBE: opens the next branch, advances it through its first interval and reveals its answer.
  ///
  /// - Returns: what it showed; nil when no branch is left or the budget does not admit it.
  /// - Complexity: O(1).
  @inlinable
  public mutating func open(_ rule: Rule, part: Int = 0, of parts: Int = 0) -> Reading? {
    guard branch(rule, part: part, of: parts) else { return nil }
    return reveal(openings - 1, rule)
  }

  /// CONTINUE and PROBE: advances an active branch by one interval and reveals its answer there.
  ///
  /// - Returns: what it showed; nil when the budget does not admit it.
  /// - Complexity: O(1).
  @inlinable @inline(__always)
  public mutating func advance(_ index: Int, _ rule: Rule, part: Int = 0, of parts: Int = 0) -> Reading? {
    // The short way: an interval within the chain and the budget, in a run that is not recorded.
    if UInt(bitPattern: index) < UInt(bitPattern: openings) {
      let branch = opened + index
      let position = branch.pointee.position
      let after = spent &+ interval
      if position < branch.pointee.last, after <= quickBudget {
        spent = after
        branch.pointee.position = position &+ 1
        let id = answers[Int(position)]
        branch.pointee.answerID = id
        return Reading(answer: Answer(id: id), isFinished: false)
      }
    }
    return advanceWithCare(index, rule, part: part, of: parts)
  }

  @usableFromInline @inline(never)
  mutating func advanceWithCare(_ index: Int, _ rule: Rule, part: Int, of parts: Int) -> Reading? {
    guard continueBranch(index, rule, part: part, of: parts) else { return nil }
    return reveal(index, rule)
  }

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
    let number = order[openings]
    let record = records + Int(number)
    let tokens = record.pointee.tokens
    guard spent &+ tokens <= quickBudget || admits(tokens) else { return nil }
    let final = record.pointee.final
    let last = record.pointee.last
    opened[openings] = OpenedBranch(record: number, position: last &+ 1, last: last, answerID: final, wasRead: true)
    openings &+= 1
    spent &+= tokens
    longestRead = max(longestRead, tokens)
    if isRecording { recordRead(Reason(rule, part: part, of: parts)) }
    return Answer(id: final)
  }

  /// BRANCH: opens the next branch of the order and advances it through its first interval, revealing nothing.
  ///
  /// - Returns: whether it was admissible: a branch left, and within the budget.
  @inlinable
  public mutating func branch(_ rule: Rule, part: Int = 0, of parts: Int = 0) -> Bool {
    guard openings < limit else {
      if hasEnded { refuse(.ended) }
      return false
    }
    let number = order[openings]
    let record = records[Int(number)]
    let cost = record.probeCount > 0 ? interval : record.tokens
    guard spent &+ cost <= quickBudget || admits(cost) else { return false }
    opened[openings] = OpenedBranch(
      record: number, position: record.start &+ 1, last: record.last, answerID: -1, wasRead: false)
    opened[openings].hidden = record.start &+ 1
    openings &+= 1
    spent &+= cost
    hiddenCount &+= 1
    advanced = true
    if isRecording { recordBranch(cost: cost, Reason(rule, part: part, of: parts)) }
    return true
  }

  /// CONTINUE: advances an active branch by one interval, revealing nothing.
  ///
  /// - Returns: whether the budget admitted it.
  public mutating func continueBranch(_ index: Int, _ rule: Rule, part: Int = 0, of parts: Int = 0) -> Bool {
    if let illegal = illegality(ofContinuing: index) { refuse(illegal) }
    let position = opened[index].position
    let cost = position == opened[index].last ? costOfFinishing(index) : interval
    guard admits(cost) else { return false }
    opened[index].position = position &+ 1
    opened[index].hidden = position &+ 1
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
    if let illegal = illegality(ofPruning: index) { refuse(illegal) }
    opened[index].last = -1
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
    quickBudget = -1
    if isRecording { recordAnswer(answer, Reason(rule, conditions())) }
    return answer
  }

  @inlinable mutating func reveal(_ index: Int, _ rule: Rule) -> Reading {
    let position = opened[index].position
    let id = answers[Int(position) &- 1]
    opened[index].hidden = -1
    opened[index].answerID = id
    hiddenCount &-= 1
    let isFinished = position > opened[index].last
    if isRecording { recordProbe(index, Reason(rule)) }
    return Reading(answer: Answer(id: id), isFinished: isFinished)
  }

  /// Whether the budget admits a cost.
  @usableFromInline @inline(never) mutating func admits(_ cost: Int) -> Bool {
    if hasEnded { refuse(.ended) }
    return cost <= budget - spent
  }

  func costOfFinishing(_ index: Int) -> Int {
    let record = records[Int(opened[index].record)]
    return max(0, record.tokens - record.probeCount * interval)
  }
}

// MARK: - Legality

extension Episode {
  /// Why CONTINUE of this branch would be illegal; nil if it is legal.
  public func illegality(ofContinuing index: Int) -> IllegalAction? {
    if let illegal = illegality(ofTouching: index) { return illegal }
    return opened[index].isActive ? nil : .finished(index, depth: depth(of: index))
  }

  /// Why PROBE of this branch would be illegal; nil if it is legal.
  public func illegality(ofProbing index: Int) -> IllegalAction? {
    if let illegal = illegality(ofTouching: index) { return illegal }
    return opened[index].hidden == opened[index].position ? nil : .probed(index, depth: depth(of: index))
  }

  /// Why PRUNE of this branch would be illegal; nil if it is legal. A finished branch may be pruned out of a vote.
  public func illegality(ofPruning index: Int) -> IllegalAction? { illegality(ofTouching: index) }

  private func illegality(ofTouching index: Int) -> IllegalAction? {
    if hasEnded { return .ended }
    guard (0..<openings).contains(index) else { return .notOpened(index, opened: openings) }
    return opened[index].isPruned ? .pruned(index, depth: depth(of: index)) : nil
  }

  /// Ends the program: an illegal action is an error of the controller's code, never ignored.
  @usableFromInline @inline(never) func refuse(_ illegal: IllegalAction) -> Never {
    fatalError("illegal action of a controller: \(illegal)")
  }
}

// MARK: - What a controller sees and notes

extension Episode {
  /// An opened branch, by its number in the order opened.
  @inlinable public subscript(index: Int) -> OpenedBranch {
    precondition(index >= 0 && index < openings, "no branch of this number is open")
    return opened[index]
  }

  /// Advances that a branch has made; K + 1 once finished.
  @inlinable public func depth(of index: Int) -> Int {
    Int(opened[index].position &- records[Int(opened[index].record)].start)
  }

  /// The confidence of a vote's two highest counts; see ``Confidence``.
  @inlinable @inline(__always) public func confidence(top1: Int, top2: Int) -> Double {
    confidences.value(top1: top1, top2: top2)
  }

  /// Notes whether a branch's last answer is the winner: 0 if so, else one more round of disagreement.
  ///
  /// - Returns: the rounds in a row in which it has disagreed.
  @inlinable @inline(__always) public mutating func noteDisagreement(_ index: Int, winner: Answer) -> Int {
    let count = opened[index].answerID == winner.id ? 0 : opened[index].disagreements &+ 1
    opened[index].disagreements = count
    return Int(count)
  }

  /// Notes a branch's streak, as the controller's rules count it.
  @inlinable @inline(__always) public mutating func noteStreak(_ index: Int, _ streak: Int) {
    opened[index].streakNote = Int32(truncatingIfNeeded: streak)
  }

  /// Notes one more round asleep.
  ///
  /// - Returns: the rounds asleep.
  @inlinable @inline(__always) public mutating func noteSleep(_ index: Int) -> Int {
    opened[index].sleepNote &+= 1
    return Int(opened[index].sleepNote)
  }
}
