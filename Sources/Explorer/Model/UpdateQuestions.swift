import Evaluation
import Replay

// The Questions view: choosing a question, sorting, filtering, opening the run that tells most.
extension Model {
  /// Does what the keys of the Questions view ask for.
  mutating func performInQuestions(_ command: Command) {
    let page = max(1, questionsLayout.shownCount - 1)
    switch command {
    case .move(let rows): chooseQuestion(by: rows)
    case .page(let pages): chooseQuestion(by: pages * page)
    case .halfPage(let halves): chooseQuestion(by: halves * max(1, page / 2))
    case .top: chooseQuestion(by: -store.questions.count)
    case .bottom: chooseQuestion(by: store.questions.count)
    case .sort: sort(by: nextColumn)
    case .sortDirection: sort(by: questionOrder.column)
    case .filter: overlays.append(.prompt(Prompt(purpose: .filter, text: "")))
    case .openRun: openTellingRun()
    default: break
    }
  }

  /// A click on a title sorts, one on a row chooses it, or opens it if it is chosen; the wheel goes through the rows.
  mutating func pointInQuestions(_ mouse: Mouse) {
    let layout = questionsLayout
    switch mouse.kind {
    case .press:
      if layout.titles.contains(column: mouse.column, row: mouse.row) {
        if let column = layout.columns.cell(at: mouse.column)?.column { sort(by: column) }
      } else if let row = layout.row(column: mouse.column, row: mouse.row) {
        let question = QuestionsList(self).rows[row]
        if question == state.question { openTellingRun() } else { choose(question) }
      }
    case .wheelUp: chooseQuestion(by: -1)
    case .wheelDown: chooseQuestion(by: 1)
    case .drag, .release: break
    }
  }

  /// Where the parts of the Questions view lie.
  var questionsLayout: QuestionsLayout { questionsLayout(QuestionsList(self)) }

  /// Where they lie for a list that is known.
  func questionsLayout(_ list: QuestionsList) -> QuestionsLayout {
    QuestionsLayout(
      body: ScreenLayout(size: size).body, questionCount: store.questions.count, rowCount: list.rows.count,
      chosen: list.rows.firstIndex(of: state.question), offset: state.questions.offset, showsGold: state.showsGold)
  }

  /// Lists the questions that have some words; the run stays the one it is until the user chooses another.
  mutating func filterQuestions(_ words: String) {
    state.questions.filter = words
    state.questions.offset = 0
    guard QuestionsList(self).rows.isEmpty else { return }
    notice = Notice(text: "no question has '\(wording.answer(words, limit: 30))'", isError: true)
  }

  private mutating func chooseQuestion(by change: Int) {
    let rows = QuestionsList(self).rows
    guard let last = rows.indices.last else { return }
    let present = rows.firstIndex(of: state.question) ?? (change > 0 ? -1 : rows.count)
    choose(rows[min(max(0, present + change), last)])
  }

  private mutating func choose(_ question: Int) {
    state.questions.offset = questionsLayout.first
    var next = state
    next.question = question
    change(to: next, topic: "question")
  }

  // MARK: - Sorting

  /// Sorts by a column, or the other way round if it is sorted by that already.
  private mutating func sort(by column: QuestionColumn) {
    let present = questionOrder
    state.questions.order = QuestionOrder(column)
    if present.column == column { state.questions.order.isDescending = !present.isDescending }
    state.questions.offset = 0
  }

  private var nextColumn: QuestionColumn {
    let columns = QuestionColumn.allCases.filter { state.showsGold || !$0.needsGold }
    let present = columns.firstIndex(of: questionOrder.column) ?? 0
    return columns[(present + 1) % columns.count]
  }

  // MARK: - Opening

  /// Shows the end of the run that disagrees most with the majority of its question.
  private mutating func openTellingRun() {
    let list = QuestionsList(self)
    guard list.rows.contains(state.question) else {
      notice = Notice(text: "no question is chosen; j k go to one", isError: false)
      return
    }
    guard let figures = list.figures?[state.question], !list.isStale else {
      notice = Notice(text: "still evaluating", isError: false)
      return
    }
    var next = state
    next.seed = figures.telling.seed
    change(to: next, topic: "")
    show(.step)
    go(to: walk.count)
    let words = QuestionWording(self, figures)
    notice = Notice(text: "Q\(figures.question + 1) \(words.telling)", isError: false)
  }
}
