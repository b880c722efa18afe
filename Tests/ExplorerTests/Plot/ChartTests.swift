import Controllers
import Explorer
import Replay
import Testing

/// What a chart looks like, and that nothing in it hides anything else.
@Suite struct ChartTests {
  let unicode = Glyphs(unicode: true)

  @Test(arguments: [(100, 30), (80, 24), (40, 12), (60, 50)], [true, false])
  func snapshots(_ size: (width: Int, height: Int), _ isUnicode: Bool) throws {
    let frame = tenFamilies().frame(
      size: Size(width: size.width, height: size.height), glyphs: Glyphs(unicode: isUnicode))
    #expect(fault(in: frame) == nil)
    if !isUnicode { #expect(frame.cells.allSatisfy { $0.glyph.utf8.allSatisfy { $0 < 0x80 } }) }
    try Snapshot.expect(frame, "chart-\(isUnicode ? "" : "ascii-")\(size.width)x\(size.height)")
  }

  @Test func cursorAndPicked() throws {
    var chart = tenFamilies()
    chart.cursor = Chart.Place(series: "sc", point: 2)
    chart.picked = [Chart.Place(series: "cmc", point: 5), Chart.Place(series: "sc", point: 6)]
    chart.current?.isStale = true
    chart.series[4].isStale = true
    for index in [5, 6, 8] { chart.series[index].isShown = false }
    try Snapshot.expect(chart.frame(size: Size(width: 80, height: 24), glyphs: unicode), "chart-picked-80x24")
  }

  /// Every shown point is under its own mark, the sign of coinciding points, or the current setting's.
  @Test(arguments: [(36, 8), (40, 12), (80, 24), (100, 30), (200, 60)], [true, false])
  func noCurveIsErased(_ size: (width: Int, height: Int), _ isUnicode: Bool) {
    let chart = tenFamilies()
    let glyphs = Glyphs(unicode: isUnicode)
    let size = Size(width: size.width, height: size.height)
    let frame = chart.frame(size: size, glyphs: glyphs)
    let text = FrameRenderer.text(frame)
    let plot = ChartLayout(chart, size: size, glyphs: glyphs).plot
    var marks: [String: Int] = [:]
    for row in plot.row..<plot.row + plot.height {
      for column in plot.column..<plot.column + plot.width { marks[frame[column, row].glyph, default: 0] += 1 }
    }
    let coinciding = marks[isUnicode ? "⊗" : "&", default: 0]
    #expect(coinciding >= 7 || size.width < 60, "\(text)")
    // A point that is alone has its mark in a cell; the rest are in cells that say so.
    for series in chart.series where isUnicode {
      #expect(marks[series.look.mark(glyphs), default: 0] <= series.points.count)
      #expect(marks[series.look.mark(glyphs), default: 0] + coinciding + 1 >= series.points.count, "\(text)")
    }
  }

  @Test func coincidingPointsAreNamed() {
    let one = Chart.Point(tokens: 1e5, accuracy: 40, label: "n 4")
    let two = Chart.Point(tokens: 4e5, accuracy: 50, label: "β 0.5")
    var other = two
    other.label = "n 16"
    let chart = Chart(series: [
      Chart.Series(id: "a", name: "SC", look: ChartLook(0), points: [one, two]),
      Chart.Series(id: "b", name: "ASC", look: ChartLook(1), points: [one, other]),
    ])
    let text = chart.text(size: Size(width: 100, height: 20), glyphs: unicode)
    #expect(["⊗ SC = ASC:", "n 4,", "β 0.5 = n 16"].allSatisfy(text.contains), "\(text)")
    let ascii = chart.text(size: Size(width: 60, height: 20), glyphs: Glyphs(unicode: false))
    #expect(ascii.contains("& SC = ASC: n 4, b 0.5 = n 16"), "\(ascii)")
    let svg = chart.svg(width: 800, height: 500)
    #expect(svg.contains("⊗ SC = ASC: n\u{a0}4, β\u{a0}0.5\u{a0}=\u{a0}n\u{a0}16"))
  }

  @Test func hiddenCurves() {
    var chart = tenFamilies()
    chart.series[0].isShown = false
    chart.current = nil
    let frame = chart.frame(size: Size(width: 100, height: 30), glyphs: unicode)
    let text = FrameRenderer.text(frame)
    #expect(!text.contains("◆") && text.contains("· CMC off"), "\(text)")
    #expect(!chart.csv().contains("CMC") && chart.csv().contains("ASC"))
    #expect(!chart.svg(width: 900, height: 500).contains("<title>CMC"))
    for index in chart.series.indices { chart.series[index].isShown = false }
    let layout = ChartLayout(chart, size: Size(width: 100, height: 30), glyphs: unicode)
    #expect(layout.point(nearestColumn: 30, row: 10) == nil)
    #expect(chart.place(.nextPoint, of: nil) == nil)
  }

  @Test func everyLookHasItsOwnMarkAndPair() {
    for glyphs in [unicode, Glyphs(unicode: false)] {
      #expect(Set((0..<ChartLook.count).map { ChartLook($0).mark(glyphs) }).count == ChartLook.count)
    }
    let letters = ChartLook.letters(of: Catalog.published.families.map(\.publishedName))
    #expect(Set(letters).count == letters.count && !letters.contains("O") && !letters.contains(nil))
    #expect(ChartLook.letters(of: ["SC", "ASC", "S", "SCR"]) == ["S", "A", "B", "C"])
    #expect(ChartLook(-1) == ChartLook(15) && ChartLook(16) == ChartLook(0))
    #expect(Set((0..<8).map { ChartLook($0).color }).count == 8)
  }

  @Test func drawsIntoAPartOfAFrame() {
    var frame = Frame(size: Size(width: 120, height: 40))
    let chart = tenFamilies()
    chart.draw(on: &frame, in: Rect(column: 10, row: 5, width: 100, height: 30), unicode)
    let alone = chart.frame(size: Size(width: 100, height: 30), glyphs: unicode)
    for row in 0..<40 {
      for column in 0..<120 {
        let isInside = (10..<110).contains(column) && (5..<35).contains(row)
        #expect(frame[column, row] == (isInside ? alone[column - 10, row - 5] : .blank))
      }
    }
  }
}
