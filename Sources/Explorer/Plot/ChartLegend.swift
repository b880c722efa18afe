/// What a chart's legend names, in order.
struct LegendEntry: Hashable, Sendable {
  /// What stands before the name.
  enum Sign: Hashable, Sendable {
    case series(ChartLook, isShown: Bool)
    case current(ChartLook)
    case frontier
    case ceiling
  }

  var sign: Sign
  var text: String
  /// The id of the curve that it switches on and off.
  var series: String?
  /// Whether it steps back: switched off, or stale.
  var isDim = false

  /// The entries of a chart: its curves in their order, then the current setting, the frontier and the ceilings.
  static func all(_ chart: Chart, _ glyphs: Glyphs) -> [LegendEntry] {
    var entries = chart.series.map { series in
      let note = series.isShown ? (series.isStale ? " " + glyphs.more : "") : " off"
      return LegendEntry(
        sign: .series(series.look, isShown: series.isShown), text: glyphs.safe(series.name, limit: 40) + note,
        series: series.id, isDim: !series.isShown || series.isStale)
    }
    if let current = chart.current {
      let series = chart.series(current.series)
      let name = glyphs.safe([series?.name ?? "", current.point.label].joined(separator: " "), limit: 60)
      entries.append(
        LegendEntry(
          sign: .current(series?.look ?? ChartLook(0)), text: name + (current.isStale ? " " + glyphs.more : ""),
          isDim: current.isStale))
    }
    if !chart.frontier.isEmpty { entries.append(LegendEntry(sign: .frontier, text: "Pareto frontier")) }
    entries += chart.ceilings.map {
      LegendEntry(sign: .ceiling, text: glyphs.safe($0.name, limit: 40) + " (not attainable)")
    }
    return entries
  }

  /// What stands before the name in cells.
  func sign(_ glyphs: Glyphs) -> (text: String, style: Style) {
    switch sign {
    case .series(let look, let isShown):
      (isShown ? look.mark(glyphs) : glyphs.dot, Style(look.color, isDim ? [.dim] : []))
    case .current(let look): (glyphs.currentSetting, Style(look.color, isDim ? [.dim] : [.bold]))
    case .frontier: (glyphs.frontier, Style(.standard, [.bold]))
    case .ceiling: (glyphs.ceiling, Style(.muted))
    }
  }
}

extension Glyphs {
  var currentSetting: String { isUnicode ? "◉" : "O" }
  var coinciding: String { isUnicode ? "⊗" : "&" }
  var frontier: String { isUnicode ? "┅" : "=" }
  var ceiling: String { isUnicode ? "╌" : "-" }
  /// The sign of the first or second picked point.
  func picked(_ index: Int) -> String { isUnicode ? (index == 0 ? "①" : "②") : "\(index + 1)" }
}
