import Replay
import Testing

/// An illegal action ends the program and says which branch was in which state.
@Suite struct LegalityTests {
  static let question = Question.of([
    Chain(probes: ["a", "b"], tokens: 1_200, final: "c"), Chain(probes: ["a", "b"], tokens: 1_200, final: "c"),
  ])

  /// Runs a script that does something illegal, recorded or not.
  static func run(isRecorded: Bool, ends: Bool = true, _ body: @escaping @Sendable (inout Episode) -> Void) {
    let script = Scripted { episode in
      body(&episode)
      return ends ? episode.answer(nil, .hand) : nil
    }
    guard !isRecorded else {
      _ = question.record(script, seed: 0)
      return
    }
    question.replay(script, over: BranchOrders(branchCount: 2, seeds: [0]), in: 0..<1) { _, _ in true }
  }

  static func message(_ result: ExitTest.Result?) -> String {
    String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
  }

  @Test func advancingABranchThatIsNotOpen() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      LegalityTests.run(isRecorded: false) { episode in
        _ = episode.open(.hand)
        _ = episode.advance(1, .hand)
      }
    }
    #expect(Self.message(result).contains("illegal action of a controller: branch 2 is not open: 1 are"))
  }

  @Test func advancingANegativeBranch() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      LegalityTests.run(isRecorded: true) { episode in _ = episode.advance(-1, .hand) }
    }
    #expect(Self.message(result).contains("illegal action of a controller: branch 0 is not open: 0 are"))
  }

  @Test func advancingAFinishedBranch() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      LegalityTests.run(isRecorded: false) { episode in
        _ = episode.open(.hand)
        for _ in 0..<3 { _ = episode.advance(0, .hand) }
      }
    }
    #expect(Self.message(result).contains("illegal action of a controller: branch 1 has finished at depth 3"))
  }

  @Test func advancingAPrunedBranch() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      LegalityTests.run(isRecorded: false) { episode in
        _ = episode.open(.hand)
        _ = episode.open(.hand)
        _ = episode.advance(1, .hand)
        episode.prune(1, .hand)
        _ = episode.advance(1, .hand)
      }
    }
    #expect(Self.message(result).contains("illegal action of a controller: branch 2 was pruned at depth 2"))
  }

  @Test func pruningTwice() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      LegalityTests.run(isRecorded: true) { episode in
        _ = episode.open(.hand)
        episode.prune(0, .hand)
        episode.prune(0, .hand)
      }
    }
    #expect(Self.message(result).contains("illegal action of a controller: branch 1 was pruned at depth 1"))
  }

  @Test func probingTwice() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      LegalityTests.run(isRecorded: false) { episode in
        _ = episode.open(.hand)
        _ = episode.probe(0, .hand)
      }
    }
    #expect(Self.message(result).contains("illegal action of a controller: branch 1 was already probed at depth 1"))
  }

  /// After its end a run admits nothing, also what would get nothing anyway.
  @Test(arguments: [true, false])
  func actingAfterTheEnd(isRecorded: Bool) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [isRecorded = isRecorded as Bool] in
      LegalityTests.run(isRecorded: isRecorded, ends: false) { episode in
        _ = episode.open(.hand)
        _ = episode.answer(nil, .hand)
        _ = episode.open(.hand)
      }
    }
    #expect(Self.message(result).contains("illegal action of a controller: the run has ended with an answer"))
  }

  @Test(arguments: [true, false])
  func openingAfterTheEndWithNoBranchLeft(isRead: Bool) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [isRead = isRead as Bool] in
      LegalityTests.run(isRecorded: false, ends: false) { episode in
        while episode.read(.hand) != nil {}
        _ = episode.answer(nil, .hand)
        if isRead { _ = episode.read(.hand) } else { _ = episode.open(.hand) }
      }
    }
    #expect(Self.message(result).contains("illegal action of a controller: the run has ended with an answer"))
  }

  @Test func answeringTwice() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      LegalityTests.run(isRecorded: false) { episode in _ = episode.answer(nil, .hand) }  // and once more after it
    }
    #expect(Self.message(result).contains("illegal action of a controller: the run has ended with an answer"))
  }

  /// A controller that never answers is no controller.
  @Test func endingWithoutAnAnswer() async {
    await #expect(processExitsWith: .failure) {
      LegalityTests.run(isRecorded: false, ends: false) { episode in _ = episode.open(.hand) }
    }
  }

  /// What the episode says of legality beforehand is what it does.
  @Test func legalityCanBeAsked() {
    Self.question.play { episode in
      let unopened = episode.illegality(ofContinuing: 0)
      _ = episode.branch(.hand)
      let opened = (episode.illegality(ofContinuing: 0), episode.illegality(ofProbing: 0))
      _ = episode.probe(0, .hand)
      let probed = episode.illegality(ofProbing: 0)
      _ = episode.read(.hand)
      let read = (episode.illegality(ofContinuing: 1), episode.illegality(ofProbing: 1))
      let finished = episode.illegality(ofPruning: 1)
      episode.prune(0, .hand)
      let pruned = [
        episode.illegality(ofContinuing: 0), episode.illegality(ofProbing: 0), episode.illegality(ofPruning: 0),
      ]
      let answer = episode.answer(nil, .hand)
      let ended = episode.illegality(ofContinuing: 0)
      #expect(unopened == .notOpened(0, opened: 0))
      #expect(opened == (nil, nil))
      #expect(probed == .probed(0, depth: 1))
      #expect(read == (.finished(1, depth: 3), .probed(1, depth: 3)))
      #expect(finished == nil)
      #expect(pruned == Array(repeating: .pruned(0, depth: 1), count: 3))
      #expect(ended == .ended)
      return answer
    }
  }
}
