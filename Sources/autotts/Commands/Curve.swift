import ArgumentParser
import Controllers
import Evaluation
import Explorer
import Replay
import ReplayStores

/// `autotts curve`: accuracy over tokens of controller families, as the Curves view draws it.
struct Curve: HeadlessCommand {
  /// How the curves are printed.
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, svg, csv, json }

  static let configuration = CommandConfiguration(
    commandName: "curve",
    abstract: "Draw accuracy over tokens of controllers on stores.",
    discussion: """
      Each controller runs over its β (0, 0.1 … 1) or over its sample sizes, every question under every seed; whatever \
      else its spec sets is kept, and a β or sample size that it sets is not: a warning says so. Intervals are of 95 %, \
      by resampling questions. The result does not depend on the number of threads.
      """)

  @Argument(help: StoreOptions.help, completion: .stores) var stores: [String]
  @Option(
    name: .customLong("controller"),
    help: ArgumentHelp(
      "Controllers, one or several: NAME or NAME:PARAMETER=VALUE,… as in cmc:warm_up=12; all unless given.",
      valueName: "spec"), completion: .controllers)
  var specs: [String] = []
  @OptionGroup var seeds: SeedOptions
  @OptionGroup var threads: ThreadOptions
  @Option(help: "text, svg, csv or json.") var format = Format.text
  @Option(
    help: ArgumentHelp("Columns and rows; a picture takes 9 × 18 pixels for each.", valueName: "WxH"),
    transform: FrameSize.init)
  var size = FrameSize(columns: 100, rows: 30)
  @Flag(help: "Count sequential tokens, which are the latency, in place of all.") var sequential = false
  @Flag(help: "Draw the Pareto frontier.") var frontier = false
  @Flag(help: "Draw the 95 % intervals as bars.") var intervals = false
  @Flag(help: "Average over the stores, each weighing the same, in place of one chart a store.") var average = false
  @Flag(help: "Draw with ASCII only.") var ascii = false
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Name the best setting of each curve (text, json): that of the highest accuracy % - γ * tokens; γ is in percentage "
        + "points a token, as in 1e-5.", valueName: "gamma"))
  var gamma: Double?
  @OptionGroup var grading: GradingOptions
  @OptionGroup var places: StoreOptions

  func validate() throws {
    guard format != .svg || average || stores.count == 1 else {
      throw ValidationError("a picture shows one store, or the average over several with --average")
    }
    if let least, size.size.width < least.width || size.size.height < least.height {
      throw ValidationError(
        "a chart in \(format.rawValue) has no room in \(size.size.width)x\(size.size.height): --size is at least "
          + "\(least.width)x\(least.height)")
    }
    guard let gamma else { return }
    guard gamma >= 0, gamma.isFinite else { throw ValidationError("--gamma is a number from 0 up, such as 1e-5") }
    guard [.text, .json].contains(format) else { throw ValidationError("--gamma goes with --format text or json") }
  }

  /// The least columns and rows of the form; nil where a size plays no part.
  private var least: Size? {
    switch format {
    case .text: ChartLayout.leastSize
    case .svg: Size(width: 36, height: 12)
    case .csv, .json: nil
    }
  }

  func result() async throws -> CommandResult {
    let bases = try bases()
    let library = try places.library()
    let loaded = try await library.load(stores, threads: threads.count).map { grading.apply(to: $0.store) }
    let groups = average ? [loaded] : loaded.map { [$0] }
    let bar = ProgressBar(title: "curve")
    defer { bar.end() }
    let orders = BranchOrderCache()
    var reports: [CurveReport] = []
    for (index, group) in groups.enumerated() {
      let sweep = try CurveSweep(stores: group, bases: bases, catalog: .published, seeds: seeds.all)
      let curves = try await sweep.run(
        threads: threads.count, orders: orders,
        progress: { done, total in bar.show(index * total + done, of: groups.count * total) })
      reports.append(
        CurveReport(
          stores: group.map(\.name), seeds: seeds.all.count, rules: grading.rules, curves: curves,
          measure: sequential ? .sequential : .total, showsFrontier: frontier, showsIntervals: intervals, gamma: gamma))
    }
    return CommandResult(text: try text(reports))
  }

  /// What each curve departs from; no two the same.
  private func bases() throws -> [ControllerSetting] {
    guard !specs.isEmpty else { return Catalog.published.families.map(\.defaultSetting) }
    var seen: Set<String> = []
    return try specs.map { spec in
      let chosen = try ChosenController(spec: spec)
      let base = chosen.family.curveBase(of: chosen.setting)
      guard seen.insert(FamilyCurve(base: base, points: []).id).inserted else {
        throw Failure(.usage, "the curve of '\(spec)' is asked for twice")
      }
      warn(of: spec, chosen.family.sweepAxis)
      return base
    }
  }

  /// Says that a value which a spec gives to what its curve runs over is not kept.
  private func warn(of spec: String, _ axis: SweepAxis?) {
    let set = spec.split(separator: ":").dropFirst().joined().split(separator: ",").map { $0.split(separator: "=")[0] }
    guard let axis, set.contains(where: { $0 == axis.parameter }) else { return }
    let warning = "the curve of '\(spec)' runs over \(axis.parameter); the value given is not kept"
    StandardError.write("autotts: warning: \(warning)".madeSafe() + "\n")
  }

  private func text(_ reports: [CurveReport]) throws -> String {
    switch format {
    case .text:
      let wording = Wording(unicode: Wording.ofLocale.unicode && !ascii)
      let glyphs = Glyphs(unicode: wording.unicode)
      return reports.map { $0.chart.text(size: size.size, glyphs: glyphs) + $0.bestText(wording) }
        .joined(separator: "\n")
    case .svg:
      return reports.map { $0.chart.svg(width: 9 * size.size.width, height: 18 * size.size.height) }.joined()
    case .csv: return reports.csv
    case .json: return try JSONText.line(reports)
    }
  }
}
