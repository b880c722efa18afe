import ArgumentParser
import Controllers
import Evaluation
import Explorer
import Replay
import ReplayStores

/// `autotts eval`: controllers × stores, every question under every seed.
struct Eval: HeadlessCommand {
  /// How the figures are printed.
  enum Format: String, ExpressibleByArgument, CaseIterable { case table, csv, json }

  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Evaluate controllers on stores: every question under every seed.",
    discussion: """
      Prints one row for each store and controller, in the order given. Tokens are means a run; sequential tokens are \
      the latency. The result does not depend on the number of threads. With --results and --traces it also writes \
      files as the published system does, DIRECTORY/matrix_results_MODEL/BENCHMARK_…; each is replaced only when whole. \
      With --bootstrap, std is the standard deviation of the accuracy over resamples, in points; without, it is 0 in \
      files, as published.
      """)

  @Argument(help: StoreOptions.help, completion: .stores) var stores: [String]
  @OptionGroup var controllers: ControllerOptions
  @OptionGroup var seeds: SeedOptions
  @OptionGroup var threads: ThreadOptions
  @Option(
    parsing: .unconditional, help: "Tokens that a run may spend at most.", transform: Bounds.budget)
  var budget: Int?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Resample the branches of every question this many times, and tell how far the accuracy spreads.",
      valueName: "n"))
  var bootstrap: Int?
  @Option(help: "table, csv or json.") var format = Format.table
  @OptionGroup var files: ResultFileOptions
  @OptionGroup var grading: GradingOptions
  @OptionGroup var places: StoreOptions

  func validate() throws {
    try Bounds.check(bootstrap, of: "--bootstrap", in: 1...100_000)
  }

  func result() async throws -> CommandResult {
    let chosen = try controllers.settings()
    let library = try places.library()
    let loaded = try await library.load(stores, threads: threads.count).map { grading.apply(to: $0.store) }
    let named = try files.check(loaded)
    let sweep = try Sweep(
      stores: loaded, settings: chosen.map(\.setting), catalog: .published, seeds: seeds.all, budget: budget)
    let result = try await showingProgress("eval") { try await sweep.run(threads: threads.count, progress: $0) }
    let spreads = try await showingProgress("bootstrap") { show in
      try await bootstrap.map(BranchBootstrap.init)?.accuracySpread(of: sweep, threads: threads.count, progress: show)
    }
    let settings = chosen.map { PublishedSetting($0.family, $0.setting) }
    for (index, store) in named.enumerated() {
      let pairs = index * chosen.count..<(index + 1) * chosen.count
      let evaluations = Array(result.evaluations[pairs])
      try files.writeResults(of: store, settings, evaluations, spreads.map { Array($0[pairs]) })
    }
    try await files.writeTraces(
      named.map {
        TraceFilePlan(store: $0, settings: settings, seeds: seeds.all, threads: threads.count, budget: budget)
      })
    let reports = try await Parallel.map(result.evaluations.count, threads: threads.count) {
      [rules = grading.rules, range = seeds.seeds, budget] in
      EvaluationReport(
        result.evaluations[$0], chosen[$0 % chosen.count], accuracySpread: spreads?[$0], rules, seeds: range,
        budget: budget)
    }
    return CommandResult(text: try text(reports))
  }

  /// Work that tells how far it has come, with a bar that shows it.
  private func showingProgress<Value>(
    _ title: String, _ work: (@escaping @Sendable (Sweep.Progress) -> Void) async throws -> Value
  ) async throws -> Value {
    let bar = ProgressBar(title: title)
    defer { bar.end() }
    return try await work { bar.show($0.done, of: $0.total) }
  }

  /// A line for people where runs are bounded; else nothing.
  private var budgetLine: String {
    budget.map { "budget: at most \(Wording.ofLocale.counted($0, "token")) a run\n" } ?? ""
  }

  private func text(_ reports: [EvaluationReport]) throws -> String {
    switch format {
    case .table: reports.table(.ofLocale, hasSpread: bootstrap != nil) + grading.rules.line + budgetLine
    case .csv: reports.csv
    case .json: try JSONText.line(reports)
    }
  }
}
