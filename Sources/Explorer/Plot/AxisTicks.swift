import Glibc

/// A value that an axis names.
public struct AxisTick: Hashable, Sendable {
  /// The value.
  public var value: Double
  /// The value in words.
  public var label: String
  /// Where it lies along the axis, in cells or in a picture's units.
  public internal(set) var position = 0.0
  /// Where its label begins, in the same units.
  public internal(set) var labelStart = 0.0
}

extension AxisScale {
  /// The finest set of nice ticks whose labels stand apart.
  ///
  /// - Parameters:
  ///   - position: Where a value lies along the axis.
  ///   - room: Where labels may stand; at its ends they are moved inwards.
  ///   - gap: What lies at least between two labels.
  ///   - extent: What a label takes.
  func ticks(
    at position: (Double) -> Double, room: ClosedRange<Double>, gap: Double, extent: (String) -> Double
  ) -> [AxisTick] {
    var finest: [AxisTick] = []
    for var ticks in tickSets where ticks.count >= finest.count {
      for index in ticks.indices {
        let width = extent(ticks[index].label)
        let place = position(ticks[index].value)
        ticks[index].position = place
        ticks[index].labelStart = max(
          room.lowerBound, min((place - width / 2).rounded(.up), room.upperBound - width))
      }
      let sorted = ticks.sorted { $0.labelStart < $1.labelStart }
      let standApart = zip(sorted, sorted.dropFirst()).allSatisfy { one, two in
        one.labelStart + extent(one.label) + gap <= two.labelStart
      }
      let fit = ticks.allSatisfy { extent($0.label) <= room.upperBound - room.lowerBound }
      if standApart && fit { finest = ticks }
    }
    return finest
  }

  /// Sets of ticks within the axis, from coarse to fine: on a linear axis steps of 1, 2 or 5; on a logarithmic one
  /// decades, then 2 and 5 within them, then, where that is still coarse, even steps.
  var tickSets: [[AxisTick]] {
    switch kind {
    case .linear: return evenSteps.map { step in ticks(step).map { AxisTick(value: $0, label: step.label($0)) } }
    case .logarithmic:
      let decades = Int(floor(log10(lower)))...Int(ceil(log10(upper)))
      var sets = [6, 3, 2, 1].map { every in decades.filter { $0 % every == 0 }.map { pow(10, Double($0)) } }
      sets.append(decades.flatMap { decade in [1, 2, 5].map { $0 * pow(10, Double(decade)) } })
      sets = sets.map { $0.filter { (lower...upper).contains($0) } }
      if let count = sets.last?.count, count <= 3 {
        sets += evenSteps.map(ticks).filter { $0.count > count }
      }
      return sets.map { $0.map { AxisTick(value: $0, label: Self.tokens($0)) } }
    }
  }

  /// A step of 1, 2 or 5 times a power of ten.
  private struct Step {
    var factor: Int
    var exponent: Int
    var size: Double { value(1) }

    /// So many steps, exact where a double can be.
    func value(_ count: Int) -> Double {
      let count = Double(count) * Double(factor)
      return exponent < 0 ? count / pow(10, Double(-exponent)) : count * pow(10, Double(exponent))
    }

    /// A multiple of the step with the decimals that it needs.
    func label(_ value: Double) -> String { Wording(unicode: false).fixed(value, places: max(0, -exponent)) }
  }

  /// The steps between the whole axis and a fiftieth of it, from coarse to fine.
  private var evenSteps: [Step] {
    let exponent = Int(floor(log10(upper - lower)))
    return stride(from: exponent, through: exponent - 2, by: -1)
      .flatMap { exponent in [5, 2, 1].map { Step(factor: $0, exponent: exponent) } }
      .filter { $0.size <= upper - lower && $0.size >= (upper - lower) / 50 }
  }

  private func ticks(_ step: Step) -> [Double] {
    let first = Int((lower / step.size).rounded(.up))
    let last = Int((upper / step.size).rounded(.down))
    return first > last ? [] : (first...last).map(step.value).filter { (lower...upper).contains($0) }
  }

  /// A number of tokens in as few digits as it needs: `50k`, `1.2M`.
  static func tokens(_ count: Double) -> String {
    let units = [(1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")]
    let (size, name) = units.first { count >= $0.0 } ?? (1, "")
    var digits = Wording(unicode: false).fixed(count / size, places: 3)[...]
    while digits.last == "0" { digits.removeLast() }
    if digits.last == "." { digits.removeLast() }
    return digits + name
  }
}
