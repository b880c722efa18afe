import Evaluation
import Explorer
import Replay

/// What `compare` prints of two settings.
struct ComparisonReport {
  let comparison: PairedComparison
  /// Both settings, the first one first.
  let points: [OperatingPoint]
  let stores: [String]
  /// Seeds a question.
  let seeds: Int
  /// What answers counted for.
  let rules: AnswerRules

  private var settings: [ControllerSetting] { [comparison.first, comparison.second] }

  /// For people.
  func text(_ wording: Wording, listsQuestions: Bool) -> String {
    let names = stores.map { $0.madeSafe(ascii: !wording.unicode) }.joined(separator: ", ")
    var text = "\(names): \(comparison.questions.count) questions × \(seeds) seeds, paired\n\n"
    if !wording.unicode { text = text.split(separator: "×", omittingEmptySubsequences: false).joined(separator: "x") }
    var table = TextTable([.text("controller"), .number("accuracy %"), .number("tokens/run"), .number("sequential")])
    for point in points {
      table.add([
        point.setting.description, wording.fixed(point.accuracy, places: 2), wording.grouped(Int(point.tokens)),
        wording.grouped(Int(point.sequentialTokens)),
      ])
    }
    text += table.text(wording) + "\n" + differences(wording) + "\n"
    text += "questions won \(comparison.won), lost \(comparison.lost), tied \(comparison.tied)\n" + rules.line
    return listsQuestions ? text + "\n" + questions(wording) : text
  }

  private func differences(_ wording: Wording) -> String {
    var table = TextTable([.text("difference"), .number("value"), .number("95 % interval"), .text("")])
    func add(_ name: String, _ difference: PairedComparison.Difference, _ number: (Double) -> String) {
      let interval = "[\(number(difference.interval.lowerBound)), \(number(difference.interval.upperBound))]"
      table.add([name, number(difference.value), interval, difference.verdict.rawValue])
    }
    add("accuracy, points", comparison.accuracy) { wording.signed($0, places: 2) }
    for (name, difference) in [
      ("tokens/run", comparison.tokens), ("sequential tokens/run", comparison.sequentialTokens),
    ] {
      add(name, difference) { value in
        let whole = Int(value.rounded())
        return (whole > 0 ? "+" : "") + wording.grouped(whole)
      }
    }
    return table.text(wording) + saved(wording)
  }

  private func saved(_ wording: Wording) -> String {
    guard let saved = points[0].tokensSaved(against: points[1]) else { return "" }
    return "tokens saved \(wording.fixed(saved, places: 1)) %\n"
  }

  private func questions(_ wording: Wording) -> String {
    var table = TextTable([
      .text("store"), .number("question"), .text(""), .number("right, first"), .number("right, second"),
      .number("tokens/run"),
    ])
    for outcome in comparison.questions where outcome.firstCorrect != outcome.secondCorrect {
      let difference = Int(outcome.tokenDifference.rounded())
      table.add([
        stores[outcome.store].madeSafe(ascii: !wording.unicode), "\(outcome.question + 1)",
        outcome.firstCorrect > outcome.secondCorrect ? "won" : "lost", "\(outcome.firstCorrect)/\(seeds)",
        "\(outcome.secondCorrect)/\(seeds)", (difference > 0 ? "+" : "") + wording.grouped(difference),
      ])
    }
    return table.text(wording)
  }
}

extension ComparisonReport: Encodable {
  private struct Side: Encodable {
    let controller: String
    let accuracy: Double
    let averageTokens: Double
    let averageSequentialTokens: Double

    enum CodingKeys: String, CodingKey {
      case controller, accuracy
      case averageTokens = "avg_tokens"
      case averageSequentialTokens = "avg_sequential_tokens"
    }

    init(_ point: OperatingPoint) {
      controller = point.setting.description
      accuracy = point.accuracy
      averageTokens = point.tokens
      averageSequentialTokens = point.sequentialTokens
    }
  }

  private struct Difference: Encodable {
    let value: Double
    let low: Double
    let high: Double
    let verdict: PairedComparison.Verdict

    init(_ difference: PairedComparison.Difference) {
      value = difference.value
      low = difference.interval.lowerBound
      high = difference.interval.upperBound
      verdict = difference.verdict
    }
  }

  private struct Question: Encodable {
    let store: String
    let question: Int
    let firstCorrect: Int
    let secondCorrect: Int
    let tokens: Double

    enum CodingKeys: String, CodingKey {
      case store, question, tokens
      case firstCorrect = "first_correct"
      case secondCorrect = "second_correct"
    }
  }

  private enum CodingKeys: String, CodingKey {
    case stores, seeds, grading, err, first, second, accuracy, tokens, won, lost, tied, questions
    case sequentialTokens = "sequential_tokens"
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(stores, forKey: .stores)
    try container.encode(seeds, forKey: .seeds)
    try container.encode(rules.grading, forKey: .grading)
    try container.encode(rules.errors, forKey: .err)
    try container.encode(Side(points[0]), forKey: .first)
    try container.encode(Side(points[1]), forKey: .second)
    try container.encode(Difference(comparison.accuracy), forKey: .accuracy)
    try container.encode(Difference(comparison.tokens), forKey: .tokens)
    try container.encode(Difference(comparison.sequentialTokens), forKey: .sequentialTokens)
    try container.encode(comparison.won, forKey: .won)
    try container.encode(comparison.lost, forKey: .lost)
    try container.encode(comparison.tied, forKey: .tied)
    let questions = comparison.questions.map {
      Question(
        store: stores[$0.store], question: $0.question + 1, firstCorrect: $0.firstCorrect,
        secondCorrect: $0.secondCorrect, tokens: $0.tokenDifference)
    }
    try container.encode(questions, forKey: .questions)
  }
}
