import Evaluation
import Explorer
import Replay

/// What `questions` tells of a controller on a store, question by question.
struct QuestionsReport: Encodable {
  /// An answer with the runs that returned it; nil for no answer.
  struct AnswerObject: Encodable {
    var answer: Nullable<String>
    var runs: Int
  }

  /// One question.
  struct Row: Encodable {
    var question: Int
    var text: String
    var runs: Int
    var correct: Int
    var accuracy: Double
    var averageTokens: Double
    var averageSequentialTokens: Double
    var distinctAnswers: Int
    var majority: Nullable<String>
    var majorityRuns: Int
    var gold: String
    var strongestWrong: Nullable<String>
    var strongestWrongRuns: Int
    var tellingSeed: UInt64
    var answers: [AnswerObject]

    init(_ figures: QuestionFigures, of question: Question) {
      func text(_ answer: Answer?) -> Nullable<String> { Nullable(answer.map(question.text(of:))) }
      self.question = figures.question + 1
      self.text = question.text
      runs = figures.runs
      correct = figures.correct
      accuracy = figures.accuracy
      averageTokens = figures.averageTokens
      averageSequentialTokens = figures.averageSequentialTokens
      distinctAnswers = figures.distinctAnswers
      majority = text(figures.majority?.answer)
      majorityRuns = figures.majority?.runs ?? 0
      gold = question.text(of: figures.gold)
      strongestWrong = text(figures.strongestWrong?.answer)
      strongestWrongRuns = figures.strongestWrong?.runs ?? 0
      tellingSeed = figures.telling.seed
      answers = figures.answers.map { AnswerObject(answer: text($0.answer), runs: $0.runs) }
    }

    enum CodingKeys: String, CodingKey {
      case question, text, runs, correct, accuracy, majority, gold, answers
      case averageTokens = "avg_tokens"
      case averageSequentialTokens = "avg_sequential_tokens"
      case distinctAnswers = "distinct_answers"
      case majorityRuns = "majority_runs"
      case strongestWrong = "strongest_wrong"
      case strongestWrongRuns = "strongest_wrong_runs"
      case tellingSeed = "telling_seed"
    }
  }

  let store: String
  let controller: String
  let spec: String
  let params: [String: Double]
  let grading: Grading
  let err: ErrorAnswers
  let questions: [Row]

  /// The report of figures in their order.
  init(_ figures: [QuestionFigures], of store: Store, _ chosen: ChosenController, _ rules: AnswerRules) {
    self.store = store.name
    controller = chosen.family.name
    spec = chosen.setting.description
    params = chosen.parameters
    grading = rules.grading
    err = rules.errors
    questions = figures.map { Row($0, of: store.questions[$0.question]) }
  }
}

extension QuestionsReport {
  /// A header and one row a question; an answer that there is none of is empty, and has 0 runs.
  var csv: String {
    let header = [
      "store", "spec", "question", "runs", "correct", "accuracy", "avg_tokens", "avg_sequential_tokens",
      "distinct_answers", "majority", "majority_runs", "gold", "strongest_wrong", "strongest_wrong_runs",
      "telling_seed", "text", "grading", "err",
    ]
    return CSV.line(header)
      + questions.map { row in
        CSV.line([
          store, spec, "\(row.question)", "\(row.runs)", "\(row.correct)", "\(row.accuracy)", "\(row.averageTokens)",
          "\(row.averageSequentialTokens)", "\(row.distinctAnswers)", row.majority.value ?? "", "\(row.majorityRuns)",
          row.gold, row.strongestWrong.value ?? "", "\(row.strongestWrongRuns)", "\(row.tellingSeed)", row.text,
          grading.rawValue, err.rawValue,
        ])
      }.joined()
  }

  /// Aligned columns for people; tokens in whole numbers.
  func table(_ wording: Wording) -> String {
    var table = TextTable([
      .number("Q"), .number("right %"), .number("tokens/run"), .number("sequential"), .number("answers"),
      .text("majority"), .number("%"), .text("gold"), .text("wrong"), .number("%"), .number("telling seed"),
    ])
    for row in questions {
      func answer(_ text: String?) -> String { text.map { wording.answer($0, limit: 20) } ?? "-" }
      func share(_ runs: Int) -> String { wording.fixed(100 * Double(runs) / Double(row.runs), places: 1) }
      table.add([
        "\(row.question)", wording.fixed(row.accuracy, places: 1), wording.grouped(Int(row.averageTokens)),
        wording.grouped(Int(row.averageSequentialTokens)), "\(row.distinctAnswers)", answer(row.majority.value),
        share(row.majorityRuns), answer(row.gold), answer(row.strongestWrong.value), share(row.strongestWrongRuns),
        "\(row.tellingSeed)",
      ])
    }
    return table.text(wording) + AnswerRules(grading, errors: err).line
  }
}
