import Replay
import Testing

/// Votes against counts made the plain way.
@Suite struct VoteTests {
  /// Counts by searching.
  struct Plain {
    var classes: [Int32] = []
    var counts: [Int] = []

    mutating func add(_ id: Int32) {
      if let place = classes.firstIndex(of: id) {
        counts[place] += 1
      } else {
        classes.append(id)
        counts.append(1)
      }
    }

    var top1: Int { counts.max() ?? 0 }
    var winner: Answer? { counts.firstIndex(of: top1).map { Answer(id: classes[$0]) } }
    var top2: Int { counts.sorted(by: >).dropFirst().first ?? 0 }
  }

  @Test(arguments: [1, 2, 3, 5, 17, 200])
  func everyPrefixIsCountedRight(classes: Int) {
    for seed in UInt64(0)..<60 {
      var random = SplitMix(seed)
      var vote = Vote(classes: classes)
      for _ in 0..<2 {
        var plain = Plain()
        #expect(Self.state(&vote) == State(plain))
        for _ in 0..<Int.random(in: 0...150, using: &random) {
          let id = Int32.random(in: 0..<Int32(classes), using: &random)
          vote.add(Answer(id: id))
          plain.add(id)
          #expect(Self.state(&vote) == State(plain), "\(classes) classes, seed \(seed)")
        }
        for (rank, id) in plain.classes.enumerated() {
          let count = vote[Answer(id: id)]
          #expect(count == plain.counts[rank])
        }
        var told: [Answer] = []
        var counts: [Int] = []
        vote.forEachAnswer { answer, count in
          told.append(answer)
          counts.append(count)
        }
        #expect(told.map(\.id) == plain.classes)
        #expect(counts == plain.counts)
        #expect(Self.state(&vote) == State(plain), "telling them changes nothing")
        vote.removeAll()
      }
    }
  }

  /// Of equals, the one that appeared first, whichever reached the count first.
  @Test func tiesGoToTheFirstSeen() {
    var vote = Vote(classes: 4)
    for id: Int32 in [2, 1, 1, 3, 3, 2] { vote.add(Answer(id: id)) }
    #expect(Self.state(&vote) == State(winner: Answer(id: 2), top1: 2, top2: 2, count: 6, distinct: 3))
    vote.add(Answer(id: 3))
    #expect(Self.state(&vote) == State(winner: Answer(id: 3), top1: 3, top2: 2, count: 7, distinct: 3))
  }

  @Test func fiveThousandDifferentAnswers() {
    var vote = Vote(classes: 5_000)
    for id in (0..<Int32(5_000)).reversed() { vote.add(Answer(id: id)) }
    #expect(Self.state(&vote) == State(winner: Answer(id: 4_999), top1: 1, top2: 1, count: 5_000, distinct: 5_000))
    vote.add(Answer(id: 0))
    #expect(Self.state(&vote) == State(winner: Answer(id: 0), top1: 2, top2: 1, count: 5_001, distinct: 5_000))
    for _ in 0..<5_000 { vote.add(Answer(id: 17)) }
    #expect(Self.state(&vote) == State(winner: Answer(id: 17), top1: 5_001, top2: 2, count: 10_001, distinct: 5_000))
    vote.removeAll()
    #expect(Self.state(&vote) == State(winner: nil, top1: 0, top2: 0, count: 0, distinct: 0))
  }

  /// Nothing of the answers before is left, whichever they were.
  @Test func emptiedManyTimes() {
    var random = SplitMix(1)
    var vote = Vote(classes: 30)
    for number in 0..<2_000 {
      var plain = Plain()
      for _ in 0..<Int.random(in: 0...2, using: &random) {
        let id = Int32.random(in: 0..<30, using: &random)
        vote.add(Answer(id: id))
        plain.add(id)
      }
      let (state, count) = (Self.state(&vote), vote[Answer(id: 1)])
      if state != State(plain) || count != plain.counts[safe: plain.classes.firstIndex(of: 1)] {
        Issue.record("wrong after it was emptied \(number) times")
        return
      }
      vote.removeAll()
    }
  }

  struct State: Equatable {
    var winner: Answer?
    var top1: Int
    var top2: Int
    var count: Int
    var distinct: Int

    init(winner: Answer?, top1: Int, top2: Int, count: Int, distinct: Int) {
      self.winner = winner
      self.top1 = top1
      self.top2 = top2
      self.count = count
      self.distinct = distinct
    }

    init(_ plain: Plain) {
      self.init(
        winner: plain.winner, top1: plain.top1, top2: plain.top2, count: plain.counts.reduce(0, +),
        distinct: plain.classes.count)
    }
  }

  static func state(_ vote: inout Vote) -> State {
    var distinct = 0
    vote.forEachAnswer { _, _ in distinct += 1 }
    return State(winner: vote.winner, top1: vote.top1, top2: vote.top2, count: vote.count, distinct: distinct)
  }
}

/// Votes with weights.
@Suite struct WeightedVoteTests {
  @Test func aVoteOfNoneHasNoWinner() {
    let outcome = WeightedVote(classes: 3).outcome
    #expect(outcome.winner == nil)
    #expect(outcome.top1 == 0)
    #expect(outcome.total == 0)
  }

  @Test func tiesGoToTheFirstSeenAndWeightsAdd() {
    var vote = WeightedVote(classes: 4)
    vote.add(Answer(id: 3), weight: 1)
    vote.add(Answer(id: 1), weight: 2.5)
    vote.add(Answer(id: 3), weight: 1.5)
    let outcome = vote.outcome
    #expect(outcome.winner == Answer(id: 3))
    #expect(outcome.top1 == 2.5)
    #expect(outcome.top2 == 2.5)
    #expect(outcome.total == 5)
    vote.removeAll()
    vote.add(Answer(id: 0), weight: 1)
    let next = vote.outcome
    #expect(next.winner == Answer(id: 0))
    #expect(next.top2 == 0)
  }

  /// The sum is the one of CPython 3.12's `sum`: plain addition gives 0.9999999999999999 here.
  @Test func theTotalIsCompensated() {
    var vote = WeightedVote(classes: 10)
    for id: Int32 in 0..<10 { vote.add(Answer(id: id), weight: 0.1) }
    #expect((0..<10).reduce(0.0) { sum, _ in sum + 0.1 } != 1)
    let total = vote.outcome.total
    #expect(total == 1)
  }
}
