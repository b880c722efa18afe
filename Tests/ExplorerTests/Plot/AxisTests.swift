import Explorer
import Testing

/// Ticks at whatever the data: on the axis, in order, apart, and of round values.
@Suite struct AxisTests {
  private func chart(_ tokens: [Double], _ accuracies: [Double]) -> Chart {
    let points = zip(tokens, accuracies).map { Chart.Point(tokens: $0, accuracy: $1, label: "") }
    return Chart(series: [Chart.Series(id: "a", name: "A", look: ChartLook(0), points: points)])
  }

  @Test func randomRanges() {
    var random = LinearRandom(state: 7)
    for _ in 0..<1000 {
      let tokens = (0..<3).map { _ in Double(random.next(1_000_000)) * Double([1, 1000, 100_000][random.next(3)]) / 100
      }
      let accuracies = (0..<3).map { _ in 40 + Double(random.next(1000)) / Double([10, 100, 1000][random.next(3)]) }
      let size = Size(width: 20 + random.next(180), height: 5 + random.next(60))
      let layout = ChartLayout(chart(tokens, accuracies), size: size, glyphs: Glyphs(unicode: true))
      expectSound(layout.tokenTicks, in: layout.plot.column..<layout.plot.column + layout.plot.width, isAcross: true)
      expectSound(layout.accuracyTicks, in: 0..<layout.plot.height, isAcross: false)
    }
  }

  private func expectSound(_ ticks: [AxisTick], in range: Range<Int>, isAcross: Bool) {
    for tick in ticks {
      #expect(range.contains(Int(tick.position)))
      #expect(!tick.label.isEmpty && !tick.label.contains("e"))
      if isAcross { #expect(read(tick.label) == tick.value, "\(tick.label) for \(tick.value)") }
    }
    for (one, two) in zip(ticks, ticks.dropFirst()) {
      #expect(one.value < two.value && one.label != two.label)
      if isAcross {
        #expect(one.position < two.position)
        #expect(Int(one.labelStart) + one.label.count < Int(two.labelStart))
      } else {
        #expect(one.position > two.position + 1)
      }
    }
  }

  private func read(_ label: String) -> Double {
    let units: [Character: Double] = ["k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12]
    guard let unit = label.last.flatMap({ units[$0] }) else { return Double(label) ?? .nan }
    return ((Double(label.dropLast()) ?? .nan) * unit).rounded()
  }

  @Test func decadesWithTwoAndFive() {
    let layout = ChartLayout(
      chart([40_000, 2_000_000], [38, 52]), size: Size(width: 100, height: 30), glyphs: Glyphs(unicode: true))
    #expect(layout.tokenTicks.map(\.label) == ["50k", "100k", "200k", "500k", "1M", "2M"])
    #expect(layout.accuracyTicks.map(\.label) == ["38", "40", "42", "44", "46", "48", "50", "52"])
  }

  @Test func narrowRangesGetEvenSteps() {
    let layout = ChartLayout(
      chart([1_110_000, 1_290_000], [45.1, 45.9]), size: Size(width: 60, height: 30), glyphs: Glyphs(unicode: true))
    #expect(layout.tokenTicks.map(\.label).contains("1.2M"), "\(layout.tokenTicks.map(\.label))")
    #expect(layout.tokenTicks.count >= 3)
    #expect(layout.accuracyTicks.map(\.label).contains("45.5"), "\(layout.accuracyTicks.map(\.label))")
  }

  @Test func wideRangesThinOut() {
    let layout = ChartLayout(
      chart([1, 1e15], [0, 100]), size: Size(width: 40, height: 8), glyphs: Glyphs(unicode: true))
    #expect(layout.tokenTicks.count >= 2)
    #expect(layout.tokenTicks.first?.label == "1")
    #expect(layout.accuracyTicks.map(\.label) == ["0", "100"] || layout.accuracyTicks.count >= 2)
  }

  @Test func percentEndsAtAHundred() {
    let layout = ChartLayout(
      chart([1e4, 1e5], [0, 100]), size: Size(width: 60, height: 40), glyphs: Glyphs(unicode: true))
    #expect(layout.accuracyTicks.first?.label == "0" && layout.accuracyTicks.last?.label == "100")
    #expect(layout.accuracyTicks.first?.position == Double(layout.plot.height - 1))
    #expect(layout.accuracyTicks.last?.position == 0)
  }
}

/// Numbers that look random and are the same every time.
struct LinearRandom {
  var state: UInt64
  mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
}
