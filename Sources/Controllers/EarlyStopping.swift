import Replay

/// ESC(n, w), early-stopping self-consistency: windows of w full reads until one is unanimous.
///
/// Li et al. 2024, arXiv 2401.10480.
struct EarlyStopping: Controller {
  struct Knobs {
    var maxSamples = 64
    var windowSize = 8
  }

  static let family = ControllerFamily(
    name: "esc", publishedName: "ESC",
    meaning: "early-stopping self-consistency: reads windows of branches until one is unanimous",
    source: "arXiv 2401.10480", initial: Knobs(),
    knobs: [
      .integer("max_samples", \.maxSamples, 64, in: 1...1_000_000, .samples, "branches read in full at most"),
      .integer("window_size", \.windowSize, 8, in: 1...1_000_000, .samples, "branches a window"),
    ],
    make: { EarlyStopping(knobs: $0) })

  let knobs: Knobs

  var latency: Latency { .windows(knobs.windowSize) }

  func solve(_ episode: inout Episode) -> Answer? {
    for window in 0..<knobs.maxSamples / knobs.windowSize {
      episode.beginRound(window)
      let batch = episode.readIntoPool(knobs.windowSize, .windowRead)
      guard let first = batch.first else { continue }
      episode.reportPool(round: window)
      episode.check(.unanimity, passed: batch.isUnanimous, [])
      if batch.isUnanimous { return episode.answer(first, .unanimity) }
      if batch.count < knobs.windowSize { return episode.answer(episode.pool.winner, episode.refusal) }
    }
    return episode.answer(episode.pool.winner, .roundLimit)
  }
}
