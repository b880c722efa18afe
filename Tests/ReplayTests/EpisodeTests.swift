import Replay
import Testing

/// What actions show and cost.
@Suite struct EpisodeTests {
  static let chain = Chain(probes: ["a", "b"], tokens: 1_200, final: "c")

  @Test func advancesCostAnIntervalAndTheLastOneTheRest() throws {
    let question = Question.of([Self.chain])
    let recording = question.play { episode in
      let first = episode.open(.firstBatch)
      let opened = episode.tokens
      let second = episode.advance(0, .round)
      let advanced = episode.tokens
      let isActive = episode[0].isActive
      let third = episode.advance(0, .round)
      let finished = episode.tokens
      let (isFinished, depth) = (episode[0].isFinished, episode.depth(of: 0))
      #expect([first, second, third].map { $0.map { question.text(of: $0.answer) } } == ["a", "b", "c"])
      #expect([first, second, third].map { $0?.isFinished } == [false, false, true])
      #expect([opened, advanced, finished] == [500, 1_000, 1_200])
      #expect(isActive)
      #expect(isFinished)
      #expect(depth == 3)
      return episode.answer(third?.answer, .resolved)
    }
    #expect(recording.costs == Costs(tokens: 1_200, sequentialTokens: 1_200, advances: 3, probes: 3, steps: 3))
    #expect(recording.costs.intervalUnits() == 3)
    #expect(recording.costs.intervalUnits(perProbe: 0.25) == 3.75)
  }

  /// Where T < K·Δ the last advance is free, and a full read costs T all the same.
  @Test(arguments: [0, 1, 900, 999, 1_000, 1_001])
  func shortChains(tokens: Int) {
    let question = Question.of([Chain(probes: ["a", "b"], tokens: tokens, final: "c")])
    let advancing = question.play { episode in
      _ = episode.open(.firstBatch)
      _ = episode.advance(0, .round)
      let last = episode.advance(0, .round)
      let cost = episode.tokens(of: 0)
      #expect(cost == max(1_000, tokens))
      return episode.answer(last?.answer, .resolved)
    }
    #expect(
      advancing.costs
        == Costs(
          tokens: max(1_000, tokens), sequentialTokens: max(1_000, tokens), advances: 3, probes: 3, steps: 3))
    let reading = question.play { episode in
      let answer = episode.read(.sample)
      let (cost, isFinished, depth) = (episode.tokens(of: 0), episode[0].isFinished, episode.depth(of: 0))
      #expect(cost == tokens)
      #expect(isFinished)
      #expect(depth == 3)
      return episode.answer(answer, .roundLimit)
    }
    #expect(
      reading.costs == Costs(tokens: tokens, sequentialTokens: tokens, advances: 3, probes: 1, steps: 1))
    #expect(reading.answer == advancing.answer)
  }

  @Test func aBranchWithoutProbesFinishesAsItOpens() {
    let question = Question.of([Chain(probes: [], tokens: 321, final: "c")])
    let recording = question.play { episode in
      let reading = episode.open(.firstBatch)
      #expect(reading?.isFinished == true)
      return episode.answer(reading?.answer, .resolved)
    }
    #expect(recording.costs == Costs(tokens: 321, sequentialTokens: 321, advances: 1, probes: 1, steps: 1))
  }

  /// With one branch there is nothing to open after it, and that costs nothing.
  @Test func oneBranch() {
    let recording = Question.of([Self.chain]).play { episode in
      let had = episode.hasBranchLeft
      let answer = episode.read(.sample)
      let refused = [episode.read(.sample) == nil, episode.open(.widen) == nil, !episode.branch(.widen)]
      let (left, opened) = (episode.hasBranchLeft, episode.openedCount)
      #expect(had)
      #expect(!left)
      #expect(refused == [true, true, true])
      #expect(opened == 1)
      return episode.answer(answer, .branchesExhausted)
    }
    #expect(recording.costs.tokens == 1_200)
    #expect(recording.steps.map(\.kind) == [.read, .answer])
  }

  /// BRANCH, CONTINUE and PROBE one by one: only what is revealed counts as a probe.
  @Test func advancesWithoutProbes() throws {
    let question = Question.of([Self.chain])
    let recording = question.play { episode in
      let isOpen = episode.branch(.hand)
      let hidden = episode[0].answer.id
      let hasAdvanced = episode.continueBranch(0, .hand)
      let shown = episode.probe(0, .hand)
      _ = episode.continueBranch(0, .hand)
      let still = episode[0].answer
      #expect(isOpen)
      #expect(hasAdvanced)
      #expect(hidden == -1)
      #expect(question.text(of: shown.answer) == "b")
      #expect(!shown.isFinished)
      #expect(still == shown.answer)
      return episode.answer(shown.answer, .hand)
    }
    #expect(recording.costs == Costs(tokens: 1_200, sequentialTokens: 1_200, advances: 3, probes: 1, steps: 3))
    #expect(recording.revealedAnswer(branch: 0, depth: 1, after: 5) == nil)
    #expect(recording.revealedAnswer(branch: 0, depth: 2, after: 5) == recording.answer)
    #expect(recording.revealedAnswer(branch: 0, depth: 3, after: 5) == nil)
  }

  @Test func anAnswerThatWasNotRevealedIsNoVote() {
    Question.of([Self.chain]).play { episode in
      _ = episode.branch(.hand)
      let hidden = episode[0].answer
      episode.pool.add(hidden)
      episode.ballot.add(hidden)
      episode.countIntoBallot()
      episode.weighted.add(hidden, weight: 1)
      let votes = [episode.pool.count, episode.ballot.count, episode.pool[hidden], episode.ballot[hidden]]
      let winners = [episode.pool.winner, episode.ballot.winner, episode.weighted.outcome.winner]
      #expect(votes == [0, 0, 0, 0])
      #expect(winners == [nil, nil, nil])
      return episode.answer(nil, .hand)
    }
  }

  @Test func pruningIsFreeAndLeavesEverythingOnRecord() {
    let recording = Question.of([Self.chain, Self.chain]).play { episode in
      let reading = episode.open(.firstBatch)
      _ = episode.read(.sample)
      episode.prune(0, .disagreed)
      // A finished branch may be pruned out of a vote.
      episode.prune(1, .disagreed)
      let states = [episode[0].isPruned, episode[0].isActive, episode[1].isPruned, episode[1].isFinished]
      let kept = [episode[0].answer == reading?.answer, episode.depth(of: 0) == 1, episode.depth(of: 1) == 3]
      let costs = [episode.tokens(of: 0), episode.tokens(of: 1)]
      let active = episode.activeCount()
      #expect(states == [true, false, true, false])
      #expect(kept == [true, true, true])
      #expect(costs == [500, 1_200])
      #expect(active == 0)
      return episode.answer(nil, .resolved)
    }
    #expect(recording.costs == Costs(tokens: 1_700, sequentialTokens: 1_200, advances: 4, probes: 2, steps: 2))
    #expect(recording.answer == nil)
  }

  @Test func notesAreTheControllersOwn() {
    Question.of([Self.chain]).play { episode in
      _ = episode.open(.firstBatch)
      let own = episode[0].answer
      let other = Answer(id: own.id == 0 ? 1 : 0)
      let counts = [other, other, own, other].map { episode.noteDisagreement(0, winner: $0) }
      let sleeps = [episode.noteSleep(0), episode.noteSleep(0)]
      episode.noteStreak(0, 7)
      let (streak, disagreement) = (episode[0].streak, episode[0].disagreement)
      #expect(counts == [1, 2, 0, 1])
      #expect(sleeps == [1, 2])
      #expect(streak == 7)
      #expect(disagreement == 1)
      return episode.answer(own, .hand)
    }
  }
}
