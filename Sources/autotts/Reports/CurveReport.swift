import Controllers
import Evaluation
import Explorer
import Replay

/// What `curve` tells of one store, or of several on average.
struct CurveReport: Encodable {
  let stores: [String]
  let seeds: Int
  let rules: AnswerRules
  let curves: [FamilyCurve]
  let measure: TokenMeasure
  let showsFrontier: Bool
  let showsIntervals: Bool
  /// γ of the objective by which the best setting of each curve is named; nil for none.
  var gamma: Double?

  /// The chart that is drawn.
  var chart: Chart {
    var chart = Chart(
      title: Chart.title(stores: stores, seeds: seeds, rules: rules), curves: curves, catalog: .published,
      measure: measure,
      frontier: showsFrontier)
    if showsIntervals { for index in chart.series.indices { chart.series[index].intervals = .bars } }
    return chart
  }

  private enum CodingKeys: String, CodingKey { case stores, seeds, grading, err, curves, gamma }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(stores, forKey: .stores)
    try values.encode(seeds, forKey: .seeds)
    try values.encode(rules.grading, forKey: .grading)
    try values.encode(rules.errors, forKey: .err)
    let frontier = Set(curves.flatMap(\.points).map(\.result).frontierSettings(measure))
    try values.encode(
      curves.map { CurveObject($0, frontier: frontier, best: best(of: $0)) }, forKey: .curves)
    try values.encodeIfPresent(gamma, forKey: .gamma)
  }
}

/// A curve as JSON has it.
private struct CurveObject: Encodable {
  struct Point: Encodable {
    var spec: String
    var accuracy: Double
    var accuracyInterval: [Double]
    var averageTokens: Double
    var averageSequentialTokens: Double
    var isOnFrontier: Bool

    enum CodingKeys: String, CodingKey {
      case spec, accuracy
      case accuracyInterval = "accuracy_interval"
      case averageTokens = "avg_tokens"
      case averageSequentialTokens = "avg_sequential_tokens"
      case isOnFrontier = "on_frontier"
    }
  }

  var controller: String
  var spec: String
  var points: [Point]
  var best: BestSetting?

  init(_ curve: FamilyCurve, frontier: Set<ControllerSetting>, best: BestSetting?) {
    self.best = best
    controller = curve.base.family
    spec = curve.id
    points = curve.points.map { point in
      Point(
        spec: point.result.setting.description, accuracy: point.result.accuracy,
        accuracyInterval: [point.accuracyInterval.lowerBound, point.accuracyInterval.upperBound],
        averageTokens: point.result.tokens, averageSequentialTokens: point.result.sequentialTokens,
        isOnFrontier: frontier.contains(point.result.setting))
    }
  }
}

extension [OperatingPoint] {
  fileprivate func frontierSettings(_ measure: TokenMeasure) -> [ControllerSetting] {
    paretoFrontier(measure).map { self[$0].setting }
  }
}

extension [CurveReport] {
  /// One line a point, curves in the order of the legend; of several reports, each after its stores. Rules other than the
  /// published ones are named in the first column.
  var csv: String { Self.csv(map { ($0.stores, $0.chart) }, first?.rules ?? .published) }

  /// The lines of charts that hold under the same rules.
  static func csv(_ charts: [(stores: [String], chart: Chart)], _ rules: AnswerRules) -> String {
    let grading = rules == .published ? [] : [("grading", rules.words)]
    let rows = charts.map { stores, chart in
      (grading.map(\.1) + (charts.count > 1 ? [stores.joined(separator: " ")] : []), chart)
    }
    return Chart.csv(rows, naming: grading.map(\.0) + (charts.count > 1 ? ["store"] : []))
  }
}
