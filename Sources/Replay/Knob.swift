/// What a number of a controller counts.
public enum Unit: String, Hashable, Sendable, Codable {
  case branches, answers, rounds, intervals, tokens, samples
  /// A share, a probability or another number without a unit.
  case number = ""
}

/// What is known of one parameter of a controller: the one source of its table, its help, its check and its override.
public struct KnobInfo: Sendable {
  /// Where a value comes from when nobody sets it.
  public enum Origin: Sendable {
    /// The same value at any β.
    case constant(Double)
    /// A function of β; the formula in words of the spec, and which way it goes.
    case schedule(formula: String, trend: Trend, value: @Sendable (Double) -> Double)
  }

  /// How a scheduled knob follows β, in the weak sense.
  public enum Trend: String, Sendable, Codable {
    case rising, falling
  }

  /// The name in specs and files.
  public let name: String
  /// One line.
  public let meaning: String
  /// What it counts.
  public let unit: Unit
  /// The values allowed, ends included.
  public let range: ClosedRange<Double>
  /// Whether only whole numbers are allowed.
  public let isInteger: Bool
  /// Where its value comes from when nobody sets it.
  public let origin: Origin

  /// The value at a β, unless set.
  public func value(beta: Double) -> Double {
    switch origin {
    case .constant(let value): value
    case .schedule(_, _, let value): value(beta)
    }
  }

  /// Whether β moves it.
  public var isScheduled: Bool {
    if case .schedule = origin { true } else { false }
  }
}

/// A parameter of a controller whose parameters are a `Knobs` value.
public struct Knob<Knobs>: Sendable {
  @usableFromInline let info: KnobInfo
  @usableFromInline let write: @Sendable (inout Knobs, Double) -> Void

  /// A whole-numbered parameter that β does not move.
  public static func integer(
    _ name: String, _ path: WritableKeyPath<Knobs, Int> & Sendable, _ value: Int, in range: ClosedRange<Int>,
    _ unit: Unit, _ meaning: String
  ) -> Knob {
    integer(name, path, .constant(Double(value)), range, unit, meaning)
  }

  /// A whole-numbered parameter that follows β.
  public static func integer(
    _ name: String, _ path: WritableKeyPath<Knobs, Int> & Sendable, _ formula: String,
    _ trend: KnobInfo.Trend = .rising, in range: ClosedRange<Int>, _ unit: Unit, _ meaning: String,
    value: @escaping @Sendable (Double) -> Int
  ) -> Knob {
    integer(name, path, .schedule(formula: formula, trend: trend) { Double(value($0)) }, range, unit, meaning)
  }

  /// A real parameter that β does not move.
  public static func real(
    _ name: String, _ path: WritableKeyPath<Knobs, Double> & Sendable, _ value: Double, in range: ClosedRange<Double>,
    _ meaning: String
  ) -> Knob {
    Knob(
      info: KnobInfo(
        name: name, meaning: meaning, unit: .number, range: range, isInteger: false, origin: .constant(value)),
      write: { $0[keyPath: path] = $1 })
  }

  /// A real parameter that follows β.
  public static func real(
    _ name: String, _ path: WritableKeyPath<Knobs, Double> & Sendable, _ formula: String,
    _ trend: KnobInfo.Trend = .rising, in range: ClosedRange<Double>, _ meaning: String,
    value: @escaping @Sendable (Double) -> Double
  ) -> Knob {
    Knob(
      info: KnobInfo(
        name: name, meaning: meaning, unit: .number, range: range, isInteger: false,
        origin: .schedule(formula: formula, trend: trend, value: value)),
      write: { $0[keyPath: path] = $1 })
  }

  private static func integer(
    _ name: String, _ path: WritableKeyPath<Knobs, Int> & Sendable, _ origin: KnobInfo.Origin,
    _ range: ClosedRange<Int>, _ unit: Unit, _ meaning: String
  ) -> Knob {
    Knob(
      info: KnobInfo(
        name: name, meaning: meaning, unit: unit, range: Double(range.lowerBound)...Double(range.upperBound),
        isInteger: true, origin: origin),
      write: { $0[keyPath: path] = Int($1) })
  }
}

/// Rounding as the schedules need it.
public enum Rounding {
  /// The nearest whole number, a half going to the even one.
  public static func halfEven(_ value: Double) -> Int { Int(value.rounded(.toNearestOrEven)) }

  /// The double nearest to `value` rounded to some decimals, rounded correctly from the exact binary value, as CPython's
  /// `round` and `printf` do.
  ///
  /// `(value * 10_000).rounded() / 10_000` rounds twice and differs where the product falls on a half; the error of the
  /// product, exact by a fused multiply-add, decides those.
  public static func decimal(_ value: Double, places: Int) -> Double {
    let scale = (0..<places).reduce(1.0) { power, _ in power * 10 }
    let product = value * scale
    let error = (-product).addingProduct(value, scale)
    let floor = product.rounded(.down)
    let rest = product - floor
    let isOdd = floor.truncatingRemainder(dividingBy: 2) != 0
    let roundsUp = rest > 0.5 || (rest == 0.5 && (error > 0 || (error == 0 && isOdd)))
    return (roundsUp ? floor + 1 : floor) / scale
  }
}
