import Evaluation
import Replay

extension Chart {
  /// What is shown as comma-separated values: a header, then one line a point, curves and points in their order, the
  /// ceilings last; what is not known or not finite is left empty.
  ///
  /// Beside what is drawn stand each point's setting as its spec, both measures of its tokens, whatever the axis counts,
  /// and whether it is on the Pareto frontier of all that is shown.
  public func csv() -> String { CSV.line(Self.header) + lines(after: []) }

  /// The same of several charts, first columns with these titles telling them apart.
  public static func csv(_ charts: [(fields: [String], chart: Chart)], naming titles: [String]) -> String {
    CSV.line(titles + header) + charts.map { $0.chart.lines(after: $0.fields) }.joined()
  }

  private static let header = [
    "series", "label", "tokens", "accuracy", "low", "high", "spec", "avg_tokens", "avg_sequential_tokens",
    "on_frontier",
  ]

  private func lines(after fields: [String]) -> String {
    let frontier = frontierSettings
    func line(_ name: String, _ point: Point) -> String {
      let result = point.result
      return CSV.line(
        fields + [
          name, point.label, Self.field(point.tokens), Self.field(point.accuracy), Self.field(point.interval?.low),
          Self.field(point.interval?.high), result?.setting.description ?? "", Self.field(result?.tokens),
          Self.field(result?.sequentialTokens), result.map { "\(frontier.contains($0.setting))" } ?? "",
        ])
    }
    return series.filter(\.isShown).flatMap { series in series.points.map { line(series.name, $0) } }.joined()
      + ceilings.flatMap { ceiling in ceiling.points.map { line(ceiling.name + " (not attainable)", $0) } }.joined()
  }

  /// The settings of the shown points that no other shown one betters by the tokens that the axis counts.
  private var frontierSettings: Set<ControllerSetting> {
    let points = series.filter(\.isShown).flatMap(\.points).compactMap { point -> OperatingPoint? in
      guard var result = point.result else { return nil }
      result.tokens = point.tokens
      return result
    }
    return Set(points.paretoFrontier().map { points[$0].setting })
  }

  /// A number that reads back as the same number.
  private static func field(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "" }
    return value == value.rounded() && value.magnitude < 1e15 ? "\(Int(value))" : "\(value)"
  }
}
