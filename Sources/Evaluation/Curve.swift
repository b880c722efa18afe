import Glibc
import Replay

/// Accuracy as a function of tokens: straight lines in log tokens through some points, and nothing beyond them.
///
/// The points are taken in order of tokens, whatever the order in which a family's β passes through them. Of points with
/// equally many tokens the most accurate counts; points without tokens have no logarithm and are left out.
public struct Curve: Sendable {
  /// The points in order of tokens, no two with equally many.
  public let points: [OperatingPoint]
  /// Which tokens count.
  public let measure: TokenMeasure

  /// The curve through some points.
  ///
  /// - Complexity: O(n log n).
  public init(_ points: [OperatingPoint], _ measure: TokenMeasure = .total) {
    self.measure = measure
    var kept: [OperatingPoint] = []
    let sorted = points.filter { $0.tokens(measure) > 0 }.sorted { left, right in
      let (a, b) = (left.tokens(measure), right.tokens(measure))
      return a != b ? a < b : left.accuracy > right.accuracy
    }
    for point in sorted where kept.last?.tokens(measure) != point.tokens(measure) { kept.append(point) }
    self.points = kept
  }

  /// The curve through the Pareto frontier of some points: it rises throughout.
  public static func frontier(of points: [OperatingPoint], _ measure: TokenMeasure = .total) -> Curve {
    Curve(points.paretoFrontier(measure).map { points[$0] }, measure)
  }

  /// The budgets that the curve covers, in tokens a run; nil without points.
  public var budgets: ClosedRange<Double>? {
    guard let first = points.first, let last = points.last else { return nil }
    return first.tokens(measure)...last.tokens(measure)
  }

  /// The accuracy in percent at a budget in tokens a run; nil outside ``budgets``.
  public func accuracy(atBudget budget: Double) -> Double? {
    guard budgets?.contains(budget) == true else { return nil }
    let next = points.firstIndex { $0.tokens(measure) >= budget } ?? 0
    let upper = points[next]
    guard next > 0, upper.tokens(measure) != budget else { return upper.accuracy }
    let lower = points[next - 1]
    let share = log(budget / lower.tokens(measure)) / log(upper.tokens(measure) / lower.tokens(measure))
    return lower.accuracy + share * (upper.accuracy - lower.accuracy)
  }

  /// The least budget in tokens a run at which the curve reaches an accuracy in percent.
  ///
  /// - Returns: nil if no point reaches it, or if the point with the fewest tokens lies above it already: what less
  ///   would give is not known.
  public func budget(atAccuracy accuracy: Double) -> Double? {
    guard let next = points.firstIndex(where: { $0.accuracy >= accuracy }) else { return nil }
    let upper = points[next]
    guard upper.accuracy != accuracy else { return upper.tokens(measure) }
    guard next > 0 else { return nil }
    let lower = points[next - 1]
    let share = (accuracy - lower.accuracy) / (upper.accuracy - lower.accuracy)
    return lower.tokens(measure) * pow(upper.tokens(measure) / lower.tokens(measure), share)
  }

  /// The area under the curve between two budgets, divided by its width in log tokens: the mean accuracy in percent
  /// where every doubling of the budget weighs the same.
  ///
  /// - Returns: nil if ``budgets`` does not cover them; for a single budget, the accuracy there.
  public func area(between budgets: ClosedRange<Double>) -> Double? {
    guard let low = accuracy(atBudget: budgets.lowerBound), let high = accuracy(atBudget: budgets.upperBound) else {
      return nil
    }
    let width = log(budgets.upperBound / budgets.lowerBound)
    guard width > 0 else { return low }
    let inner = points.filter { $0.tokens(measure) > budgets.lowerBound && $0.tokens(measure) < budgets.upperBound }
    let corners =
      [(budgets.lowerBound, low)] + inner.map { ($0.tokens(measure), $0.accuracy) } + [(budgets.upperBound, high)]
    let area = zip(corners, corners.dropFirst()).reduce(0.0) { sum, corner in
      sum + log(corner.1.0 / corner.0.0) * (corner.0.1 + corner.1.1) / 2
    }
    return area / width
  }

  /// The share of a reference's tokens that the curve spares where it is as accurate as the reference, in percent; below
  /// 0 if it needs more, nil where it never is (see ``budget(atAccuracy:)``).
  public func tokensSavedAtEqualAccuracy(as reference: OperatingPoint) -> Double? {
    let whole = reference.tokens(measure)
    guard whole > 0, let budget = budget(atAccuracy: reference.accuracy) else { return nil }
    return 100 * (1 - budget / whole)
  }
}

extension SweepResult {
  /// The points of the settings, in their order: on one store given by its index, or the means over some.
  public func points(stores: some Collection<Int>) -> [OperatingPoint] {
    sweep.settings.indices.map { setting in
      OperatingPoint(stores.map { self[store: $0, setting: setting] })
    }
  }

  /// The points of the settings, in their order: the means over all stores.
  public var points: [OperatingPoint] { points(stores: sweep.stores.indices) }
}
