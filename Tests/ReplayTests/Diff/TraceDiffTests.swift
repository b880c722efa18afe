import Replay
import Testing

/// Traces against one another: steps by round and event, values at the published rounding.
@Suite struct TraceDiffTests {
  static let steps: [TraceStep] = [
    TraceStep("start", input: ["beta": 0.5, "question": "One?"], output: "initialized", goal: "a", decision: "b"),
    TraceStep("forward", input: ["outer_step": 0], output: ["ema_conf": 0.9712, "abandoned_now": [1, 2]]),
    TraceStep("terminate_check", input: ["outer_step": 0], output: ["gate_fires": false]),
    TraceStep("forward", input: ["outer_step": 1], output: ["ema_conf": 0.98, "abandoned_now": []]),
    TraceStep("finish", input: ["outer_step": 1], output: ["answer": "7"]),
  ]

  private static func paths(_ right: [TraceStep]) -> [String] {
    let diff = TraceDiff(steps, right)
    return diff.alignment.rows.indices.filter { !diff.alignment.rows[$0].isEqual }
      .flatMap { diff.differences(at: $0).map(\.fullPath) }
  }

  private static func changed(_ index: Int, _ change: (inout TraceStep) -> Void) -> [TraceStep] {
    var steps = steps
    change(&steps[index])
    return steps
  }

  @Test func whatIsNotCompared() {
    #expect(TraceDiff(Self.steps, Self.steps).isEqual)
    #expect(Self.paths(Self.changed(0) { $0.goal = "other words" }) == [])
    #expect(Self.paths(Self.changed(0) { $0.input = ["beta": 0.5] }) == [])
    // Keys in another order, whole numbers as such, more decimals than published.
    #expect(Self.paths(Self.changed(1) { $0.output = ["abandoned_now": [1.0, 2], "ema_conf": 0.97119999] }) == [])
  }

  @Test func whatIs() {
    #expect(
      Self.paths(Self.changed(0) { $0.input = ["beta": 0.5, "question": "Two?"] }) == ["steps[0].input.question"])
    #expect(
      Self.paths(Self.changed(1) { $0.output = ["ema_conf": 0.9713, "abandoned_now": [1, 2]] })
        == ["steps[1].output.ema_conf"])
    #expect(
      Self.paths(Self.changed(1) { $0.output = ["ema_conf": 0.9712, "abandoned_now": [1, 3]] })
        == ["steps[1].output.abandoned_now[1]"])
    #expect(
      Self.paths(Self.changed(1) { $0.output = ["ema_conf": 0.9712, "abandoned_now": [1]] })
        == ["steps[1].output.abandoned_now"])
    #expect(Self.paths(Self.changed(2) { $0.output = ["gate_fires": nil] }) == ["steps[2].output.gate_fires"])
    #expect(Self.paths(Self.changed(2) { $0.output = [:] }) == ["steps[2].output.gate_fires"])
    #expect(Self.paths(Self.changed(2) { $0.output = "no" }) == ["steps[2].output"])
    #expect(Self.paths(Self.changed(4) { $0.output = ["answer": "7", "more": 1] }) == ["steps[4].output.more"])
  }

  @Test func aStepThatOneSideLacks() throws {
    var right = Self.steps
    right.remove(at: 2)
    let diff = TraceDiff(Self.steps, right)
    #expect(diff.alignment.rows.map(\.right) == [0, 1, nil, 2, 3])
    let cause = try #require(diff.cause)
    #expect(cause.left == 2 && cause.right == nil && cause.path == "")
    #expect(cause.leftValue == "terminate_check" && cause.rightValue == nil)
  }

  /// Steps are matched within their rounds: what is missing of one round is not taken from the next.
  @Test func roundsAreAnchors() {
    var right = Self.steps
    right.remove(at: 1)
    let rows = TraceDiff(Self.steps, right).alignment.rows
    #expect(rows.map(\.right) == [0, nil, 1, 2, 3])
  }
}
