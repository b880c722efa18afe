import Evaluation
import Explorer
import Replay

/// What `controllers NAME` tells of a setting, parameter by parameter.
struct KnobsReport: Encodable {
  /// One parameter.
  struct Row: Encodable {
    let parameter: String
    let value: Double
    /// Whether it was set by hand.
    let isSet: Bool
    /// The formula by which it follows β, or its default.
    let origin: String
    let low: Double
    let high: Double
    let isInteger: Bool
    let unit: String
    let meaning: String

    enum CodingKeys: String, CodingKey {
      case parameter, value, low, high, unit, meaning
      case isSet = "set"
      case origin = "from"
      case isInteger = "integer"
    }
  }

  let controller: String
  let spec: String
  let parameters: [Row]

  /// The parameters of a setting.
  init(_ chosen: ChosenController) {
    controller = chosen.family.name
    spec = chosen.setting.description
    parameters = zip(chosen.family.knobs, chosen.family.values(chosen.setting)).map { knob, value in
      Row(
        parameter: knob.name, value: value, isSet: chosen.setting.overrides[knob.name] != nil,
        origin: Self.origin(knob), low: knob.range.lowerBound, high: knob.range.upperBound, isInteger: knob.isInteger,
        unit: knob.unit.rawValue, meaning: knob.meaning)
    }
  }

  /// A header and one row a parameter.
  var csv: String {
    CSV.line(["spec", "parameter", "value", "set", "from", "low", "high", "integer", "unit", "meaning"])
      + parameters.map { row in
        CSV.line([
          spec, row.parameter, ControllerSetting.text(row.value), "\(row.isSet)", row.origin,
          ControllerSetting.text(row.low), ControllerSetting.text(row.high), "\(row.isInteger)", row.unit, row.meaning,
        ])
      }.joined()
  }

  /// Where a parameter's value comes from when nobody sets it.
  static func origin(_ knob: KnobInfo) -> String {
    switch knob.origin {
    case .constant(let value): ControllerSetting.text(value)
    case .schedule(let formula, _, _): formula
    }
  }
}
