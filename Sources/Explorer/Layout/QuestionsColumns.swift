import Evaluation

/// What a row of the Questions view tells in one place.
enum QuestionsCell: String, CaseIterable {
  case number, accuracy, tokens, sequential, answers, majority, gold, wrong, bar, text

  /// What a click on its title sorts by; nil where there is nothing to sort by.
  var column: QuestionColumn? { QuestionColumn(rawValue: rawValue) }

  /// Its title.
  var title: String {
    switch self {
    case .number: "Q"
    case .accuracy: "right"
    case .tokens: "tokens"
    case .sequential: "seq."
    case .answers: "ans."
    case .majority: "majority"
    case .gold: "gold"
    case .wrong: "wrong"
    case .bar: "shares"
    case .text: "question"
    }
  }

  /// Whether it stands at the right end of its columns, as numbers do.
  var isNumber: Bool { [.number, .accuracy, .tokens, .sequential, .answers].contains(self) }

  /// The fewest columns that it is of use in.
  fileprivate var least: Int {
    switch self {
    case .number: 3
    case .accuracy, .gold, .bar: 6
    case .tokens, .sequential: 7
    case .answers: 5
    case .majority, .wrong: 10
    case .text: 20
    }
  }

  /// The most columns that it makes use of.
  fileprivate var most: Int {
    switch self {
    case .majority, .wrong: 18
    case .gold: 12
    case .bar: 24
    case .text: .max
    default: least
    }
  }

  /// Those that a row tells, the most important first; nothing of the gold answer while that is hidden.
  fileprivate static func byImportance(showsGold: Bool) -> [QuestionsCell] {
    showsGold
      ? [.number, .accuracy, .wrong, .gold, .tokens, .bar, .answers, .sequential, .text, .majority]
      : [.number, .majority, .tokens, .bar, .answers, .sequential, .text]
  }
}

/// Which cells a row of some width has, and where they stand in it.
struct QuestionsColumns {
  /// A cell with its columns.
  struct Place: Equatable {
    var cell: QuestionsCell
    var column: Int
    var width: Int
  }

  /// From left to right.
  let places: [Place]

  /// The columns from `start` on; the first two are left to the mark of the chosen row.
  init(start: Int, width: Int, questionCount: Int, showsGold: Bool) {
    var widths: [QuestionsCell: Int] = [:]
    var left = width - 1
    for cell in QuestionsCell.byImportance(showsGold: showsGold) {
      let least = cell == .number ? max(cell.least, "\(questionCount)".count) : cell.least
      guard left >= least + 1 else { continue }
      widths[cell] = least
      left -= least + 1
    }
    for cell in [QuestionsCell.wrong, .majority, .gold, .bar, .text] {
      guard let least = widths[cell] else { continue }
      let more = min(left, cell.most - least)
      widths[cell] = least + more
      left -= more
    }
    var column = start + 2
    var places: [Place] = []
    for cell in QuestionsCell.allCases {
      guard let width = widths[cell] else { continue }
      places.append(Place(cell: cell, column: column, width: width))
      column += width + 1
    }
    self.places = places
  }

  /// The cell at a column.
  func cell(at column: Int) -> QuestionsCell? {
    places.first { ($0.column..<$0.column + $0.width).contains(column) }?.cell
  }
}
