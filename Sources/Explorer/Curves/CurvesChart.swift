import Evaluation
import Replay

// What the Curves view draws.
extension Model {
  /// The curves known so far, with the mark of the setting under the hand, the cursor and the picks.
  package var chart: Chart {
    let curves = self.curves
    var chart = Chart(
      title: chartTitle, curves: curves, catalog: catalog, measure: state.curves.measure, hidden: state.curves.hidden,
      frontier: state.curves.showsFrontier)
    for index in chart.series.indices {
      switch state.curves.intervals {
      case .hidden: break
      case .band: if chart.series[index].id == bandFamily { chart.series[index].intervals = .band }
      case .bars: chart.series[index].intervals = .bars
      }
    }
    if let (point, isStale) = mark {
      chart.current = Chart.Current(
        series: point.setting.family, point: Chart.Point(point, catalog, state.curves.measure), isStale: isStale)
    }
    if state.curves.showsCeilings { chart.ceilings = shownCeilings }
    chart.cursor = state.curves.cursor.flatMap { place(of: $0, in: curves) }
    chart.picked = state.curves.picked.compactMap { place(of: $0, in: curves) }
    return chart
  }

  /// The controller whose band is drawn: the one that is read, else the one under the hand.
  var bandFamily: String { state.curves.cursor?.family ?? state.setting.family }

  /// Where the setting under the hand lies; while that is not known, where the last one did, which is stale.
  var mark: (point: OperatingPoint, isStale: Bool)? {
    let key = storeWideKey
    if let point = memory.point(state.setting, on: key) { return (point, false) }
    guard let last = memory.lastMark, last.key == key else { return nil }
    return (last.point, true)
  }

  /// Where a setting stands among the curves.
  func place(of setting: ControllerSetting, in curves: [FamilyCurve]) -> Chart.Place? {
    for curve in curves where curve.base.family == setting.family {
      if let point = curve.points.firstIndex(where: { $0.result.setting == setting }) {
        return Chart.Place(series: curve.id, point: point)
      }
    }
    return nil
  }

  /// The bounds as far as they are known; an oracle's curve is one of total tokens, and of one setting.
  private var shownCeilings: [Chart.Ceiling] {
    guard let (lines, query) = memory.ceilings, query.place.key == storeWideKey else { return [] }
    let isCurrent = query.setting == state.setting && state.curves.measure == .total
    return lines.filter { $0.points.count == 1 || isCurrent }
  }

  private var chartTitle: String {
    let title = Chart.title(
      stores: scopeStores, seeds: sweepSeeds.count, role: scope == .store ? "" : scope.rawValue, rules: state.rules)
    let band =
      switch state.curves.intervals {
      case .hidden: ""
      case .band: " · 95 % band on \(SettingWording.name(bandFamily, catalog))"
      case .bars: " · 95 % intervals"
      }
    return title + band
  }
}
