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
    sweep: SweepAxis("max_samples", [16, 32, 64]),
    make: { EarlyStopping(knobs: $0) })

  let knobs: Knobs

  var latency: Latency { .windows(knobs.windowSize) }

  func solve(_ episode: inout Episode) -> Answer? {
    var end = Rule.roundLimit
    for window in 0..<knobs.maxSamples / knobs.windowSize {
      episode.beginRound(window)
      let votes = episode.ballot.count
      // What got a window nothing would get the windows after it nothing.
      let read = episode.readIntoBallot(knobs.windowSize, .windowRead)
      guard read > 0 else { return episode.answer(episode.ballot.winner, episode.refusal) }
      if read < knobs.windowSize { end = episode.refusal }
      episode.reportBallot(round: window)
      let distinct = distinctAnswers(ofWindow: window, &episode)
      let agreed = episode.ballot.agreement(from: votes)
      episode.check(.unanimity, passed: agreed != nil, [Condition(.distinct, distinct, .equal, 1)])
      if let agreed { return episode.answer(agreed, .unanimity) }
    }
    return episode.answer(episode.ballot.winner, end)
  }

  /// The different answers of a window that are votes, for a recording only.
  private func distinctAnswers(ofWindow window: Int, _ episode: inout Episode) -> Int {
    guard episode.isRecording else { return 0 }
    var answers: Set<Answer> = []
    for index in window * knobs.windowSize..<episode.openedCount { answers.insert(episode[index].answer) }
    if let abstention = episode.abstention { answers.remove(abstention) }
    return answers.count
  }
}
