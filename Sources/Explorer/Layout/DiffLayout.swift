/// Where the parts of the Diff view lie: the two sides beside one another, or on narrow and tall screens one above the
/// other; what they differ in above, the present row in full and the signals below.
package struct DiffLayout {
  /// What the first divergence is, and the one under the cursor.
  let summary: Rect
  /// The two sides, each with its title.
  package let left, right: Rect
  /// Whether the sides have frames; without room only a title.
  let isFramed: Bool
  /// The steps of the present row in full, the left side's above the right one's; nil without room.
  let detail: Rect?
  /// The two signals; nil without room.
  let plot: Rect?
  /// Tokens and winners of both sides at the cursor.
  let status: Rect

  package init(size: Size) {
    let body = ScreenLayout(size: size).body
    let width = body.width
    func rows(_ row: Int, _ height: Int) -> Rect { Rect(column: 0, row: row, width: width, height: height) }
    summary = rows(body.row, body.height >= 18 ? 2 : 1)
    let end = body.row + body.height
    status = rows(end - 1, 1)
    let hasRoom = body.height >= 18
    let isStacked = width < 80 || size.height > size.width
    let plotHeight = body.height >= 26 ? min(12, body.height / 4) : 0
    let plotRow = status.row - plotHeight
    plot = plotHeight > 0 ? rows(plotRow, plotHeight) : nil
    detail = hasRoom ? rows(plotRow - 2, 2) : nil
    let top = summary.row + summary.height
    let height = plotRow - (hasRoom ? 2 : 0) - top
    isFramed = height >= (isStacked ? 14 : 7)
    if isStacked {
      left = rows(top, height / 2)
      right = rows(top + height / 2, height - height / 2)
    } else {
      left = Rect(column: 0, row: top, width: width / 2, height: height)
      right = Rect(column: width / 2, row: top, width: width - width / 2, height: height)
    }
  }

  /// How many lines of the sides are on the screen.
  package var lineCount: Int { max(1, min(left.height, right.height) - (isFramed ? 2 : 1)) }

  /// The line of a side at a row of the screen, from 0; nil beside its lines.
  package func line(of side: Rect, atRow row: Int) -> Int? {
    let line = row - side.row - 1
    return (0..<lineCount).contains(line) ? line : nil
  }

  /// The first line on the screen when one of them is under the cursor.
  package func firstLine(_ line: Int, of count: Int) -> Int {
    min(max(0, line - lineCount / 2), max(0, count - lineCount))
  }
}
