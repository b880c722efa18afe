/// What a batch of full reads showed.
@frozen public struct ReadBatch: Hashable, Sendable {
  /// How many branches were read.
  public var count = 0
  /// Whether all their final answers that are votes are equal; true of none.
  public var isUnanimous = true
  @usableFromInline var firstID: Int32 = -1

  @inlinable init() {}

  /// The first final answer that is a vote; nil of none.
  @inlinable public var first: Answer? { firstID < 0 ? nil : Answer(id: firstID) }
}

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
    // The short way: an interval within the chain, in a run with neither budget nor recording.
    if UInt(bitPattern: index) < UInt(bitPattern: written) {
      let branch = opened + index
      let position = branch.pointee.position
      if position < branch.pointee.fence {
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
    let record = records + Int(order[openings])
    if !isQuick {
      let tokens = record.pointee.tokens
      guard admits(tokens) else { return nil }
      spent &+= tokens
    }
    openings &+= 1
    if isRecording { recordRead(Reason(rule, part: part, of: parts)) }
    return Answer(id: record.pointee.final)
  }

  /// Full reads of up to `count` branches, whose final answers are counted in the ballot, in order.
  ///
  /// - Returns: how many branches were read, and their answers in short; fewer than `count` when no branch is left or
  ///   the budget does not admit the next one.
  /// - Complexity: O(`count`).
  @inlinable
  public mutating func readIntoBallot(_ count: Int, _ rule: Rule) -> ReadBatch {
    var batch = ReadBatch()
    if isQuick { readQuickly(count, &batch) }
    while batch.count < count, let answer = read(rule, part: batch.count &+ 1, of: count) {
      batch.count &+= 1
      guard answer.id != ballot.abstentionID else { continue }
      ballot.add(answer)
      if batch.firstID < 0 { batch.firstID = answer.id }
      batch.isUnanimous = batch.isUnanimous && answer.id == batch.firstID
    }
    return batch
  }

  /// The same in a run with neither budget nor recording, where nothing is to be looked at between two reads.
  @inlinable @inline(__always) mutating func readQuickly(_ count: Int, _ batch: inout ReadBatch) {
    let most = min(count, limit &- openings)
    guard most > 0 else { return }
    let first = records[Int(order[openings])].final
    var isUnanimous = true
    for place in openings..<openings &+ most {
      let id = records[Int(order[place])].final
      isUnanimous = isUnanimous && id == first
      ballot.add(Answer(id: id))
    }
    openings &+= most
    batch.count = most
    batch.firstID = first
    batch.isUnanimous = isUnanimous
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
    let record = records[Int(order[openings])]
    let cost = record.probeCount > 0 ? interval : record.tokens
    if !isQuick, !admits(cost) { return false }
    if written != openings { writeReads() }
    opened[openings] = OpenedBranch(
      position: record.start &+ 1, last: record.last, fence: isQuick ? record.last : -1, answerID: -1,
      wasRead: false)
    opened[openings].hidden = record.start &+ 1
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
    if !isWritten(index) || opened[index].isPruned || hasEnded { refusePrune(index) }
    opened[index].last = -1
    opened[index].fence = -1
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
    let record = records[Int(order[index])]
    return max(0, record.tokens - record.probeCount * interval)
  }
}

// MARK: - Legality

extension Episode {
  /// Why CONTINUE of this branch would be illegal; nil if it is legal.
  public func illegality(ofContinuing index: Int) -> IllegalAction? {
    if let illegal = illegality(ofTouching: index) { return illegal }
    return index < written && opened[index].isActive ? nil : .finished(index, depth: depth(of: index))
  }

  /// Why PROBE of this branch would be illegal; nil if it is legal.
  public func illegality(ofProbing index: Int) -> IllegalAction? {
    if let illegal = illegality(ofTouching: index) { return illegal }
    return index < written && opened[index].hidden == opened[index].position
      ? nil : .probed(index, depth: depth(of: index))
  }

  /// Why PRUNE of this branch would be illegal; nil if it is legal. A finished branch may be pruned out of a vote.
  public func illegality(ofPruning index: Int) -> IllegalAction? { illegality(ofTouching: index) }

  private func illegality(ofTouching index: Int) -> IllegalAction? {
    if hasEnded { return .ended }
    guard (0..<openings).contains(index) else { return .notOpened(index, opened: openings) }
    return index < written && opened[index].isPruned ? .pruned(index, depth: depth(of: index)) : nil
  }

  @usableFromInline @inline(never) mutating func refusePrune(_ index: Int) {
    if let illegal = illegality(ofPruning: index) { refuse(illegal) }
  }

  /// Ends the program: an illegal action is an error of the controller's code, never ignored.
  @usableFromInline @inline(never) func refuse(_ illegal: IllegalAction) -> Never {
    fatalError("illegal action of a controller: \(illegal)")
  }
}

// MARK: - What a controller sees and notes

extension Episode {
  // What hot loops call is inlined or mutating: a borrowed episode would be copied to the stack for each call.

  /// An opened branch, by its number in the order opened.
  @inlinable public subscript(index: Int) -> OpenedBranch {
    @inline(__always) mutating get {
      precondition(isWritten(index), "no branch of this number is open")
      return opened[index]
    }
  }

  /// Writes the branches that were read in full, before something is asked or noted of one.
  @usableFromInline @inline(never) mutating func writeReads() {
    for index in written..<openings {
      let record = records[Int(order[index])]
      opened[index] = OpenedBranch(
        position: record.last &+ 1, last: record.last, answerID: record.final, wasRead: true)
    }
    written = openings
  }

  /// Advances that a branch has made; K + 1 once finished.
  public func depth(of index: Int) -> Int {
    let record = records[Int(order[index])]
    return index < written ? Int(opened[index].position &- record.start) : record.probeCount + 1
  }

  /// Whether a branch stands in `opened`, there to be noted something of.
  @inlinable @inline(__always) mutating func isWritten(_ index: Int) -> Bool {
    if UInt(bitPattern: index) < UInt(bitPattern: written) { return true }
    writeReads()
    return (0..<written).contains(index)
  }

  /// The confidence of a vote's two highest counts; see ``Confidence``.
  @inlinable @inline(__always) public func confidence(top1: Int, top2: Int) -> Double {
    guard UInt(bitPattern: top1) < UInt(Confidence.limit), UInt(bitPattern: top2) < UInt(Confidence.limit) else {
      return Confidence.beyondTable(top1: top1, top2: top2)
    }
    return confidences[top1 &* Confidence.limit &+ top2]
  }

  /// Notes whether a branch's last answer is the winner: 0 if so, else one more round of disagreement.
  ///
  /// - Returns: the rounds in a row in which it has disagreed.
  @inlinable @inline(__always) public mutating func noteDisagreement(_ index: Int, winner: Answer) -> Int {
    precondition(isWritten(index), "no branch of this number is open")
    // A mask instead of a condition, which could not be predicted.
    let disagrees: Int32 = opened[index].answerID == winner.id ? 0 : -1
    let count = (opened[index].disagreements &+ 1) & disagrees
    opened[index].disagreements = count
    return Int(count)
  }

  /// Notes a branch's streak, as the controller's rules count it.
  @inlinable @inline(__always) public mutating func noteStreak(_ index: Int, _ streak: Int) {
    precondition(isWritten(index), "no branch of this number is open")
    opened[index].streakNote = Int32(truncatingIfNeeded: streak)
  }

  /// Notes one more round asleep.
  ///
  /// - Returns: the rounds asleep.
  @inlinable @inline(__always) public mutating func noteSleep(_ index: Int) -> Int {
    precondition(isWritten(index), "no branch of this number is open")
    opened[index].sleepNote &+= 1
    return Int(opened[index].sleepNote)
  }
}
