import Replay

extension Wording {
  /// The name of a measure, short enough for a line of a list.
  public func measure(_ measure: Measure) -> String {
    switch measure {
    case .round: "round"
    case .poolSize: "pool"
    case .confidence: "confidence"
    case .ema: "ema"
    case .delta: "delta"
    case .disagreement: "disagreed"
    case .stability: "stable"
    case .streak: "streak"
    case .distinct: "distinct"
    case .alignedShare: "aligned share"
    case .lockedShare: "locked share"
    case .locked: "locked"
    case .flatRounds: "flat"
    case .opened: "open"
    case .active: "active"
    case .sleeping: "asleep"
    case .winnerShare: "winner share"
    case .winnerProbability: "P(winner)"
    case .entropy: "entropy"
    case .finished: "finished"
    case .tokens: "tokens"
    case .chainTokens: "its first branch"
    }
  }

  /// The value of a measure: counts without decimals, tokens short, all else with three decimals.
  public func value(_ value: Double, of measure: Measure) -> String {
    switch measure.kind {
    case .tokens: value.magnitude < 1e15 ? tokens(Int(value)) : "\(value)"
    case .count: fixed(value, places: 0)
    case .real: fixed(value, places: 3)
    }
  }

  /// A condition as it turned out: what holds between the value and the bound, and where the rule asked for the
  /// opposite, by how much the value missed it: `ema 0.975 ≥ 0.970`, `ema 0.941 < 0.970 (−0.029)`.
  public func condition(_ condition: Condition) -> String {
    measure(condition.measure) + " " + figures(condition)
  }

  /// The condition without the name of its measure.
  func figures(_ condition: Condition) -> String {
    let holds = condition.holds
    let relation = holds ? sign(condition.comparison) : opposite(condition.comparison)
    guard condition.measure.kind == .real else {
      let measure = condition.measure
      return "\(value(condition.value, of: measure)) \(relation) \(value(condition.bound, of: measure))"
    }
    let places = places(condition)
    let value = fixed(condition.value, places: places)
    let bound = fixed(condition.bound, places: places)
    guard !holds else { return "\(value) \(relation) \(bound)" }
    // The margin of what is shown, so that the reader's sum comes out.
    let missed =
      Rounding.decimal(condition.value, places: places) - Rounding.decimal(condition.bound, places: places)
    let margin = " (\(signed(missed, places: places)))"
    return "\(value) \(relation) \(bound)\(margin)"
  }

  func opposite(_ comparison: Comparison) -> String {
    switch comparison {
    case .atLeast: sign(.below)
    case .above: sign(.atMost)
    case .atMost: sign(.above)
    case .below: sign(.atLeast)
    case .equal: unicode ? "≠" : "!="
    }
  }

  /// Decimals that show the bound as it is, and a value beside it as different if it is.
  func places(_ condition: Condition) -> Int {
    var places = 3
    while places < 6, !isShown(condition.bound, places: places) { places += 1 }
    while places < 9, condition.value != condition.bound,
      fixed(condition.value, places: places) == fixed(condition.bound, places: places)
    {
      places += 1
    }
    return places
  }
}

/// Whether this many decimals show a number but for the error of its sums: 0.85 + 0.06 falls short of 0.91 by 10⁻¹⁶.
private func isShown(_ value: Double, places: Int) -> Bool {
  (Rounding.decimal(value, places: places) - value).magnitude < 1e-12
}

extension Measure {
  enum Kind { case count, tokens, real }

  /// How its values are written.
  var kind: Kind {
    switch self {
    case .round, .poolSize, .disagreement, .stability, .streak, .distinct, .locked, .flatRounds, .opened, .active,
      .sleeping, .finished:
      .count
    case .tokens, .chainTokens: .tokens
    case .confidence, .ema, .delta, .alignedShare, .lockedShare, .winnerShare, .winnerProbability, .entropy: .real
    }
  }
}
