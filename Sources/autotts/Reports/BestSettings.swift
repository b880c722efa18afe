import Evaluation
import Explorer
import Replay

/// The setting of a curve with the highest J = accuracy − γ · tokens.
struct BestSetting: Encodable {
  /// The setting with its figures.
  let point: OperatingPoint
  /// Its J in percentage points.
  let objective: Double

  private enum CodingKeys: String, CodingKey { case spec, objective }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(point.setting.description, forKey: .spec)
    try values.encode(objective, forKey: .objective)
  }
}

extension CurveReport {
  /// The best setting of a curve by the tokens that are counted; nil where no γ is given.
  func best(of curve: FamilyCurve) -> BestSetting? {
    guard let gamma, let point = curve.points.map(\.result).best(gamma: gamma, measure) else { return nil }
    return BestSetting(point: point, objective: point.objective(gamma: gamma, measure))
  }

  /// The best settings for people, a line a curve; empty where no γ is given.
  func bestText(_ wording: Wording) -> String {
    guard let gamma else { return "" }
    let sign = wording.unicode ? "γ" : "gamma"
    let times = wording.unicode ? "·" : "*"
    var table = TextTable([
      .text("best by J"), .number("J"), .number("accuracy %"), .number("\(measure.rawValue) tokens"),
    ])
    for best in curves.compactMap(best) {
      table.add([
        best.point.setting.description, wording.fixed(best.objective, places: 2),
        wording.fixed(best.point.accuracy, places: 2), wording.tokens(Int(best.point.tokens(measure).rounded())),
      ])
    }
    let value = ControllerSetting.text(gamma)
    return "\nJ = accuracy % \(wording.minus) \(sign) \(times) \(measure.rawValue) tokens, \(sign) = \(value)\n"
      + table.text(wording)
  }
}
