extension Episode {
  // What hot loops call is inlined or mutating: a borrowed episode would be copied to the stack for each call.

  /// An opened branch, by its number in the order opened.
  @inlinable public subscript(index: Int) -> OpenedBranch {
    @inline(__always) mutating get {
      precondition(isWritten(index), "no branch of this number is open")
      return OpenedBranch(opened, at: index)
    }
  }

  /// Writes the branches that were read in full, before something is asked or noted of one.
  @usableFromInline @inline(never) mutating func writeReads() {
    for index in written..<openings {
      let record = records[order[index]].pointee
      opened.set(
        index, position: record.last &+ 1, last: record.last, answerID: record.final, BranchNotes(wasRead: true))
    }
    written = openings
  }

  /// Advances that a branch has made; K + 1 once finished.
  public func depth(of index: Int) -> Int {
    let record = records[order[index]].pointee
    return index < written ? Int(opened.positions[index] &- record.start) : record.probeCount + 1
  }

  /// Whether a branch stands in `opened`, there to be noted something of.
  @inlinable @inline(__always) mutating func isWritten(_ index: Int) -> Bool {
    if UInt(bitPattern: index) < UInt(bitPattern: written) { return true }
    writeReads()
    return (0..<written).contains(index)
  }

  /// Notes whether a branch's last answer is the winner: 0 if so, else one more round of disagreement.
  ///
  /// - Returns: the rounds in a row in which it has disagreed.
  @inlinable @inline(__always) public mutating func noteDisagreement(_ index: Int, winner: Answer) -> Int {
    precondition(isWritten(index), "no branch of this number is open")
    let count = opened.answerIDs[index] == winner.id ? 0 : opened.disagreements[index] &+ 1
    opened.disagreements[index] = count
    return Int(count)
  }

  /// Notes of every active branch whether its last answer is the winner: 0 if so, else one more round of disagreement.
  ///
  /// - Returns: whether one of them has now disagreed in `patience` rounds in a row or more.
  /// - Complexity: O(opened branches), several at a time.
  @inlinable @inline(__always) public mutating func noteDisagreements(with winner: Answer, patience: Int) -> Bool {
    if written != openings { writeReads() }
    let winner = OpenedColumns.Lanes(repeating: winner.id)
    let tolerated = OpenedColumns.Lanes(repeating: Int32(clamping: patience &- 1))
    var isExhausted = false
    var index = settled
    while index < written {
      let isActive = opened.areActive(from: index)
      let agrees = OpenedColumns.lanes(opened.answerIDs, from: index) .== winner
      let old = OpenedColumns.lanes(opened.disagreements, from: index)
      let new = (old &+ 1).replacing(with: 0, where: agrees)
      OpenedColumns.store(old.replacing(with: new, where: isActive), opened.disagreements, from: index)
      if any(isActive .& (new .> tolerated)) { isExhausted = true }
      index &+= OpenedColumns.Lanes.scalarCount
    }
    return isExhausted
  }

  /// Notes a branch's streak, as the controller's rules count it.
  @inlinable @inline(__always) public mutating func noteStreak(_ index: Int, _ streak: Int) {
    precondition(isWritten(index), "no branch of this number is open")
    opened.notes[index].streak = Int32(truncatingIfNeeded: streak)
  }

  /// Notes one more round asleep.
  ///
  /// - Returns: the rounds asleep.
  @inlinable @inline(__always) public mutating func noteSleep(_ index: Int) -> Int {
    precondition(isWritten(index), "no branch of this number is open")
    opened.notes[index].sleep &+= 1
    return Int(opened.notes[index].sleep)
  }
}
