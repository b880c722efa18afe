/// Where the parts of the Curves view lie: the chart, and under it what is read and compared.
package struct CurvesLayout {
  /// The chart.
  package let chart: Rect
  /// The lines that tell points in figures.
  let readout: Rect

  init(body: Rect) {
    let rows = body.height >= 28 ? 5 : body.height >= 18 ? 4 : body.height >= 12 ? 2 : 1
    chart = Rect(column: body.column, row: body.row, width: body.width, height: body.height - rows)
    readout = Rect(column: body.column, row: body.row + body.height - rows, width: body.width, height: rows)
  }
}
