import ArgumentParser
import Evaluation
import Explorer
import Replay
import ReplayStores

/// `autotts run`: one run, action by action, made now or read from a trace file.
struct Run: HeadlessCommand {
  /// How the run is printed.
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, csv, json, jsonl }

  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a controller on one question: every action with its reason.",
    usage: """
      autotts run STORE QUESTION --controller SPEC [--seed S] [--budget TOKENS] [--format FORMAT]
      autotts run --from FILE --line N [--format FORMAT]
      autotts run --from FILE --seed S --question Q [--controller TEXT] [--format FORMAT]
      """,
    discussion: "Questions, branches and lines count from 1, branches in the order opened; seeds and rounds from 0.")

  @Argument(help: StoreOptions.help, completion: .stores) var store: String?
  @Argument(help: "The question's number, counting from 1.") var question: Int?
  @Option(
    help: ArgumentHelp(
      "The controller: NAME or NAME:PARAMETER=VALUE,… as in cmc:beta=0.5; with --from, a part of its name or description.",
      valueName: "spec"))
  var controller: String?
  @Option(
    parsing: .unconditional, help: "The seed of the branches' order, from 0. (default: 0)", transform: SeedRange.seed)
  var seed: UInt64?
  @Option(
    parsing: .unconditional, help: "Tokens that the run may spend at most.", transform: Bounds.budget)
  var budget: Int?
  @Option(
    help:
      """
      text, csv (the actions), json, or jsonl: a line of a trace file in the published form; with --from, json and jsonl \
      are the line as it stands.
      """
  )
  var format = Format.text
  @OptionGroup var traces: TraceFileOptions
  @OptionGroup var grading: GradingOptions
  @OptionGroup var places: StoreOptions

  func validate() throws {
    let others = [store.map { _ in "STORE" }, question.map { _ in "QUESTION" }, budget.map { _ in "--budget" }]
    try traces.check(others: others.compactMap { $0 }, seed: seed, controller: controller)
    if traces.from == nil { _ = try fresh }
    try Bounds.check(question, of: "QUESTION", in: 1...(.max))
  }

  func result() async throws -> CommandResult {
    if let file = traces.from { return try recorded(in: file) }
    let (name, number, spec) = try fresh
    let seed = seed ?? 0
    let chosen = try ChosenController(spec: spec)
    let store = grading.apply(to: try places.library().load(name))
    let recording = try store.question(number: number).record(chosen.controller, seed: seed, budget: budget)
    switch format {
    case .text:
      let text = RunText(
        recording: recording, store: store, number: number, seed: seed, budget: budget, setting: chosen.setting,
        rules: grading.rules,
        wording: .ofLocale)
      return CommandResult(text: text.lines)
    case .csv, .json:
      let report = RunReport(
        recording, store: store.name, number: number, seed: seed, budget: budget, chosen, grading.rules)
      return CommandResult(text: format == .csv ? report.csv : try JSONText.line(report))
    case .jsonl:
      let run = TracedStore(naming: store)
        .run(PublishedSetting(chosen.family, chosen.setting), question: number - 1, seed: seed, budget: budget)
      return CommandResult(text: JSONText.harmless(String(decoding: run.line, as: UTF8.self)) + "\n")
    }
  }

  /// What to run where no file tells it.
  private var fresh: (store: String, question: Int, controller: String) {
    get throws {
      guard let store else { throw ValidationError("Missing expected argument '<store>'") }
      guard let question else { throw ValidationError("Missing expected argument '<question>'") }
      guard let controller else { throw ValidationError("Missing expected argument '--controller <spec>'") }
      return (store, question, controller)
    }
  }

  /// A run of a trace file.
  private func recorded(in path: String) throws -> CommandResult {
    guard format != .csv else { throw ValidationError("a run of a trace file is printed as text, json or jsonl") }
    let file = try TraceFile(path: path)
    let (run, line) = try traces.place(in: file, seed: seed, controller: controller)
    switch format {
    case .text:
      let traced = TracedRun(run, at: TracePlace(file: path, line: line))
      return CommandResult(text: TraceText(traced: traced, wording: .ofLocale).lines)
    case .csv, .json, .jsonl: return CommandResult(text: JSONText.harmless(try file.text(line: line)) + "\n")
    }
  }
}
