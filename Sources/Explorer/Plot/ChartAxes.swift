/// The two axes of a chart, and the points that have a place on both.
struct ChartAxes {
  let tokens: AxisScale
  let accuracy: AxisScale

  /// Axes that cover everything that is shown.
  init(_ chart: Chart) {
    let shown = chart.series.filter(\.isShown)
    let ceilings = chart.ceilings.flatMap(\.points)
    let points = shown.flatMap(\.points) + chart.frontier + (chart.current.map { [$0.point] } ?? [])
    let placed = points.filter(Self.hasPlace)
    let intervals = shown.filter { $0.intervals != .hidden }.flatMap(\.points).filter(Self.hasPlace)
      .compactMap { Self.ends($0.interval) }.flatMap { [$0.low, $0.high] }
    tokens = AxisScale(
      .logarithmic, covering: (placed + ceilings).map(\.tokens), usual: 1e4...1e6, natural: 1...AxisScale.limit)
    accuracy = AxisScale(
      .linear, covering: (placed + ceilings).map(\.accuracy) + intervals, usual: 0...100, natural: 0...100)
  }

  /// Whether a point can be drawn.
  static func hasPlace(_ point: Chart.Point) -> Bool {
    AxisScale.hasPlace(point.tokens, on: .logarithmic) && AxisScale.hasPlace(point.accuracy, on: .linear)
  }

  /// The ends of an interval in order, where both can be drawn.
  static func ends(_ interval: Chart.Interval?) -> Chart.Interval? {
    guard let interval, [interval.low, interval.high].allSatisfy({ AxisScale.hasPlace($0, on: .linear) }) else {
      return nil
    }
    return Chart.Interval(low: min(interval.low, interval.high), high: max(interval.low, interval.high))
  }

  /// Neighbours of a curve that both can be drawn.
  static func segments(_ points: [Chart.Point]) -> [(Chart.Point, Chart.Point)] {
    zip(points, points.dropFirst()).filter { hasPlace($0) && hasPlace($1) }
  }

  /// The ends of a ceiling's lines: along its points, or from edge to edge where it is a level.
  func segments(_ ceiling: Chart.Ceiling) -> [(Chart.Point, Chart.Point)] {
    guard ceiling.points.count == 1, let level = ceiling.points.first else { return Self.segments(ceiling.points) }
    guard AxisScale.hasPlace(level.accuracy, on: .linear) else { return [] }
    func end(_ tokens: Double) -> Chart.Point { Chart.Point(tokens: tokens, accuracy: level.accuracy, label: "") }
    return [(end(tokens.lower), end(tokens.upper))]
  }
}
