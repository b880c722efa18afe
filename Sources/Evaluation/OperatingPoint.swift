import Replay

/// Where a setting lies in the accuracy-token plane, on one store or on average over several.
public struct OperatingPoint: Hashable, Sendable {
  /// The controller with its parameters.
  public var setting: ControllerSetting
  /// The share of right runs in percent, not rounded.
  public var accuracy: Double
  /// Mean tokens a run.
  public var tokens: Double
  /// Mean sequential tokens a run.
  public var sequentialTokens: Double

  /// A point.
  public init(setting: ControllerSetting, accuracy: Double, tokens: Double, sequentialTokens: Double) {
    self.setting = setting
    self.accuracy = accuracy
    self.tokens = tokens
    self.sequentialTokens = sequentialTokens
  }

  /// The point of one setting: the mean over stores, each store weighing the same; at least one store.
  public init(_ evaluations: [Evaluation]) {
    precondition(!evaluations.isEmpty, "a point is that of at least one evaluation")
    let count = Double(evaluations.count)
    self.init(
      setting: evaluations[0].setting, accuracy: evaluations.reduce(0) { $0 + $1.exactAccuracy } / count,
      tokens: evaluations.reduce(0) { $0 + $1.averageTokens } / count,
      sequentialTokens: evaluations.reduce(0) { $0 + $1.averageSequentialTokens } / count)
  }

  /// Mean tokens a run by one of both measures.
  public func tokens(_ measure: TokenMeasure) -> Double {
    switch measure {
    case .total: tokens
    case .sequential: sequentialTokens
    }
  }

  /// J = accuracy − γ · tokens: accuracy in percent, γ in percentage points a token.
  public func objective(gamma: Double, _ measure: TokenMeasure = .total) -> Double {
    accuracy - gamma * tokens(measure)
  }

  /// The share of a reference's tokens that this point spares, in percent; below 0 if it spends more, nil if the
  /// reference spends none.
  public func tokensSaved(against reference: OperatingPoint, _ measure: TokenMeasure = .total) -> Double? {
    let whole = reference.tokens(measure)
    return whole > 0 ? 100 * (1 - tokens(measure) / whole) : nil
  }
}

extension [OperatingPoint] {
  /// The point with the highest objective J (see ``OperatingPoint/objective(gamma:_:)``), of equals the one with the fewest
  /// tokens, then the first; nil of none.
  public func best(gamma: Double, _ measure: TokenMeasure = .total) -> OperatingPoint? {
    self.max { left, right in
      let (ours, theirs) = (left.objective(gamma: gamma, measure), right.objective(gamma: gamma, measure))
      return ours != theirs ? ours < theirs : left.tokens(measure) > right.tokens(measure)
    }
  }

  /// The Pareto frontier by tokens, fewest first: the indices of the points that no other point betters in one coordinate
  /// without being worse in the other. Coinciding points are all on it or none is.
  ///
  /// - Complexity: O(n log n).
  public func paretoFrontier(_ measure: TokenMeasure = .total) -> [Int] {
    let order = indices.sorted { left, right in
      let (a, b) = (self[left], self[right])
      if a.tokens(measure) != b.tokens(measure) { return a.tokens(measure) < b.tokens(measure) }
      return a.accuracy != b.accuracy ? a.accuracy > b.accuracy : left < right
    }
    var frontier: [Int] = []
    for index in order {
      if let last = frontier.last {
        let isSame =
          self[index].tokens(measure) == self[last].tokens(measure) && self[index].accuracy == self[last].accuracy
        guard self[index].accuracy > self[last].accuracy || isSame else { continue }
      }
      frontier.append(index)
    }
    return frontier
  }
}
