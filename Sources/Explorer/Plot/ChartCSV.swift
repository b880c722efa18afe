import Evaluation

extension Chart {
  /// What is shown as comma-separated values: a header, then one line a point, curves and points in their order, the
  /// ceilings last; what is not known or not finite is left empty.
  public func csv() -> String { CSV.line(Self.header) + lines(after: []) }

  /// The same of several charts, first columns with these titles telling them apart.
  public static func csv(_ charts: [(fields: [String], chart: Chart)], naming titles: [String]) -> String {
    CSV.line(titles + header) + charts.map { $0.chart.lines(after: $0.fields) }.joined()
  }

  private static let header = ["series", "label", "tokens", "accuracy", "low", "high"]

  private func lines(after fields: [String]) -> String {
    func line(_ name: String, _ point: Point) -> String {
      CSV.line(
        fields + [
          name, point.label, Self.field(point.tokens), Self.field(point.accuracy), Self.field(point.interval?.low),
          Self.field(point.interval?.high),
        ])
    }
    return series.filter(\.isShown).flatMap { series in series.points.map { line(series.name, $0) } }.joined()
      + ceilings.flatMap { ceiling in ceiling.points.map { line(ceiling.name + " (not attainable)", $0) } }.joined()
  }

  /// A number that reads back as the same number.
  private static func field(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "" }
    return value == value.rounded() && value.magnitude < 1e15 ? "\(Int(value))" : "\(value)"
  }
}
