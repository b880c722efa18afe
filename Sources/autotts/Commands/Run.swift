import ArgumentParser
import Evaluation
import Explorer
import Replay
import ReplayStores

/// `autotts run`: one run, action by action.
struct Run: HeadlessCommand {
  /// How the run is printed.
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, jsonl }

  static let configuration = CommandConfiguration(
    abstract: "Run a controller on one question: every action with its reason.",
    discussion: "Questions and branches count from 1, in the order opened; seeds and rounds from 0.")

  @Argument(help: StoreOptions.help) var store: String
  @Argument(help: "The question's number, counting from 1.") var question: Int
  @Option(
    help: ArgumentHelp(
      "The controller: NAME or NAME:PARAMETER=VALUE,… as in cmc:beta=0.5.", valueName: "spec"))
  var controller: String
  @Option(
    parsing: .unconditional, help: "The seed of the branches' order, from 0. (default: 0)", transform: SeedRange.seed)
  var seed: UInt64 = 0
  @Option(parsing: .unconditional, help: "Tokens that the run may spend at most.") var budget: Int?
  @Option(help: "text, json, or jsonl: a line of a trace file in the published form.") var format = Format.text
  @OptionGroup var places: StoreOptions

  func validate() throws {
    try Bounds.check(question, of: "QUESTION", in: 1...(.max))
    try Bounds.check(budget, of: "--budget", in: 0...(.max))
  }

  func result() async throws -> CommandResult {
    let chosen = try ChosenController(spec: controller)
    let store = try places.library().load(store)
    let recording = try store.question(number: question).record(chosen.controller, seed: seed, budget: budget)
    switch format {
    case .text:
      let text = RunText(
        recording: recording, store: store, number: question, seed: seed, setting: chosen.setting, wording: .ofLocale)
      return CommandResult(text: text.lines)
    case .json:
      let report = RunReport(recording, store: store.name, number: question, seed: seed, chosen)
      return CommandResult(text: try JSONText.line(report))
    case .jsonl:
      let run = TracedStore(naming: store)
        .run(PublishedSetting(chosen.family, chosen.setting), question: question - 1, seed: seed, budget: budget)
      return CommandResult(text: JSONText.harmless(String(decoding: run.line, as: UTF8.self)) + "\n")
    }
  }
}
