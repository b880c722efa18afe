import Explorer
import Replay

/// What `diff` tells of two runs.
struct DiffReport {
  /// The runs aligned: as recorded where both were, else as trace files tell them.
  enum Body {
    case runs(RunDiff)
    case traces(TraceDiff)
  }

  let left: LoadedSide
  let right: LoadedSide
  let body: Body

  /// Aligns two sides.
  init(left: LoadedSide, right: LoadedSide) {
    self.left = left
    self.right = right
    if case .recorded(let one, _) = left.source, case .recorded(let two, _) = right.source {
      body = .runs(RunDiff(one, two))
    } else {
      body = .traces(TraceDiff(left.trace, right.trace))
    }
  }

  /// Which step stands beside which.
  var alignment: Alignment {
    switch body {
    case .runs(let diff): diff.alignment
    case .traces(let diff): diff.alignment
    }
  }

  /// Whether both did the same with the same outcome.
  var isEqual: Bool {
    alignment.isEqual && left.answer == right.answer && left.isCorrect == right.isCorrect
      && left.tokens == right.tokens
  }

  /// The round of a row's step, −1 before the first.
  func round(ofRow row: Int) -> Int {
    let row = alignment.rows[row]
    func round(_ steps: [TraceStep], through index: Int) -> Int {
      steps[...index].reversed().lazy.compactMap(\.round).first ?? -1
    }
    switch body {
    case .runs(let diff):
      return (row.left.map { diff.left.steps[$0] } ?? row.right.map { diff.right.steps[$0] })?.round ?? -1
    case .traces(let diff):
      return row.left.map { round(diff.left, through: $0) } ?? row.right.map { round(diff.right, through: $0) } ?? -1
    }
  }

  /// Why the runs part in the divergence that begins with a row, in words; nil where a place is all that can be told.
  func cause(atRow row: Int, _ wording: Wording, namesActions: Bool) -> String? {
    switch body {
    case .runs(let diff):
      guard let cause = diff.cause(at: row), namesActions || cause.matter != .actions else { return nil }
      return wording.cause(cause, in: diff)
    case .traces(let diff):
      return diff.differences(at: row).first.map(wording.difference)
    }
  }

  /// A parameter with the values that it has on both sides.
  struct KnobDifference: Encodable {
    let name: String
    let left: Double
    let right: Double
  }

  /// The parameters in which two settings of one controller differ, β among them.
  var knobs: [KnobDifference] {
    guard case .recorded(_, let one) = left.source, case .recorded(_, let two) = right.source,
      one.family.name == two.family.name
    else { return [] }
    let names = (one.family.hasBeta ? ["beta"] : []) + one.family.knobs.map(\.name)
    func values(_ chosen: ChosenController) -> [Double] {
      (chosen.setting.beta.map { [$0] } ?? []) + chosen.family.values(chosen.setting)
    }
    return zip(names, zip(values(one), values(two))).compactMap { name, values in
      values.0 == values.1 ? nil : KnobDifference(name: name, left: values.0, right: values.1)
    }
  }
}

extension DiffReport: Encodable {
  private struct Side: Encodable {
    let side: String
    let store: String
    let question: Int
    let seed: UInt64
    let answer: Nullable<String>
    let correct: Bool
    let tokens: Int
    let steps: Int

    init(_ side: LoadedSide, steps: Int) {
      self.side = side.side.description
      store = side.store
      question = side.question + 1
      seed = side.seed
      answer = Nullable(side.answer)
      correct = side.isCorrect
      tokens = side.tokens
      self.steps = steps
    }
  }

  /// A divergence's first row, and why the runs part there.
  private struct First: Encodable {
    let row: Int
    let round: Nullable<Int>
    let left: Nullable<Int>
    let right: Nullable<Int>
    let cause: CauseReport
  }

  private struct Stretch: Encodable {
    let rows: [Int]
    let left: [Int]
    let right: [Int]
    let equal: Bool
    let cause: Nullable<CauseReport>
  }

  private enum CodingKeys: String, CodingKey {
    case left, right, equal, divergences, first, knobs, stretches, rows
    case tokenDifference = "token_difference"
  }

  func encode(to encoder: any Encoder) throws {
    let alignment = alignment
    let counts = alignment.steps(through: alignment.rows.count)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(Side(left, steps: counts.left), forKey: .left)
    try container.encode(Side(right, steps: counts.right), forKey: .right)
    try container.encode(isEqual, forKey: .equal)
    try container.encode(right.tokens - left.tokens, forKey: .tokenDifference)
    try container.encode(alignment.divergenceCount, forKey: .divergences)
    try container.encode(knobs, forKey: .knobs)
    try container.encode(Nullable(first), forKey: .first)
    let stretches = alignment.stretches.map { stretch in
      Stretch(
        rows: [stretch.rows.lowerBound, stretch.rows.upperBound],
        left: [stretch.left.lowerBound, stretch.left.upperBound],
        right: [stretch.right.lowerBound, stretch.right.upperBound], equal: stretch.isEqual,
        cause: Nullable(stretch.isEqual ? nil : CauseReport(self, row: stretch.rows.lowerBound)))
    }
    try container.encode(stretches, forKey: .stretches)
    try container.encode(alignment.rows.map { [Nullable($0.left), Nullable($0.right)] }, forKey: .rows)
  }

  private var first: First? {
    alignment.firstDivergence.map { row in
      let round = round(ofRow: row)
      return First(
        row: row, round: Nullable(round < 0 ? nil : round), left: Nullable(alignment.rows[row].left),
        right: Nullable(alignment.rows[row].right), cause: CauseReport(self, row: row))
    }
  }
}

/// Why two runs part, as `diff --format json` has it.
struct CauseReport: Encodable {
  /// A condition's numbers on one side.
  struct Side: Encodable {
    let value: Double
    let comparison: Comparison
    let bound: Double
    let holds: Bool

    init(_ condition: Condition) {
      value = condition.value
      comparison = condition.comparison
      bound = condition.bound
      holds = condition.holds
    }
  }

  /// The same condition on both sides.
  struct Contrast: Encodable {
    let measure: Measure
    let left: Side
    let right: Side
  }

  /// A value of two traces that differs.
  struct Difference: Encodable {
    let path: String
    let left: TraceValueReport
    let right: TraceValueReport
  }

  let matter: String
  let rule: Nullable<Rule>
  /// What the matter is on the left: a number of branches or a branch, from 1, an answer, an outcome; null for others.
  let left: TraceValueReport
  /// The same on the right.
  let right: TraceValueReport
  let contrasts: [Contrast]
  let differences: [Difference]
  let words: String

  init(_ report: DiffReport, row: Int) {
    words = report.cause(atRow: row, Wording(unicode: true), namesActions: true) ?? ""
    switch report.body {
    case .runs(let diff):
      let cause = diff.cause(at: row)
      (matter, rule) = Self.name(cause?.matter ?? .actions)
      let values = Self.values(cause?.matter ?? .actions, diff)
      (left, right) = (TraceValueReport(values.left), TraceValueReport(values.right))
      contrasts = (cause?.contrasts ?? []).map {
        Contrast(measure: $0.left.measure, left: Side($0.left), right: Side($0.right))
      }
      differences = []
    case .traces(let diff):
      (matter, rule) = ("values", Nullable(nil))
      (left, right) = (TraceValueReport(nil), TraceValueReport(nil))
      contrasts = []
      differences = diff.differences(at: row).map {
        Difference(
          path: $0.fullPath, left: TraceValueReport($0.leftValue), right: TraceValueReport($0.rightValue))
      }
    }
  }

  private static func values(
    _ matter: DivergenceCause.Matter, _ diff: RunDiff
  ) -> (left: TraceValue?, right: TraceValue?) {
    switch matter {
    case .order(let left, let right), .branch(let left, let right): (.integer(left + 1), .integer(right + 1))
    case .count(_, let left, let right): (.integer(left), .integer(right))
    case .verdict(_, let left, let right): (.bool(left), .bool(right))
    case .winner(let left, let right):
      (
        left.map { .string(diff.left.question.text(of: $0)) }, right.map { .string(diff.right.question.text(of: $0)) }
      )
    case .warmUp, .actions: (nil, nil)
    }
  }

  private static func name(_ matter: DivergenceCause.Matter) -> (String, Nullable<Rule>) {
    switch matter {
    case .order: ("order", Nullable(nil))
    case .count(let rule, _, _): ("count", Nullable(rule))
    case .verdict(let rule, _, _): ("verdict", Nullable(rule))
    case .warmUp: ("warm_up", Nullable(nil))
    case .branch: ("branch", Nullable(nil))
    case .winner: ("winner", Nullable(nil))
    case .actions: ("actions", Nullable(nil))
    }
  }
}

/// A value of a trace as JSON; `null` also where there is none.
struct TraceValueReport: Encodable {
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  let value: TraceValue?

  init(_ value: TraceValue?) { self.value = value }

  func encode(to encoder: any Encoder) throws {
    if case .object(let fields)? = value {
      var container = encoder.container(keyedBy: Key.self)
      for field in fields { try container.encode(TraceValueReport(field.value), forKey: Key(stringValue: field.key)) }
      return
    }
    var container = encoder.singleValueContainer()
    switch value {
    case nil, .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .integer(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .string(let value): try container.encode(value)
    case .array(let values): try container.encode(values.map { TraceValueReport($0) })
    case .object: break
    }
  }
}
