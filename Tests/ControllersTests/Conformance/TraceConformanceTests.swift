import Controllers
import Replay
import Testing

/// What every trace of the catalog keeps to, whatever the setting, the question and the budget.
@Suite struct TraceConformanceTests {
  @Test(arguments: Settings.usual + Settings.extreme.filter { $0.overrides.values.allSatisfy { $0 <= 100_000 } })
  func itBeginsGoesOnAndEndsOnce(setting: ControllerSetting) throws {
    let controller = try Settings.catalog.controller(setting)
    for odd in OddQuestion.all where odd.question.branches.count < 100 {
      for budget in [nil, 0, 700, 9_000] as [Int?] {
        let recording = odd.question.record(controller, seed: 5, budget: budget)
        let steps = controller.trace(of: recording, beta: setting.beta)
        #expect(Self.faults(steps, recording) == [], "\(setting) on \(odd), budget \(budget ?? -1)")
      }
    }
  }

  static func faults(_ steps: [TraceStep], _ recording: Recording) -> [String] {
    var faults: [String] = []
    func expect(_ holds: Bool, _ fault: String) { if !holds { faults.append(fault) } }
    expect(steps.first?.event == "start", "does not begin with start")
    expect(steps.count { $0.event == "start" } == 1, "starts more than once")
    expect(steps.last?.event == "finish", "does not end with finish")
    expect(steps.count { $0.event == "finish" } == 1, "finishes more than once")
    expect(steps.allSatisfy { !$0.goal.isEmpty && !$0.decision.isEmpty }, "a step without words")

    let answer = recording.answer.map { TraceValue.string(recording.question.text(of: $0)) } ?? .null
    expect(steps.last?.output["answer"] == answer, "finishes with another answer")
    guard case .string? = steps.last?.output["stop_reason"] else { return faults + ["finishes without a reason"] }

    let rounds = steps.compactMap(round)
    expect(zip(rounds, rounds.dropFirst()).allSatisfy { $0 <= $1 }, "rounds go back")
    if let last = recording.rounds.last?.signals.round {
      expect(rounds.contains(last), "does not tell of the last whole round")
    }
    let opened = steps.compactMap { $0.state["total_spawned"] ?? $0.state["n_branches"] }
    if let last = opened.last { expect(last == .integer(recording.tracks.count), "tells of other branches") }
    return faults
  }

  /// The round that a step names, by whichever key its controller has for it.
  static func round(_ step: TraceStep) -> Int? {
    for key in ["outer_step", "step", "window_idx", "sample_idx"] {
      if case .integer(let round)? = step.input[key] ?? step.state[key] { return round }
    }
    return nil
  }
}
