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
    name: "parallel-probe", publishedName: "ParallelProbe", className: "Parallel_Probe",
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
    for chain in 0..<knobs.chains {
      guard episode.open(.firstBatch, part: chain + 1, of: knobs.chains) != nil else { break }
    }
    guard episode.openedCount > 0 else { return episode.answer(nil, episode.refusal) }
    episode.declare(
      [Threshold(.stability, .atLeast, Double(knobs.stability))],
      ofBranches: [Threshold(.disagreement, .atLeast, Double(knobs.prunePatience))])
    var kept = episode.openedCount
    var stable = 0
    var previous: Answer?
    for step in 0..<knobs.maxSteps {
      episode.beginRound(step)
      episode.ballot.removeAll()
      guard episode.advanceActiveIntoBallot(times: knobs.burst, .round) else {
        countAgain(&episode)
        return episode.answer(episode.ballot.winner, .budget)
      }
      var winner = episode.ballot.winner
      if step >= knobs.warmUp, kept > 1, let majority = winner {
        let pruned = prune(offTrackOf: majority, &episode)
        if pruned > 0 {
          kept -= pruned
          guard kept > 0 else { return episode.answer(previous, .resolved) }
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
      if !episode.hasActiveBranch() { return episode.answer(winner, .resolved) }
    }
    return episode.answer(previous, .roundLimit)
  }

  /// Counts the last answers of the branches that are left.
  private func countAgain(_ episode: inout Episode) {
    episode.ballot.removeAll()
    episode.countIntoBallot()
  }

  /// Counts rounds off the majority and prunes the branches that have been off it for too long.
  ///
  /// - Returns: how many were pruned.
  private func prune(offTrackOf winner: Answer, _ episode: inout Episode) -> Int {
    guard episode.noteDisagreements(with: winner, patience: knobs.prunePatience) else { return 0 }
    var pruned = 0
    episode.forEachActive { episode, index in
      let disagreement = episode[index].disagreement
      guard disagreement >= knobs.prunePatience else { return true }
      episode.prune(index, .disagreed, [Condition(.disagreement, disagreement, .atLeast, knobs.prunePatience)])
      pruned += 1
      return true
    }
    return pruned
  }
}
