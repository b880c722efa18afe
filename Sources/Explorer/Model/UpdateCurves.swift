import Evaluation
import Replay

// The Curves view: reading points, picking two of them, choosing what is drawn.
extension Model {
  /// Does what the keys of the Curves view ask for.
  mutating func performInCurves(_ command: Command) -> [Effect] {
    switch command {
    case .point(let change): moveAlongCurve(by: change)
    case .halfPage(let halves): moveAlongCurve(by: 2 * halves)
    case .page(let pages): moveAlongCurve(by: 4 * pages)
    case .top: moveAlongCurve(by: -1_000)
    case .bottom: moveAlongCurve(by: 1_000)
    case .move(let change): moveCurveCursor(change > 0 ? .nextSeries : .previousSeries)
    case .pick: pickUnderCursor()
    case .pickCurrent: pick(state.setting)
    case .openCase: return openCase()
    case .measure: state.curves.measure = state.curves.measure == .total ? .sequential : .total
    case .scope: changeScope()
    case .frontier: state.curves.showsFrontier.toggle()
    case .intervals: state.curves.intervals = Self.next(state.curves.intervals)
    case .ceilings: state.curves.showsCeilings.toggle()
    case .hideCurve: hideCurve()
    case .chooseCurves: pick(.curves)
    default: break
    }
    return []
  }

  /// A click reads a point, and picks the one that is read already; in the legend it switches a curve. The wheel goes
  /// along the curve.
  mutating func pointInCurves(_ mouse: Mouse) {
    switch mouse.kind {
    case .press:
      let rect = curvesLayout.chart
      guard rect.contains(column: mouse.column, row: mouse.row) else { return }
      let layout = ChartLayout(chart, size: rect.size, glyphs: glyphs)
      let (column, row) = (mouse.column - rect.column, mouse.row - rect.row)
      if let family = layout.legendSeries(atColumn: column, row: row) {
        toggleCurve(family)
      } else if let place = layout.point(nearestColumn: column, row: row, reach: 6) {
        let setting = curves.first { $0.id == place.series }?.points[place.point].result.setting
        if setting == state.curves.cursor { pickUnderCursor() } else { state.curves.cursor = setting }
      }
    case .wheelUp: moveAlongCurve(by: -1)
    case .wheelDown: moveAlongCurve(by: 1)
    case .drag, .release: break
    }
  }

  /// Where the parts of the Curves view lie.
  var curvesLayout: CurvesLayout {
    CurvesLayout(body: ScreenLayout(size: size).body, lines: CurvesReadout(self).lineCount)
  }

  /// Switches a curve off, or on again.
  mutating func toggleCurve(_ family: String) {
    state.curves.hidden.formSymmetricDifference([family])
    if let cursor = state.curves.cursor, state.curves.hidden.contains(cursor.family) { state.curves.cursor = nil }
  }

  private static func next<Value: CaseIterable & Equatable>(_ value: Value) -> Value {
    let all = Array(Value.allCases)
    return all[((all.firstIndex(of: value) ?? 0) + 1) % all.count]
  }

  // MARK: - Reading

  private mutating func moveCurveCursor(_ direction: Chart.Direction) {
    let (chart, curves) = (chart, curves)
    // The first key goes to the curve under the hand, where it is nearest to the mark.
    let target = chart.cursor == nil ? chart.placeOfMark : chart.place(direction, of: chart.cursor)
    guard let target, let curve = curves.first(where: { $0.id == target.series }) else {
      notice = Notice(text: curves.isEmpty ? "no curve is there yet" : "no curve is shown", isError: false)
      return
    }
    state.curves.cursor = curve.points[target.point].result.setting
  }

  /// So many points on, or back; from nowhere, to the point nearest to the mark.
  private mutating func moveAlongCurve(by change: Int) {
    let (family, chart) = (state.curves.cursor?.family, chart)
    guard let place = chart.cursor, let curve = curves.first(where: { $0.base.family == family }) else {
      return moveCurveCursor(change > 0 ? .nextPoint : .previousPoint)
    }
    let target = min(max(0, place.point + change), curve.points.count - 1)
    state.curves.cursor = curve.points[target].result.setting
  }

  private mutating func hideCurve() {
    guard let family = state.curves.cursor?.family else {
      notice = Notice(text: "no point is read; h l go to one", isError: false)
      return
    }
    let (chart, curves) = (chart, curves)
    let next = chart.place(.nextSeries, of: chart.cursor)
    let curve = curves.first { $0.id == next?.series }
    toggleCurve(family)
    guard let next, let curve, curve.base.family != family else { return }
    state.curves.cursor = curve.points[next.point].result.setting
  }

  /// The next scope that there are stores for.
  private mutating func changeScope() {
    var next = Self.next(scope)
    while shelf.stores(next, beside: state.store) == nil { next = Self.next(next) }
    if next == state.curves.scope {
      notice = Notice(text: "the directory of this store has no others to average over", isError: false)
    }
    state.curves.scope = next
  }

  // MARK: - Picking

  /// Picks the point that is read, or drops it; where none is, picks the setting under the hand.
  private mutating func pickUnderCursor() {
    if let cursor = state.curves.cursor { return pick(cursor) }
    guard !state.curves.picked.contains(state.setting) else {
      notice = Notice(text: "that is picked; h l go to another point", isError: false)
      return
    }
    pick(state.setting)
  }

  /// Picks a setting, or drops it if it is picked; beside two, it takes the place of the second.
  private mutating func pick(_ setting: ControllerSetting) {
    if let index = state.curves.picked.firstIndex(of: setting) {
      state.curves.picked.remove(at: index)
    } else {
      state.curves.picked = state.curves.picked.prefix(1) + [setting]
    }
  }

  /// Picks, and once two are compared shows both runs side by side on the question that tells most of their difference.
  private mutating func openCase() -> [Effect] {
    guard state.curves.picked.count == 2 else {
      pickUnderCursor()
      return []
    }
    guard let comparison else {
      notice = Notice(text: "still comparing", isError: false)
      return []
    }
    let telling = comparison.telling
    var next = state
    next.view = .diff
    next.diff = DiffState(right: .controller(comparison.second.setting, seed: nil, question: nil))
    next.setting = comparison.first.setting
    next.question = telling.question
    next.seed = telling.seed
    next.cursor = 0
    let line = words(of: telling, comparison)
    guard telling.store == state.store else {
      next.store = telling.store
      return load(next)
    }
    change(to: next, topic: "", keepingPlace: false)
    state.diff = next.diff
    show(.diff)
    notice = Notice(text: line, isError: false)
    return []
  }

  private func words(of telling: SettingComparison.Case, _ comparison: SettingComparison) -> String {
    func side(_ point: OperatingPoint, _ isRight: Bool) -> String {
      glyphs.safe(SettingWording.text(point.setting, catalog), limit: 40) + (isRight ? " right" : " wrong")
    }
    return "Q\(telling.question + 1) seed \(telling.seed): \(side(comparison.first, telling.isFirstRight)), "
      + side(comparison.second, telling.isSecondRight)
  }
}

extension Chart {
  /// The point of the current setting's curve that is nearest to its mark in tokens; the first of all without a mark.
  fileprivate var placeOfMark: Place? {
    guard let current, let series = series(current.series), series.isShown, !series.points.isEmpty else {
      return place(.nextPoint, of: nil)
    }
    let nearest = series.points.indices.min { left, right in
      abs(series.points[left].tokens - current.point.tokens) < abs(series.points[right].tokens - current.point.tokens)
    }
    return nearest.map { Place(series: series.id, point: $0) }
  }
}
