import ArgumentParser
import Controllers
import Explorer
import Replay
import ReplayStores

/// `autotts diff`: two runs side by side, aligned by what they decided; like diff(1), its exit code tells whether they are
/// equal.
struct Diff: HeadlessCommand {
  /// How the difference is printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
    case sideBySide = "side-by-side"
  }

  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Align two runs by their decisions: where they part, why, and where they meet again.",
    usage: """
      autotts diff A B --store STORE --question Q [--seed S] [--format FORMAT]
      autotts diff trace:FILE:LINE trace:FILE:LINE
      autotts diff A trace:FILE:LINE --store STORE
      autotts diff hand:NAME B
      """,
    discussion: """
      A side is a controller, such as cmc:beta=0.5, with a seed or a question of its own where @seed=S or @question=Q \
      follow; or trace:FILE:LINE, a run of a trace file (without :LINE its first); or hand:NAME, a run by hand that the \
      explorer keeps. Beside a run of a trace file or one by hand, a controller runs on the store, the question and the \
      seed of that run. Beside a run of a trace file it is told as such files tell: both sides are then compared step by \
      step and value by value.

      Branches are the same if they are the same in the store, so runs under different seeds compare. In the text, lines \
      with - are only on the left, with + only on the right, with ! on both with other values.

      JSON: left, right (side, store, question, seed, answer, correct, tokens, steps); equal; token_difference (right \
      less left); knobs that differ; divergences, their number; first, the first of them (row, round, step on the left and \
      the right, cause); stretches in order (equal; rows, and steps of the left and of the right, as [first, end)); rows \
      as [left, right], null for a gap. Rows and steps count from 0. A cause has its words, matter (order, count, verdict, \
      warm_up, branch, winner, actions; values of traces), rule, what that is on the left and the right, the contrasts \
      (measure, and on each side value, comparison, bound, holds) and the differences of traces (path, left, right).

      Exit codes: 0 equal, 1 different, above 1 an error.
      """)

  @Argument(help: ArgumentHelp("The side on the left.", valueName: "a")) var left: String
  @Argument(help: ArgumentHelp("The side on the right.", valueName: "b")) var right: String
  @Option(help: ArgumentHelp("The store: MODEL/BENCHMARK, or the path of a file.", valueName: "store"))
  var store: String?
  @Option(parsing: .unconditional, help: "The question's number, counting from 1.") var question: Int?
  @Option(
    parsing: .unconditional, help: "The seed of the branches' order, from 0. (default: 0)", transform: SeedRange.seed)
  var seed: UInt64?
  @Option(help: "text, side-by-side or json.") var format = Format.text
  @Option(parsing: .unconditional, help: "Equal lines shown around each divergence.") var context = 2
  @Option(
    parsing: .unconditional,
    help: "Columns of the side-by-side format. (default: those of the terminal, else 120)")
  var width: Int?
  @Flag(name: .shortAndLong, help: "Print nothing; only the exit code tells.") var quiet = false
  @OptionGroup var grading: GradingOptions
  @OptionGroup var places: StoreOptions

  func validate() throws {
    try Bounds.check(question, of: "--question", in: 1...(.max))
    try Bounds.check(context, of: "--context", in: 0...(.max))
    try Bounds.check(width, of: "--width", in: 40...1000)
  }

  func result() async throws -> CommandResult {
    let sides = try [left, right].map { try DiffSide($0, catalog: .published) }
    let loaded = try loader(sides).load(sides)
    let report = DiffReport(left: loaded[0], right: loaded[1])
    let code: Int32 = report.isEqual ? 0 : 1
    guard !quiet else { return CommandResult(text: "", code: code) }
    switch format {
    case .text: return CommandResult(text: DiffText(report, .ofLocale, context: context).unified, code: code)
    case .sideBySide:
      let width = width ?? StandardOutput.columns ?? 120
      return CommandResult(
        text: DiffText(report, .ofLocale, context: context).sideBySide(width: width), code: code)
    case .json: return CommandResult(text: try JSONText.line(report), code: code)
    }
  }

  private func loader(_ sides: [DiffSide]) throws -> DiffSideLoader {
    let byHand = try sides.lazy.compactMap { side throws(Failure) -> SavedRun? in
      guard case .hand(let name) = side else { return nil }
      return try HandRuns.load().run(named: name)
    }.first
    guard byHand != nil || sides.contains(where: \.isController) else {
      for (name, isGiven) in [("--store", store != nil), ("--question", question != nil), ("--seed", seed != nil)]
      where isGiven {
        throw Failure.diff("both sides are runs of trace files, which tell what was run; leave out \(name)")
      }
      return DiffSideLoader(original: nil, rules: .published, question: nil, seed: nil)
    }
    guard let name = store ?? byHand?.base.store else {
      throw Failure.diff("Missing expected argument '--store <store>'")
    }
    return DiffSideLoader(
      original: try places.library().load(name), rules: byHand?.base.rules ?? grading.rules,
      question: question.map { $0 - 1 }, seed: seed)
  }
}
