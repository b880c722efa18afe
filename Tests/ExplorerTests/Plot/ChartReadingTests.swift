import Explorer
import Testing

/// What a cell shows, and where cursor keys lead.
@Suite struct ChartReadingTests {
  let chart = tenFamilies()
  let size = Size(width: 100, height: 30)

  @Test func everyMarkIsFoundWhereItIsDrawn() {
    let glyphs = Glyphs(unicode: true)
    let frame = chart.frame(size: size, glyphs: glyphs)
    let layout = ChartLayout(chart, size: size, glyphs: glyphs)
    var found = 0
    for row in layout.plot.row..<layout.plot.row + layout.plot.height {
      for column in layout.plot.column..<layout.plot.column + layout.plot.width {
        guard let series = chart.series.first(where: { $0.look.mark(glyphs) == frame[column, row].glyph }) else {
          continue
        }
        found += 1
        let place = layout.point(nearestColumn: column, row: row, reach: 0)
        #expect(place?.series == series.id)
      }
    }
    #expect(found > 40)
    #expect(layout.point(nearestColumn: layout.plot.column, row: layout.plot.row, reach: 3) == nil)
    #expect(layout.point(nearestColumn: layout.plot.column, row: layout.plot.row) != nil)
    #expect(layout.point(nearestColumn: 95, row: 4) == nil, "the legend is no plot")
  }

  @Test(arguments: [(100, 30), (60, 50), (40, 12)])
  func legend(_ width: Int, _ height: Int) {
    let glyphs = Glyphs(unicode: true)
    let frame = chart.frame(size: Size(width: width, height: height), glyphs: glyphs)
    let layout = ChartLayout(chart, size: Size(width: width, height: height), glyphs: glyphs)
    var seen: Set<String> = []
    for row in 0..<height {
      for column in 0..<width {
        guard let id = layout.legendSeries(atColumn: column, row: row), seen.insert(id).inserted else { continue }
        #expect(frame[column, row].glyph == chart.series(id)?.look.mark(glyphs))
      }
    }
    #expect(seen.count == (width == 40 ? 6 : 10))
  }

  @Test func keysWalkAlongAndAcross() {
    let first = Chart.Place(series: "cmc", point: 0)
    #expect(chart.place(.nextPoint, of: nil) == first)
    #expect(chart.place(.nextPoint, of: first) == Chart.Place(series: "cmc", point: 1))
    #expect(chart.place(.previousPoint, of: first) == first)
    #expect(chart.place(.nextPoint, of: Chart.Place(series: "cmc", point: 6))?.point == 6)
    #expect(chart.place(.previousSeries, of: first) == Chart.Place(series: "autotts-4", point: 0))
    // 262 144 tokens of CMC lie nearest to 321 126 or 200 704 of ASC: ratios 1.225 and 1.306.
    #expect(chart.place(.nextSeries, of: Chart.Place(series: "cmc", point: 4)) == Chart.Place(series: "asc", point: 4))
    var here: Chart.Place? = first
    for _ in 0..<10 { here = chart.place(.nextSeries, of: here) }
    #expect(here?.series == "cmc")
    #expect(chart.place(.nextPoint, of: Chart.Place(series: "gone", point: 3)) == first)
    #expect(chart.place(.nextPoint, of: Chart.Place(series: "cmc", point: 99)) == first)
  }

  @Test func pointsWithoutAPlaceAreSkipped() {
    var chart = chart
    chart.series[0].points[1].tokens = 0
    chart.series[0].points[2].accuracy = .nan
    #expect(chart.place(.nextPoint, of: Chart.Place(series: "cmc", point: 0))?.point == 3)
    #expect(chart.place(.previousPoint, of: Chart.Place(series: "cmc", point: 3))?.point == 0)
    let text = chart.text(size: Size(width: 60, height: 50), glyphs: Glyphs(unicode: true))
    #expect(text.contains("2 points have no place on these axes"))
  }
}
