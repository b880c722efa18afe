import Evaluation
import Replay

/// What store-wide results are kept under.
public struct StoreWideKey: Hashable, Sendable {
  /// The stores, of several the mean is taken.
  public var stores: [String]
  /// The seeds of every question.
  public var seeds: [UInt64]
  /// What answers count for.
  public var rules: AnswerRules

  /// A place to keep results.
  public init(stores: [String], seeds: [UInt64], rules: AnswerRules = .published) {
    self.stores = stores
    self.seeds = seeds
    self.rules = rules
  }
}

/// What store-wide work runs on. Two with the same stores, seeds and rules are the same.
struct StoreWide: Hashable, Sendable {
  let key: StoreWideKey
  let stores: [Store]
  let catalog: Catalog
  let orders: BranchOrderCache

  static func == (one: StoreWide, other: StoreWide) -> Bool { one.key == other.key }

  func hash(into hasher: inout Hasher) { hasher.combine(key) }

  func sweep(_ settings: [ControllerSetting]) throws -> Sweep {
    try Sweep(stores: stores, settings: settings, catalog: catalog, seeds: key.seeds)
  }
}

/// Reads the stores of an average.
public struct StoresQuery: Hashable, Sendable {
  let names: [String]
  /// What answers count for in them.
  let rules: AnswerRules
  let load: @Sendable (String) throws -> Store

  /// Whether two ask for the same stores.
  public static func == (one: StoresQuery, other: StoresQuery) -> Bool {
    (one.names, one.rules) == (other.names, other.rules)
  }

  /// Feeds what is asked for.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(names)
    hasher.combine(rules)
  }

  func perform(report: (Finding) -> Void) throws {
    var stores: [Store] = []
    for name in names {
      try Task.checkCancellation()
      do {
        stores.append(try load(name).graded(rules))
      } catch {
        return report(.storesFailed("\(error)"))
      }
    }
    report(.stores(stores, rules))
  }
}

/// Where a setting lies and, on a single store, how it fares on each question.
public struct MarkQuery: Hashable, Sendable {
  let place: StoreWide
  let setting: ControllerSetting

  func perform(report: (Finding) -> Void) async throws {
    let result = try await place.sweep([setting]).run(threads: Parallel.cores, orders: place.orders)
    let questions = place.stores.count == 1 ? result.evaluations[0].questionFigures : []
    report(.point(OperatingPoint(result.evaluations), place.key, questions: questions))
  }
}

/// The curve of a family.
public struct CurveQuery: Hashable, Sendable {
  let place: StoreWide
  /// What the curve departs from.
  let base: ControllerSetting

  func perform(report: @escaping @Sendable (Finding) -> Void) async throws {
    let sweep = try CurveSweep(stores: place.stores, bases: [base], catalog: place.catalog, seeds: place.key.seeds)
    let steps = ProgressSteps()
    let curves = try await sweep.run(threads: Parallel.cores, orders: place.orders) { done, total in
      if let percent = steps.next(done, total) { report(.curveProgress(percent)) }
    }
    for curve in curves { report(.curve(curve, place.key)) }
  }
}

/// Two settings compared on the same questions and seeds.
public struct ComparisonQuery: Hashable, Sendable {
  let place: StoreWide
  let first, second: ControllerSetting

  func perform(report: (Finding) -> Void) async throws {
    let result = try await place.sweep([first, second]).run(threads: Parallel.cores, orders: place.orders)
    try Task.checkCancellation()
    report(.comparison(SettingComparison(result), self))
  }
}

/// The bounds that no legal controller attains, and that of a setting's own runs stopped at their best moment.
public struct CeilingsQuery: Hashable, Sendable {
  let place: StoreWide
  let setting: ControllerSetting

  func perform(report: (Finding) -> Void) async throws {
    var ceilings: [Chart.Ceiling] = []
    if let only = place.stores.first, place.stores.count == 1 {
      let headroom = try await Headroom(
        store: only, setting: setting, catalog: place.catalog, seeds: place.key.seeds, threads: Parallel.cores)
      ceilings.append(Self.oracle(headroom, place.catalog))
    }
    let branches = place.stores.flatMap(\.questions).map(\.branches.count).min() ?? 0
    if let accuracy = mean({ Ceiling.pass(at: branches, of: $0) }) {
      ceilings.append(Chart.Ceiling(name: "pass@\(branches)", accuracy: accuracy))
    }
    try Task.checkCancellation()
    if let accuracy = mean({ Ceiling.majority(at: branches, of: $0, seeds: place.key.seeds) }) {
      ceilings.append(Chart.Ceiling(name: "majority@\(branches)", accuracy: accuracy))
    }
    report(.ceilings(ceilings, self))
  }

  private func mean(_ value: (Store) -> Double?) -> Double? {
    let values = place.stores.compactMap(value)
    return values.count == place.stores.count ? values.reduce(0, +) / Double(values.count) : nil
  }

  /// The oracle's curve at so many points that more would not be seen.
  private static func oracle(_ headroom: Headroom, _ catalog: Catalog) -> Chart.Ceiling {
    let points = headroom.oraclePoints
    let stride = max(1, points.count / 100)
    let kept = points.indices.filter { $0 % stride == 0 || $0 == points.count - 1 }
    return Chart.Ceiling(
      name: "oracle stop of " + SettingWording.text(headroom.setting, catalog),
      points: kept.map { Chart.Point(tokens: points[$0].tokens, accuracy: points[$0].accuracy, label: "") })
  }
}
