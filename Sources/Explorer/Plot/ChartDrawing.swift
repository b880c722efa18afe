import Replay

extension Chart {
  /// The chart in cells.
  public func frame(size: Size, glyphs: Glyphs) -> Frame {
    ChartDrawing(ChartLayout(self, size: size, glyphs: glyphs)).frame
  }

  /// Draws the chart into a part of a frame.
  public func draw(on frame: inout Frame, in rectangle: Rect, _ glyphs: Glyphs) {
    frame.blit(self.frame(size: rectangle.size, glyphs: glyphs), at: rectangle.column, rectangle.row)
  }

  /// The chart as lines of text, as a view of this size shows it.
  public func text(size: Size, glyphs: Glyphs) -> String { FrameRenderer.text(frame(size: size, glyphs: glyphs)) }
}

/// A chart being drawn into cells: what comes later lies over what comes before, and marks over everything.
private struct ChartDrawing {
  private(set) var frame: Frame
  private let layout: ChartLayout
  /// What is labelled already.
  private var labelled: Set<Label> = []
  private var chart: Chart { layout.chart }
  private var glyphs: Glyphs { layout.glyphs }
  private var plot: Rect { layout.plot }

  private struct Label: Hashable {
    var spot: Coincidences.Spot
    var text: String
  }

  init(_ layout: ChartLayout) {
    self.layout = layout
    frame = Frame(size: layout.size)
    guard plot.width > 0 else {
      frame.putFitting("no room for the chart", 0, 0, Style(.muted), glyphs)
      return
    }
    drawAxes()
    drawLegend()
    drawBands()
    drawLines()
    drawErrorBars()
    drawMarks()
    drawLabels()
    guard layout.coincidences.points.isEmpty, chart.current == nil else { return }
    frame.put("nothing to draw", plot.column + 1, plot.row + plot.height / 2, Style(.muted))
  }

  // MARK: - Around the plot

  private mutating func drawAxes() {
    let titles = "\(chart.accuracyTitle) over \(chart.tokensTitle) (log)"
    frame.putFitting(glyphs.safe(titles, limit: 200), 0, layout.rowsAbove - 1, Style(.muted), glyphs)
    if layout.rowsAbove == 2 {
      frame.putFitting(glyphs.safe(chart.title, limit: 200), 0, 0, Style(.standard, [.bold]), glyphs)
    }
    let left = plot.column - 1
    let bottom = plot.row + plot.height
    let line = Style(.muted, [.dim])
    for row in plot.row..<bottom { frame.put(glyphs.vertical, left, row, line) }
    frame.put(glyphs.bottomLeft, left, bottom, line)
    for column in plot.column..<plot.column + plot.width { frame.put(glyphs.horizontal, column, bottom, line) }
    for tick in layout.accuracyTicks {
      let row = plot.row + Int(tick.position)
      frame.put(tick.label, endingAt: left, row, Style(.muted))
      frame.put(glyphs.isUnicode ? "┤" : "+", left, row, line)
    }
    for tick in layout.tokenTicks {
      frame.put(glyphs.isUnicode ? "┬" : "+", Int(tick.position), bottom, line)
      frame.put(tick.label, Int(tick.labelStart), bottom + 1, Style(.muted))
    }
  }

  private mutating func drawLegend() {
    for line in layout.lines {
      var column = line.column
      let end = line.column + line.width
      if let sign = line.entry?.sign(glyphs) { column = frame.put(sign.text, column, line.row, sign.style) + 1 }
      let style = line.entry.map { Style(.standard, $0.isDim ? [.dim] : []) } ?? Style(.muted)
      let isCut = column + GlyphWidth.columns(of: line.text) > end
      frame.put(line.text, column, line.row, style, limit: end)
      if isCut { frame.put(glyphs.more, end - 1, line.row, style) }
    }
  }

  // MARK: - In the plot

  private func canvas() -> DotCanvas { DotCanvas(size: plot.size, unicode: glyphs.isUnicode) }

  /// Every fourth dot between the intervals of neighbours.
  private mutating func drawBands() {
    for series in chart.series where series.isShown && series.intervals == .band {
      var canvas = canvas()
      for (one, two) in ChartAxes.segments(series.points) {
        guard let start = ChartAxes.ends(one.interval), let end = ChartAxes.ends(two.interval) else { continue }
        let from = (layout.dot(one).x, dotRow(start.high), dotRow(start.low))
        let to = (layout.dot(two).x, dotRow(end.high), dotRow(end.low))
        for x in min(from.0, to.0)...max(from.0, to.0) {
          let (part, whole) = (abs(x - from.0), max(1, abs(to.0 - from.0)))
          let top = from.1 + (to.1 - from.1) * part / whole
          let bottom = from.2 + (to.2 - from.2) * part / whole
          for y in top...max(top, bottom) where (x + 2 * y) % 4 == 0 { canvas.set(x, y, series.look.color, mark: ":") }
        }
      }
      canvas.draw(on: &frame, at: plot.column, plot.row, dim: true)
    }
  }

  private func dotRow(_ accuracy: Double) -> Int { layout.dot(Chart.Point(tokens: 1, accuracy: accuracy, label: "")).y }

  private mutating func drawLines() {
    var dim = canvas()
    var canvas = canvas()
    for ceiling in chart.ceilings {
      for (one, two) in layout.axes.segments(ceiling) {
        dim.line(from: layout.dot(one), to: layout.dot(two), .muted, mark: "-", every: 4)
      }
    }
    for series in chart.series where series.isShown {
      for (one, two) in ChartAxes.segments(series.points) {
        let (start, end) = (layout.dot(one), layout.dot(two))
        if series.isStale {
          dim.line(from: start, to: end, series.look.color, mark: ".")
        } else {
          canvas.line(from: start, to: end, series.look.color, mark: ".")
        }
      }
    }
    for (one, two) in ChartAxes.segments(chart.frontier) {
      canvas.line(from: layout.dot(one), to: layout.dot(two), .standard, mark: "=", every: 2)
    }
    dim.draw(on: &frame, at: plot.column, plot.row, dim: true)
    canvas.draw(on: &frame, at: plot.column, plot.row)
  }

  private mutating func drawErrorBars() {
    for series in chart.series where series.isShown && series.intervals == .bars {
      for point in series.points where ChartAxes.hasPlace(point) {
        guard let ends = ChartAxes.ends(point.interval) else { continue }
        let column = layout.spot(point).column
        let (top, bottom) = (plot.row + dotRow(ends.high) / 4, plot.row + dotRow(ends.low) / 4)
        guard top < bottom else { continue }
        for row in top...bottom {
          let cap = glyphs.isUnicode ? (row == top ? "┬" : "┴") : "-"
          frame.put(row == top || row == bottom ? cap : glyphs.vertical, column, row, Style(series.look.color, [.dim]))
        }
      }
    }
  }

  private mutating func drawMarks() {
    for (spot, places) in layout.coincidences.points {
      guard let series = places.first.flatMap({ chart.series($0.series) }) else { continue }
      let meet = layout.coincidences.meet(at: spot)
      let isStale = places.allSatisfy { chart.series($0.series)?.isStale ?? false }
      frame.put(
        meet ? glyphs.coinciding : series.look.mark(glyphs), spot.column, spot.row,
        Style(meet ? .standard : series.look.color, isStale ? [.dim] : meet ? [.bold] : []))
    }
    if let current = chart.current, ChartAxes.hasPlace(current.point) {
      let spot = layout.spot(current.point)
      let color = chart.series(current.series)?.look.color ?? .accent
      frame.put(glyphs.currentSetting, spot.column, spot.row, Style(color, current.isStale ? [.dim] : [.bold]))
    }
    for (index, place) in chart.picked.prefix(2).enumerated() {
      guard let spot = spot(place) else { continue }
      let columns = [spot.column + 1, spot.column - 1].filter { plot.contains(column: $0, row: spot.row) }
      let isFree = { (column: Int) in layout.coincidences.points[.init(column: column, row: spot.row)] == nil }
      guard let column = columns.first(where: isFree) ?? columns.first else { continue }
      frame.put(glyphs.picked(index), column, spot.row, Style(.accent, [.bold]))
    }
    if let spot = chart.cursor.flatMap(spot) {
      frame[spot.column, spot.row].style.attributes.formUnion([.reverse, .bold])
    }
  }

  /// Where a shown point is drawn.
  private func spot(_ place: Chart.Place) -> Coincidences.Spot? {
    guard let point = chart.point(at: place), chart.series(place.series)?.isShown ?? false else { return nil }
    return ChartAxes.hasPlace(point) ? layout.spot(point) : nil
  }

  // MARK: - Labels

  /// Names points where there is nothing else: first what is under the hand, then the ends of curves, then the rest.
  private mutating func drawLabels() {
    if let current = chart.current { label(current.point, current.series) }
    for place in (chart.cursor.map { [$0] } ?? []) + chart.picked.prefix(2) {
      if spot(place) != nil, let point = chart.point(at: place) { label(point, place.series) }
    }
    let shown = chart.series.filter(\.isShown)
    for series in shown { for point in [series.points.last, series.points.first] { label(point, series.id) } }
    for series in shown { for point in series.points.dropFirst().dropLast() { label(point, series.id) } }
  }

  private mutating func label(_ point: Chart.Point?, _ id: String) {
    guard let point, ChartAxes.hasPlace(point), !point.label.isEmpty else { return }
    let text = glyphs.safe(point.label, limit: 12)
    let width = GlyphWidth.columns(of: text)
    let spot = layout.spot(point)
    guard labelled.insert(Label(spot: spot, text: text)).inserted else { return }
    let places = [
      (spot.column + 2, spot.row), (spot.column - 1 - width, spot.row), (spot.column - width / 2, spot.row - 1),
      (spot.column - width / 2, spot.row + 1),
    ]
    for (column, row) in places where isBlank(column - 1..<column + width + 1, row) {
      let series = chart.series(id)
      frame.put(text, column, row, Style(series?.look.color ?? .accent, series?.isStale ?? false ? [.dim] : []))
      return
    }
  }

  private func isBlank(_ columns: Range<Int>, _ row: Int) -> Bool {
    columns.allSatisfy { plot.contains(column: $0, row: row) && frame[$0, row].glyph == " " }
  }
}
