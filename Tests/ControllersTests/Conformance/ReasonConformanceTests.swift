import Controllers
import Replay
import Testing

/// Every decision says why, in numbers that bear it out.
@Suite struct ReasonConformanceTests {
  @Test(arguments: Settings.usual + Settings.extreme)
  func everyStepHasItsReason(setting: ControllerSetting) throws {
    let controller = try Settings.catalog.controller(setting)
    for odd in OddQuestion.all where odd.question.branches.count < 100 {
      for budget in [nil, 0, 700, 9_000] as [Int?] {
        let recording = odd.question.record(controller, seed: 5, budget: budget)
        #expect(Self.faults(recording, budget) == [], "\(setting) on \(odd), budget \(budget ?? -1)")
      }
    }
  }

  static let openings: Set<Rule> = [.firstBatch, .sample, .windowRead, .widen]
  static let advances: Set<Rule> = [.round, .aligned, .deviant, .chain]
  static let prunes: Set<Rule> = [.disagreed, .consistent]
  static let checks: Set<Rule> = gates.union([.widen])
  /// Ends that a passed check or numbers of their own account for.
  static let gates: Set<Rule> = [
    .momentumGate, .confidence, .corroboration, .entropy, .majority, .unanimity, .stableWinner, .enoughFinished,
  ]

  static func faults(_ recording: Recording, _ budget: Int?) -> [String] {
    var faults: [String] = []
    /// Branches that the last passed check lets open.
    var admitted = 0
    for (index, step) in recording.steps.enumerated() {
      let (rule, conditions) = (step.reason.rule, step.reason.conditions)
      func expect(_ holds: Bool, _ fault: String) {
        if !holds { faults.append("step \(index), \(step.kind.rawValue) for \(rule.rawValue): \(fault)") }
      }
      if step.kind != .branch, step.kind != .probe { admitted = 0 }
      switch step.kind {
      case .branch, .read:
        expect(openings.contains(rule), "no reason to open")
        expect(step.reason.part >= 1 && step.reason.part <= step.reason.parts, "not one of several")
        if rule == .widen { expect(admitted > 0, "no check let it") }
        admitted -= 1
      case .continue: expect(advances.contains(rule), "no reason to advance")
      case .probe: break
      case .prune:
        expect(prunes.contains(rule), "no reason to prune")
        expect(!conditions.isEmpty && conditions.allSatisfy(\.holds), "numbers do not bear it out")
      case .check:
        expect(checks.contains(rule), "nothing to check")
        expect(!conditions.isEmpty, "no numbers")
        expect(step.passed == conditions.allSatisfy(\.holds), "numbers say the opposite")
        if rule == .widen, step.passed { admitted = step.reason.part }
      case .answer: faults += endFaults(recording, budget)
      }
    }
    return faults
  }

  static func endFaults(_ recording: Recording, _ budget: Int?) -> [String] {
    guard let end = recording.steps.last else { return ["no steps"] }
    let rule = end.reason.rule
    let before = recording.steps.dropLast().last
    let state = recording.state(after: recording.steps.count)
    let isBorneOut =
      switch rule {
      case _ where gates.contains(rule):
        (before?.kind == .check && before?.passed == true && before?.reason.rule == rule)
          || (!end.reason.conditions.isEmpty && end.reason.conditions.allSatisfy(\.holds))
      case .resolved:
        // SDGV is done once all are locked, which its signals tell.
        state.count(.active) == 0 || recording.rounds.last?.signals[.lockedShare] == 1
      case .branchesExhausted: recording.tracks.count == recording.question.branches.count
      case .budget: budget != nil
      case .roundLimit: true
      default: false
      }
    return isBorneOut ? [] : ["ends for \(rule.rawValue), which nothing bears out"]
  }
}
