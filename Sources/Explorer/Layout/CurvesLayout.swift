/// Where the parts of the Curves view lie: the chart, and under it what is read and compared.
package struct CurvesLayout {
  /// The chart.
  package let chart: Rect
  /// The lines that tell points in figures.
  let readout: Rect

  /// A body with a chart and as many lines as there are, up to those that leave the chart its room.
  init(body: Rect, lines: Int) {
    let rows = max(1, min(lines, body.height >= 18 ? 5 : body.height >= 12 ? 2 : 1))
    chart = Rect(column: body.column, row: body.row, width: body.width, height: body.height - rows)
    readout = Rect(column: body.column, row: body.row + body.height - rows, width: body.width, height: rows)
  }
}
