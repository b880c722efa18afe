import Replay
import Testing

/// Full reads in the short ways, against reads one at a time looked at one by one.
@Suite struct QuickReadsTests {
  /// Reads until the votes are confident, and what came of it.
  struct Confident: Controller {
    var count: Int
    var least: Int
    var threshold: Double
    /// Whether every read is taken by itself.
    var isPlain: Bool
    let latency = Latency.sequential

    func solve(_ episode: inout Episode) -> Answer? {
      guard isPlain else {
        let bounds = ConfidenceBounds(above: threshold, atLeast: least)
        let (end, winner) = episode.readMajority(count, .sample, until: bounds, telling: { _, _ in })
        return episode.answer(winner, end == .enough ? .confidence : .roundLimit)
      }
      let end = episode.readIntoPool(
        count, atLeast: least, .sample, until: { $0.confidence > threshold }, telling: { _, _ in })
      #expect(episode.pool.count == episode.openedCount)
      return episode.answer(episode.pool.winner, end == .enough ? .confidence : .roundLimit)
    }
  }

  @Test(arguments: [0.1, 0.5, 0.8, 0.95, 0.9999])
  func readsUntilTheVotesAreConfident(threshold: Double) {
    for seed in UInt64(0)..<40 {
      let question = Question.random(branches: 1 + Int(seed), seed: seed)
      for (count, least) in [(0, 0), (1, 1), (5, 2), (12, 9), (64, 2), (200, 3)] {
        let quick = question.play(
          Confident(count: count, least: least, threshold: threshold, isPlain: false), seed: seed)
        let plain = question.play(
          Confident(count: count, least: least, threshold: threshold, isPlain: true), seed: seed)
        #expect(quick.answer == plain.answer)
        #expect(quick.costs == plain.costs)
        #expect(quick.steps.last?.reason.rule == plain.steps.last?.reason.rule)
      }
    }
  }

  @Test(arguments: [0, 1, 2, 7, 64, 1_000])
  func theMajorityOfReads(count: Int) {
    for seed in UInt64(0)..<60 {
      let question = Question.random(branches: 1 + Int(seed % 30), seed: seed)
      let recording = question.play(seed: seed) { episode in
        let (read, winner) = episode.readMajority(count, .sample)
        #expect(read == episode.openedCount)
        return episode.answer(winner, .roundLimit)
      }
      var plain = VoteTests.Plain()
      for step in recording.steps where step.kind == .read { plain.add(step.answer?.id ?? -1) }
      #expect(recording.answer == plain.winner)
      #expect(plain.counts.reduce(0, +) == min(count, question.branches.count))
    }
  }
}
