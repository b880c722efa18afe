import Evaluation
import Replay

extension Chart {
  /// The chart of some curves.
  ///
  /// - Parameters:
  ///   - hidden: The curves that are switched off; they are not part of the frontier either.
  ///   - frontier: Whether the Pareto frontier of what is shown is drawn.
  public init(
    title: String, curves: [FamilyCurve], catalog: Catalog, measure: TokenMeasure = .total, hidden: Set<String> = [],
    frontier: Bool = false
  ) {
    self.init(title: title, tokensTitle: "\(measure.rawValue) tokens")
    series = curves.map { curve in
      var series = Series(curve, catalog, measure)
      series.isShown = !hidden.contains(series.id)
      return series
    }
    guard frontier else { return }
    let shown = curves.filter { !hidden.contains($0.id) }.flatMap(\.points)
    self.frontier = shown.map(\.result).paretoFrontier(measure).map { Point(shown[$0], catalog, measure) }
  }
}

extension Chart {
  /// What curves on some stores are titled; of several, means are shown. Other rules than the published ones are named.
  public static func title(
    stores: [String], seeds: Int, role: String = "", rules: AnswerRules = .published
  ) -> String {
    let what = stores.count == 1 ? stores[0] : "mean of \(stores.count)\(role.isEmpty ? "" : " " + role) stores"
    return (["\(what)", "\(seeds) seed\(seeds == 1 ? "" : "s")"] + (rules == .published ? [] : [rules.words]))
      .joined(separator: " · ")
  }
}

extension Catalog {
  /// The look of a family: that of its place, with a letter of its name where there is only ASCII.
  fileprivate func look(of family: String) -> ChartLook {
    let index = families.firstIndex { $0.name == family } ?? 0
    return ChartLook(index, letter: ChartLook.letters(of: families.map(\.publishedName))[index])
  }
}

extension Chart.Series {
  /// A family's curve; its look is its place in the catalog.
  fileprivate init(_ curve: FamilyCurve, _ catalog: Catalog, _ measure: TokenMeasure) {
    let family = curve.base.family
    let base = curve.base.overrides.isEmpty ? "" : " " + SettingWording.overrides(curve.base, catalog)
    self.init(
      id: curve.id, name: SettingWording.name(family, catalog) + base,
      look: catalog.look(of: family),
      points: curve.points.map { Chart.Point($0, catalog, measure) })
  }
}

extension Chart.Point {
  /// A result by one of both measures of tokens.
  init(_ result: OperatingPoint, _ catalog: Catalog, _ measure: TokenMeasure) {
    self.init(
      tokens: result.tokens(measure), accuracy: result.accuracy, label: SettingWording.label(result.setting, catalog))
    self.result = result
  }

  fileprivate init(_ point: FamilyCurve.Point, _ catalog: Catalog, _ measure: TokenMeasure) {
    self.init(point.result, catalog, measure)
    interval = .init(low: point.accuracyInterval.lowerBound, high: point.accuracyInterval.upperBound)
  }
}

extension ControllerFamily {
  /// What the settings of a curve through a setting have in common.
  public func curveBase(of setting: ControllerSetting) -> ControllerSetting {
    var base = setting
    if hasBeta { base.beta = ControllerSetting.defaultBeta }
    if let sweepAxis { base.overrides[sweepAxis.parameter] = nil }
    return base
  }
}

extension FamilyCurve {
  /// What it is known by: the family's name, with the parameters that are set for all of its points.
  public var id: String {
    ControllerSetting(family: base.family, overrides: base.overrides).description
  }
}

/// Settings as charts name them.
enum SettingWording {
  /// A family's name as it was published.
  static func name(_ family: String, _ catalog: Catalog) -> String { catalog[family]?.publishedName ?? family }

  /// Where a setting lies on its curve, `β 0.5` or `n 16`; then what else is set by hand.
  static func label(_ setting: ControllerSetting, _ catalog: Catalog) -> String {
    [position(setting, catalog), overrides(setting, catalog)].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The family and the label.
  static func text(_ setting: ControllerSetting, _ catalog: Catalog) -> String {
    [name(setting.family, catalog), label(setting, catalog)].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// What is set by hand apart from the axis of the curve.
  static func overrides(_ setting: ControllerSetting, _ catalog: Catalog) -> String {
    let axis = catalog[setting.family]?.sweepAxis?.parameter
    return setting.overrides.filter { $0.key != axis }.sorted { $0.key < $1.key }
      .map { "\($0.key)=\(ControllerSetting.text($0.value))" }.joined(separator: " ")
  }

  private static func position(_ setting: ControllerSetting, _ catalog: Catalog) -> String {
    guard let family = catalog[setting.family], let axis = family.sweepAxis else { return "" }
    if family.hasBeta { return "β " + ControllerSetting.text(setting.beta ?? ControllerSetting.defaultBeta) }
    let knob = zip(family.knobs, family.values(setting)).first { $0.0.name == axis.parameter }
    guard let (info, value) = knob else { return "" }
    return (info.isInteger ? "n " : "\(info.name) ") + ControllerSetting.text(value)
  }
}
