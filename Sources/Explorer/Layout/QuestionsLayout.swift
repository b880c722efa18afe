/// Where the parts of the Questions view lie: the titles, the rows, and below them what is told of the chosen question.
///
/// Where the texts of the questions have no room beside the figures but below them, a row takes two lines.
package struct QuestionsLayout {
  /// What the frame around everything leaves.
  let inside: Rect
  /// The row of titles.
  let titles: Rect
  /// The rows of the list.
  let list: Rect
  /// The first row on the screen.
  let first: Int
  /// The lines that a row takes.
  let linesPerRow: Int
  /// How many rows the list shows at a time.
  let shownCount: Int
  /// What is told of the chosen question.
  let detail: Rect
  /// The cells of a row.
  let columns: QuestionsColumns
  private let rowCount: Int

  /// - Parameters:
  ///   - body: Where the view is.
  ///   - questionCount: How many questions the store has.
  ///   - rowCount: How many of them are listed.
  ///   - chosen: The row of the chosen one; nil where it is not listed.
  ///   - offset: The first row to show, as far as the chosen one is shown too.
  ///   - showsGold: Whether the gold answer is shown.
  init(body: Rect, questionCount: Int, rowCount: Int, chosen: Int?, offset: Int, showsGold: Bool) {
    let inside = Rect(column: body.column + 1, row: body.row + 1, width: body.width - 2, height: body.height - 2)
    self.inside = inside
    self.rowCount = rowCount
    titles = Rect(column: inside.column, row: inside.row, width: inside.width, height: 1)
    columns = QuestionsColumns(
      start: inside.column, width: inside.width, questionCount: questionCount, showsGold: showsGold)
    let rows = inside.height - 1
    let hasText = columns.places.contains { $0.cell == .text }
    linesPerRow = !hasText && rows >= 2 * questionCount + 8 ? 2 : 1
    let detailHeight = min(rows, max(2, rows / 4, min(24, rows - linesPerRow * questionCount)))
    list = Rect(column: inside.column, row: inside.row + 1, width: inside.width, height: rows - detailHeight)
    detail = Rect(column: inside.column, row: list.row + list.height, width: inside.width, height: detailHeight)
    let shown = max(1, list.height / linesPerRow)
    shownCount = shown
    let near = chosen.map { min(max(offset, $0 - shown + 1), $0) } ?? offset
    first = max(0, min(near, rowCount - shown))
  }

  /// The row of the list at a place of the screen.
  func row(column: Int, row: Int) -> Int? {
    guard list.contains(column: column, row: row) else { return nil }
    let index = first + (row - list.row) / linesPerRow
    return index < min(rowCount, first + shownCount) ? index : nil
  }
}
