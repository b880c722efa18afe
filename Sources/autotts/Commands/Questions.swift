import ArgumentParser
import Controllers
import Evaluation
import Explorer
import Replay
import ReplayStores

/// `autotts questions`: how a controller fares on each question of a store, as the Questions view lists it.
struct Questions: HeadlessCommand {
  /// How the list is printed.
  enum Format: String, ExpressibleByArgument, CaseIterable { case table, csv, json }

  static let configuration = CommandConfiguration(
    commandName: "questions",
    abstract: "List how a controller fares on each question of a store.",
    discussion: """
      One row a question: right runs, tokens, how many different answers the seeds returned, the answer of most seeds, \
      the reference answer, the strongest wrong answer, and the seed whose run tells most: among the runs that did not \
      return the majority's answer, one whose answer the fewest share; of several the one with the most tokens, then the \
      first. Where all agree it is the most expensive run. The result does not depend on the number of threads.
      """)

  @Argument(help: StoreOptions.help, completion: .stores) var store: String
  @Option(
    help: ArgumentHelp(
      "The controller: NAME or NAME:PARAMETER=VALUE,… as in cmc:beta=0.5.", valueName: "spec"))
  var controller: String
  @OptionGroup var seeds: SeedOptions
  @OptionGroup var list: QuestionListOptions
  @OptionGroup var threads: ThreadOptions
  @Option(help: "table, csv or json.") var format = Format.table
  @OptionGroup var grading: GradingOptions
  @OptionGroup var places: StoreOptions

  func result() async throws -> CommandResult {
    let chosen = try ChosenController(spec: controller)
    let loaded = grading.apply(to: try places.library().load(store))
    let sweep = try Sweep(stores: [loaded], settings: [chosen.setting], catalog: .published, seeds: seeds.all)
    let bar = ProgressBar(title: "questions")
    defer { bar.end() }
    let result = try await sweep.run(threads: threads.count) {
      bar.show($0.done, of: $0.total)
    }
    bar.end()
    let filter = QuestionFilter(list.filter ?? "")
    let figures = list.order.sorted(result.evaluations[0].questionFigures, of: loaded).filter {
      filter.keeps($0.question, of: loaded, $0, showsGold: true)
    }
    guard !figures.isEmpty else {
      throw Failure(.usage, "no question of \(loaded.name) has '\(list.filter ?? "")' in text or answers")
    }
    return CommandResult(text: try text(QuestionsReport(figures, of: loaded, chosen, grading.rules)))
  }

  private func text(_ report: QuestionsReport) throws -> String {
    switch format {
    case .table: report.table(.ofLocale)
    case .csv: report.csv
    case .json: try JSONText.line(report)
    }
  }
}
