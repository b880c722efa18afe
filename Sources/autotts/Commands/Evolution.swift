import ArgumentParser
import Controllers
import Evaluation
import Explorer
import Replay
import ReplayStores

/// `autotts evolution`: the discovered controllers round by round.
struct Evolution: HeadlessCommand {
  /// How the trajectory is printed.
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, markdown, svg, csv, json }

  /// The controllers of rounds 1 to 5.
  static let rounds = ["sdgv", "ibc", "scr", "dgcc", "cmc"]

  static let configuration = CommandConfiguration(
    commandName: "evolution",
    abstract: "Show how discovery went: the controllers of rounds 1 to 5 on search and held-out stores.",
    discussion: """
      Each controller runs at one β (1, as published) on every store of the first directory that has some, or on those \
      named; accuracy and tokens are means over the stores of a role, each weighing the same.
      """)

  @Argument(help: "Stores: MODEL/BENCHMARK, or the paths of files.") var stores: [String] = []
  @Option(parsing: .unconditional, help: "β of all rounds, 0 to 1.") var beta = 1.0
  @OptionGroup var threads: ThreadOptions
  @Option(help: "text, markdown, svg, csv or json.") var format = Format.text
  @OptionGroup var places: StoreOptions

  func validate() throws {
    guard (0...1).contains(beta) else { throw ValidationError("--beta goes from 0 to 1, not \(beta)") }
  }

  func result() async throws -> CommandResult {
    let library = try places.library()
    let loaded = try await library.load(names(library), threads: threads.count)
    let bar = ProgressBar(title: "evolution")
    defer { bar.end() }
    let settings = Self.rounds.map { ControllerSetting(family: $0, beta: beta) }
    let sweep = try Sweep(stores: loaded.map(\.store), settings: settings, catalog: .published)
    let result = try await sweep.run(threads: threads.count) {
      bar.show($0.done, of: $0.total)
    }
    let tracks = [StoreRole.search, .heldOut].compactMap { role -> EvolutionReport.Track? in
      let own = loaded.indices.filter { loaded[$0].role == role }
      guard !own.isEmpty else { return nil }
      return EvolutionReport.Track(
        role: role.rawValue, stores: own.map { loaded[$0].store.name }, points: result.points(stores: own))
    }
    let report = EvolutionReport(tracks: tracks)
    return CommandResult(text: try text(report))
  }

  /// The stores to run on: those named, else all of the first directory that has some.
  private func names(_ library: StoreLibrary) throws -> [String] {
    guard stores.isEmpty else { return stores }
    let entries = library.entries()
    guard let root = library.roots.first(where: { root in entries.contains { $0.root == root } }) else {
      throw Failure(.missingInput, "there are no stores; name a directory of MODEL/BENCHMARK.json files with --stores")
    }
    return entries.filter { $0.root == root }.map(\.name)
  }

  private func text(_ report: EvolutionReport) throws -> String {
    let wording = Wording.ofLocale
    switch format {
    case .text:
      let chart = report.chart.text(size: Size(width: 80, height: 24), glyphs: Glyphs(unicode: wording.unicode))
      return report.table(wording) + "\n" + chart
    case .markdown: return report.markdown
    case .svg: return report.chart.svg(width: 900, height: 480)
    case .csv: return report.csv
    case .json: return try JSONText.line(report)
    }
  }
}
