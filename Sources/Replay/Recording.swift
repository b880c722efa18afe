/// One entry of a recording: an action, or a check whose outcome decided what came next.
public struct RecordedStep: Hashable, Sendable {
  /// What it is.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// BRANCH: the next branch opened and advanced through its first interval.
    case branch
    /// CONTINUE: a branch advanced by an interval.
    case `continue`
    /// PROBE: the answer at a branch's depth revealed.
    case probe
    /// BRANCH and CONTINUE to the end in one, only the final answer revealed.
    case read
    /// PRUNE: a branch taken out of the active set.
    case prune
    /// ANSWER: the end.
    case answer
    /// No action: a stop or a widening considered, taken or refused.
    case check
  }

  /// What it is.
  public var kind: Kind
  /// The branch in the order opened, from 0; -1 where there is none.
  public var branch: Int
  /// The branch's depth after it, in advances.
  public var depth: Int
  /// The answer that it revealed or returned.
  public var answer: Answer?
  /// Its cost in tokens.
  public var cost: Int
  /// Total tokens after it.
  public var tokens: Int
  /// The controller's round, from 0; -1 before the first.
  public var round: Int
  /// For a check, whether it passed.
  public var passed: Bool
  /// Why.
  public var reason: Reason
}

/// What a controller tells of a round; measures are there as far as the controller has them.
public struct RoundSignals: Hashable, Sendable {
  /// One measured value.
  public struct Value: Hashable, Sendable {
    /// What was measured.
    public var measure: Measure
    /// What it was.
    public var value: Double
    /// A value of a measure.
    @inlinable public init(_ measure: Measure, _ value: Double) {
      self.measure = measure
      self.value = value
    }
  }

  /// The controller's round, from 0.
  public var round: Int
  /// The winner of the vote that the controller goes by.
  public var winner: Answer?
  /// The answers that the vote counted.
  public var poolSize: Int
  /// Branches neither finished nor pruned.
  public var active: Int
  /// Branches opened so far.
  public var opened: Int
  /// Active branches whose last answer is the winner, where the controller asks; nil without a winner.
  public var aligned: Int?
  /// Active branches whose last answer is another; nil without a winner.
  public var deviant: Int?
  /// Confidence, moving average, delta and the like.
  public var values: [Value]
  /// The vote by which branches were pruned in this round, where the controller votes anew after that.
  public var earlierVote: EarlierVote?

  /// The signals of a round.
  @inlinable public init(
    round: Int, winner: Answer?, poolSize: Int, active: Int, opened: Int, aligned: Int? = nil, deviant: Int? = nil,
    values: [Value] = [], earlierVote: EarlierVote? = nil
  ) {
    self.round = round
    self.winner = winner
    self.poolSize = poolSize
    self.active = active
    self.opened = opened
    self.aligned = winner == nil ? nil : aligned
    self.deviant = winner == nil ? nil : deviant
    self.values = values
    self.earlierVote = earlierVote
  }

  /// The value of a measure, if the controller has it.
  public subscript(measure: Measure) -> Double? { values.first { $0.measure == measure }?.value }
}

/// A weighted vote as it stood before a round's prunes.
public struct EarlierVote: Hashable, Sendable {
  /// Its winner.
  public var winner: Answer?
  /// Its confidence.
  public var confidence: Double
  /// How many branches voted; at least one.
  public var size: Int
  /// How many of them were locked.
  public var locked: Int

  /// The share of them that were locked.
  public var lockedShare: Double { Double(locked) / Double(size) }

  /// A vote.
  public init(winner: Answer?, confidence: Double, size: Int, locked: Int) {
    self.winner = winner
    self.confidence = confidence
    self.size = size
    self.locked = locked
  }
}

/// What the controller had noted of the opened branches at some point: when prunes began, and with each round's signals.
public struct RecordedNotes: Hashable, Sendable {
  /// The number of steps recorded before.
  public var stepCount: Int
  /// Consecutive disagreeing rounds of each opened branch.
  public var disagreement: [Int32]
}

/// A round as recorded: its signals, and when they were taken.
public struct RecordedRound: Hashable, Sendable {
  /// The number of steps recorded before the signals were taken.
  public var stepCount: Int
  /// What the controller told.
  public var signals: RoundSignals
}

/// The whole course of a run: every step with its reason, every round's signals, and the state at any step.
///
/// A recording is immutable. The state at a step is derived in O(opened branches · log depth), without replaying.
public struct Recording: Sendable {
  /// The course of one branch within the run.
  public struct Track: Hashable, Sendable {
    /// The branch's number in the store, from 0.
    public var storeIndex: Int
    /// The step that opened it.
    public var openedAt: Int
    /// The step of each advance; a full read counts as K + 1 advances in one step.
    public var advances: [Int32]
    /// For each depth from 1, the step that revealed the answer there; `Int32.max` where nothing did.
    public var reveals: [Int32]
    /// Whether it was read in full at once.
    public var wasRead: Bool
    /// The step that pruned it.
    public var prunedAt: Int?
  }

  /// The question that was run.
  public let question: Question
  /// All steps in order; the last one is the ANSWER, unless the run is one by hand that goes on.
  public internal(set) var steps: [RecordedStep] = []
  /// The rounds in order.
  public internal(set) var rounds: [RecordedRound] = []
  /// What was noted of the branches, in order of time.
  public internal(set) var notes: [RecordedNotes] = []
  /// The opened branches in order.
  public internal(set) var tracks: [Track] = []
  /// Bounds worth a line in a plot: the thresholds that the controller holds its signals against.
  public internal(set) var thresholds: [Threshold] = []
  /// Bounds on what is counted of each branch, where the controller goes by such: the disagreement at which it is pruned,
  /// the streak of
  /// equal answers at which it rests or ends.
  public internal(set) var branchLimits: [Threshold] = []
  /// The answer returned.
  public internal(set) var answer: Answer?
  /// What the run cost.
  public internal(set) var costs = Costs()

  init(question: Question) { self.question = question }
}

/// A bound that a controller holds one of its signals against throughout the run.
public struct Threshold: Hashable, Sendable, Codable {
  /// The signal.
  public var measure: Measure
  /// The relation that the rule asks for.
  public var comparison: Comparison
  /// The bound.
  public var bound: Double

  /// A threshold.
  public init(_ measure: Measure, _ comparison: Comparison, _ bound: Double) {
    self.measure = measure
    self.comparison = comparison
    self.bound = bound
  }
}

/// The costs of a run.
public struct Costs: Hashable, Sendable {
  /// Tokens of all branches.
  public var tokens: Int
  /// Tokens one after another: the latency (see ``Latency``).
  public var sequentialTokens: Int
  /// Σ ℓ, the advances of all branches; a finished branch counts K + 1, also when read in full.
  public var advances: Int
  /// |Ω|, the answers revealed.
  public var probes: Int
  /// Opens, advances and full reads: what `bench` counts as steps.
  public var steps: Int

  /// Costs; without arguments, none.
  public init(tokens: Int = 0, sequentialTokens: Int = 0, advances: Int = 0, probes: Int = 0, steps: Int = 0) {
    self.tokens = tokens
    self.sequentialTokens = sequentialTokens
    self.advances = advances
    self.probes = probes
    self.steps = steps
  }

  /// Interval units: Σ ℓ + κ · |Ω|.
  public func intervalUnits(perProbe kappa: Double = 0) -> Double { Double(advances) + kappa * Double(probes) }
}

/// How the branches of a run follow one another in time, hence what its sequential tokens are.
public enum Latency: Hashable, Sendable, Codable {
  /// All at once: the most expensive branch.
  case parallel
  /// One after another: the sum.
  case sequential
  /// Windows one after another, each at once: the sum of each window's most expensive branch.
  case windows(Int)
}
