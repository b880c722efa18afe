import Replay
import Testing

/// Answers merged by canonical grading, and answers that are no vote.
@Suite struct GradingTests {
  /// Final answers "1/2", "x" and "0.50"; among the probes "0.5", "x." and "ERR".
  private static func question(gold: String = "\\frac{1}{2}") -> Question {
    .of(
      [
        Chain(probes: ["ERR", "0.5"], tokens: 1_200, final: "1/2"),
        Chain(probes: ["x.", "ERR"], tokens: 1_300, final: "x"),
        Chain(probes: ["y"], tokens: 700, final: "0.50"), Chain(probes: [], tokens: 90, final: "x"),
      ], gold: gold)
  }

  @Test func exactGradingChangesNothing() {
    let question = Self.question()
    let graded = question.graded(.exact)
    #expect(graded.answers == question.answers)
    #expect(graded.answerTexts == question.answerTexts)
    #expect(graded.gold == question.gold)
    #expect(graded.abstention == nil)
    let store = Store(name: "a/b", questions: [question], sha256: "0")
    #expect(store.graded(.exact).questions[0].answers == question.answers)
    #expect(store.graded(.canonical).sha256 == "0")
    #expect(store.graded(.canonical).name == "a/b")
  }

  @Test func mergedClassesAreListedByFirstAppearance() throws {
    let question = Self.question()
    #expect(question.answerTexts == ["1/2", "x", "0.50", "ERR", "0.5", "x.", "y", "\\frac{1}{2}"])
    let merges = question.mergedClasses
    #expect(merges.map(\.canonical) == ["1/2", "x"])
    #expect(merges.map { $0.members.map(question.text) } == [["1/2", "0.50", "0.5", "\\frac{1}{2}"], ["x", "x."]])
  }

  @Test func mergingKeepsTheOrderOfClassesAndTheReference() {
    let question = Self.question()
    let graded = question.graded(.canonical)
    #expect(graded.answerTexts == ["1/2", "x", "ERR", "y"])
    #expect(graded.finalAnswerCount == 2)
    #expect(graded.text(of: graded.gold) == "1/2")
    #expect((0..<4).map { graded.text(of: graded.finalAnswer(of: $0)) } == ["1/2", "x", "1/2", "x"])
    #expect(graded.probes(of: 1).map(graded.text) == ["x", "ERR"])
    #expect(graded.branches == question.branches)
    #expect(graded.interval == question.interval)
    #expect(graded.mergedClasses.isEmpty)
    #expect(graded.graded(.canonical).answers == graded.answers)
  }

  /// Of random questions: every answer keeps its canonical text, finals come first, nothing is left to be merged.
  @Test func mergedQuestionsAreWhole() {
    let spellings = ["1/2", "0.5", "\\frac{1}{2}", "$.5$", "7", "07", "x", " x", "ERR", "", "$$", "é", "e\u{301}"]
    for seed in UInt64(0)..<80 {
      var random = SplitMix(seed)
      let chains = (0..<Int.random(in: 1...9, using: &random)).map { _ in
        let texts = (0...Int.random(in: 0...5, using: &random)).map { _ in
          spellings[Int.random(in: 0..<spellings.count, using: &random)]
        }
        return Chain(probes: Array(texts.dropLast()), tokens: 4_000, final: texts[texts.count - 1])
      }
      let question = Question.of(chains, gold: spellings[Int.random(in: 0..<spellings.count, using: &random)])
      let graded = question.graded(.canonical)
      #expect(graded.answers.count == question.answers.count)
      for (new, old) in zip(graded.answers, question.answers) {
        let texts = (graded.answerTexts[Int(new)], question.answerTexts[Int(old)])
        #expect(CanonicalAnswer.text(of: texts.0) == CanonicalAnswer.text(of: texts.1))
      }
      let finals = Set(chains.indices.map { graded.finalAnswer(of: $0).id })
      #expect(finals == Set(0..<Int32(graded.finalAnswerCount)))
      #expect(graded.mergedClasses.isEmpty)
      #expect(
        CanonicalAnswer.text(of: graded.text(of: graded.gold))
          == CanonicalAnswer.text(of: question.text(of: question.gold)))
    }
  }

  @Test func onlyTheTextERRAbstains() throws {
    let question = Self.question()
    #expect(question.graded(.exact, errors: .answer).abstention == nil)
    #expect(question.graded(.exact, errors: .abstain).abstention == (try question.answer("ERR")))
    let both = question.graded(.canonical, errors: .abstain)
    #expect(both.abstention == (try both.answer("ERR")))
    for text in ["err", "ERROR", "ER", " ERR"] {
      let other = Question.of([Chain(probes: [text], tokens: 700, final: "x")])
      #expect(other.graded(.exact, errors: .abstain).abstention == nil)
    }
    // Merged with others, it abstains together with them.
    let spelled = Question.of([Chain(probes: ["ERR"], tokens: 700, final: "ERR.")])
      .graded(.canonical, errors: .abstain)
    #expect(spelled.answerTexts == ["ERR.", "gold"])
    #expect(spelled.abstention == Answer(id: 0))
  }
}

/// Votes that leave abstentions out, against votes that are never given any.
@Suite struct AbstentionTests {
  @Test(arguments: UInt64(0)..<40)
  func votesAreThoseOfTheRest(seed: UInt64) {
    var random = SplitMix(seed)
    let none = Answer(id: Int32.random(in: 0..<5, using: &random))
    var vote = Vote(classes: 5, abstention: none)
    var plain = Vote(classes: 5)
    var ballot = Ballot(classes: 5, capacity: 2, abstention: none)
    var plainBallot = Ballot(classes: 5, capacity: 2)
    var weighted = WeightedVote(classes: 5, abstention: none)
    var plainWeighted = WeightedVote(classes: 5)
    for _ in 0..<60 {
      let answer = Answer(id: Int32.random(in: 0..<5, using: &random))
      let weight = Double.random(in: 0.1...2, using: &random)
      vote.add(answer)
      ballot.add(answer)
      weighted.add(answer, weight: weight)
      if answer != none {
        plain.add(answer)
        plainBallot.add(answer)
        plainWeighted.add(answer, weight: weight)
      }
      let (state, plainState) = (VoteTests.state(&vote), VoteTests.state(&plain))
      #expect(state == plainState)
      let (winner, plainWinner) = (ballot.winner, plainBallot.winner)
      #expect(winner == plainWinner && winner != none)
      let (counts, plainCounts) = (
        [ballot.count, ballot.top1, ballot.top2], [plainBallot.count, plainBallot.top1, plainBallot.top2]
      )
      #expect(counts == plainCounts)
      let (outcome, plainOutcome) = (weighted.outcome, plainWeighted.outcome)
      #expect(outcome == plainOutcome)
    }
  }

  @Test func abstentionsAloneElectNoOne() {
    let none = Answer(id: 1)
    var vote = Vote(classes: 2, abstention: none)
    var ballot = Ballot(classes: 2, capacity: 1, abstention: none)
    for _ in 0..<3 {
      vote.add(none)
      ballot.add(none)
    }
    let winners = (vote.winner, ballot.winner)
    #expect(winners.0 == nil && winners.1 == nil)
  }

  /// A window whose votes agree is unanimous, whatever abstains; one without a vote is not.
  @Test(
    arguments: [
      (["ERR", "a", "a", "ERR"], "a"), (["a", "ERR", "ERR"], "a"), (["a"], "a"), (["ERR", "ERR"], nil),
      (["a", "ERR", "b"], nil),
    ] as [([String], String?)])
  func windowsLeaveAbstentionsOut(finals: [String], agreed: String?) {
    let question = Question.of(finals.map { Chain(probes: [], tokens: 100, final: $0) })
      .graded(.exact, errors: .abstain)
    let recording = question.play { episode in
      let read = episode.readIntoBallot(finals.count, .hand)
      #expect(read == finals.count)
      return episode.answer(episode.ballot.agreement(from: 0), .hand)
    }
    #expect(recording.answer.map(question.text) == agreed)
  }
}
