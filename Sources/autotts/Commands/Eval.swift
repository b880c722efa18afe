import ArgumentParser
import Controllers
import Evaluation
import Explorer
import FoundationEssentials
import Replay
import ReplayStores

/// `autotts eval`: controllers × stores, every question under every seed.
struct Eval: HeadlessCommand {
  /// How the figures are printed.
  enum Format: String, ExpressibleByArgument, CaseIterable { case table, csv, json }

  static let configuration = CommandConfiguration(
    abstract: "Evaluate controllers on stores: every question under every seed.",
    discussion: """
      Prints one row for each store and controller, in the order given. Tokens are means a run; sequential tokens are \
      the latency. The result does not depend on the number of threads. With --results and --traces it also writes \
      files as the published system does, DIRECTORY/matrix_results_MODEL/BENCHMARK_…; each is replaced only when whole.
      """)

  @Argument(help: StoreOptions.help) var stores: [String]
  @OptionGroup var controllers: ControllerOptions
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Seeds FIRST:END, from 0, the end left out. (default: \(SeedRange.published))", valueName: "range"),
    transform: { try SeedRange($0) })
  var seeds = SeedRange.published
  @Option(parsing: .unconditional, help: "Threads at most; all cores unless given.") var threads: Int?
  @Option(parsing: .unconditional, help: "Tokens that a run may spend at most.") var budget: Int?
  @Option(help: "table, csv or json.") var format = Format.table
  @OptionGroup var files: ResultFileOptions
  @OptionGroup var grading: GradingOptions
  @OptionGroup var places: StoreOptions

  func validate() throws {
    try Bounds.check(threads, of: "--threads", in: 1...1024)
    try Bounds.check(budget, of: "--budget", in: 0...(.max))
  }

  func result() async throws -> CommandResult {
    let chosen = try controllers.settings()
    let library = try places.library()
    let loaded = try stores.map { grading.apply(to: try library.load($0)) }
    let named = try files.check(loaded)
    let threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
    let bar = ProgressBar(title: "eval")
    defer { bar.end() }
    let sweep = try Sweep(
      stores: loaded, settings: chosen.map(\.setting), catalog: .published, seeds: seeds.seeds, budget: budget)
    let result = try await sweep.run(threads: threads) { bar.show($0.done, of: $0.total) }
    bar.end()
    let evaluations = loaded.indices.map { store in chosen.indices.map { result[store: store, setting: $0] } }
    let settings = chosen.map { PublishedSetting($0.family, $0.setting) }
    for (store, own) in zip(named, evaluations) { try files.writeResults(of: store, settings, own) }
    try await files.writeTraces(
      named.map {
        TraceFilePlan(store: $0, settings: settings, seeds: seeds.seeds, threads: threads, budget: budget)
      })
    let reports = evaluations.flatMap { zip($0, chosen).map { EvaluationReport($0, $1) } }
    return CommandResult(text: try text(reports))
  }

  private func text(_ reports: [EvaluationReport]) throws -> String {
    switch format {
    case .table: reports.table(.ofLocale)
    case .csv: reports.csv
    case .json: try JSONText.line(reports)
    }
  }
}
