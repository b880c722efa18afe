import Replay

/// Parallel-Probe: branches advance together; those that keep off the majority are pruned, a lasting majority ends it.
///
/// arXiv 2602.03845.
struct ParallelProbe: Controller {
  struct Knobs {
    var chains = 64
    var stability = 40
    var prunePatience = 7
    var warmUp = 15
    var burst = 1
    var maxSteps = 100
  }

  static let family = ControllerFamily(
    name: "parallel-probe", publishedName: "ParallelProbe",
    meaning: "advances all branches together, prunes those off the majority, stops when the majority lasts",
    source: "arXiv 2602.03845", initial: Knobs(),
    knobs: [
      .integer("num_chains", \.chains, 64, in: 1...1_000_000, .branches, "branches opened at the start"),
      .integer("T", \.stability, 40, in: 1...1_000_000, .rounds, "rounds that the winner must last to end the run"),
      .integer(
        "prune_patience", \.prunePatience, 7, in: 1...1_000_000, .rounds, "rounds off the majority until a prune"),
      .integer("warm_up", \.warmUp, 15, in: 0...1_000_000, .rounds, "rounds without prunes"),
      .integer("burst", \.burst, 1, in: 1...1_000_000, .intervals, "advances of a branch a round"),
      .integer("max_steps", \.maxSteps, 100, in: 0...1_000_000, .rounds, "rounds at most"),
    ],
    sweep: SweepAxis("num_chains", [1, 4, 8, 16, 32, 64]),
    make: { ParallelProbe(knobs: $0) })

  let knobs: Knobs

  var latency: Latency { .parallel }

  func solve(_ episode: inout Episode) -> Answer? {
    // The list holds the branches not pruned, in order.
    for chain in 0..<knobs.chains {
      guard episode.open(.firstBatch, part: chain + 1, of: knobs.chains) != nil else { break }
      episode.list.append(UInt64(chain))
    }
    guard episode.openedCount > 0 else { return episode.answer(nil, episode.refusal) }
    episode.declare([Threshold(.stability, .atLeast, Double(knobs.stability))])
    var stable = 0
    var previous: Answer?
    for step in 0..<knobs.maxSteps {
      episode.beginRound(step)
      guard var running = advanceAll(&episode) else {
        countAgain(&episode)
        return episode.answer(episode.ballot.winner, .budget)
      }
      var winner = episode.ballot.winner
      if step >= knobs.warmUp, episode.list.count > 1, let majority = winner {
        let pruned = prune(offTrackOf: majority, &episode)
        if pruned > 0 {
          running -= pruned
          guard episode.list.count > 0 else { return episode.answer(previous, .resolved) }
          countAgain(&episode)
          winner = episode.ballot.winner
        }
      }
      stable = winner == previous ? stable + 1 : 0
      episode.reportBallot(round: step, [.init(.stability, Double(stable))])
      if stable >= knobs.stability {
        return episode.answer(winner, .stableWinner, [Condition(.stability, stable, .atLeast, knobs.stability)])
      }
      episode.check(.stableWinner, passed: false, [Condition(.stability, stable, .atLeast, knobs.stability)])
      previous = winner
      if running == 0 { return episode.answer(winner, .resolved) }
    }
    return episode.answer(previous, .roundLimit)
  }

  /// Advances every unfinished branch of the list and counts the last answers of all.
  ///
  /// - Returns: how many are still unfinished; nil when the budget refuses one.
  private func advanceAll(_ episode: inout Episode) -> Int? {
    episode.ballot.removeAll()
    let entries = episode.list.entries
    let part = knobs.burst > 1 ? 1 : 0
    var running = 0
    for place in 0..<episode.list.count {
      let index = Int(truncatingIfNeeded: entries[place])
      let branch = episode[index]
      guard branch.isActive else {
        episode.ballot.add(branch.answer)
        continue
      }
      guard var reading = episode.advance(index, .round, part: part, of: knobs.burst) else { return nil }
      if part > 0 {
        guard let last = finishBurst(index, reading, &episode) else { return nil }
        reading = last
      }
      episode.ballot.add(reading.answer)
      running += reading.isFinished ? 0 : 1
    }
    return running
  }

  /// Goes on with a branch's burst after its first advance, to its end at most; nil when the budget refuses that.
  private func finishBurst(_ index: Int, _ first: Reading, _ episode: inout Episode) -> Reading? {
    var reading = first
    var part = 1
    while part < knobs.burst, !reading.isFinished {
      part += 1
      guard let next = episode.advance(index, .round, part: part, of: knobs.burst) else { return nil }
      reading = next
    }
    return reading
  }

  /// Counts the last answers of the branches that are left.
  private func countAgain(_ episode: inout Episode) {
    episode.ballot.removeAll()
    for place in 0..<episode.list.count { episode.ballot.add(episode[Int(episode.list[place])].answer) }
  }

  /// Counts rounds off the majority and prunes the branches that have been off it for too long.
  ///
  /// - Returns: how many were pruned.
  private func prune(offTrackOf winner: Answer, _ episode: inout Episode) -> Int {
    let entries = episode.list.entries
    let all = episode.list.count
    var kept = 0
    for place in 0..<all {
      let entry = entries[place]
      let index = Int(truncatingIfNeeded: entry)
      if episode[index].isActive {
        let count = episode.noteDisagreement(index, winner: winner)
        if count >= knobs.prunePatience {
          episode.prune(index, .disagreed, [Condition(.disagreement, count, .atLeast, knobs.prunePatience)])
          continue
        }
      }
      entries[kept] = entry
      kept &+= 1
    }
    episode.list.keepFirst(kept)
    return all - kept
  }
}
