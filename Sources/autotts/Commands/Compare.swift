import ArgumentParser
import Controllers
import Evaluation
import Explorer
import Replay
import ReplayStores

/// `autotts compare`: two settings on the same questions and seeds.
struct Compare: HeadlessCommand {
  /// How the comparison is printed.
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare two controllers on the same questions and seeds, paired.",
    discussion: """
      Prints accuracy and tokens of both, their differences (the first less the second) with 95 % intervals by \
      resampling questions, and the questions won, lost and tied. A difference whose interval holds 0 is called \
      indistinguishable.
      """)

  @Argument(help: ArgumentHelp("The first controller, such as cmc:beta=1.", valueName: "first")) var first: String
  @Argument(help: ArgumentHelp("The second controller, such as sc:max_samples=64.", valueName: "second"))
  var second: String
  @Option(name: .customLong("store"), help: ArgumentHelp("A store; may be repeated.", valueName: "store"))
  var stores: [String]
  @OptionGroup var seeds: SeedOptions
  @OptionGroup var threads: ThreadOptions
  @Flag(help: "List the questions won and lost.") var questions = false
  @Option(help: "text or json.") var format = Format.text
  @OptionGroup var grading: GradingOptions
  @OptionGroup var places: StoreOptions

  func result() async throws -> CommandResult {
    let chosen = try [first, second].map(ChosenController.init(spec:))
    let library = try places.library()
    let loaded = try await library.load(stores, threads: threads.count).map { grading.apply(to: $0.store) }
    let bar = ProgressBar(title: "compare")
    defer { bar.end() }
    let sweep = try Sweep(
      stores: loaded, settings: chosen.map(\.setting), catalog: .published, seeds: seeds.all)
    let result = try await sweep.run(threads: threads.count) {
      bar.show($0.done, of: $0.total)
    }
    let sides = [0, 1].map { result.evaluations(ofSetting: $0) }
    let report = ComparisonReport(
      comparison: PairedComparison(sides[0], sides[1]), points: sides.map { OperatingPoint($0) },
      stores: loaded.map(\.name), seeds: seeds.all.count, rules: grading.rules)
    switch format {
    case .text: return CommandResult(text: report.text(.ofLocale, listsQuestions: questions))
    case .json: return CommandResult(text: try JSONText.line(report))
    }
  }
}
