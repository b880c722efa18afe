import Replay

/// What IBC, SCR, DGCC and CMC have in common: a pool of finished answers that the others' answers are held against.
extension Episode {
  /// Opens up to `wanted` branches: the answers of those that finish join the pool.
  ///
  /// - Returns: how many were opened.
  mutating func openBranches(_ wanted: Int, _ rule: Rule) -> Int {
    for number in 0..<wanted {
      guard let reading = open(rule, part: number + 1, of: wanted) else { return number }
      if reading.isFinished { pool.add(reading.answer) }
    }
    return wanted
  }

  /// The threshold on the confidence of the pool, and whether it is reached.
  mutating func reachesConfidence(_ threshold: Double, round: Int, warmUp: Int, minComplete: Int) -> Bool {
    let confidence = pool.confidence
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

  /// Counts disagreement with the winner and abandons the branches that disagreed for too long: the most disagreeing
  /// first, of equals the one opened first, and never so many that fewer than two stay active.
  mutating func abandon(disagreeingWith winner: Answer, patience: Int) {
    guard noteDisagreements(with: winner, patience: patience) else { return }
    let most = activeCount() - 2
    guard most > 0 else { return }
    candidates.keepFirst(0)
    forEachActive { episode, index in
      let disagreement = episode[index].disagreement
      guard disagreement >= patience else { return true }
      episode.candidates.append(RankedBranch(index: index, rank: disagreement).packed)
      return true
    }
    candidates.sortDescending()
    for place in 0..<min(candidates.count, most) {
      let index = RankedBranch(packed: candidates[place]).index
      let count = self[index].disagreement
      prune(index, .disagreed, [Condition(.disagreement, count, .atLeast, patience)])
    }
  }

  /// The majority of the pool; of an empty one, the majority of the last answers of all branches not abandoned.
  mutating func poolOrBallotWinner() -> Answer? {
    if let winner = pool.winner { return winner }
    ballot.removeAll()
    countIntoBallot()
    return ballot.winner
  }
}
