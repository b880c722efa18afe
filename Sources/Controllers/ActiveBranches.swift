import Replay

/// An active branch in the list of a controller: its number, ordered by how often it advanced, then as opened.
///
/// Packed so that larger means more advances and, of equals, opened earlier.
struct ActiveBranch {
  private(set) var packed: UInt64

  init(index: Int) { packed = UInt64(UInt32.max - UInt32(truncatingIfNeeded: index)) }

  init(packed: UInt64) { self.packed = packed }

  /// The branch's number in the order opened.
  var index: Int { Int(~UInt32(truncatingIfNeeded: packed)) }

  /// A mark of the controller's own for the round.
  var isMarked: Bool {
    get { packed & Self.mark != 0 }
    set { packed = newValue ? packed | Self.mark : packed & ~Self.mark }
  }

  private static let mark: UInt64 = 1 << 63

  /// One more advance.
  mutating func countAdvance() { packed &+= 1 << 32 }
}

/// What IBC, SCR, DGCC and CMC have in common: a pool of finished answers and a list of active branches.
extension Episode {
  /// Opens up to `wanted` branches: active ones go on the list, finished ones into the pool.
  ///
  /// - Returns: how many were opened.
  mutating func openBranches(_ wanted: Int, _ rule: Rule) -> Int {
    for number in 0..<wanted {
      guard let reading = open(rule, part: number + 1, of: wanted) else { return number }
      if reading.isFinished {
        pool.add(reading.answer)
      } else {
        list.append(ActiveBranch(index: openedCount - 1).packed)
      }
    }
    return wanted
  }

  /// Advances every active branch once, in the order of the list; those that finish leave it for the pool.
  ///
  /// - Returns: false when the budget refuses one.
  mutating func advanceActive() -> Bool {
    for place in 0..<list.count {
      let index = ActiveBranch(packed: list[place]).index
      guard let reading = advance(index, .round) else { return false }
      if reading.isFinished { pool.add(reading.answer) }
    }
    dropFinished()
    return true
  }

  /// Takes the branches that have finished off the list, and every mark from the others.
  mutating func dropFinished() {
    var kept = 0
    for place in 0..<list.count {
      var entry = ActiveBranch(packed: list[place])
      guard self[entry.index].isActive else { continue }
      entry.isMarked = false
      list[kept] = entry.packed
      kept += 1
    }
    list.keepFirst(kept)
  }

  /// The threshold on the confidence of the pool, and whether it is reached.
  mutating func reachesConfidence(_ threshold: Double, round: Int, warmUp: Int, minComplete: Int) -> Bool {
    let confidence = poolConfidence
    let answers = pool.count
    let isReached = round >= warmUp && answers >= minComplete && confidence >= threshold
    check(
      .confidence, passed: isReached,
      [
        Condition(.round, round, .atLeast, warmUp), Condition(.poolSize, answers, .atLeast, minComplete),
        Condition(.confidence, confidence, .atLeast, threshold),
      ])
    return isReached
  }

  /// The confidence of the pool.
  var poolConfidence: Double { confidence(top1: pool.top1, top2: pool.top2) }

  /// Counts disagreement with the winner and abandons the branches that disagreed for too long: the most disagreeing
  /// first, of equals the one opened first, and never so many that fewer than two stay active.
  mutating func abandon(disagreeingWith winner: Answer, patience: Int) {
    var candidates = 0
    for place in 0..<list.count
    where noteDisagreement(ActiveBranch(packed: list[place]).index, winner: winner) >= patience {
      candidates += 1
    }
    let most = min(candidates, list.count - 2)
    if most > 0 { abandon(most, patience: patience) }
  }

  private mutating func abandon(_ most: Int, patience: Int) {
    for _ in 0..<most {
      var worst = 0
      for place in 1..<list.count where isWorse(place, than: worst) { worst = place }
      let index = ActiveBranch(packed: list[worst]).index
      let count = self[index].disagreement
      prune(index, .disagreed, [Condition(.disagreement, count, .atLeast, patience)])
      for place in worst..<list.count - 1 { list[place] = list[place + 1] }
      list.keepFirst(list.count - 1)
    }
  }

  private mutating func isWorse(_ place: Int, than other: Int) -> Bool {
    let (one, two) = (ActiveBranch(packed: list[place]).index, ActiveBranch(packed: list[other]).index)
    let (first, second) = (self[one].disagreement, self[two].disagreement)
    return first != second ? first > second : one < two
  }

  /// The majority of the pool; of an empty one, the majority of the last answers of all branches not abandoned.
  mutating func poolOrBallotWinner() -> Answer? {
    if let winner = pool.winner { return winner }
    ballot.removeAll()
    for index in 0..<openedCount where !self[index].isPruned { ballot.add(self[index].answer) }
    return ballot.winner
  }
}
