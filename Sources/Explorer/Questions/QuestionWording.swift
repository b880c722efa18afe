import Evaluation
import Replay

/// The figures of one question as people read them, with a letter and a colour for each answer.
///
/// A is the answer that most seeds returned. `ERR` and no answer at all are dots, as in the Step view.
struct QuestionWording {
  let figures: QuestionFigures
  private let question: Question
  private let model: Model
  /// The rank of each of the figures' answers by its letter; nil for a dot.
  private let ranks: [Int?]

  init(_ model: Model, _ figures: QuestionFigures) {
    self.model = model
    self.figures = figures
    let question = model.store.questions[figures.question]
    self.question = question
    var next = 0
    ranks = figures.answers.map { counted in
      guard let answer = counted.answer, question.text(of: answer) != Question.errorText else { return nil }
      defer { next += 1 }
      return next
    }
  }

  /// An answer's text, harmless and shortened.
  func text(_ answer: Answer?, limit: Int) -> String {
    guard let answer else { return "no answer" }
    let text = question.text(of: answer)
    return text.isEmpty ? "(empty)" : model.wording.answer(text, limit: limit)
  }

  /// A number of runs in percent of all.
  func share(_ runs: Int) -> String { model.wording.fixed(figures.share(runs), places: 0) + " %" }

  /// The letter of the figures' answer at an index.
  func letter(_ index: Int) -> String {
    ranks[index].map { AnswerLegend.letter(rank: $0) } ?? model.glyphs.error
  }

  /// How its letter is drawn: reversed for the gold answer, where that is shown.
  func style(_ index: Int) -> Style {
    let color = ranks[index].map { AnswerLegend.color(rank: $0) } ?? .muted
    return Style(color, isGold(index) ? [.reverse] : [])
  }

  /// Whether it is the gold answer, and that is shown.
  func isGold(_ index: Int) -> Bool { model.state.showsGold && figures.answers[index].answer == figures.gold }

  /// A letter and a text for the figures' answer at an index.
  func name(_ index: Int, limit: Int) -> String {
    "\(letter(index)) \(text(figures.answers[index].answer, limit: limit))"
  }

  /// A bar of some cells, each with the index of an answer: the one that the run in its middle returned, all runs laid
  /// side by side by answer.
  func bar(width: Int) -> [Int] {
    var cells: [Int] = []
    var index = 0
    var end = figures.answers[0].runs
    for cell in 0..<width {
      while (2 * cell + 1) * figures.runs >= 2 * width * end, index + 1 < figures.answers.count {
        index += 1
        end += figures.answers[index].runs
      }
      cells.append(index)
    }
    return cells
  }

  /// Which run tells most, and why.
  var telling: String {
    let run = figures.telling
    let index = figures.answers.firstIndex { $0.answer == run.answer } ?? 0
    let tokens = model.wording.tokens(run.tokens)
    if figures.isUnanimous {
      return "seed \(run.seed): \(tokens), the most of all seeds, which answer \(name(index, limit: 16))"
    }
    return "seed \(run.seed): \(name(index, limit: 16)), as \(share(figures.answers[index].runs)) do; \(tokens)"
  }
}
