import Replay

/// Steady winner(n, m): full reads one at a time until the winner has stayed the same for m of them, or n are read.
struct SteadyWinner: Controller {
  struct Knobs {
    var maxSamples = 64
    var patience = 3
  }

  static let family = ControllerFamily(
    name: "steady-winner", publishedName: "SteadyWinner",
    meaning: "reads branches one at a time until the winner has stayed the same for a while",
    source: "the example of AddingAController.md", initial: Knobs(),
    knobs: [
      .integer("max_samples", \.maxSamples, 64, in: 1...1_000_000, .samples, "branches read in full at most"),
      .integer("patience", \.patience, 3, in: 1...1_000_000, .samples, "reads for which the winner stays the same"),
    ],
    sweep: SweepAxis("patience", [1, 2, 3, 4, 6, 8]),
    make: { SteadyWinner(knobs: $0) })

  let knobs: Knobs

  var latency: Latency { .sequential }

  func solve(_ episode: inout Episode) -> Answer? {
    episode.declare([Threshold(.stability, .atLeast, Double(knobs.patience))])
    var leader: Answer?
    var stability = 0
    for sample in 0..<knobs.maxSamples {
      episode.beginRound(sample)
      guard let answer = episode.read(.sample, part: sample + 1, of: knobs.maxSamples) else {
        return episode.answer(leader, episode.hasBranchLeft ? .budget : .branchesExhausted)
      }
      episode.pool.add(answer)
      let winner = episode.pool.winner
      // There is no winner while no answer is a vote.
      stability = winner == nil ? 0 : winner == leader ? stability + 1 : 1
      leader = winner
      report(sample, stability, &episode)
      let isSteady = stability >= knobs.patience
      episode.check(
        .stableWinner, passed: isSteady, [Condition(.stability, stability, .atLeast, knobs.patience)])
      if isSteady { return episode.answer(leader, .stableWinner) }
    }
    return episode.answer(leader, .roundLimit)
  }

  /// Tells what the explorer draws of a round; skipped in a run that nobody looks at.
  private func report(_ sample: Int, _ stability: Int, _ episode: inout Episode) {
    guard episode.isRecording else { return }
    episode.report(
      RoundSignals(
        round: sample, winner: episode.pool.winner, poolSize: episode.pool.count, active: 0,
        opened: episode.openedCount, aligned: 0, deviant: 0,
        values: [.init(.confidence, episode.pool.confidence), .init(.stability, Double(stability))]))
  }
}
