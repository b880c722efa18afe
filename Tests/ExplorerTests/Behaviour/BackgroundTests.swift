import Evaluation
import Explorer
import Replay
import Synchronization
import Testing

/// Work beside the screen: begun when wanted, superseded, dropped when late.
@Suite struct BackgroundTests {
  @Test func beganOnceARun() async throws {
    var hands = try explorer("ibc", question: 2)
    hands.resize(120, 40)
    let first = try #require(hands.jobs.first)
    hands.type("lll==j?\u{1b}")
    #expect(hands.jobs == [first])
    try await hands.finishWork()
    let ticks = try #require(hands.model.ticks?.ticks)
    #expect(!ticks.isEmpty)
    // β, cursor and view need no new search; another seed does.
    hands.type("=+-l")
    hands.press(.function(5))
    #expect(hands.jobs.isEmpty && hands.model.ticks?.ticks == ticks)
    hands.type("s")
    #expect(hands.jobs.count == 1 && hands.model.ticks == nil)
    #expect(hands.jobs[0].generation > first.generation)
  }

  @Test func lateFindingsAreDropped() async throws {
    var hands = try explorer("ibc", question: 2)
    hands.resize(120, 40)
    let late = try #require(hands.jobs.first)
    hands.type("s")
    let found = BetaTicks(ticks: [.sample], undecided: [])
    hands.send(.found(.ticks(found), generation: late.generation))
    #expect(hands.model.ticks == nil)
    let current = try #require(hands.jobs.first)
    hands.send(.found(.ticks(found), generation: current.generation))
    #expect(hands.model.ticks == found)
  }

  @Test func notWantedWithoutBeta() throws {
    var hands = try explorer("ibc", question: 2)
    hands.resize(120, 40)
    #expect(hands.jobs.count == 1)
    hands.type(":controller sc\n")
    #expect(hands.jobs.isEmpty)
    hands.type(".")
    #expect(hands.model.notice?.text == "sc has no beta")
  }

  @Test func settledIsWhatTheWorkLeads() async throws {
    var hands = try explorer("ibc", question: 2)
    hands.resize(120, 40)
    try await hands.finishWork()
    let fresh = try await explorer("ibc", question: 2).model.settled()
    #expect(fresh.ticks == hands.model.ticks && fresh.view() == hands.frame)
  }

  /// The worker does jobs on other threads and wakes whoever waits.
  @Test func worker() async throws {
    var hands = try explorer("ibc", question: 2)
    hands.resize(120, 40)
    let (woken, wake) = AsyncStream.makeStream(of: Void.self)
    let worker = BackgroundWorker { wake.yield() }
    // The first is superseded, whether it has finished or not.
    worker.begin(try #require(hands.jobs.first))
    hands.type("s")
    worker.begin(try #require(hands.jobs.first))
    for await _ in woken {
      for message in worker.messages() { hands.send(message) }
      if hands.model.ticks != nil { break }
    }
    let superseding = try #require(hands.jobs.first)
    var other = hands
    try await other.finishWork()
    #expect(other.model.ticks == hands.model.ticks)
    worker.cancel(superseding.work.kind)
  }

  /// Walking reaches every tick, in both directions, and the run changes at each.
  @Test func walk() async throws {
    var hands = try explorer("scr:beta=0", question: 2)
    hands.resize(120, 40)
    hands.type(".")
    #expect(hands.model.notice?.text == "still looking for the β at which this run changes")
    try await hands.finishWork()
    let ticks = try #require(hands.model.ticks?.ticks)
    try #require(ticks.count > 10)
    for tick in ticks {
      let before = hands.model.run.recording
      hands.type(".")
      #expect(hands.state.setting.beta == tick.beta)
      #expect(hands.model.run.recording.costs.tokens == tick.after.tokens)
      #expect(hands.model.run.recording.answer == tick.after.answer && before.answer == tick.before.answer)
    }
    hands.type(".")
    #expect(hands.model.notice?.text.hasPrefix("nothing changes above") == true)
    for tick in ticks.dropLast().reversed() {
      hands.type(",")
      #expect(hands.state.setting.beta == tick.beta)
    }
    hands.type(":beta 0\n")
    for tick in ticks where tick.changesAnswer {
      hands.press(.character("."), alt: true)
      #expect(hands.state.setting.beta == tick.beta)
    }
  }
}

extension BetaTick {
  fileprivate static var sample: BetaTick {
    BetaTick(
      beta: 0.25, before: RunOutcome(answer: nil, tokens: 1, decisions: 1),
      after: RunOutcome(answer: nil, tokens: 2, decisions: 2))
  }
}
