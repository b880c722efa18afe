import Evaluation
import Replay

/// Values by key up to a number of them; then the oldest goes.
struct BoundedCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private let limit: Int
  private var values: [Key: Value] = [:]
  private var order: [Key] = []

  init(limit: Int) { self.limit = limit }

  var count: Int { values.count }

  subscript(key: Key) -> Value? { values[key] }

  mutating func set(_ value: Value, for key: Key) {
    if values.updateValue(value, forKey: key) == nil { order.append(key) }
    if order.count > limit { values[order.removeFirst()] = nil }
  }
}

/// What store-wide work has found: of bounded size, however long β moves.
struct CurvesMemory: Sendable {
  /// Where a setting lies, and on what.
  struct Mark: Sendable {
    var point: OperatingPoint
    var key: StoreWideKey
  }

  private struct PointKey: Hashable {
    var setting: ControllerSetting
    var key: StoreWideKey
  }

  /// Whether the view has been looked at, so that the mark follows β from now on.
  var isFollowed = false
  /// The stores of the average on the screen, as some rules see them.
  var stores: (stores: [Store], rules: AnswerRules) = ([], .published)
  /// How far the curve under way has come, in percent.
  var progress = 0
  /// The latest mark of a setting that was under the hand.
  private(set) var lastMark: Mark?
  private(set) var comparison: (result: SettingComparison, query: ComparisonQuery)?
  private(set) var ceilings: (lines: [Chart.Ceiling], query: CeilingsQuery)?
  /// The run to compare with that is not made of the open store, or why it cannot be had.
  private(set) var side: (run: Result<TracedRun, SideFailure>, query: SideQuery)?
  /// The latest figures of questions of a setting that was under the hand.
  private(set) var lastQuestions: (figures: [QuestionFigures], key: StoreWideKey)?
  private var points = BoundedCache<PointKey, OperatingPoint>(limit: 300)
  private var questions = BoundedCache<PointKey, [QuestionFigures]>(limit: 50)
  private var curves = BoundedCache<StoreWideKey, [String: FamilyCurve]>(limit: 16)

  /// How many single results are kept.
  var pointCount: Int { points.count }

  /// The result of a setting, if it is known.
  func point(_ setting: ControllerSetting, on key: StoreWideKey) -> OperatingPoint? {
    points[PointKey(setting: setting, key: key)]
      ?? curve(setting.family, on: key)?.points.first { $0.result.setting == setting }?.result
  }

  /// How a setting fares on each question of a single store, if it is known.
  func questions(_ setting: ControllerSetting, on key: StoreWideKey) -> [QuestionFigures]? {
    questions[PointKey(setting: setting, key: key)]
  }

  /// The curve of a family, if it is known.
  func curve(_ family: String, on key: StoreWideKey) -> FamilyCurve? { curves[key]?[family] }

  /// Keeps what was found.
  mutating func take(_ finding: Finding) {
    switch finding {
    case .ticks, .storesFailed: break
    case .stores(let stores, let rules): self.stores = (stores, rules)
    case .point(let point, let key, let questions):
      let place = PointKey(setting: point.setting, key: key)
      points.set(point, for: place)
      if !questions.isEmpty { self.questions.set(questions, for: place) }
    case .curve(let curve, let key):
      curves.set((curves[key] ?? [:]).merging([curve.base.family: curve]) { _, new in new }, for: key)
    case .curveProgress(let percent): progress = percent
    case .comparison(let result, let query): comparison = (result, query)
    case .ceilings(let lines, let query): ceilings = (lines, query)
    case .side(let run, let query): side = (run, query)
    }
  }

  /// Remembers the results of the setting under the hand, to be shown dimmed until those of the next one are known.
  mutating func note(_ setting: ControllerSetting, on key: StoreWideKey) {
    if let point = point(setting, on: key) { lastMark = Mark(point: point, key: key) }
    if let figures = questions(setting, on: key) { lastQuestions = (figures, key) }
  }
}

// What of it the screen asks for.
extension Model {
  /// The scope whose stores there are: the open store where its directory has none of those asked for, and for its
  /// questions.
  var scope: CurvesState.Scope {
    let isOpenStore = state.view == .questions || shelf.stores(state.curves.scope, beside: state.store) == nil
    return isOpenStore ? .store : state.curves.scope
  }

  /// The names of the stores of the scope.
  package var scopeStores: [String] { shelf.stores(scope, beside: state.store) ?? [state.store] }

  /// What results are kept under.
  var storeWideKey: StoreWideKey { StoreWideKey(stores: scopeStores, seeds: sweepSeeds, rules: state.rules) }

  /// What store-wide work runs on; nil until its stores have been read.
  private var storeWide: StoreWide? {
    let names = scopeStores
    let isOpenStore = names == [store.name]
    let stores = isOpenStore ? [store] : memory.stores.stores
    guard stores.map(\.name) == names, isOpenStore || memory.stores.rules == state.rules else { return nil }
    return StoreWide(key: storeWideKey, stores: stores, catalog: catalog, orders: orders)
  }

  /// Whether the stores of the scope have been read.
  var hasScopeStores: Bool { storeWide != nil }

  /// The work whose results Curves and Questions show: the setting under the hand goes before everything else.
  var wantedStoreWideWork: [Work] {
    guard memory.isFollowed || state.view == .questions else { return [] }
    guard let place = storeWide else {
      return [.stores(StoresQuery(names: scopeStores, rules: state.rules, load: shelf.load))]
    }
    var wanted: [Work] = []
    if let next = ([state.setting] + neighbours).first(where: { !isKnown($0, on: place.key) }) {
      wanted.append(.mark(MarkQuery(place: place, setting: next)))
      guard next != state.setting else { return wanted }
    }
    guard memory.isFollowed else { return wanted }
    if let family = nextFamily(on: place.key) {
      wanted.append(.curve(CurveQuery(place: place, base: family.defaultSetting)))
    }
    guard state.view == .curves else { return wanted }
    if state.curves.picked.count == 2 {
      let query = ComparisonQuery(place: place, first: state.curves.picked[0], second: state.curves.picked[1])
      if memory.comparison?.query != query { wanted.append(.comparison(query)) }
    }
    if state.curves.showsCeilings {
      let query = CeilingsQuery(place: place, setting: state.setting)
      if memory.ceilings?.query != query { wanted.append(.ceilings(query)) }
    }
    return wanted
  }

  /// Whether the results of a setting that this view shows are known.
  private func isKnown(_ setting: ControllerSetting, on key: StoreWideKey) -> Bool {
    state.view == .questions ? memory.questions(setting, on: key) != nil : memory.point(setting, on: key) != nil
  }

  /// The family whose curve is to be found next: the one under the hand, then the others in their order.
  private func nextFamily(on key: StoreWideKey) -> ControllerFamily? {
    let missing = catalog.families.filter { memory.curve($0.name, on: key) == nil }
    return missing.first { $0.name == state.setting.family } ?? missing.first
  }

  /// How far the curves have come, in percent; nil once all are there.
  var curvesProgress: Int? {
    let (found, all) = (curves.count, catalog.families.count)
    return found < all ? (100 * found + memory.progress) / all : nil
  }

  /// The settings that the next key for β leads to.
  private var neighbours: [ControllerSetting] {
    guard let beta = state.setting.beta else { return [] }
    return [0.01, -0.01].compactMap { change in
      let next = Model.beta(beta, changedBy: change)
      guard next != beta else { return nil }
      var setting = state.setting
      setting.beta = next
      return setting
    }
  }

  /// What the two picked settings were found to differ in; nil until that is known.
  package var comparison: SettingComparison? {
    guard let (result, query) = memory.comparison, [query.first, query.second] == state.curves.picked,
      query.place.key == storeWideKey
    else { return nil }
    return result
  }

  /// How many results of single settings are kept at the moment.
  package var keptPointCount: Int { memory.pointCount }

  /// The curves that are known, in the order of the catalog.
  package var curves: [FamilyCurve] { catalog.families.compactMap { memory.curve($0.name, on: storeWideKey) } }
}
