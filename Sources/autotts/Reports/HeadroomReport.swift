import Evaluation
import Explorer
import Replay

/// What `headroom` prints of controllers on a store.
struct HeadroomReport: Encodable {
  /// One controller's figures.
  struct Row: Encodable {
    let controller: String
    /// Percent of the runs that are right.
    let accuracy: Double
    /// Mean tokens a run.
    let averageTokens: Double
    /// Mean tokens of a run until its answer was settled.
    let settledTokens: Double
    /// The share of all tokens spent after that, in percent.
    let wastedShare: Double
    /// Percent of the runs in which the reference answer was the winner at some step.
    let oracleAccuracy: Double
    /// Mean tokens a run if each were stopped as soon as it is right, or at once if it never is.
    let oracleTokens: Double

    enum CodingKeys: String, CodingKey {
      case controller, accuracy
      case averageTokens = "avg_tokens"
      case settledTokens = "settled_tokens"
      case wastedShare = "wasted_percent"
      case oracleAccuracy = "oracle_accuracy"
      case oracleTokens = "oracle_tokens"
    }

    init(_ headroom: Headroom, _ evaluation: Evaluation) {
      controller = headroom.setting.description
      accuracy = evaluation.accuracy
      averageTokens = evaluation.averageTokens
      settledTokens = Double(headroom.runs.reduce(0) { $0 + $1.settledTokens }) / Double(headroom.runs.count)
      wastedShare = headroom.wastedShare
      oracleAccuracy = headroom.oracleAccuracy
      oracleTokens = headroom.oraclePoints.last?.tokens ?? 0
    }
  }

  /// What the branches hold: a ceiling at a number of branches.
  struct CeilingRow: Encodable {
    let branches: Int
    /// pass@k in percent.
    let pass: Double
    /// majority@k in percent.
    let majority: Double
  }

  let store: String
  let seeds: Int
  let grading: Grading
  let err: ErrorAnswers
  let controllers: [Row]
  /// Not attainable by a legal controller, but for majority@k, which is what SC reaches.
  let ceilings: [CeilingRow]

  init(store: Store, seeds: [UInt64], rules: AnswerRules, rows: [Row]) {
    self.store = store.name
    self.seeds = seeds.count
    grading = rules.grading
    err = rules.errors
    controllers = rows
    let most = store.questions.map(\.branches.count).min() ?? 0
    let powers = (0..<20).map { 1 << $0 }.filter { $0 < most } + [most]
    ceilings = powers.compactMap { count in
      guard let pass = Ceiling.pass(at: count, of: store),
        let majority = Ceiling.majority(at: count, of: store, seeds: seeds)
      else { return nil }
      return CeilingRow(branches: count, pass: pass, majority: majority)
    }
  }

  /// For people.
  func text(_ wording: Wording) -> String {
    var table = TextTable([
      .text("controller"), .number("accuracy %"), .number("tokens/run"), .number("settled at"), .number("wasted %"),
      .number("oracle %"), .number("at tokens"),
    ])
    for row in controllers {
      table.add([
        row.controller, wording.fixed(row.accuracy, places: 2), wording.grouped(Int(row.averageTokens)),
        wording.grouped(Int(row.settledTokens)), wording.fixed(row.wastedShare, places: 1),
        wording.fixed(row.oracleAccuracy, places: 2), wording.grouped(Int(row.oracleTokens)),
      ])
    }
    var bounds = TextTable([.number("branches k"), .number("pass@k %"), .number("majority@k %")])
    for ceiling in ceilings {
      bounds.add([
        "\(ceiling.branches)", wording.fixed(ceiling.pass, places: 2), wording.fixed(ceiling.majority, places: 2),
      ])
    }
    return store.madeSafe(ascii: !wording.unicode) + ", \(seeds) seeds\n" + AnswerRules(grading, errors: err).line
      + "\n"
      + table.text(wording)
      + "oracle: each run stopped as soon as it is right; not attainable by a legal controller\n\n"
      + bounds.text(wording) + "pass@k knows the reference answer: not attainable by a legal controller\n"
  }
}
