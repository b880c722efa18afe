import Replay

/// How the knobs of a controller go over β: where the rounded ones jump, and whether others vary between the jumps.
struct KnobSchedule {
  /// The stretches of β between neighbouring jumps, in order, from 0 to 1; jumps nearer to each other than
  /// ``BetaTickSearch/resolution`` count as one.
  let pieces: [ClosedRange<Double>]
  /// Whether nothing varies within a piece.
  let isSteady: Bool

  /// How near to a jump its place is told.
  private static let precision = 1e-9

  init(_ family: ControllerFamily, _ setting: ControllerSetting) {
    let knobs = family.knobs.filter { $0.isScheduled && setting.overrides[$0.name] == nil }
    let rounded = knobs.filter(Self.isRounded)
    isSteady = rounded.count == knobs.count
    var jumps: [Double] = []
    for knob in rounded { Self.findJumps(of: knob, from: 0, to: 1, &jumps) }
    jumps.sort()
    var pieces: [ClosedRange<Double>] = []
    var start = 0.0
    for jump in jumps where jump - start > BetaTickSearch.resolution {
      pieces.append(start...jump - Self.precision)
      start = jump
    }
    self.pieces = pieces + [start...1]
  }

  /// Whether a knob stands still nearly everywhere.
  private static func isRounded(_ knob: KnobInfo) -> Bool {
    if knob.isInteger { return true }
    let places = (0..<64).map { (Double($0) + 0.37) / 64 }
    return places.count { knob.value(beta: $0) == knob.value(beta: $0 + 1e-7) } > places.count / 2
  }

  /// Adds the β at which a knob takes each new value, by halving: a schedule goes one way.
  private static func findJumps(of knob: KnobInfo, from low: Double, to high: Double, _ jumps: inout [Double]) {
    findJumps(of: knob, low, knob.value(beta: low), high, knob.value(beta: high), &jumps)
  }

  private static func findJumps(
    of knob: KnobInfo, _ low: Double, _ lowValue: Double, _ high: Double, _ highValue: Double, _ jumps: inout [Double]
  ) {
    guard lowValue != highValue else { return }
    guard high - low > precision else { return jumps.append(high) }
    let middle = (low + high) / 2
    let value = knob.value(beta: middle)
    findJumps(of: knob, low, lowValue, middle, value, &jumps)
    findJumps(of: knob, middle, value, high, highValue, &jumps)
  }
}
