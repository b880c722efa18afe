import Replay

/// ASC(n, τ), adaptive self-consistency: full reads one at a time until the votes are confident.
///
/// Aggarwal et al. 2023, arXiv 2305.11860.
struct AdaptiveConsistency: AdaptiveSampling {
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

  static let stop = Rule.confidence

  static let tracedMeasure = "confidence"

  let knobs: Knobs
  private let bounds: ConfidenceBounds

  init(knobs: Knobs) {
    self.knobs = knobs
    bounds = ConfidenceBounds(above: knobs.threshold, atLeast: Self.leastSamples)
  }

  var maxSamples: Int { knobs.maxSamples }

  var threshold: Threshold { Threshold(.confidence, .above, knobs.threshold) }

  func condition(_ pool: inout Vote) -> Condition {
    Condition(.confidence, pool.confidence, .above, knobs.threshold)
  }

  func sample(_ episode: inout Episode) -> (end: ReadsEnd, winner: Answer?) {
    episode.readMajority(maxSamples, .sample, until: bounds, telling: { tell($0, &$1) })
  }
}
