import Replay
import Testing

/// Questions whose numbers do not fit the short forms that a replay reads: they are replayed all the same.
@Suite struct LargeQuestionTests {
  /// 70 000 different probe answers are more than two bytes tell apart.
  @Test func moreClassesThanTwoBytesHold() {
    let chains = (0..<7).map { branch in
      Chain(
        probes: (0..<10_000).map { "\(branch) \($0)" }, tokens: 10_000 * 10 + branch, final: "\(branch / 3)")
    }
    let question = Question.of(chains, interval: 10)
    #expect(question.answerTexts.count > 70_000)
    question.play { episode in
      for _ in 0..<7 { _ = episode.open(.hand) }
      for depth in 1..<10_000 {
        for index in 0..<7 { _ = episode.advance(index, .hand) }
        guard depth == 9_999 else { continue }
        let texts = Set((0..<7).map { question.text(of: episode[$0].answer) })
        #expect(texts == Set((0..<7).map { "\($0) 9999" }))
      }
      return episode.answer(nil, .hand)
    }
    for seed in UInt64(0)..<20 { question.play(RandomPlayer(seed: seed, actions: 400), seed: seed) }
  }

  /// Tokens and advances of full reads are added up in one integer as long as both fit.
  @Test(arguments: [(1 << 39) - 1, 1 << 39, (1 << 40) - 1])
  func tokensUpToTheLimit(total: Int) {
    let question = Question.of([
      Chain(probes: ["a", "a"], tokens: total / 2, final: "a"), Chain(probes: [], tokens: 1, final: "b"),
      Chain(probes: ["b"], tokens: total - total / 2 - 1, final: "b"),
    ])
    for latency in LedgerTests.latencies {
      let recording = question.play(latency: latency) { episode in
        _ = episode.readIntoBallot(2, .hand)
        _ = episode.readIntoBallot(2, .hand)
        return episode.answer(episode.ballot.winner, .hand)
      }
      #expect(recording.costs.tokens == total && recording.costs.advances == 6)
      #expect(recording.answer.map(question.text) == "b")
    }
  }

  @Test func readsIntoThePoolAreChargedAlike() {
    for seed in UInt64(0)..<40 {
      let question = Question.random(branches: 9, seed: seed)
      for latency in LedgerTests.latencies {
        let recording = question.play(latency: latency, seed: seed) { episode in
          let end = episode.readIntoPool(
            12, atLeast: 3, .hand, until: { $0.top1 > 2 }, telling: { _, _ in })
          let left = episode.hasBranchLeft
          #expect(end == .enough || (end == .refused && !left))
          return episode.answer(end == .enough ? episode.pool.winner : nil, .hand)
        }
        let finals = recording.tracks.map { question.finalAnswer(of: $0.storeIndex) }
        let counts = finals.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        if let answer = recording.answer {
          #expect(counts[answer] == 3)
        } else {
          #expect(finals.count == 9 && counts.values.allSatisfy { $0 < 3 })
        }
      }
    }
  }

  /// The longest read is looked for only where reads one at a time left that to whoever asks.
  @Test(arguments: LedgerTests.latencies)
  func readsOfAllKindsAreChargedAlike(latency: Latency) {
    for seed in UInt64(0)..<40 {
      let question = Question.random(branches: 9, seed: seed)
      let recording = question.play(latency: latency, seed: seed) { episode in
        for kind in [seed % 4, seed / 4 % 4, seed / 16 % 4] {
          switch kind {
          case 0: _ = episode.readIntoBallot(2, .hand)
          case 1: _ = episode.readIntoPool(2, atLeast: 1, .hand, until: { _ in false }, telling: { _, _ in })
          case 2: _ = episode.read(.hand)
          default: _ = episode.open(.hand)
          }
        }
        return episode.answer(episode.pool.winner ?? episode.ballot.winner, .hand)
      }
      #expect(recording.costs.steps > 0)
    }
  }
}
