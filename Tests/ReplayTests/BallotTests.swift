import Replay
import Testing

/// Ballots against counts made the plain way.
@Suite struct BallotTests {
  @Test(arguments: [1, 2, 3, 5, 17, 200])
  func everyPrefixIsCountedRight(classes: Int) {
    for seed in UInt64(0)..<60 {
      var random = SplitMix(seed)
      var ballot = Ballot(classes: classes, capacity: 4)
      // The second and third time the ballot starts with a guess at its winner.
      for _ in 0..<3 {
        var plain = VoteTests.Plain()
        for _ in 0..<Int.random(in: 0...60, using: &random) {
          let id = Int32.random(in: 0..<Int32(classes), using: &random)
          ballot.add(Answer(id: id))
          plain.add(id)
          let (winner, top1, top2, count) = (ballot.winner, ballot.top1, ballot.top2, ballot.count)
          #expect(winner == plain.winner, "\(classes) classes, seed \(seed)")
          #expect([top1, top2, count] == [plain.top1, plain.top2, plain.counts.reduce(0, +)])
        }
        for (place, id) in plain.classes.enumerated() {
          let count = ballot[Answer(id: id)]
          #expect(count == plain.counts[place])
        }
        ballot.removeAll()
        let (winner, count) = (ballot.winner, ballot.count)
        #expect(winner == nil && count == 0)
      }
    }
  }

  @Test func emptiedManyTimes() {
    var random = SplitMix(2)
    var ballot = Ballot(classes: 3, capacity: 4)
    for number in 0..<2_000 {
      var plain = VoteTests.Plain()
      for _ in 0..<Int.random(in: 0...4, using: &random) {
        let id = Int32.random(in: 0..<3, using: &random)
        ballot.add(Answer(id: id))
        plain.add(id)
      }
      let (winner, top2) = (ballot.winner, ballot.top2)
      if winner != plain.winner || top2 != plain.top2 {
        Issue.record("wrong after it was emptied \(number) times")
        return
      }
      ballot.removeAll()
    }
  }

  /// Only what was added from a place on has to agree.
  @Test func agreementFromAPlaceOn() {
    var ballot = Ballot(classes: 3, capacity: 2)
    for id: Int32 in [2, 1, 1, 1] { ballot.add(Answer(id: id)) }
    let agreed = (0...5).map { ballot.agreement(from: $0) }
    #expect(agreed == [nil, Answer(id: 1), Answer(id: 1), Answer(id: 1), nil, nil])
  }

  /// Half of the votes are no majority: of equals, the one that was added first wins, whatever won before.
  @Test func tiesGoToTheFirstAdded() {
    var ballot = Ballot(classes: 3, capacity: 8)
    for id: Int32 in [2, 2, 1] { ballot.add(Answer(id: id)) }
    let first = ballot.winner
    #expect(first == Answer(id: 2))
    ballot.removeAll()
    for id: Int32 in [1, 2, 2, 1] { ballot.add(Answer(id: id)) }
    let second = ballot.winner
    #expect(second == Answer(id: 1))
  }
}
