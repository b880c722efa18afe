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

  /// The measure of the rule on the answers in the pool, of which there is at least one.
  func condition(_ episode: inout Episode) -> Condition
}

extension AdaptiveSampling {
  var latency: Latency { .sequential }

  func solve(_ episode: inout Episode) -> Answer? {
    episode.declare([threshold])
    for sample in 0..<maxSamples {
      episode.beginRound(sample)
      guard let answer = episode.read(.sample, part: sample + 1, of: maxSamples) else {
        return episode.answer(episode.pool.winner, episode.refusal)
      }
      episode.pool.add(answer)
      let condition = condition(&episode)
      episode.reportPool(round: sample, Self.signals(condition))
      guard sample >= 1 else { continue }
      let stops = condition.holds
      episode.check(Self.stop, passed: stops, [condition])
      if stops { return episode.answer(episode.pool.winner, Self.stop) }
    }
    return episode.answer(episode.pool.winner, .roundLimit)
  }

  /// What the rule measures, unless it is the confidence, which every pool tells.
  private static func signals(_ condition: Condition) -> [RoundSignals.Value] {
    condition.measure == .confidence ? [] : [.init(condition.measure, condition.value)]
  }
}
