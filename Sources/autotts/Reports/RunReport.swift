import Evaluation
import Explorer
import Replay

/// What `run --format json` tells of one run: everything that was recorded.
struct RunReport: Encodable {
  let store: String
  let question: Int
  let text: String
  let seed: UInt64
  /// B, the tokens that the run might spend at most.
  let budget: Nullable<Int>
  let controller: String
  let spec: String
  let params: [String: Double]
  let grading: Grading
  let err: ErrorAnswers
  let answer: Nullable<String>
  let gold: String
  let correct: Bool
  let costs: CostsReport
  let thresholds: [Threshold]
  let steps: [StepReport]
  let rounds: [RoundReport]

  /// A recorded run.
  init(
    _ recording: Recording, store: String, number: Int, seed: UInt64, budget: Int?, _ chosen: ChosenController,
    _ rules: AnswerRules
  ) {
    let question = recording.question
    let wording = Wording(unicode: true)
    self.store = store
    self.question = number
    text = question.text
    self.seed = seed
    self.budget = Nullable(budget)
    controller = chosen.family.name
    spec = chosen.setting.description
    params = chosen.parameters
    grading = rules.grading
    err = rules.errors
    answer = Nullable(recording.answer.map(question.text(of:)))
    gold = question.text(of: question.gold)
    correct = recording.answer == question.gold
    costs = CostsReport(recording.costs)
    thresholds = recording.thresholds
    steps = recording.steps.map { StepReport($0, question, wording) }
    rounds = recording.rounds.map { RoundReport($0, question) }
  }
}

extension RunReport {
  /// A header and one row an action or check.
  var csv: String {
    let header = [
      "store", "question", "seed", "spec", "grading", "err", "step", "round", "kind", "branch", "depth", "answer",
      "cost", "tokens", "rule", "passed", "words", "budget",
    ]
    func field<Value>(_ value: Nullable<Value>) -> String { value.value.map { "\($0)" } ?? "" }
    return CSV.line(header)
      + steps.enumerated().map { index, step in
        CSV.line([
          store, "\(question)", "\(seed)", spec, grading.rawValue, err.rawValue, "\(index + 1)", field(step.round),
          step.kind.rawValue, field(step.branch), field(step.depth), field(step.answer), "\(step.cost)",
          "\(step.tokens)", step.rule.rawValue, field(step.passed), step.words,
          field(budget),
        ])
      }.joined()
  }
}

/// The costs of a run.
struct CostsReport: Encodable {
  let tokens: Int
  let sequentialTokens: Int
  let advances: Int
  let probes: Int
  let steps: Int

  init(_ costs: Costs) {
    tokens = costs.tokens
    sequentialTokens = costs.sequentialTokens
    advances = costs.advances
    probes = costs.probes
    steps = costs.steps
  }

  private enum CodingKeys: String, CodingKey {
    case tokens, advances, probes, steps
    case sequentialTokens = "sequential_tokens"
  }
}

/// One action or check; branches count from 1.
struct StepReport: Encodable {
  /// A measured value beside its bound.
  struct ConditionReport: Encodable {
    let measure: Measure
    let value: Double
    let comparison: Comparison
    let bound: Double
    let holds: Bool
  }

  let kind: RecordedStep.Kind
  let branch: Nullable<Int>
  let depth: Nullable<Int>
  let answer: Nullable<String>
  let cost: Int
  let tokens: Int
  let round: Nullable<Int>
  let rule: Rule
  let passed: Nullable<Bool>
  let part: Nullable<[Int]>
  let conditions: [ConditionReport]
  let words: String

  init(_ step: RecordedStep, _ question: Question, _ wording: Wording) {
    kind = step.kind
    branch = Nullable(step.branch < 0 ? nil : step.branch + 1)
    depth = Nullable(step.branch < 0 ? nil : step.depth)
    answer = Nullable(step.answer.map(question.text(of:)))
    cost = step.cost
    tokens = step.tokens
    round = Nullable(step.round < 0 ? nil : step.round)
    rule = step.reason.rule
    passed = Nullable(step.kind == .check ? step.passed : nil)
    part = Nullable(step.reason.parts > 0 ? [step.reason.part, step.reason.parts] : nil)
    conditions = step.reason.conditions.map {
      ConditionReport(
        measure: $0.measure, value: $0.value, comparison: $0.comparison, bound: $0.bound, holds: $0.holds)
    }
    words = wording.reason(step)
  }
}

/// The signals of a round, taken after so many steps.
struct RoundReport: Encodable {
  let round: Int
  let step: Int
  let winner: Nullable<String>
  let pool: Int
  let active: Int
  let opened: Int
  let aligned: Nullable<Int>
  let deviant: Nullable<Int>
  let values: [String: Double]

  init(_ recorded: RecordedRound, _ question: Question) {
    let signals = recorded.signals
    round = signals.round
    step = recorded.stepCount
    winner = Nullable(signals.winner.map(question.text(of:)))
    pool = signals.poolSize
    active = signals.active
    opened = signals.opened
    aligned = Nullable(signals.aligned)
    deviant = Nullable(signals.deviant)
    values = Dictionary(signals.values.map { ($0.measure.rawValue, $0.value) }) { first, _ in first }
  }
}
