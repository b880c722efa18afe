import Replay

extension Wording {
  /// The action in the field's terms, in capitals; a check is none and stays small.
  public func action(_ step: RecordedStep) -> String {
    switch step.kind {
    case .branch: "BRANCH"
    case .continue: "CONTINUE"
    case .probe: "PROBE"
    case .read: "READ"
    case .prune: "PRUNE"
    case .answer: "ANSWER"
    case .check: "check"
    }
  }

  /// Why a step was taken, or what a check found; empty for a controller's PROBE, whose reason is that of the
  /// advance before it.
  ///
  /// A refused check names the conditions that failed and by how much, a passed one the numbers that decided it.
  public func reason(_ step: RecordedStep) -> String {
    switch step.kind {
    case .probe: return step.reason.rule == .hand ? words(.hand) : ""
    case .check: return check(step)
    case .branch, .continue, .read, .prune, .answer:
      let reason = step.reason
      let figures = deciding(reason.conditions).map(condition).joined(separator: ", ")
      if figures.isEmpty { return words(reason.rule) + part(reason) }
      return reason.rule.isSaidByItsMeasure ? figures : words(reason.rule) + part(reason) + ": " + figures
    }
  }

  private func part(_ reason: Reason) -> String {
    reason.part > 0 ? " \(reason.part) of \(reason.parts)" : ""
  }

  private func check(_ step: RecordedStep) -> String {
    let reason = step.reason
    let shown = (step.passed ? deciding(reason.conditions) : reason.conditions.filter { !$0.holds }).map(condition)
    let figures = shown.joined(separator: ", ")
    if reason.rule.isSaidByItsMeasure, !figures.isEmpty { return figures }
    let outcome = outcome(reason, passed: step.passed)
    return figures.isEmpty ? outcome : outcome + ": " + figures
  }

  /// The numbers that decided a passed check: measured values first, and no bookkeeping where there are others.
  private func deciding(_ conditions: [Condition]) -> [Condition] {
    let told = conditions.filter { $0.measure != .round && $0.measure != .opened }
    let shown = told.isEmpty ? conditions : told
    return shown.filter { $0.measure.kind == .real } + shown.filter { $0.measure.kind != .real }
  }

  func outcome(_ reason: Reason, passed: Bool) -> String {
    switch reason.rule {
    case .widen: passed ? "widened by \(reason.part)" : "not widened"
    case .momentumGate: passed ? "gate open" : "gate shut"
    case .confidence: passed ? "confident" : "not confident"
    case .corroboration: passed ? "corroborated" : "not corroborated"
    case .unanimity: passed ? "unanimous" : "not unanimous"
    case .stableWinner: passed ? "stable" : "not stable"
    case .disagreed: passed ? "disagreed" : "not pruned"
    case .consistent: passed ? "consistent" : "not consistent"
    default: passed ? words(reason.rule) : "not: " + words(reason.rule)
    }
  }

  func words(_ rule: Rule) -> String {
    switch rule {
    case .firstBatch: "first batch"
    case .sample: "sample"
    case .windowRead: "window read"
    case .widen: "widening"
    case .round: "its turn"
    case .aligned: "aligned"
    case .deviant: "deviant"
    case .chain: "its chain"
    case .disagreed: "disagreed"
    case .consistent: "consistent"
    case .momentumGate: "gate open"
    case .confidence: "confident"
    case .corroboration: "corroborated"
    case .entropy: "entropy low"
    case .majority: "majority"
    case .unanimity: "unanimous"
    case .stableWinner: "stable"
    case .enoughFinished: "enough finished"
    case .resolved: "resolved: every branch has ended"
    case .roundLimit: "limit reached"
    case .branchesExhausted: "no branch left"
    case .budget: "budget used up"
    case .hand: "by hand"
    }
  }
}

extension Rule {
  /// Whether the measure in its condition says it all: `disagreed 12 ≥ 12`, `stable 40 ≥ 40`, `entropy 0.722 ≤ 0.750`.
  fileprivate var isSaidByItsMeasure: Bool {
    switch self {
    case .disagreed, .stableWinner, .entropy, .majority, .enoughFinished: true
    default: false
    }
  }
}
