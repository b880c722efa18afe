/// The rule of a controller by which an action was taken or refused. Words for it are made where it is shown.
public enum Rule: String, Hashable, Sendable, Codable, CaseIterable {
  // Opening.
  /// Opened with the first batch.
  case firstBatch
  /// A full read of a plain sample.
  case sample
  /// A full read within a window.
  case windowRead
  /// Opened later, because the run was not sure enough.
  case widen
  // Continuing.
  /// Advanced because it was its turn.
  case round
  /// Advanced because its last answer is the winner.
  case aligned
  /// Advanced although its last answer is not the winner.
  case deviant
  /// Advanced until its answers repeat or it ends.
  case chain
  // Leaving out.
  /// Pruned: it disagreed with the winner for too many rounds in a row.
  case disagreed
  /// Ended early: it gave the same answer often enough in a row.
  case consistent
  // Stopping, or not.
  /// The gate on the moving average of the confidence.
  case momentumGate
  /// The threshold on the confidence of the votes.
  case confidence
  /// Enough confidence together with enough branches that agree.
  case corroboration
  /// The threshold on the entropy of the answers.
  case entropy
  /// The threshold on the winner's share of the answers.
  case majority
  /// All answers of a window are equal.
  case unanimity
  /// The winner stayed the same for enough rounds.
  case stableWinner
  /// Enough branches have finished.
  case enoughFinished
  /// No branch is left to advance: every one has finished, was pruned or is locked.
  case resolved
  /// The number of samples or rounds that the rules allow is used up.
  case roundLimit
  /// No branch is left to open.
  case branchesExhausted
  /// The budget admits no further action.
  case budget
  // By hand.
  /// Chosen by the user.
  case hand
}

/// A quantity that a controller measures, in the field's terms.
public enum Measure: String, Hashable, Sendable, Codable, CaseIterable {
  /// The controller's round, from 0.
  case round
  /// Answers in the pool.
  case poolSize
  /// Majority confidence of the pool.
  case confidence
  /// Exponential moving average of the confidence.
  case ema
  /// Change of the moving average over its window.
  case delta
  /// Rounds in a row in which a branch disagreed with the winner.
  case disagreement
  /// Rounds in a row in which the winner stayed the same.
  case stability
  /// Equal answers of a branch in a row.
  case streak
  /// Different answers in a window.
  case distinct
  /// Share of the active branches whose last answer is the winner.
  case alignedShare
  /// Share of the branches that are locked.
  case lockedShare
  /// Locked branches.
  case locked
  /// Rounds in a row without more confidence.
  case flatRounds
  /// Opened branches.
  case opened
  /// Active branches.
  case active
  /// Sleeping branches.
  case sleeping
  /// Share of the answers that the winner has.
  case winnerShare
  /// Probability that the winner has the largest share of all answers that could be drawn.
  case winnerProbability
  /// Entropy of the answers as a share of the most that so many different ones can have.
  case entropy
  /// Branches that have finished.
  case finished
  /// Tokens of the next action together with those spent.
  case tokens
  /// Tokens of the branch that was the first to finish with an answer.
  case chainTokens
}

/// How a measured value is held against its bound.
public enum Comparison: String, Hashable, Sendable, Codable {
  case atLeast = "≥"
  case above = ">"
  case atMost = "≤"
  case below = "<"
  case equal = "="

  /// Whether `value` stands in this relation to `bound`.
  @inlinable public func holds(_ value: Double, _ bound: Double) -> Bool {
    switch self {
    case .atLeast: value >= bound
    case .above: value > bound
    case .atMost: value <= bound
    case .below: value < bound
    case .equal: value == bound
    }
  }
}

/// A measured value held against a bound: the numbers behind a decision.
public struct Condition: Hashable, Sendable, Codable {
  /// What was measured.
  public var measure: Measure
  /// What it was.
  public var value: Double
  /// What it had to be in relation to ``bound``.
  public var comparison: Comparison
  /// The threshold.
  public var bound: Double

  /// A condition over a measured number.
  @inlinable public init(_ measure: Measure, _ value: Double, _ comparison: Comparison, _ bound: Double) {
    self.measure = measure
    self.value = value
    self.comparison = comparison
    self.bound = bound
  }

  /// A condition over a measured count.
  @inlinable public init(_ measure: Measure, _ value: Int, _ comparison: Comparison, _ bound: Int) {
    self.init(measure, Double(value), comparison, Double(bound))
  }

  /// Whether it is met.
  @inlinable public var holds: Bool { comparison.holds(value, bound) }
}

/// Why something was done or not done, as data.
public struct Reason: Hashable, Sendable, Codable {
  /// The rule.
  public var rule: Rule
  /// The numbers that decided it; empty where the rule alone says it all.
  public var conditions: [Condition]
  /// Which of several like actions this one is ("2 of 3"), from 1; 0 where there is no such number.
  public var part: Int
  /// Of how many.
  public var parts: Int

  /// A reason.
  public init(_ rule: Rule, _ conditions: [Condition] = [], part: Int = 0, of parts: Int = 0) {
    self.rule = rule
    self.conditions = conditions
    self.part = part
    self.parts = parts
  }
}
