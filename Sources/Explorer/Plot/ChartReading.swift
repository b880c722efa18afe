extension ChartLayout {
  /// The shown point nearest to a cell, counted from the chart's corner; a cell is about twice as high as wide.
  ///
  /// - Parameter reach: How many columns the point may lie away.
  /// - Returns: nil where none lies within reach, and in the legend.
  public func point(nearestColumn column: Int, row: Int, reach: Int = .max) -> Chart.Place? {
    guard plot.width > 0, column < plot.column + plot.width, row < plot.row + plot.height + 2 else { return nil }
    var nearest: (place: Chart.Place, distance: Int)?
    for series in chart.series where series.isShown {
      for (index, point) in series.points.enumerated() where ChartAxes.hasPlace(point) {
        let spot = spot(point)
        let (across, down) = (spot.column - column, 2 * (spot.row - row))
        let distance = across * across + down * down
        if distance < nearest?.distance ?? .max {
          nearest = (Chart.Place(series: series.id, point: index), distance)
        }
      }
    }
    guard let nearest, reach > 30_000 || nearest.distance <= reach * reach else { return nil }
    return nearest.place
  }

  /// The id of the curve whose legend entry is at a cell, counted from the chart's corner.
  public func legendSeries(atColumn column: Int, row: Int) -> String? {
    lines.first { $0.row == row && ($0.column..<$0.column + $0.width).contains(column) }?.entry?.series
  }
}

extension Chart {
  /// Where a cursor key goes.
  public enum Direction: Hashable, Sendable {
    /// Along a curve, by its setting.
    case nextPoint, previousPoint
    /// To the next or previous shown curve, at about the same tokens; after the last comes the first.
    case nextSeries, previousSeries
  }

  /// The point to which a key leads; from nowhere, the first that can be drawn; nil where there is none.
  public func place(_ direction: Direction, of place: Place?) -> Place? {
    let candidates = series.filter { $0.isShown && $0.points.contains(where: ChartAxes.hasPlace) }
    guard let place, let here = candidates.firstIndex(where: { $0.id == place.series }), let point = point(at: place)
    else {
      return candidates.first.flatMap { first in
        first.points.firstIndex(where: ChartAxes.hasPlace).map { Place(series: first.id, point: $0) }
      }
    }
    let points = candidates[here].points
    switch direction {
    case .nextPoint:
      let next = points.indices.first { $0 > place.point && ChartAxes.hasPlace(points[$0]) }
      return Place(series: place.series, point: next ?? place.point)
    case .previousPoint:
      let previous = points.indices.last { $0 < place.point && ChartAxes.hasPlace(points[$0]) }
      return Place(series: place.series, point: previous ?? place.point)
    case .nextSeries, .previousSeries:
      let step = direction == .nextSeries ? 1 : candidates.count - 1
      return candidates[(here + step) % candidates.count].place(near: point.tokens)
    }
  }
}

extension Chart.Series {
  /// Its point whose tokens are in the nearest ratio to these.
  fileprivate func place(near tokens: Double) -> Chart.Place? {
    func ratio(_ index: Int) -> Double { max(points[index].tokens / tokens, tokens / points[index].tokens) }
    let placed = points.indices.filter { ChartAxes.hasPlace(points[$0]) }
    return placed.min { ratio($0) < ratio($1) }.map { Chart.Place(series: id, point: $0) }
  }
}
