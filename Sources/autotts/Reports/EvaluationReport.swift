import Evaluation
import Explorer
import Replay

/// What `eval` tells of one controller on one store.
struct EvaluationReport: Encodable {
  let store: String
  let controller: String
  let spec: String
  let params: [String: Double]
  let grading: Grading
  let err: ErrorAnswers
  /// FIRST:END, the end left out.
  let seeds: String
  /// B, the tokens that a run may spend at most.
  let budget: Nullable<Int>
  let runs: Int
  let correct: Int
  let accuracy: Double
  /// The spread of the accuracy over resampled branches, in percentage points; 0 without a bootstrap, as published.
  let accuracySpread: Double
  let averageTokens: Double
  let averageSequentialTokens: Double
  let totalTokens: Int
  let sha256: String

  /// The figures of an evaluation.
  init(
    _ evaluation: Evaluation, _ chosen: ChosenController, accuracySpread: Double?, _ rules: AnswerRules,
    seeds: SeedRange, budget: Int?
  ) {
    store = evaluation.store.name
    controller = chosen.family.name
    spec = chosen.setting.description
    params = chosen.parameters
    grading = rules.grading
    err = rules.errors
    self.seeds = "\(seeds)"
    self.budget = Nullable(budget)
    runs = evaluation.runCount
    correct = evaluation.correctCount
    accuracy = evaluation.accuracy
    self.accuracySpread = accuracySpread ?? 0
    averageTokens = evaluation.averageTokens
    averageSequentialTokens = evaluation.averageSequentialTokens
    totalTokens = evaluation.totalTokens
    sha256 = evaluation.sha256
  }

  private enum CodingKeys: String, CodingKey {
    case store, controller, spec, params, grading, err, seeds, budget, runs, correct, accuracy, sha256
    case accuracySpread = "std_acc"
    case averageTokens = "avg_tokens"
    case averageSequentialTokens = "avg_sequential_tokens"
    case totalTokens = "total_tokens"
  }
}

extension [EvaluationReport] {
  /// A header and one row an evaluation.
  var csv: String {
    let header = [
      "store", "controller", "params", "runs", "correct", "accuracy", "std_acc", "avg_tokens",
      "avg_sequential_tokens", "total_tokens", "sha256", "grading", "err", "seeds", "budget",
    ]
    return CSV.line(header)
      + map { report in
        let params = report.params.sorted { $0.key < $1.key }
          .map { "\($0.key)=\(ControllerSetting.text($0.value))" }.joined(separator: ",")
        return CSV.line([
          report.store, report.controller, params, "\(report.runs)", "\(report.correct)", "\(report.accuracy)",
          "\(report.accuracySpread)", "\(report.averageTokens)", "\(report.averageSequentialTokens)",
          "\(report.totalTokens)", report.sha256, report.grading.rawValue, report.err.rawValue,
          report.seeds, report.budget.value.map(String.init) ?? "",
        ])
      }.joined()
  }

  /// Aligned columns for people; averages cut to whole tokens, as published tables have them.
  ///
  /// - Parameter hasSpread: whether there was a bootstrap, so that the spread of the accuracy is a column.
  func table(_ wording: Wording, hasSpread: Bool) -> String {
    var table = TextTable(
      [.text("store"), .text("controller"), .number("accuracy %")] + (hasSpread ? [.number("std")] : [])
        + [.number("tokens/run"), .number("sequential"), .number("correct/runs")])
    for report in self {
      table.add(
        [
          report.store.madeSafe(ascii: !wording.unicode), report.spec, wording.fixed(report.accuracy, places: 2),
        ] + (hasSpread ? [wording.fixed(report.accuracySpread, places: 2)] : []) + [
          wording.grouped(Int(report.averageTokens)), wording.grouped(Int(report.averageSequentialTokens)),
          "\(report.correct)/\(report.runs)",
        ])
    }
    return table.text(wording)
  }
}
