import ArgumentParser
import Controllers
import Evaluation
import Replay
import ReplayStores

/// `autotts table`: the published main table beside what the stores at hand give.
struct Table: HeadlessCommand {
  /// How the table is printed.
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, markdown, csv, json, latex }

  static let configuration = CommandConfiguration(
    commandName: "table",
    abstract: "Print the published main table beside what the stores at hand give.",
    discussion: """
      Table 1 of AutoTTS (arXiv 2605.08083): accuracy in percent and thousands of tokens a run, each beside the \
      published figure, with a mark where they differ and the reason where it is known. Averages over the held-out \
      benchmarks are means of the printed cells, and need the stores of all of them. Below stand the tokens that each \
      controller saves against SC on the held-out benchmarks (text, json). Answers are graded exactly, as \
      published.
      """)

  @OptionGroup var threads: ThreadOptions
  @Option(help: "text, markdown, csv, json or latex.") var format = Format.text
  @OptionGroup var places: StoreOptions

  func result() async throws -> CommandResult {
    let library = try places.library()
    let names = library.entries().map(\.name).filter(PublishedTable.stores.contains)
    guard !names.isEmpty else {
      throw Failure(
        .missingInput,
        "no store of the published table is at hand (such as \(PublishedTable.stores[0])); name their directory with "
          + "--stores")
    }
    let chosen = try PublishedTable.specs.map(ChosenController.init(spec:))
    let bar = ProgressBar(title: "table")
    defer { bar.end() }
    let sweep = try Sweep(
      stores: try await library.load(names, threads: threads.count).map(\.store), settings: chosen.map(\.setting),
      catalog: .published)
    let result = try await sweep.run(threads: threads.count) {
      bar.show($0.done, of: $0.total)
    }
    let table = PublishedTable { store, spec in
      guard let store = names.firstIndex(of: store), let setting = PublishedTable.specs.firstIndex(of: spec) else {
        return nil
      }
      return result[store: store, setting: setting]
    }
    return CommandResult(text: try text(PublishedTableReport(table, chosen: chosen)))
  }

  private func text(_ report: PublishedTableReport) throws -> String {
    switch format {
    case .text: report.text(.ofLocale)
    case .markdown: report.markdown
    case .csv: report.csv
    case .json: try JSONText.line(report)
    case .latex: report.latex
    }
  }
}
