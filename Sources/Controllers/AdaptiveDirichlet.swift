import Replay

/// ASC that stops by the Dirichlet posterior: full reads one at a time until the winner very likely has the largest share.
///
/// The stopping rule `dirichlet` of Aggarwal et al. 2023, arXiv 2305.11860. With fewer than three different answers it is
/// ASC's own rule, confidence above the threshold; else the probability over the five highest counts is to reach it.
struct AdaptiveDirichlet: AdaptiveSampling {
  struct Knobs {
    var maxSamples = 64
    var threshold = 0.95
  }

  static let family = ControllerFamily(
    name: "asc-dirichlet", publishedName: "ASCDirichlet",
    meaning: "ASC that stops once the winner likely leads, by a Dirichlet posterior",
    source: "arXiv 2305.11860, stopping rule dirichlet", initial: Knobs(),
    knobs: [
      .integer("max_samples", \.maxSamples, 64, in: 1...1_000_000, .samples, "branches read in full at most"),
      .real(
        "threshold", \.threshold, 0.95, in: 0...1,
        "probability at which it stops that the winner's share is the largest"),
    ],
    sweep: SweepAxis("max_samples", [1, 4, 8, 16, 32, 64]),
    make: { AdaptiveDirichlet(knobs: $0) })

  static let stop = Rule.confidence

  static let tracedMeasure = "probability"

  let knobs: Knobs

  /// Shared by the runs of this controller, on any thread; it changes how fast they are, not what they do.
  private let probabilities = LeadProbabilities()

  init(knobs: Knobs) { self.knobs = knobs }

  var maxSamples: Int { knobs.maxSamples }

  var threshold: Threshold { Threshold(.winnerProbability, .atLeast, knobs.threshold) }

  func condition(_ pool: inout Vote) -> Condition {
    let counts = LeadingCounts(&pool)
    guard counts.areThreeOrMore else {
      return Condition(.winnerProbability, pool.confidence, .above, knobs.threshold)
    }
    return Condition(.winnerProbability, probabilities[counts], .atLeast, knobs.threshold)
  }
}
