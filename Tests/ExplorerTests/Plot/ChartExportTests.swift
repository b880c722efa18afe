import Explorer
import Foundation
import Testing

/// A chart as SVG and as comma-separated values.
@Suite struct ChartExportTests {
  @Test func csvHoldsWhatIsShownInOrder() {
    let point = Chart.Point(tokens: 327_912.5, accuracy: 46.7, label: "β 0.5", interval: .init(low: 44, high: 49.25))
    let bare = Chart.Point(tokens: 0, accuracy: .nan, label: "n \"1\", odd")
    let chart = Chart(
      series: [
        Chart.Series(id: "c", name: "CMC", look: ChartLook(0), points: [point, bare]),
        Chart.Series(id: "s", name: "=SC\n", look: ChartLook(1), points: [bare]),
      ], ceilings: [Chart.Ceiling(name: "oracle", accuracy: 53)])
    #expect(
      chart.csv() == """
        series,label,tokens,accuracy,low,high,spec,avg_tokens,avg_sequential_tokens,on_frontier
        CMC,β 0.5,327912.5,46.7,44,49.25,,,,
        CMC,"n ""1"", odd",0,,,,,,,
        =SC␊,"n ""1"", odd",0,,,,,,,
        oracle (not attainable),,,53,,,,,,

        """)
  }

  @Test(arguments: [(900, 540), (1600, 400), (320, 200), (0, 0), (500, 900)])
  func svgIsWellFormed(_ width: Int, _ height: Int) {
    let svg = tenFamilies().svg(width: width, height: height)
    #expect(xmlFault(svg) == nil)
    #expect(svg.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(max(320, width)) "))
    // Every one of the ten times seven points is there, with its figures.
    #expect(svg.components("<title>") == 70)
  }

  @Test func hostileNamesAreEscaped() {
    var chart = tenFamilies()
    chart.series[0].name = "</text><script>alert(1)</script>&\"'\u{1b}[2J\u{202e}"
    chart.series[1].points[0].label = "<b>&amp;"
    chart.title = "a < b & c\u{0}"
    let svg = chart.svg(width: 900, height: 540)
    #expect(xmlFault(svg) == nil)
    #expect(!svg.contains("<script") && !svg.contains("\u{1b}") && !svg.contains("\u{202e}") && !svg.contains("<b>"))
    #expect(svg.contains("a &lt; b &amp; c␀"))
  }

  @Test func textIsTheFrame() {
    let chart = tenFamilies()
    let size = Size(width: 80, height: 24)
    let frame = chart.frame(size: size, glyphs: Glyphs(unicode: true))
    #expect(chart.text(size: size, glyphs: Glyphs(unicode: true)) == FrameRenderer.text(frame))
  }
}

extension String {
  /// How often a text occurs in it.
  fileprivate func components(_ text: String) -> Int {
    var count = 0
    var rest = self[...]
    while let range = rest.range(of: text) {
      count += 1
      rest = rest[range.upperBound...]
    }
    return count
  }
}

/// What is wrong with a piece of XML: tags that do not match, attributes without quotes, signs that are not escaped.
func xmlFault(_ text: String) -> String? {
  var open: [Substring] = []
  var rest = text[...]
  while let start = rest.firstIndex(of: "<") {
    if let fault = characterFault(rest[..<start]) { return fault }
    guard let end = rest[start...].firstIndex(of: ">") else { return "no end of a tag" }
    let tag = rest[rest.index(after: start)..<end]
    rest = rest[rest.index(after: end)...]
    if tag.first == "/" {
      guard open.popLast() == tag.dropFirst() else { return "</\(tag.dropFirst())> closes nothing" }
      continue
    }
    if tag.contains("<") || tag.count(where: { $0 == "\"" }) % 2 == 1 { return "attribute in <\(tag)>" }
    if let fault = characterFault(tag) { return fault }
    if tag.last != "/" { open.append(tag.prefix { $0 != " " }) }
    if open.isEmpty, rest.contains("<") { return "more than one root" }
  }
  return open.isEmpty ? characterFault(rest) : "\(open) left open"
}

private func characterFault(_ text: Substring) -> String? {
  if text.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\n" }) { return "control character" }
  for part in text.split(separator: "&", omittingEmptySubsequences: false).dropFirst() {
    guard ["amp;", "lt;", "gt;", "quot;"].contains(where: part.hasPrefix) else { return "& in \(text.prefix(80))" }
  }
  return nil
}
