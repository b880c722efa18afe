import ArgumentParser
import Evaluation

/// Which questions are listed, and in what order.
struct QuestionListOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What questions are sorted by: \(QuestionColumn.allCases.map(\.rawValue).joined(separator: ", ")); figures with "
        + "the highest first.", valueName: "column"),
    completion: .list(QuestionColumn.allCases.map(\.rawValue)), transform: { try QuestionColumn(named: $0) })
  var sort: QuestionColumn?

  @Flag(help: "Sort the other way round.")
  var reverse = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "List only the question of this number, and those with these words in text or answers.", valueName: "words"))
  var filter: String?

  /// The order asked for.
  var order: QuestionOrder { QuestionOrder(sort ?? .number, isReversed: reverse) }
}

extension QuestionColumn {
  /// The column of this name; the error lists them all.
  fileprivate init(named name: String) throws {
    guard let column = QuestionColumn(rawValue: name) else {
      throw ValidationError("the columns are \(Self.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    self = column
  }
}
