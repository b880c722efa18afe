import ArgumentParser
import Controllers
import Evaluation
import Explorer
import Replay
import ReplayStores

/// `autotts headroom`: how far a controller is from the best that its runs and its store hold.
struct HeadroomCommand: HeadlessCommand {
  /// How the figures are printed.
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  static let configuration = CommandConfiguration(
    commandName: "headroom",
    abstract: "Tell how far a controller is from the best that its runs and its store hold.",
    discussion: """
      When the answer of a run was settled and what was spent afterwards, how often the reference answer was the winner \
      at some step, and what the recorded branches hold at best. The oracle and the ceilings know the reference answer: \
      no legal controller attains them.
      """)

  @Argument(help: StoreOptions.help, completion: .stores) var store: String
  @OptionGroup var controllers: ControllerOptions
  @OptionGroup var seeds: SeedOptions
  @OptionGroup var threads: ThreadOptions
  @Option(help: "text or json.") var format = Format.text
  @OptionGroup var grading: GradingOptions
  @OptionGroup var places: StoreOptions

  func result() async throws -> CommandResult {
    let chosen = try controllers.settings()
    let store = grading.apply(to: try places.library().load(store))
    let bar = ProgressBar(title: "headroom")
    defer { bar.end() }
    let sweep = try Sweep(stores: [store], settings: chosen.map(\.setting), catalog: .published, seeds: seeds.all)
    let evaluations = try await sweep.run(threads: threads.count).evaluations
    var rows: [HeadroomReport.Row] = []
    for (index, evaluation) in evaluations.enumerated() {
      let headroom = try await Headroom(
        store: store, setting: evaluation.setting, catalog: .published, seeds: seeds.all, threads: threads.count
      ) { bar.show(index * $0.total + $0.done, of: evaluations.count * $0.total) }
      rows.append(HeadroomReport.Row(headroom, evaluation))
    }
    let report = HeadroomReport(store: store, seeds: seeds.all, rules: grading.rules, rows: rows)
    switch format {
    case .text: return CommandResult(text: report.text(.ofLocale))
    case .json: return CommandResult(text: try JSONText.line(report))
    }
  }
}
