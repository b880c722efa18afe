import Replay

/// Points of several curves that lie in one place, and how that is said.
struct Coincidences {
  /// Where marks that are drawn there cover one another: a cell, or a small square of a picture.
  struct Spot: Hashable {
    var column, row: Int
  }

  /// The drawn points of every spot, in the order of the curves.
  let points: [Spot: [Chart.Place]]
  /// One line for every set of curves that meet: `SC = ASC: n 4, n 8`; no-break spaces keep a setting together.
  let notes: [String]

  /// The shown points of a chart by where they are drawn.
  init(_ chart: Chart, _ glyphs: Glyphs, spot: (Chart.Point) -> Spot) {
    var points: [Spot: [Chart.Place]] = [:]
    var order: [Spot] = []
    for series in chart.series where series.isShown {
      for (index, point) in series.points.enumerated() where ChartAxes.hasPlace(point) {
        let spot = spot(point)
        if points[spot] == nil { order.append(spot) }
        points[spot, default: []].append(Chart.Place(series: series.id, point: index))
      }
    }
    self.points = points
    var meetings: [String: [String]] = [:]
    var sets: [String] = []
    for places in order.compactMap({ points[$0] }) where Self.areSeveral(places) {
      let (names, words) = Self.words(places, chart, glyphs)
      let setting = words.split(separator: " ").joined(separator: "\u{a0}")
      if meetings[names] == nil { sets.append(names) }
      meetings[names, default: []].append(setting)
    }
    notes = sets.map { "\($0): " + (meetings[$0] ?? []).joined(separator: ", ") }
  }

  /// Whether curves meet there.
  func meet(at spot: Spot) -> Bool { points[spot].map(Self.areSeveral) ?? false }

  private static func areSeveral(_ places: [Chart.Place]) -> Bool {
    places.contains { $0.series != places.first?.series }
  }

  /// The curves that meet, and their settings there: one where it is the same for all.
  private static func words(
    _ places: [Chart.Place], _ chart: Chart, _ glyphs: Glyphs
  ) -> (names: String, setting: String) {
    var names: [String] = []
    var settings: [String] = []
    for (index, id) in places.map(\.series).enumerated()
    where places.firstIndex(where: { $0.series == id }) == index {
      names.append(glyphs.safe(chart.series(id)?.name ?? id, limit: 40))
      let labels = places.filter { $0.series == id }.compactMap { chart.point(at: $0)?.label }
      settings.append(labels.map { glyphs.safe($0, limit: 20) }.joined(separator: "/"))
    }
    let isOne = settings.allSatisfy { $0 == settings.first }
    return (names.joined(separator: " = "), isOne ? settings.first ?? "" : settings.joined(separator: " = "))
  }
}

extension Glyphs {
  /// A text of any origin as it may be drawn; without Unicode, β and · have their own signs.
  func safe(_ text: String, limit: Int) -> String {
    let spelled = isUnicode ? text : text.map { $0 == "β" ? beta : $0 == "·" ? dot : String($0) }.joined()
    return spelled.madeSafe(ascii: !isUnicode, limit: limit)
  }
}

extension Chart {
  /// Shown points that no axis has a place for, in words; nil for none.
  var unplacedNote: String? {
    let count = series.filter(\.isShown).flatMap(\.points).count { !ChartAxes.hasPlace($0) }
    guard count > 0 else { return nil }
    return "\(count) \(count == 1 ? "point has" : "points have") no place on these axes"
  }
}
