/// An active branch in the list of a controller: its number, ordered by how often it advanced, then as opened.
///
/// Packed so that larger means more advances and, of equals, opened earlier.
@frozen public struct ActiveBranch: Sendable {
  /// The entry of the list.
  public var packed: UInt64

  /// A branch that has not advanced yet, or one ranked by another number.
  @inlinable public init(index: Int, rank: Int = 0) {
    packed = UInt64(~UInt32(truncatingIfNeeded: index)) | UInt64(rank) << 32
  }

  /// The branch of an entry.
  @inlinable public init(packed: UInt64) { self.packed = packed }

  /// The branch's number in the order opened.
  @inlinable public var index: Int { Int(~UInt32(truncatingIfNeeded: packed)) }

  /// A mark of the controller's own for the round.
  public var isMarked: Bool {
    get { packed & Self.mark != 0 }
    set { packed = newValue ? packed | Self.mark : packed & ~Self.mark }
  }

  private static let mark: UInt64 = 1 << 63
}

extension Episode {
  /// Advances the branches of ``list`` in its order: those whose last answer is `answer` several times or to their end, the
  /// others once. Those that finish leave the list, and their final answers join the pool; each advance adds 1 to an
  /// entry's rank.
  ///
  /// - Parameters:
  ///   - answer: The answer whose branches burst; nil for none.
  ///   - times: How often those advance, at least once.
  ///   - rule: Why those advance.
  ///   - other: Why the others do.
  /// - Returns: whether the budget admitted everything; if not, the run is to end, and the list no longer holds.
  /// - Complexity: O(branches in the list).
  @inlinable
  public mutating func advanceListed(
    bursting answer: Answer? = nil, times: Int = 1, _ rule: Rule = .round, others other: Rule
  ) -> Bool {
    let (entries, opened, answers) = (list.entries, opened, answers)
    let burstID = answer?.id ?? -2
    var kept = 0
    for place in 0..<list.count {
      var entry = entries[place]
      let index = ActiveBranch(packed: entry).index
      precondition(index < written, "the list names a branch that is not open")
      let branch = opened + index
      let bursts = branch.pointee.answerID == burstID
      let wanted = bursts ? times : 1
      // The short way: as many intervals as lie within the chain; only the last one's answer matters.
      let position = branch.pointee.position
      let short = max(0, min(wanted, Int(branch.pointee.fence &- position)))
      if short > 0 {
        let last = position &+ Int32(truncatingIfNeeded: short)
        branch.pointee.position = last
        branch.pointee.answerID = answers[Int(last) &- 1]
        entry &+= UInt64(short) << 32
      }
      if short < wanted {
        guard advanceWithCare(&entry, from: short, to: wanted, bursts ? rule : other) else { return false }
        if !opened[index].isActive { continue }
      }
      entries[kept] = entry
      kept &+= 1
    }
    list.keepFirst(kept)
    return true
  }

  /// The rest of a branch's advances one by one: where it ends, or where each is charged or recorded.
  @usableFromInline @inline(never)
  mutating func advanceWithCare(_ entry: inout UInt64, from first: Int, to wanted: Int, _ rule: Rule) -> Bool {
    let index = ActiveBranch(packed: entry).index
    for part in first..<wanted {
      guard let reading = advance(index, rule, part: wanted > 1 ? part + 1 : 0, of: wanted) else { return false }
      entry += 1 << 32
      if reading.isFinished {
        pool.add(reading.answer)
        break
      }
    }
    return true
  }
}
