import Replay

/// Knobs as people read them.
enum KnobWording {
  /// The values allowed.
  static func range(_ knob: KnobInfo) -> String {
    "\(ControllerSetting.text(knob.range.lowerBound)) to \(ControllerSetting.text(knob.range.upperBound))"
  }

  /// A value: whole numbers as such, others with four decimals, or as many as it has.
  static func value(_ value: Double, of knob: KnobInfo, _ wording: Wording) -> String {
    guard !knob.isInteger else { return ControllerSetting.text(value) }
    let isShort = Rounding.decimal(value, places: 4) == value
    return isShort ? wording.fixed(value, places: 4) : wording.fixed(value, places: 6)
  }

  /// Where its value comes from unless it is set by hand.
  static func origin(_ knob: KnobInfo, _ wording: Wording) -> String {
    switch knob.origin {
    case .constant(let value): "default \(self.value(value, of: knob, wording))"
    case .schedule(let formula, _, _): wording.inLocale(formula)
    }
  }
}
