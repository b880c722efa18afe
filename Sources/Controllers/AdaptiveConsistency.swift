import Replay

/// ASC(n, τ), adaptive self-consistency: full reads one at a time until the votes are confident.
///
/// Aggarwal et al. 2023, arXiv 2305.11860.
struct AdaptiveConsistency: Controller {
  struct Knobs {
    var maxSamples = 64
    var threshold = 0.95
  }

  static let family = ControllerFamily(
    name: "asc", publishedName: "ASC",
    meaning: "adaptive self-consistency: reads branches one by one until the votes are confident",
    source: "arXiv 2305.11860", initial: Knobs(),
    knobs: [
      .integer("max_samples", \.maxSamples, 64, in: 1...1_000_000, .samples, "branches read in full at most"),
      .real("threshold", \.threshold, 0.95, in: 0...1, "confidence above which it stops"),
    ],
    sweep: SweepAxis("max_samples", [1, 4, 8, 16, 32, 64]),
    make: { AdaptiveConsistency(knobs: $0) })

  let knobs: Knobs

  var latency: Latency { .sequential }

  func solve(_ episode: inout Episode) -> Answer? {
    episode.declare([Threshold(.confidence, .above, knobs.threshold)])
    for sample in 0..<knobs.maxSamples {
      episode.beginRound(sample)
      guard let answer = episode.read(.sample, part: sample + 1, of: knobs.maxSamples) else {
        return episode.answer(episode.pool.winner, episode.refusal)
      }
      episode.pool.add(answer)
      episode.reportPool(round: sample)
      guard sample >= 1 else { continue }
      let confidence = episode.confidence(top1: episode.pool.top1, top2: episode.pool.top2)
      let stops = confidence > knobs.threshold
      episode.check(.confidence, passed: stops, [Condition(.confidence, confidence, .above, knobs.threshold)])
      if stops { return episode.answer(episode.pool.winner, .confidence) }
    }
    return episode.answer(episode.pool.winner, .roundLimit)
  }
}
