import Replay

extension Chart {
  /// The chart as a vector picture on white, in CSS pixels and at least 320 × 200; marks carry their figures as titles.
  public func svg(width: Int, height: Int) -> String {
    ChartPicture(self, width: Double(min(max(320, width), 100_000)), height: Double(min(max(200, height), 100_000)))
      .text
  }
}

/// A chart being drawn as SVG: what comes later lies over what comes before.
private struct ChartPicture {
  private let chart: Chart
  private let axes: ChartAxes
  private let glyphs: Glyphs
  private let entries: [LegendEntry]
  private let coincidences: Coincidences
  private let notes: [String]
  private let width, height: Double
  private let left, top, right, bottom: Double
  private var lines: [String] = []
  /// Where labels and marks are, so that no label covers another or a mark.
  private var taken: [Box] = []

  private struct Box {
    var left, top, right, bottom: Double
    func meets(_ other: Box) -> Bool {
      left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }
  }

  /// The width of a letter and the height of a line, roughly, at 12 px.
  private static let letter = 6.8
  private static let line = 15.0

  init(_ chart: Chart, width: Double, height: Double) {
    let glyphs = Glyphs(unicode: true)
    (self.chart, self.glyphs) = (chart, glyphs)
    (self.width, self.height) = (width, height)
    let axes = ChartAxes(chart)
    self.axes = axes
    entries = LegendEntry.all(chart, glyphs)
    let widest = entries.map { Double(GlyphWidth.columns(of: $0.text)) * Self.letter + 36 }.max() ?? 0
    let (left, right) = (62.0, width - max(20, min(widest, width / 3)) - 12)
    let top = chart.title.isEmpty ? 16.0 : 40
    func find(_ bottom: Double) -> Coincidences {
      Coincidences(chart, glyphs) { point in
        let x = left + axes.tokens.fraction(point.tokens) * (right - left)
        let y = bottom - axes.accuracy.fraction(point.accuracy) * (bottom - top)
        return Self.spot(x, y)
      }
    }
    let all = find(height - 52).notes.map { "\(glyphs.coinciding) \($0)" } + (chart.unplacedNote.map { [$0] } ?? [])
    let room = max(1, Int((height - 160) / 2 / Self.line))
    let shown = all.count <= room ? all : all.prefix(room - 1) + ["… \(all.count - room + 1) more"]
    let bottom = height - 52 - Double(shown.count) * Self.line
    (self.left, self.right, self.top, self.bottom) = (left, right, top, bottom)
    notes = shown
    coincidences = find(bottom)
    draw()
  }

  var text: String { lines.joined(separator: "\n") + "\n" }

  private mutating func draw() {
    let size = "\(SVGText.number(width)) \(SVGText.number(height))"
    lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(size)\" width=\"\(SVGText.number(width))\" "
        + "height=\"\(SVGText.number(height))\" font-family=\"'DejaVu Sans', Verdana, Helvetica, sans-serif\" "
        + "font-size=\"12\" fill=\"#333333\">",
      "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>",
    ]
    drawAxes()
    drawLegend()
    drawIntervals()
    drawCurves()
    drawMarks()
    drawLabels()
    lines.append("</svg>")
  }

  // MARK: - Parts

  private func x(_ tokens: Double) -> Double { left + axes.tokens.fraction(tokens) * (right - left) }
  private func y(_ accuracy: Double) -> Double { bottom - axes.accuracy.fraction(accuracy) * (bottom - top) }
  private func pair(_ point: Chart.Point) -> String {
    "\(SVGText.number(x(point.tokens))) \(SVGText.number(y(point.accuracy)))"
  }

  private mutating func write(
    _ text: String, _ x: Double, _ y: Double, _ attributes: String = "", columns: Int = 200
  ) {
    let safe = glyphs.safe(text, limit: columns)
    lines.append(
      "<text x=\"\(SVGText.number(x))\" y=\"\(SVGText.number(y))\"\(attributes)>\(SVGText.escaped(safe))</text>")
  }

  private mutating func stroke(_ path: String, _ color: String, _ attributes: String = "") {
    lines.append("<path d=\"\(path)\" fill=\"none\" stroke=\"\(color)\"\(attributes)/>")
  }

  private mutating func drawAxes() {
    if !chart.title.isEmpty {
      write(chart.title, left, 24, " font-size=\"14\" font-weight=\"bold\"", columns: Int((width - left) / 8.8))
    }
    let accuracies = axes.accuracy.ticks(at: y, room: 0...height, gap: 16, extent: { _ in 12 })
    for tick in accuracies {
      let y = SVGText.number(tick.position)
      stroke("M\(SVGText.number(left)) \(y)H\(SVGText.number(right))", "#e6e6e6")
      write(tick.label, left - 8, tick.position + 4, " text-anchor=\"end\"")
    }
    let extent = { (label: String) in Double(label.count) * Self.letter }
    for tick in axes.tokens.ticks(at: x, room: left - 30...right + 30, gap: 18, extent: extent) {
      let x = SVGText.number(tick.position)
      stroke("M\(x) \(SVGText.number(top))V\(SVGText.number(bottom))", "#e6e6e6")
      stroke("M\(x) \(SVGText.number(bottom))v5", "#777777")
      write(tick.label, tick.position, bottom + 19, " text-anchor=\"middle\"")
    }
    let corner = "M\(SVGText.number(left)) \(SVGText.number(top))V\(SVGText.number(bottom))H\(SVGText.number(right))"
    stroke(corner, "#777777")
    let middle = SVGText.number((top + bottom) / 2)
    write(chart.tokensTitle + " (log)", (left + right) / 2, bottom + 38, " text-anchor=\"middle\"")
    write(
      chart.accuracyTitle, 16, (top + bottom) / 2, " text-anchor=\"middle\" transform=\"rotate(-90 16 \(middle))\"")
    for (index, note) in notes.enumerated() {
      write(
        note, left, bottom + 54 + Double(index) * Self.line, " font-size=\"11\" fill=\"#666666\"",
        columns: Int((width - left) / 6.4))
    }
  }

  private mutating func drawLegend() {
    let step = 20.0
    let room = max(1, Int((bottom - top) / step))
    let shown = entries.count <= room ? entries[...] : entries.prefix(room - 1)
    let columns = Int((width - right - 40) / Self.letter)
    for (index, entry) in shown.enumerated() {
      let (x, y) = (right + 24, top + 8 + Double(index) * step)
      let line = "M\(SVGText.number(x - 10)) \(SVGText.number(y))h20"
      lines.append("<g\(entry.isDim ? " opacity=\"0.45\"" : "")>")
      switch entry.sign {
      case .series(let look, let isShown):
        if isShown { stroke(line, look.paperColor, " stroke-width=\"1.6\"") }
        lines.append(look.svgMark(x, y))
      case .current(let look): lines.append(Self.currentMark(x, y, look.paperColor))
      case .frontier: stroke(line, "#222222", Self.frontierStroke)
      case .ceiling: stroke(line, "#888888", Self.ceilingStroke)
      }
      write(entry.text, x + 16, y + 4, columns: columns)
      lines.append("</g>")
    }
    if shown.count < entries.count {
      write("… \(entries.count - shown.count) more", right + 40, top + 12 + Double(shown.count) * step)
    }
  }

  private static let frontierStroke = " stroke-width=\"3\" stroke-opacity=\"0.55\" stroke-dasharray=\"2 3\""
  private static let ceilingStroke = " stroke-width=\"1.5\" stroke-dasharray=\"7 5\""

  private static func currentMark(_ x: Double, _ y: Double, _ color: String) -> String {
    let middle = "cx=\"\(SVGText.number(x))\" cy=\"\(SVGText.number(y))\""
    return "<circle \(middle) r=\"8\" fill=\"#ffffff\" stroke=\"\(color)\" stroke-width=\"2\"/>"
      + "<circle \(middle) r=\"4\" fill=\"\(color)\"/>"
  }

  private mutating func drawIntervals() {
    for series in chart.series where series.isShown && series.intervals != .hidden {
      let color = series.look.paperColor
      if series.intervals == .band {
        for (one, two) in ChartAxes.segments(series.points) {
          guard let start = ChartAxes.ends(one.interval), let end = ChartAxes.ends(two.interval) else { continue }
          let corners = [(one, start.high), (two, end.high), (two, end.low), (one, start.low)].map {
            "\(SVGText.number(x($0.0.tokens))) \(SVGText.number(y($0.1)))"
          }
          lines.append("<path d=\"M\(corners.joined(separator: "L"))Z\" fill=\"\(color)\" fill-opacity=\"0.15\"/>")
        }
        continue
      }
      for point in series.points where ChartAxes.hasPlace(point) {
        guard let ends = ChartAxes.ends(point.interval) else { continue }
        let (x, high, low) = (x(point.tokens), SVGText.number(y(ends.high)), SVGText.number(y(ends.low)))
        let (start, middle) = (SVGText.number(x - 4), SVGText.number(x))
        stroke("M\(start) \(high)h8M\(middle) \(high)V\(low)M\(start) \(low)h8", color, " stroke-opacity=\"0.7\"")
      }
    }
  }

  private mutating func drawCurves() {
    for ceiling in chart.ceilings {
      let path = axes.segments(ceiling).map { "M\(pair($0))L\(pair($1))" }.joined()
      if !path.isEmpty { stroke(path, "#888888", Self.ceilingStroke) }
    }
    let frontier = ChartAxes.segments(chart.frontier).map { "M\(pair($0))L\(pair($1))" }.joined()
    if !frontier.isEmpty { stroke(frontier, "#222222", Self.frontierStroke) }
    for series in chart.series where series.isShown {
      let path = ChartAxes.segments(series.points).map { "M\(pair($0))L\(pair($1))" }.joined()
      let fade = series.isStale ? " opacity=\"0.45\"" : ""
      if !path.isEmpty { stroke(path, series.look.paperColor, " stroke-width=\"1.6\"\(fade)") }
    }
  }

  // MARK: - Points

  /// Where curves meet, the marks lie in one another, the first around the next, in a ring.
  private mutating func drawMarks() {
    var met: [Coincidences.Spot: Int] = [:]
    for series in chart.series where series.isShown {
      lines.append("<g\(series.isStale ? " opacity=\"0.45\"" : "")>")
      for (index, point) in series.points.enumerated() where ChartAxes.hasPlace(point) {
        let (x, y, spot) = (x(point.tokens), y(point.accuracy), spot(point))
        let meet = coincidences.meet(at: spot)
        let inside = meet ? max(0, (coincidences.points[spot]?.count ?? 1) - 1 - met[spot, default: 0]) : 0
        met[spot, default: 0] += 1
        let scale = 1 + 0.6 * Double(min(inside, 4))
        lines.append("<g><title>\(SVGText.escaped(reading(point, series)))</title>")
        if meet, met[spot] == 1 {
          let radius = SVGText.number(5 + 6 * scale)
          lines.append(
            "<circle cx=\"\(SVGText.number(x))\" cy=\"\(SVGText.number(y))\" r=\"\(radius)\" fill=\"none\" "
              + "stroke=\"#222222\"/>")
        }
        lines.append(series.look.svgMark(x, y, scale: scale))
        lines.append("</g>")
        taken.append(Box(left: x - 6, top: y - 6, right: x + 6, bottom: y + 6))
        let place = Chart.Place(series: series.id, point: index)
        if let number = chart.picked.prefix(2).firstIndex(of: place) {
          write(glyphs.picked(number), x + 8, y - 8, " font-size=\"16\" font-weight=\"bold\"")
        }
      }
      lines.append("</g>")
    }
    if let current = chart.current, ChartAxes.hasPlace(current.point) {
      let color = chart.series(current.series)?.look.paperColor ?? "#333333"
      let mark = Self.currentMark(x(current.point.tokens), y(current.point.accuracy), color)
      lines.append("<g\(current.isStale ? " opacity=\"0.45\"" : "")>\(mark)</g>")
    }
  }

  private func spot(_ point: Chart.Point) -> Coincidences.Spot { Self.spot(x(point.tokens), y(point.accuracy)) }

  /// Squares of three pixels.
  private static func spot(_ x: Double, _ y: Double) -> Coincidences.Spot {
    Coincidences.Spot(column: Int((x / 3).rounded()), row: Int((y / 3).rounded()))
  }

  private func reading(_ point: Chart.Point, _ series: Chart.Series) -> String {
    let accuracy = Wording(unicode: true).fixed(point.accuracy, places: 2)
    let name = glyphs.safe("\(series.name) \(point.label)", limit: 80)
    return "\(name): \(accuracy) at \(AxisScale.tokens(point.tokens.rounded())) tokens"
  }

  /// Names points where there is room: the current setting, the ends of curves, then the rest.
  private mutating func drawLabels() {
    if let current = chart.current { label(current.point, chart.series(current.series)?.look, isBold: true) }
    let shown = chart.series.filter(\.isShown)
    for series in shown { for point in [series.points.last, series.points.first] { label(point, series.look) } }
    for series in shown { for point in series.points.dropFirst().dropLast() { label(point, series.look) } }
  }

  private mutating func label(_ point: Chart.Point?, _ look: ChartLook?, isBold: Bool = false) {
    guard let point, ChartAxes.hasPlace(point), !point.label.isEmpty else { return }
    let (x, y) = (x(point.tokens), y(point.accuracy))
    let extent = Double(GlyphWidth.columns(of: glyphs.safe(point.label, limit: 16))) * 6.2
    for (start, base) in [(x + 9, y - 6), (x - 9 - extent, y - 6), (x + 9, y + 14), (x - 9 - extent, y + 14)] {
      let box = Box(left: start - 1, top: base - 10, right: start + extent + 1, bottom: base + 2)
      guard box.left > left, box.right < right, !taken.contains(where: box.meets) else { continue }
      taken.append(box)
      let halo = " font-size=\"10.5\" paint-order=\"stroke\" stroke=\"#ffffff\" stroke-width=\"3\""
      write(
        point.label, start, base,
        "\(halo) fill=\"\(look?.paperColor ?? "#333333")\"\(isBold ? " font-weight=\"bold\"" : "")", columns: 16)
      return
    }
  }
}
