import Glibc

/// Which values an axis covers, and where along it each lies.
struct AxisScale: Hashable, Sendable {
  /// Equal differences or equal ratios at equal distances.
  enum Kind: Hashable, Sendable { case linear, logarithmic }

  let kind: Kind
  /// The values at both ends, the lower below the upper.
  let lower, upper: Double

  /// The largest magnitude that has a place on an axis.
  static let limit = 1e15

  /// Whether an axis has a place for a value: a finite one, from 1 on where the axis is logarithmic.
  static func hasPlace(_ value: Double, on kind: Kind) -> Bool {
    value.isFinite && value.magnitude <= limit && (kind == .linear || value >= 1)
  }

  /// An axis that covers all values that have a place on it with a little room at both ends.
  ///
  /// - Parameters:
  ///   - usual: What it covers where there are none.
  ///   - natural: What it does not go beyond where no value does, such as 0 to 100 %.
  init(_ kind: Kind, covering values: [Double], usual: ClosedRange<Double>, natural: ClosedRange<Double>) {
    self.kind = kind
    let values = values.filter { Self.hasPlace($0, on: kind) }
    guard let least = values.min(), let most = values.max() else {
      (lower, upper) = (usual.lowerBound, usual.upperBound)
      return
    }
    let (start, end) = (Self.distance(least, kind), Self.distance(most, kind))
    // Values that differ by next to nothing do not fill the axis.
    let smallest = kind == .linear ? Swift.max(1, least.magnitude / 1e3) : 0.1
    let room = Swift.max(0.04 * (end - start), (smallest - (end - start)) / 2)
    let low = Self.value(start - room, kind)
    let high = Self.value(end + room, kind)
    lower = least >= natural.lowerBound ? Swift.max(low, natural.lowerBound) : low
    upper = most <= natural.upperBound ? Swift.min(high, natural.upperBound) : high
  }

  /// Where a value lies, from 0 at the lower end to 1 at the upper; values beyond lie at the ends.
  func fraction(_ value: Double) -> Double {
    guard Self.hasPlace(value, on: kind) else { return value > lower ? 1 : 0 }
    let start = Self.distance(lower, kind)
    return min(1, max(0, (Self.distance(value, kind) - start) / (Self.distance(upper, kind) - start)))
  }

  private static func distance(_ value: Double, _ kind: Kind) -> Double { kind == .linear ? value : log10(value) }
  private static func value(_ distance: Double, _ kind: Kind) -> Double {
    kind == .linear ? distance : pow(10, distance)
  }
}
