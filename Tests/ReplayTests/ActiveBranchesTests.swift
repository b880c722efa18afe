import Replay
import Testing

/// Rounds in which all active branches advance at once, against branches that advance one by one.
@Suite struct ActiveBranchesTests {
  /// Opens, prunes and advances at random, and folds all that can be seen into the answer.
  struct Rounds: Controller {
    var seed: UInt64
    /// Whether every branch advances by itself.
    var isPlain: Bool
    /// Whether some branches advance without a look.
    var hides = false
    let latency = Latency.parallel

    func solve(_ episode: inout Episode) -> Answer? {
      var random = SplitMix(seed)
      var seen = SplitMix(0)
      for round in 0..<30 {
        episode.beginRound(round)
        open(Int.random(in: 0...(round == 0 ? 20 : 3), using: &random), hidden: hides && round == 5, &random, &episode)
        if round % 4 == 3 { prune(&random, &episode) }
        if round % 7 == 6 {
          guard vote(times: Int.random(in: 1...3, using: &random), &episode) else { break }
        } else {
          guard advance(&random, &episode) else { break }
        }
        note(&random, &episode)
        look(&seen, &episode)
      }
      let answers = max(1, episode.openedCount)
      return episode.answer(
        episode.openedCount == 0 ? nil : episode[Int(seen.next() % UInt64(answers))].answer, .hand)
    }

    private func open(_ count: Int, hidden: Bool, _ random: inout SplitMix, _ episode: inout Episode) {
      for number in 0..<count {
        if hidden, number % 2 == 1 {
          _ = episode.branch(.hand)
        } else if Int.random(in: 0..<6, using: &random) == 0 {
          _ = episode.read(.hand)
        } else if let reading = episode.open(.hand), reading.isFinished {
          episode.pool.add(reading.answer)
        }
      }
    }

    private func prune(_ random: inout SplitMix, _ episode: inout Episode) {
      guard isPlain else {
        episode.forEachActive { episode, index in
          if Int.random(in: 0..<3, using: &random) == 0 { episode.prune(index, .hand) }
          return true
        }
        return
      }
      for index in 0..<episode.openedCount where episode[index].isActive {
        if Int.random(in: 0..<3, using: &random) == 0 { episode.prune(index, .hand) }
      }
    }

    private func advance(_ random: inout SplitMix, _ episode: inout Episode) -> Bool {
      let first = [Precedence.opened, .mostAdvanced, .bursting][Int.random(in: 0..<3, using: &random)]
      let (times, bursts) = (
        Int.random(in: 0...2, using: &random), [0, 1, 2, 3, 4, 100_000][Int.random(in: 0...5, using: &random)]
      )
      let answer = Bool.random(using: &random) ? nil : episode.pool.winner
      guard isPlain else {
        return episode.advanceActive(first: first, times: times, .round, bursting: answer, bursts: bursts)
      }
      let active = (0..<episode.openedCount).filter { episode[$0].isActive }
      let ranks = active.map { index in
        switch first {
        case .opened: 0
        case .mostAdvanced: -episode.depth(of: index)
        case .bursting: episode[index].answer == answer ? 0 : 1
        }
      }
      for place in active.indices.sorted(by: { (ranks[$0], active[$0]) < (ranks[$1], active[$1]) }) {
        let index = active[place]
        for _ in 0..<(episode[index].answer == answer ? bursts : times) {
          guard let reading = episode.advance(index, .round) else { return false }
          if reading.isFinished {
            episode.pool.add(reading.answer)
            break
          }
        }
      }
      return true
    }

    private func vote(times: Int, _ episode: inout Episode) -> Bool {
      episode.ballot.removeAll()
      guard isPlain else {
        guard episode.advanceActiveIntoBallot(times: times, .round) else { return false }
        let (count, winner) = (episode.ballot.count, episode.ballot.winner)
        episode.ballot.removeAll()
        episode.countIntoBallot()
        #expect(episode.ballot.count == count && episode.ballot.winner == winner)
        return true
      }
      for index in 0..<episode.openedCount where !episode[index].isPruned {
        for _ in 0..<times where episode[index].isActive {
          guard episode.advance(index, .round) != nil else { return false }
        }
        episode.ballot.add(episode[index].answer)
      }
      return true
    }

    private func note(_ random: inout SplitMix, _ episode: inout Episode) {
      guard let winner = episode.pool.winner else { return }
      let patience = Int.random(in: 1...4, using: &random)
      let isExhausted: Bool
      if isPlain {
        let active = (0..<episode.openedCount).filter { episode[$0].isActive }
        isExhausted = active.map { episode.noteDisagreement($0, winner: winner) }.contains { $0 >= patience }
      } else {
        isExhausted = episode.noteDisagreements(with: winner, patience: patience)
      }
      if isExhausted { episode.ballot.add(winner) }
    }

    /// Folds the state of the episode into a number.
    private func look(_ seen: inout SplitMix, _ episode: inout Episode) {
      var (active, aligned) = (0, 0)
      for index in 0..<episode.openedCount {
        let branch = episode[index]
        fold(Int(branch.answer.id), &seen)
        fold(branch.disagreement * 4 + (branch.isActive ? 2 : 0) + (branch.isPruned ? 1 : 0), &seen)
        fold(episode.depth(of: index), &seen)
        active += branch.isActive ? 1 : 0
        aligned += branch.isActive && branch.answer == episode.pool.winner ? 1 : 0
      }
      let counts = [episode.activeCount(), episode.alignedCount(with: episode.pool.winner)]
      #expect(counts == [active, aligned])
      let isAnyActive = episode.hasActiveBranch()
      #expect(isAnyActive == (active > 0))
      episode.pool.forEachAnswer { answer, count in fold(Int(answer.id) << 16 | count, &seen) }
      fold(Int(episode.ballot.winner?.id ?? -1), &seen)
      fold(episode.ballot.count, &seen)
    }

    private func fold(_ value: Int, _ seen: inout SplitMix) {
      seen = SplitMix(seen.next() ^ UInt64(truncatingIfNeeded: value))
    }
  }

  @Test(arguments: [false, true])
  func allAtOnceAsOneByOne(hides: Bool) {
    for seed in UInt64(0)..<150 {
      let question = Question.random(branches: 1 + Int(seed % 70), seed: seed)
      let atOnce = question.play(Rounds(seed: seed, isPlain: false, hides: hides), seed: seed)
      let oneByOne = question.play(Rounds(seed: seed, isPlain: true, hides: hides), seed: seed)
      #expect(atOnce.answer == oneByOne.answer)
      #expect(atOnce.costs == oneByOne.costs)
    }
  }

  /// An episode that is used again does what a new one does.
  @Test func runsDoNotMeetTheOnesBefore() {
    let seeds = (UInt64(0)..<20).map(\.self)
    for seed in UInt64(0)..<20 {
      let question = Question.random(branches: 1 + Int(seed * 4), seed: seed)
      let controller = Rounds(seed: seed, isPlain: false)
      let orders = BranchOrders(branchCount: question.branches.count, seeds: seeds)
      var runs: [Run] = []
      question.replay(controller, over: orders, in: 0..<seeds.count) { _, run in
        runs.append(run)
        return true
      }
      for (order, run) in zip(seeds, runs) {
        let alone = question.play(Rounds(seed: seed, isPlain: true), seed: order)
        #expect(run.answer == alone.answer && run.costs == alone.costs)
      }
    }
  }

  @Test func allAtOnceWithinABudget() {
    for seed in UInt64(0)..<60 {
      let question = Question.random(branches: 1 + Int(seed % 40), seed: seed)
      let budget = 500 * Int(seed) * 3
      let atOnce = question.play(Rounds(seed: seed, isPlain: false), seed: seed, budget: budget)
      let oneByOne = question.play(Rounds(seed: seed, isPlain: true), seed: seed, budget: budget)
      #expect(atOnce.answer == oneByOne.answer)
      #expect(atOnce.costs == oneByOne.costs)
      #expect(atOnce.costs.tokens <= budget)
    }
  }
}
