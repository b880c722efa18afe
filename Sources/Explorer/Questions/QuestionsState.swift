import Evaluation
import Replay

/// What the Questions view keeps of its own; the chosen question is that of the run on the screen.
public struct QuestionsState: Hashable, Sendable, Codable {
  /// The order of the rows.
  public var order = QuestionOrder()
  /// The words that a question must have to be listed; all are where there are none.
  public var filter = ""
  /// The first row on the screen, as far as the chosen one is on it too.
  public var offset = 0

  /// All questions by their number.
  public init() {}
}

/// The rows of the Questions view.
struct QuestionsList {
  /// The figures of all questions by their index; nil until the first evaluation.
  let figures: [QuestionFigures]?
  /// Whether the figures are those of the setting before.
  let isStale: Bool
  /// The questions listed, by their index.
  let rows: [Int]

  init(_ model: Model) {
    let found = model.questionFigures
    figures = found?.figures
    isStale = found?.isStale ?? false
    let store = model.store
    let order = found.map { model.questionOrder.sorted($0.figures, of: store).map(\.question) }
    let filter = QuestionFilter(model.questionFilter)
    rows = (order ?? Array(store.questions.indices)).filter {
      filter.keeps($0, of: store, found?.figures[$0], showsGold: model.state.showsGold)
    }
  }
}

extension Model {
  /// The figures of the setting under the hand; while they are not known, those of the one before, which are stale.
  package var questionFigures: (figures: [QuestionFigures], isStale: Bool)? {
    let key = storeWideKey
    if let figures = memory.questions(state.setting, on: key) { return (figures, false) }
    guard let last = memory.lastQuestions, last.key == key else { return nil }
    return (last.figures, true)
  }

  /// The order of the rows; one that would tell of the gold answer gives way while that is hidden.
  var questionOrder: QuestionOrder {
    let order = state.questions.order
    return order.column.needsGold && !state.showsGold ? QuestionOrder() : order
  }

  /// The filter; one that is being typed shows at once what it leaves.
  var questionFilter: String {
    if case .prompt(let prompt) = overlays.last, prompt.purpose == .filter { return prompt.text }
    return state.questions.filter
  }
}
