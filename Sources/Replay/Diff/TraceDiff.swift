/// Where a value of one trace is another in the other.
public struct TraceDifference: Hashable, Sendable {
  /// The step on the left, from 0; nil where it is not there.
  public var left: Int?
  /// The step on the right, from 0; nil where it is not there.
  public var right: Int?
  /// The value's place within the step, such as `output.ema_conf`; empty for the step itself.
  public var path: String
  /// The value on the left; nil for none.
  public var leftValue: TraceValue?
  /// The value on the right; nil for none.
  public var rightValue: TraceValue?

  /// The value's place within the trace, such as `steps[12].output.ema_conf`; steps count as on the left where it has it.
  public var fullPath: String { "steps[\(left ?? right ?? 0)]" + (path.isEmpty ? "" : "." + path) }
}

/// Two runs as trace files tell them, aligned step by step; each pair of steps compared value by value.
///
/// Aims and decisions in words are not compared, nor is the question's text where one side leaves it out.
public struct TraceDiff: Sendable {
  /// The steps on the left.
  public let left: [TraceStep]
  /// The steps on the right.
  public let right: [TraceStep]
  /// Which step stands beside which; a row of two steps that differ in a value is not equal.
  public let alignment: Alignment

  private struct Key: Hashable {
    var event: String
    /// The place within a window, where steps of one round have one.
    var place: Int?
  }

  /// Aligns two runs' steps.
  public init(_ left: [TraceStep], _ right: [TraceStep]) {
    self.left = left
    self.right = right
    alignment = Alignment(Self.keys(left), Self.keys(right)) { left[$0].isTold(as: right[$1]) }
  }

  private static func keys(_ steps: [TraceStep]) -> [(key: Key, round: Int)] {
    var round = -1
    return steps.map { step in
      round = step.round ?? round
      var place: Int?
      if case .integer(let number)? = step.input["read_idx"] { place = number }
      return (Key(event: step.event, place: place), round)
    }
  }

  /// What a row's steps differ in, in the order of the left side's values; of a gap, that the step is not there.
  public func differences(at row: Int) -> [TraceDifference] {
    let row = alignment.rows[row]
    guard let left = row.left, let right = row.right else {
      let one = row.left.map { TraceValue.string(self.left[$0].event) }
      let two = row.right.map { TraceValue.string(self.right[$0].event) }
      return [TraceDifference(left: row.left, right: row.right, path: "", leftValue: one, rightValue: two)]
    }
    return self.left[left].differences(from: self.right[right]).map { path, one, two in
      TraceDifference(left: left, right: right, path: path, leftValue: one, rightValue: two)
    }
  }

  /// The first difference; nil if there is none.
  public var cause: TraceDifference? { alignment.firstDivergence.flatMap { differences(at: $0).first } }

  /// Whether both tell the same.
  public var isEqual: Bool { alignment.isEqual }
}

extension TraceStep {
  /// The round that the step names, by whichever key its controller has for it; nil where it names none.
  public var round: Int? {
    for key in ["outer_step", "step", "sample_idx", "window_idx"] {
      for part in [input, output, state] {
        if case .integer(let round)? = part[key] { return round }
      }
    }
    return nil
  }

  fileprivate func isTold(as other: TraceStep) -> Bool { differences(from: other).isEmpty }

  /// The paths and values in which two steps differ.
  func differences(from other: TraceStep) -> [(path: String, left: TraceValue?, right: TraceValue?)] {
    var differences = TraceValueDifferences()
    if event != other.event { differences.found.append(("event", .string(event), .string(other.event))) }
    differences.compare(input, other.input, "input")
    differences.compare(output, other.output, "output")
    differences.compare(state, other.state, "state")
    return differences.found
  }
}

/// Compares values of traces at the rounding with which they are published.
private struct TraceValueDifferences {
  /// Measured values that are told with four decimals, and one with three.
  private static let places = [
    "pool_conf": 4, "pool_conf_before": 4, "pool_conf_after": 4, "conf": 4, "ema_conf": 4, "ema_delta": 4,
    "align_rate": 4, "locked_frac": 3,
  ]
  /// How far apart numbers that are told in full may be.
  private static let tolerance = 1e-12

  var found: [(path: String, left: TraceValue?, right: TraceValue?)] = []

  mutating func compare(_ left: TraceValue, _ right: TraceValue, _ path: String, key: String = "") {
    switch (left, right) {
    case (.object(let one), .object(let two)): compare(one, two, left, right, path)
    case (.array(let one), .array(let two)) where one.count == two.count:
      for (index, (left, right)) in zip(one, two).enumerated() { compare(left, right, "\(path)[\(index)]", key: key) }
    case (.string(let one), .string(let two)):
      if !one.utf8.elementsEqual(two.utf8) { found.append((path, left, right)) }
    default:
      guard let one = Self.number(left), let two = Self.number(right) else {
        if left != right { found.append((path, left, right)) }
        return
      }
      if !Self.areEqual(one, two, key) { found.append((path, left, right)) }
    }
  }

  /// Compares objects key by key, in whatever order.
  private mutating func compare(
    _ one: [TraceField], _ two: [TraceField], _ left: TraceValue, _ right: TraceValue, _ path: String
  ) {
    func isLeftOut(_ key: String) -> Bool { path == "input" && key == "question" }
    var seen: Set<String> = []
    for key in one.map(\.key) where seen.insert(key).inserted {
      guard let value = left[key] else { continue }
      if let other = right[key] {
        compare(value, other, "\(path).\(key)", key: key)
      } else if !isLeftOut(key) {
        found.append(("\(path).\(key)", value, nil))
      }
    }
    for key in two.map(\.key) where seen.insert(key).inserted && !isLeftOut(key) {
      found.append(("\(path).\(key)", nil, right[key]))
    }
  }

  private static func areEqual(_ one: Double, _ two: Double, _ key: String) -> Bool {
    if one == two { return true }
    if let places = places[key] {
      return Rounding.decimal(one, places: places) == Rounding.decimal(two, places: places)
    }
    return (one - two).magnitude <= tolerance * max(1, one.magnitude)
  }

  private static func number(_ value: TraceValue) -> Double? {
    switch value {
    case .integer(let number): Double(number)
    case .number(let number): number
    default: nil
    }
  }
}
