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
}

extension AdaptiveSampling {
  var latency: Latency { .sequential }

  func solve(_ episode: inout Episode) -> Answer? { solve(&episode) { condition(&$0).holds } }

  /// Runs to the end; `isEnough` tells of a pool whether the rule's condition holds.
  @inline(__always) func solve(_ episode: inout Episode, until isEnough: (inout Vote) -> Bool) -> Answer? {
    episode.declare([threshold])
    let end = episode.readIntoPool(
      maxSamples, atLeast: 2, .sample, until: isEnough,
      telling: { sample, episode in
        let condition = condition(&episode.pool)
        episode.reportPool(round: sample, Self.signals(condition))
        if sample >= 1 { episode.check(Self.stop, passed: condition.holds, [condition]) }
      })
    switch end {
    case .enough: return episode.answer(episode.pool.winner, Self.stop)
    case .allRead: return episode.answer(episode.pool.winner, .roundLimit)
    case .refused: return episode.answer(episode.pool.winner, episode.refusal)
    }
  }

  /// What the rule measures, unless it is the confidence, which every pool tells.
  private static func signals(_ condition: Condition) -> [RoundSignals.Value] {
    condition.measure == .confidence ? [] : [.init(condition.measure, condition.value)]
  }
}
