import Replay

/// SC(n), self-consistency: n full reads, majority.
///
/// Wang et al. 2022, arXiv 2203.11171.
struct SelfConsistency: Controller {
  struct Knobs {
    var maxSamples = 64
  }

  static let family = ControllerFamily(
    name: "sc", publishedName: "SC",
    meaning: "self-consistency: reads n branches in full and answers with the majority",
    source: "arXiv 2203.11171", initial: Knobs(),
    knobs: [
      .integer("max_samples", \.maxSamples, 64, in: 1...1_000_000, .samples, "branches read in full")
    ],
    sweep: SweepAxis("max_samples", [1, 4, 8, 16, 32, 64]),
    make: { SelfConsistency(knobs: $0) })

  let knobs: Knobs

  var latency: Latency { .parallel }

  func solve(_ episode: inout Episode) -> Answer? {
    let (read, winner) = episode.readMajority(knobs.maxSamples, .sample)
    return episode.answer(winner, read < knobs.maxSamples ? episode.refusal : .roundLimit)
  }
}
