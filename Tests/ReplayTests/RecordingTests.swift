import Replay
import Testing

/// The state at a step against a replay of the steps before it.
@Suite struct RecordingTests {
  /// A state as the naive replay keeps it.
  struct State: Equatable {
    var stepCount = 0
    var branches: [Branch] = []
    var pool: [Answer] = []
    var tokens = 0
    var round: RecordedRound?

    struct Branch: Equatable {
      var storeIndex: Int
      var depth: Int
      var status = RecordingState.Status.active
      var wasRead: Bool
      var tokens = 0
      var answer: Answer?
      var streak = 0
      var disagreement = 0
    }

    init() {}

    init(_ state: RecordingState) {
      stepCount = state.stepCount
      pool = state.pool
      tokens = state.tokens
      round = state.round
      branches = state.branches.map {
        Branch(
          storeIndex: $0.storeIndex, depth: $0.depth, status: $0.status, wasRead: $0.wasRead, tokens: $0.tokens,
          answer: $0.answer, streak: $0.streak, disagreement: $0.disagreement)
      }
    }
  }

  /// Derives every state by doing the steps one after another.
  struct NaiveReplay {
    let recording: Recording
    var state = State()
    var revealed: [[Answer]] = []

    init(_ recording: Recording) { self.recording = recording }

    mutating func take(_ step: RecordedStep) {
      state.stepCount += 1
      state.tokens += step.cost
      switch step.kind {
      case .branch, .read: open(step)
      case .continue: state.branches[step.branch].depth += 1
      case .prune: prune(step)
      case .probe, .answer, .check: break
      }
      guard step.branch >= 0 else { return updateRound() }
      state.branches[step.branch].tokens += step.cost
      let branch = state.branches[step.branch]
      let length = Int(recording.question.branches[branch.storeIndex].probeCount) + 1
      if branch.status == .active, branch.depth == length { state.branches[step.branch].status = .finished }
      if let answer = step.answer { reveal(answer, step.branch, isFinal: branch.depth == length) }
      updateRound()
    }

    private mutating func open(_ step: RecordedStep) {
      let storeIndex = recording.tracks[step.branch].storeIndex
      let length = Int(recording.question.branches[storeIndex].probeCount) + 1
      state.branches.append(
        State.Branch(storeIndex: storeIndex, depth: step.kind == .read ? length : 1, wasRead: step.kind == .read))
      revealed.append([])
    }

    private mutating func prune(_ step: RecordedStep) {
      state.branches[step.branch].status = .pruned
      if step.reason.rule == .consistent, let answer = revealed[step.branch].last { state.pool.append(answer) }
    }

    private mutating func reveal(_ answer: Answer, _ index: Int, isFinal: Bool) {
      revealed[index].append(answer)
      state.branches[index].answer = answer
      state.branches[index].streak = revealed[index].reversed().prefix { $0 == answer }.count
      if isFinal { state.pool.append(answer) }
    }

    private mutating func updateRound() {
      state.round = recording.rounds.last { $0.stepCount <= state.stepCount }
      guard let notes = recording.notes.last(where: { $0.stepCount <= state.stepCount }) else { return }
      for index in state.branches.indices {
        state.branches[index].disagreement =
          index < notes.disagreement.count ? Int(notes.disagreement[index]) : 0
      }
    }
  }

  @Test func theStateAtEveryStepIsTheReplayedOne() {
    for seed in UInt64(0)..<80 {
      let question = Question.random(branches: 1 + Int(seed % 9), seed: seed)
      let recording = question.play(RandomPlayer(seed: seed, actions: 70), seed: seed)
      var replay = NaiveReplay(recording)
      #expect(State(recording.state(after: 0)) == replay.state)
      for (index, step) in recording.steps.enumerated() {
        replay.take(step)
        #expect(State(recording.state(after: index + 1)) == replay.state, "seed \(seed), after step \(index)")
      }
      #expect(recording.steps.last?.kind == .answer)
      #expect(recording.steps.last?.answer == recording.answer)
    }
  }

  /// A chain that was ended because its answers repeat counts like a finished one.
  @Test func consistentBranchesEnterThePool() {
    let question = Question.of([Chain(probes: ["a", "a", "b"], tokens: 1_600, final: "b")])
    let recording = question.play { episode in
      _ = episode.open(.sample)
      let reading = episode.advance(0, .chain)
      episode.prune(0, .consistent, [Condition(.streak, 2, .atLeast, 2)])
      return episode.answer(reading?.answer, .roundLimit)
    }
    #expect(recording.state(after: 4).pool.isEmpty)
    let pool = recording.state(after: 5).pool
    #expect(pool.map { question.text(of: $0) } == ["a"])
    #expect(recording.state(after: 5).count(.finished) == 1)
  }

  /// The pool holds what was revealed: a finished branch whose final answer was not looked at tells nothing.
  @Test func anUnrevealedEndIsNotInThePool() {
    let question = Question.of([Chain(probes: ["a"], tokens: 700, final: "b")])
    let recording = question.play { episode in
      _ = episode.open(.hand)
      _ = episode.continueBranch(0, .hand)
      let reading = episode.probe(0, .hand)
      return episode.answer(reading.answer, .hand)
    }
    #expect(recording.steps.map(\.kind) == [.branch, .probe, .continue, .probe, .answer])
    #expect(recording.state(after: 3).count(.finished) == 1)
    #expect(recording.state(after: 3).pool.isEmpty)
    #expect(recording.state(after: 4).pool.count == 1)
  }

  @Test func roundsAndThresholdsAreKept() {
    let recording = Question.of([EpisodeTests.chain]).play { episode in
      episode.declare([Threshold(.ema, .atLeast, 0.9)])
      _ = episode.open(.firstBatch, part: 1, of: 1)
      episode.beginRound(0)
      let reading = episode.advance(0, .round)
      episode.report(
        RoundSignals(
          round: 0, winner: nil, poolSize: 0, active: 1, opened: 1, values: [.init(.ema, 0.25), .init(.delta, 0)]))
      episode.check(.momentumGate, passed: false, [Condition(.ema, 0.25, .atLeast, 0.9)])
      return episode.answer(reading?.answer, .budget)
    }
    #expect(recording.thresholds == [Threshold(.ema, .atLeast, 0.9)])
    #expect(recording.steps.map(\.round) == [-1, -1, 0, 0, 0, 0])
    #expect(recording.steps[0].reason == Reason(.firstBatch, part: 1, of: 1))
    #expect(recording.steps[4].reason.conditions.map(\.holds) == [false])
    #expect(recording.rounds.map(\.stepCount) == [4])
    #expect(recording.rounds[0].signals[.ema] == 0.25)
    #expect(recording.rounds[0].signals[.confidence] == nil)
    #expect((0...6).map { recording.roundIndex(after: $0) } == [nil, nil, nil, nil, 0, 0, 0])
  }
}
