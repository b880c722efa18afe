import Replay

/// A measured value of a trace over its steps, with the bound that the file holds it against.
struct TraceSeries: Sendable {
  /// Its name in the file.
  var key: String
  /// How its line is drawn; nil for a value told in figures only.
  var line: (color: Color, mark: Character)?
  /// Whether its values are whole.
  var isCount = false
  /// The bound, where the file tells one.
  var bound: Double?
  /// What values are divided by, to lie between 0 and 1.
  var scale = 1.0
  /// Its values with the indices of the steps that tell them.
  var points: [(step: Int, value: Double)] = []

  /// The last value told up to a cursor.
  func value(at cursor: Int) -> Double? { points.last { $0.step < cursor }?.value }

  /// The series that a trace has.
  static func all(_ steps: [TraceStep]) -> [TraceSeries] {
    var series = known
    for (index, step) in steps.enumerated() {
      let parts = [step.output, step.input, step.state]
      for position in series.indices {
        let key = series[position].key
        guard let value = parts.lazy.compactMap({ $0[key]?.number }).first, value.isFinite else { continue }
        series[position].points.append((step: index, value: value))
      }
    }
    series.removeAll { $0.points.isEmpty }
    // The smoothed confidence is what the gate looks at, where there is one.
    let hasEMA = series.contains { $0.key == "ema_conf" }
    for index in series.indices {
      let key = series[index].key
      guard let names = boundNames[key], !hasEMA || !plainConfidence.contains(key) else { continue }
      series[index].bound = bound(names, steps)
      if key == "stable_cnt" { series[index].scale = max(1, series[index].bound ?? 1) }
    }
    return series
  }

  private static func bound(_ names: [String], _ steps: [TraceStep]) -> Double? {
    for step in steps {
      for part in [step.state, step.input, step.output] {
        for name in names { if let value = part[name]?.number { return value } }
      }
    }
    return nil
  }

  private static let plainConfidence: Set<String> = ["pool_conf", "pool_conf_after", "conf", "confidence"]

  private static let boundNames: [String: [String]] = [
    "ema_conf": ["conf_thresh"], "pool_conf": ["conf_thresh"], "pool_conf_after": ["conf_thresh"],
    "conf": ["conf_thresh"], "confidence": ["threshold"], "align_rate": ["act_thresh"],
    "locked_frac": ["min_locked_frac"], "stable_cnt": ["T"],
  ]

  private static let known: [TraceSeries] = [
    TraceSeries(key: "pool_conf", line: (.grey, ".")), TraceSeries(key: "pool_conf_after", line: (.grey, ".")),
    TraceSeries(key: "conf", line: (.grey, ".")), TraceSeries(key: "confidence", line: (.grey, ".")),
    TraceSeries(key: "ema_conf", line: (.sky, "*")), TraceSeries(key: "align_rate", line: (.orange, "a")),
    TraceSeries(key: "locked_frac", line: (.purple, "l")),
    TraceSeries(key: "stable_cnt", line: (.sky, "*"), isCount: true),
    TraceSeries(key: "ema_delta"), TraceSeries(key: "flat_rounds", isCount: true),
  ]
}
