import Replay

/// ASC with any stopping rule: full reads one at a time; from the second on, it stops as soon as the rule is met.
///
/// The controllers of this kind differ only in what they measure of the votes and in the bound they hold it against.
protocol AdaptiveSampling: Controller {
  /// The rule by which it stops.
  static var stop: Rule { get }

  /// The key in traces of what the rule measures.
  static var tracedMeasure: String { get }

  /// Branches read in full at most.
  var maxSamples: Int { get }

  /// The bound of the rule.
  var threshold: Threshold { get }

  /// The measure of the rule on the answers in the pool.
  func condition(_ pool: inout Vote) -> Condition

  /// Reads branch by branch until the rule's condition holds: why it ended, and the majority.
  func sample(_ episode: inout Episode) -> (end: ReadsEnd, winner: Answer?)
}

extension AdaptiveSampling {
  var latency: Latency { .sequential }

  /// The rule is looked at from the second read on.
  static var leastSamples: Int { 2 }

  @inline(__always) func solve(_ episode: inout Episode) -> Answer? {
    episode.declare([threshold])
    let (end, winner) = sample(&episode)
    let rule =
      switch end {
      case .enough: Self.stop
      case .allRead: Rule.roundLimit
      case .refused: episode.refusal
      }
    return episode.answer(winner, rule)
  }

  func sample(_ episode: inout Episode) -> (end: ReadsEnd, winner: Answer?) {
    let end = episode.readIntoPool(
      maxSamples, atLeast: Self.leastSamples, .sample, until: { condition(&$0).holds }, telling: { tell($0, &$1) })
    return (end, episode.pool.winner)
  }

  /// Tells a recording how the pool stands.
  func tell(_ sample: Int, _ episode: inout Episode) {
    let condition = condition(&episode.pool)
    episode.reportPool(round: sample, Self.signals(condition))
    if sample &+ 1 >= Self.leastSamples { episode.check(Self.stop, passed: condition.holds, [condition]) }
  }

  /// What the rule measures, unless it is the confidence, which every pool tells.
  private static func signals(_ condition: Condition) -> [RoundSignals.Value] {
    condition.measure == .confidence ? [] : [.init(condition.measure, condition.value)]
  }
}
