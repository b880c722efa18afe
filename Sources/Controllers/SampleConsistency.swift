import Replay

/// SC+SAC(n, c), self-consistency with a per-chain stop: a chain ends once it has given the same answer c times in a row.
///
/// arXiv 2602.03845; with n = 1 the single-chain early stop, published as greedy.
struct SampleConsistency: Controller {
  struct Knobs {
    var maxSamples = 64
    var streak = 14
  }

  static let family = ControllerFamily(
    name: "sac", publishedName: "SAC",
    meaning: "self-consistency whose chains end once their answers repeat",
    source: "arXiv 2602.03845", initial: Knobs(),
    knobs: [
      .integer("max_samples", \.maxSamples, 64, in: 1...1_000_000, .samples, "branches followed, one after another"),
      .integer("streak", \.streak, 14, in: 1...1_000_000, .answers, "equal answers in a row that end a branch"),
    ],
    sweep: SweepAxis("max_samples", [1, 4, 8, 16, 32, 64]),
    make: { SampleConsistency(knobs: $0) })

  let knobs: Knobs

  var latency: Latency { .parallel }

  func solve(_ episode: inout Episode) -> Answer? {
    let limit = Threshold(.streak, .atLeast, Double(knobs.streak))
    episode.declare([limit], ofBranches: [limit])
    for sample in 0..<knobs.maxSamples {
      episode.beginRound(sample)
      guard let first = episode.open(.sample, part: sample + 1, of: knobs.maxSamples) else {
        return episode.answer(episode.pool.winner, episode.refusal)
      }
      let isWithinBudget = follow(sample, from: first, &episode)
      let branch = episode[sample]
      episode.pool.add(branch.answer)
      episode.reportPool(round: sample, [.init(.streak, Double(branch.streak))])
      guard isWithinBudget else { return episode.answer(episode.pool.winner, .budget) }
    }
    return episode.answer(episode.pool.winner, .roundLimit)
  }

  /// Advances a branch until its answers repeat or it finishes; false when the budget refuses an advance.
  private func follow(_ index: Int, from first: Reading, _ episode: inout Episode) -> Bool {
    var reading = first
    var streak = 1
    episode.noteStreak(index, streak)
    while !reading.isFinished, streak < knobs.streak {
      guard let next = episode.advance(index, .chain) else { return false }
      streak = next.answer == reading.answer ? streak + 1 : 1
      reading = next
      episode.noteStreak(index, streak)
    }
    if !reading.isFinished {
      episode.prune(index, .consistent, [Condition(.streak, streak, .atLeast, knobs.streak)])
    }
    return true
  }
}
