import Explorer
import Testing

/// Whatever the data and the size, a chart is drawn, its frame is sound and its picture well-formed.
@Suite struct ChartFuzzTests {
  private static let tokens: [Double] = [
    0, -5, 1, 7, 0.3, 1e4, 1e4, 1.2e6, 3e9, 1e15, 1e300, .nan, .infinity, -.infinity, .leastNonzeroMagnitude,
    .greatestFiniteMagnitude, 123_456,
  ]
  private static let accuracies: [Double] = [
    0, 100, 46.7, 46.7, 46.70000001, -3, 250, 1e15, -1e15, .nan, .infinity, -.infinity, 1e300, 0.001,
  ]
  private static let names = [
    "CMC", "", "<script>&\"'", "a\u{1b}[31mred", "]]>\u{0}\u{202e}", "日本語の名前", "e\u{301}\u{301}", "😀👨‍👩‍👧", "two\nlines",
    String(repeating: "long ", count: 40), "a,b\"c",
  ]

  private func randomChart(_ random: inout LinearRandom) -> Chart {
    func point() -> Chart.Point {
      Chart.Point(
        tokens: Self.tokens[random.next(Self.tokens.count)],
        accuracy: Self.accuracies[random.next(Self.accuracies.count)],
        label: Self.names[random.next(Self.names.count)],
        interval: random.next(2) == 0
          ? nil
          : Chart.Interval(
            low: Self.accuracies[random.next(Self.accuracies.count)],
            high: Self.accuracies[random.next(Self.accuracies.count)]))
    }
    func points(_ bound: Int) -> [Chart.Point] { (0..<random.next(bound)).map { _ in point() } }
    var chart = Chart(
      title: Self.names[random.next(Self.names.count)],
      series: (0..<random.next(14)).map { index in
        var series = Chart.Series(
          id: "\(index)", name: Self.names[random.next(Self.names.count)], look: ChartLook(index),
          points: points(9))
        series.isShown = random.next(4) > 0
        series.isStale = random.next(4) == 0
        series.intervals = [.hidden, .bars, .band][random.next(3)]
        return series
      },
      ceilings: (0..<random.next(3)).map { _ in Chart.Ceiling(name: "oracle", points: points(4)) },
      frontier: points(5))
    if random.next(2) == 0 { chart.current = Chart.Current(series: "3", point: point(), isStale: random.next(2) == 0) }
    chart.cursor = Chart.Place(series: "\(random.next(12))", point: random.next(10) - 1)
    chart.picked = (0..<random.next(4)).map { _ in Chart.Place(series: "\(random.next(12))", point: random.next(9)) }
    return chart
  }

  @Test func anyDataAtAnySize() {
    var random = LinearRandom(state: 11)
    for _ in 0..<400 {
      let chart = randomChart(&random)
      let size = Size(width: random.next(201), height: random.next(61))
      let glyphs = Glyphs(unicode: random.next(2) == 0)
      let frame = chart.frame(size: size, glyphs: glyphs)
      #expect(frame.size == size)
      if let fault = fault(in: frame) { Issue.record("\(fault) at \(size)") }
      let layout = ChartLayout(chart, size: size, glyphs: glyphs)
      let place = layout.point(nearestColumn: random.next(200), row: random.next(60))
      for direction in [Chart.Direction.nextPoint, .previousPoint, .nextSeries, .previousSeries] {
        let next = chart.place(direction, of: place)
        #expect(next == nil || chart.point(at: next ?? Chart.Place(series: "", point: 0)) != nil)
      }
      if random.next(5) == 0 {
        let svg = chart.svg(width: random.next(1200), height: random.next(900))
        if let fault = xmlFault(svg) { Issue.record("\(fault)") }
        #expect(!svg.contains("nan") && !svg.contains("inf"))
      }
      #expect(chart.csv().allSatisfy { $0 != "\u{1b}" && $0 != "\u{202e}" })
    }
  }

  @Test func noSize() {
    for size in [Size(width: 0, height: 0), Size(width: -3, height: 5), Size(width: 200, height: 1)] {
      let frame = tenFamilies().frame(size: size, glyphs: Glyphs(unicode: true))
      #expect(frame.size.width == max(0, size.width) && frame.size.height == max(0, size.height))
    }
  }

  @Test func emptyAndSingle() {
    let glyphs = Glyphs(unicode: true)
    let empty = Chart().text(size: Size(width: 60, height: 16), glyphs: glyphs)
    #expect(empty.contains("nothing to draw") && empty.contains("100k"), "\(empty)")
    let point = Chart.Point(tokens: 5e4, accuracy: 50, label: "n 1")
    let one = Chart(series: [Chart.Series(id: "a", name: "A", look: ChartLook(0), points: [point, point])])
    let text = one.text(size: Size(width: 60, height: 16), glyphs: glyphs)
    #expect(text.contains("◆ n 1") && text.contains("50k") && text.contains("50"), "\(text)")
    #expect(!text.contains("⊗"), "a curve does not coincide with itself")
  }
}
