import ArgumentParser
import Replay

extension Grading: ExpressibleByArgument {}
extension ErrorAnswers: ExpressibleByArgument {}

/// When answers are equal, and whether one that could not be read is a vote.
struct GradingOptions: ParsableArguments {
  @Option(help: "exact, as published: answers are equal if their bytes are; or canonical: if they mean the same.")
  var grading = Grading.exact
  @Option(
    name: .customLong("err"),
    help: "answer, as published: ERR, a probe that could not be read, is an answer; or abstain: it is no vote.")
  var errors = ErrorAnswers.answer

  /// The rules that are asked for.
  var rules: AnswerRules { AnswerRules(grading, errors: errors) }

  /// A store under these rules.
  func apply(to store: Store) -> Store { store.graded(rules) }
}

extension AnswerRules {
  /// A line for people where these are not the published rules; else nothing.
  var line: String { self == .published ? "" : "grading: \(words)\n" }
}
