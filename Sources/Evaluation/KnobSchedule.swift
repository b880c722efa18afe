import Replay

/// How the knobs of a controller go over β: where the rounded ones jump, and whether others vary between the jumps.
struct KnobSchedule {
  /// The stretches of β between neighbouring jumps, in order, from 0 to 1, both ends within. Some are one number long: at
  /// β 0.5, where a half is rounded, one knob has jumped and another is about to.
  let pieces: [ClosedRange<Double>]
  /// Whether nothing varies within a piece.
  let isSteady: Bool

  init(_ family: ControllerFamily, _ setting: ControllerSetting) {
    let knobs = family.knobs.filter { $0.isScheduled && setting.overrides[$0.name] == nil }
    let rounded = knobs.filter(Self.isRounded)
    isSteady = rounded.count == knobs.count
    var jumps: [Double] = []
    for knob in rounded { Self.findJumps(of: knob, from: 0, to: 1, &jumps) }
    jumps.sort()
    var pieces: [ClosedRange<Double>] = []
    var start = 0.0
    for jump in jumps where jump > start {
      pieces.append(start...jump.nextDown)
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

  /// Adds the first β at which a knob has each new value, to the last digit, by halving: a schedule goes one way.
  private static func findJumps(of knob: KnobInfo, from low: Double, to high: Double, _ jumps: inout [Double]) {
    findJumps(of: knob, low, knob.value(beta: low), high, knob.value(beta: high), &jumps)
  }

  private static func findJumps(
    of knob: KnobInfo, _ low: Double, _ lowValue: Double, _ high: Double, _ highValue: Double, _ jumps: inout [Double]
  ) {
    guard lowValue != highValue else { return }
    let middle = (low + high) / 2
    guard low < middle, middle < high else { return jumps.append(high) }
    let value = knob.value(beta: middle)
    findJumps(of: knob, low, lowValue, middle, value, &jumps)
    findJumps(of: knob, middle, value, high, highValue, &jumps)
  }
}
