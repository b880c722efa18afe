/// Where everything of a chart stands in a rectangle of cells, counted from its corner.
///
/// Made once for drawing; the same value tells what a cell of that drawing shows.
public struct ChartLayout {
  /// A line of the legend or a note under it.
  struct Line {
    var entry: LegendEntry?
    var text: String
    var column, row, width: Int
  }

  let chart: Chart
  let glyphs: Glyphs
  let size: Size
  let axes: ChartAxes
  /// Where the points lie; without the axes. Empty where the rectangle is too small for a chart.
  public private(set) var plot: Rect
  /// What the token axis names, from left to right; positions are columns.
  public private(set) var tokenTicks: [AxisTick] = []
  /// What the accuracy axis names, from below; positions are rows of the plot.
  public private(set) var accuracyTicks: [AxisTick] = []
  /// The legend and the notes.
  private(set) var lines: [Line] = []
  private(set) var coincidences: Coincidences

  /// The least columns and rows in which a chart is drawn.
  public static let leastSize = Size(width: 20, height: 5)

  /// Lays a chart out in so many columns and rows.
  public init(_ chart: Chart, size: Size, glyphs: Glyphs) {
    self.chart = chart
    self.glyphs = glyphs
    self.size = Size(width: max(0, size.width), height: max(0, size.height))
    axes = ChartAxes(chart)
    plot = Rect(column: 0, row: 0, width: 0, height: 0)
    coincidences = Coincidences(Chart(), glyphs) { _ in Coincidences.Spot(column: 0, row: 0) }
    guard size.width >= Self.leastSize.width, size.height >= Self.leastSize.height else { return }
    let entries = LegendEntry.all(chart, glyphs)
    if size.width >= 72, size.height >= 10, size.width > 2 * size.height {
      placeBeside(entries)
    } else {
      placeBelow(entries)
    }
  }

  /// Rows above the plot: the title, if any fits, and the axes' titles.
  var rowsAbove: Int { chart.title.isEmpty || size.height < 14 ? 1 : 2 }

  /// The dot of the plot at which a point lies, two dots a column and four a row.
  func dot(_ point: Chart.Point) -> (x: Int, y: Int) { (dotColumn(point.tokens), dotRow(point.accuracy)) }

  /// The cell, counted from the rectangle's corner, in which a point lies.
  func spot(_ point: Chart.Point) -> Coincidences.Spot {
    let dot = dot(point)
    return Coincidences.Spot(column: plot.column + dot.x / 2, row: plot.row + dot.y / 4)
  }

  private func dotColumn(_ tokens: Double) -> Int {
    Int((axes.tokens.fraction(tokens) * Double(max(0, 2 * plot.width - 1))).rounded())
  }

  private func dotRow(_ accuracy: Double) -> Int {
    Int(((1 - axes.accuracy.fraction(accuracy)) * Double(max(0, 4 * plot.height - 1))).rounded())
  }

  // MARK: - Placing

  private mutating func placeBeside(_ entries: [LegendEntry]) {
    let widest = entries.map { GlyphWidth.columns(of: $0.text) + 2 }.max() ?? 0
    let width = min(max(widest, 16), size.width / 3)
    placePlot(width: size.width - width - 2, height: size.height - rowsAbove - 2)
    let column = size.width - width
    let bottom = size.height - 2
    let shown = entries.count > bottom - rowsAbove ? entries.prefix(max(0, bottom - rowsAbove - 1)) : entries[...]
    var row = rowsAbove
    for entry in shown {
      lines.append(Line(entry: entry, text: entry.text, column: column, row: row, width: width))
      row += 1
    }
    if shown.count < entries.count {
      let text = "\(glyphs.more) \(entries.count - shown.count) more"
      lines.append(Line(text: text, column: column, row: row, width: width))
    } else {
      placeNotes(rows: min(row + 1, bottom)..<bottom, column: column, width: width)
    }
  }

  private mutating func placeBelow(_ entries: [LegendEntry]) {
    let allowed = max(1, (size.height - 6) / 3)
    let flow = flow(entries, rows: allowed)
    let legendRows = (flow.last?.row ?? -1) + 1
    placePlot(width: size.width, height: size.height - rowsAbove - 2 - legendRows)
    let most = size.height >= 16 ? max(4, size.height / 6) : size.height >= 12 ? 1 : 0
    let noteRows = min(wrappedNotes(size.width - 1).count, most)
    if noteRows > 0 {
      placePlot(width: size.width, height: size.height - rowsAbove - 2 - legendRows - noteRows)
    }
    let first = size.height - legendRows - noteRows
    lines = flow.map { line in
      var line = line
      line.row += first
      return line
    }
    placeNotes(rows: first + legendRows..<first + legendRows + noteRows, column: 1, width: size.width - 1)
  }

  /// Entries side by side in rows from 0 on; where they do not all fit, the last says so.
  private func flow(_ entries: [LegendEntry], rows: Int) -> [Line] {
    var lines: [Line] = []
    var column = 1
    var row = 0
    for (index, entry) in entries.enumerated() {
      let width = min(GlyphWidth.columns(of: entry.text) + 2, size.width - 1)
      if column > 1, column + width > size.width {
        column = 1
        row += 1
      }
      // Room for the word that there is more stays free at the end of the last row.
      let isLast = index == entries.count - 1
      if row >= rows || (row == rows - 1 && !isLast && column > 1 && column + width > size.width - 10) {
        let text = "\(glyphs.more) \(entries.count - index) more"
        let last = min(row, rows - 1)
        let end = lines.last { $0.row == last }.map { $0.column + $0.width + 2 } ?? 1
        lines.append(Line(text: text, column: end, row: last, width: max(0, size.width - end)))
        break
      }
      lines.append(Line(entry: entry, text: entry.text, column: column, row: row, width: width))
      column += width + 2
    }
    return lines
  }

  /// What is said under the legend.
  private var notes: [String] {
    coincidences.notes.map { "\(glyphs.coinciding) \($0)" } + (chart.unplacedNote.map { [$0] } ?? [])
  }

  /// The notes in lines of a width, later lines of a note indented.
  private func wrappedNotes(_ width: Int) -> [String] {
    notes.flatMap { note in
      QuestionTextOverlay.wrap(note, max(4, width - 2)).enumerated().map { index, line in
        (index == 0 ? "" : "  ") + line.split(separator: "\u{a0}").joined(separator: " ")
      }
    }
  }

  /// Where there is no room for all lines, the last says how many notes it hides.
  private mutating func placeNotes(rows: Range<Int>, column: Int, width: Int) {
    let notes = wrappedNotes(width)
    for (index, row) in rows.prefix(notes.count).enumerated() {
      let isCut = index == rows.count - 1 && notes.count > rows.count
      let hidden = notes.dropFirst(index).count { !$0.hasPrefix(" ") }
      let more = hidden == 0 ? glyphs.more : "\(glyphs.more) \(hidden) more \(hidden == 1 ? "note" : "notes")"
      let rest = index == 0 ? "\(glyphs.coinciding) points of several curves" : more
      lines.append(Line(text: isCut ? rest : notes[index], column: column, row: row, width: width))
    }
  }

  /// Places the plot, its ticks and its points at the left of a part of the rectangle.
  private mutating func placePlot(width: Int, height: Int) {
    let plotRows = max(1, height)
    plot = Rect(column: 0, row: rowsAbove, width: 0, height: plotRows)
    accuracyTicks = axes.accuracy.ticks(
      at: { Double(dotRow($0) / 4) }, room: 0...Double(plotRows), gap: 1, extent: { _ in 1 })
    let gutter = (accuracyTicks.map { GlyphWidth.columns(of: $0.label) }.max() ?? 0) + 1
    plot = Rect(column: gutter, row: rowsAbove, width: width - gutter - 1, height: plotRows)
    tokenTicks = axes.tokens.ticks(
      at: { Double(plot.column + dotColumn($0) / 2) }, room: 0...Double(width), gap: 2,
      extent: { Double(GlyphWidth.columns(of: $0)) })
    coincidences = Coincidences(chart, glyphs, spot: spot)
  }
}
