import Replay

/// ASC that stops by majority: full reads one at a time until the winner has a large enough share of the answers.
///
/// The stopping rule `majority` of Aggarwal et al. 2023, arXiv 2305.11860.
struct AdaptiveMajority: AdaptiveSampling {
  struct Knobs {
    var maxSamples = 64
    var threshold = 0.8
  }

  static let family = ControllerFamily(
    name: "asc-majority", publishedName: "ASCMajority",
    meaning: "ASC that stops once the winner has a large share of the answers",
    source: "arXiv 2305.11860, stopping rule majority", initial: Knobs(),
    knobs: [
      .integer("max_samples", \.maxSamples, 64, in: 1...1_000_000, .samples, "branches read in full at most"),
      .real("threshold", \.threshold, 0.8, in: 0...1, "share of the answers that the winner needs to stop"),
    ],
    sweep: SweepAxis("max_samples", [1, 4, 8, 16, 32, 64]),
    make: { AdaptiveMajority(knobs: $0) })

  static let stop = Rule.majority

  static let tracedMeasure = "share"

  let knobs: Knobs

  var maxSamples: Int { knobs.maxSamples }

  var threshold: Threshold { Threshold(.winnerShare, .atLeast, knobs.threshold) }

  func condition(_ pool: inout Vote) -> Condition {
    let share = Double(pool.top1) / Double(pool.count)
    return Condition(.winnerShare, share, .atLeast, knobs.threshold)
  }
}
