import Replay
import Testing

/// Runs by hand: their text, and that they are replayed by the rules of every other run.
@Suite struct HandRunTests {
  @Test(arguments: ["0:", "142:b,c3,p3,x2,a", "7:b", "999999999:p999999999"]) func textReadsBack(_ text: String) throws
  {
    let run = try #require(HandRun(text))
    #expect(run.description == text)
  }

  @Test(arguments: [
    "", "142", ":", ":b", "-1:", "+1:", "1:c", "1:c0", "1:c-1", "1:b,", "1:,b", "1:bb", "1:b2", "1:a1", "1:d3", "1: b",
    "1:c1000000000", "1000000000:", "1:c3@", "١:b", "1:c３",
  ]) func otherTextIsNone(_ text: String) { #expect(HandRun(text) == nil) }

  /// The same actions by a controller and by hand are the same run: steps, branches, answer and costs.
  @Test(arguments: 1...40) func sameAsAController(_ seed: UInt64) throws {
    let question = Question.random(branches: 6, seed: seed)
    let nothing = question.record(Scripted { $0.answer(nil, .hand) }, seed: seed)
    let actions = Self.randomActions(60, on: question, after: nothing, seed: seed) + [.answer]
    let made = question.record(HandRun(fork: 0, actions: actions), after: nothing, latency: .parallel, seed: seed)
    let answer = made.recording.answer
    let script = Scripted { episode in
      for action in actions.dropLast() {
        switch action {
        case .branch: _ = episode.branch(.hand)
        case .continue(let index): _ = episode.continueBranch(index, .hand)
        case .probe(let index): _ = episode.probe(index, .hand)
        case .prune(let index): episode.prune(index, .hand)
        case .answer: break
        }
      }
      return episode.answer(answer, .hand)
    }
    let recording = question.record(script, seed: seed)
    #expect(made.refusal == nil && made.recording.hasEnded)
    #expect(made.recording.steps == recording.steps)
    #expect(made.recording.tracks == recording.tracks)
    #expect(made.recording.costs == recording.costs)
    #expect(recording.steps.count == actions.count)
  }

  /// Wherever a run is taken over, doing by hand what the controller did leads to the same costs and states.
  @Test(arguments: 1...20) func takenOverAnywhere(_ seed: UInt64) throws {
    let question = Question.random(branches: 8, seed: seed)
    let base = question.record(Self.readerAndProber, seed: seed)
    for fork in 0..<base.steps.count {
      let rest = base.steps.dropFirst(fork)
      guard !rest.contains(where: { $0.kind == .read }) else { continue }
      let actions = rest.compactMap(Self.action)
      let made = question.record(HandRun(fork: fork, actions: actions), after: base, latency: .parallel, seed: seed)
      #expect(made.refusal == nil)
      #expect(made.recording.costs == base.costs)
      #expect(Array(made.recording.steps.prefix(fork)) == Array(base.steps.prefix(fork)))
      for count in 0..<fork { #expect(made.recording.state(after: count) == base.state(after: count)) }
      #expect(made.recording.steps.dropFirst(fork).allSatisfy { $0.reason.rule == .hand })
    }
  }

  /// BRANCH and CONTINUE reveal nothing; PROBE does, once a depth.
  @Test func onlyAProbeReveals() throws {
    let made = try Self.record("0:b,c1", reaching: 1_000)
    #expect(made.recording.state(after: 2).branches.map(\.answer) == [nil])
    #expect(made.recording.state(after: 2).branches.map(\.depth) == [2])
    let probed = try Self.record("0:b,c1,p1", reaching: 1_000)
    #expect(probed.recording.answerText(after: 3) == "b")
    #expect(probed.recording.costs.probes == 1 && probed.recording.costs.advances == 2)
  }

  @Test(arguments: [
    ("0:c1", 0, "branch 1 is not open: 0 are"), ("0:b,c2", 1, "branch 2 is not open: 1 are"),
    ("0:b,p1,p1", 2, "branch 1 was already probed at depth 1"), ("0:b,x1,c1", 2, "branch 1 was pruned at depth 1"),
    ("0:b,x1,x1", 2, "branch 1 was pruned at depth 1"), ("0:b,x1,p1", 2, "branch 1 was pruned at depth 1"),
    ("0:b,c1,c1,c1", 3, "branch 1 has finished at depth 3"), ("0:b,a,b", 2, "the run has ended with an answer"),
    ("0:b,b,b", 2, "no branch is left to open: all 2 are"), ("0:a,a", 1, "the run has ended with an answer"),
  ]) func theIllegalIsRefused(_ text: String, _ index: Int, _ reason: String) throws {
    let made = try Self.record(text)
    #expect(made.refusal?.index == index)
    #expect(made.refusal.map { "\($0.reason)" } == reason)
    #expect(made.recording.steps.count == index)
    // What would be refused is known beforehand.
    let action = try #require(HandRun(text)).actions[index]
    #expect(made.legality[action] == made.refusal?.reason)
  }

  @Test func aForkBehindTheEndKeepsTheRunAndRefusesAll() throws {
    let base = Self.question.record(Scripted { $0.answer(nil, .hand) }, seed: 0)
    for fork in [1, 2, .max] {
      let run = HandRun(fork: fork, actions: [.branch])
      let made = Self.question.record(run, after: base, latency: .parallel, seed: 0)
      #expect(made.refusal?.reason == .ended && made.recording.steps == base.steps)
      #expect(made.legality[.branch] == .ended && made.legality[.continue(5)] == .ended)
    }
  }

  @Test(arguments: [
    ("0:", nil), ("0:b", nil), ("0:b,p1", "a"), ("0:b,p1,x1", nil),
    // Last answers vote until one branch has finished; then the pool does.
    ("0:b,p1,b,p2,c2,p2,c2,p2", "c"), ("0:b,p1,c1,p1,b,p2", "b"),
    // The final answer of a pruned branch stays in the pool.
    ("0:b,c1,c1,p1,x1", "c"),
  ]) func theVoteAnswers(_ text: String, _ answer: String?) throws {
    let made = try Self.record(text + (text.hasSuffix(":") ? "a" : ",a"))
    #expect(made.refusal == nil)
    #expect(made.recording.answer.map { Self.question.text(of: $0) } == answer)
  }

  /// Both branches answer a, then b, then c.
  private static let question = Question.of([
    Chain(probes: ["a", "b"], tokens: 1_200, final: "c"), Chain(probes: ["a", "b"], tokens: 1_200, final: "c"),
  ])

  private static func record(_ text: String, reaching tokens: Int? = nil) throws -> HandRecording {
    let base = question.record(Scripted { $0.answer(nil, .hand) }, seed: 0)
    let made = question.record(try #require(HandRun(text)), after: base, latency: .parallel, seed: 0)
    if let tokens { #expect(made.recording.costs.tokens == tokens) }
    return made
  }

  /// Full reads first, then branches opened and followed, some of them pruned.
  private static let readerAndProber = Scripted { episode in
    episode.beginRound(0)
    for _ in 0..<2 { _ = episode.read(.sample) }
    for round in 1..<5 {
      episode.beginRound(round)
      if let reading = episode.open(.widen), !reading.isFinished {
        _ = episode.advance(episode.openedCount - 1, .aligned)
        if round == 2 { episode.prune(episode.openedCount - 1, .disagreed) }
      }
      episode.check(.confidence, passed: false, [Condition(.confidence, 0.5, .atLeast, 0.9)])
    }
    return episode.answer(nil, .roundLimit)
  }

  private static func action(_ step: RecordedStep) -> HandAction? {
    switch step.kind {
    case .branch: .branch
    case .continue: .continue(step.branch)
    case .probe: .probe(step.branch)
    case .prune: .prune(step.branch)
    case .answer: .answer
    case .read, .check: nil
    }
  }

  /// Legal actions, drawn at random.
  private static func randomActions(_ count: Int, on question: Question, after base: Recording, seed: UInt64)
    -> [HandAction]
  {
    var random = SplitMix(seed)
    var run = HandRun(fork: 0)
    for _ in 0..<count {
      let legality = question.record(run, after: base, latency: .parallel, seed: seed).legality
      let branches = question.branches.indices.flatMap { [HandAction.continue($0), .probe($0)] }
      let rare: [HandAction] =
        Int.random(in: 0..<10, using: &random) == 0 ? question.branches.indices.map { .prune($0) } : []
      let legal = ([.branch] + branches + rare).filter { legality[$0] == nil }
      guard let action = legal.randomElement(using: &random) else { break }
      run.actions.append(action)
    }
    return run.actions
  }
}

extension Recording {
  /// The last answer of the first branch.
  fileprivate func answerText(after count: Int) -> String? {
    state(after: count).branches.first?.answer.map { question.text(of: $0) }
  }
}
