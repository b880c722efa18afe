/// Where the parts of the Knobs view lie.
///
/// Wide screens have a table with everything; tall ones three or four rows a knob; the others the list with the chosen
/// knob told below it. Where rows are left, the chosen knob is drawn over β.
package struct KnobsLayout {
  /// How much is told of a knob in the list.
  enum Form { case table, rows, brief }

  /// What the frame around everything leaves.
  let inside: Rect
  let form: Form
  /// The rows of the list below its heading.
  let list: Rect
  /// The first knob on the screen.
  let first: Int
  /// What is told of the chosen knob apart from the list.
  let detail: Rect?
  /// Where the chosen knob is drawn over β.
  let chart: Rect?
  private let knobCount: Int
  let linesPerKnob: Int
  /// How many knobs the list shows at a time.
  let shownCount: Int

  init(body: Rect, knobCount: Int, selection: Int) {
    self.knobCount = knobCount
    let inside = Rect(column: body.column + 1, row: body.row + 1, width: body.width - 2, height: body.height - 2)
    self.inside = inside
    let rows = inside.height - 1
    form = inside.width >= 108 ? .table : rows >= 3 * knobCount ? .rows : .brief
    let lines = form == .rows ? (rows >= 4 * knobCount + 8 ? 4 : 3) : 1
    let detailHeight =
      switch form {
      case .table: rows >= knobCount + 2 ? 2 : 0
      case .rows: 0
      case .brief: min(4, rows / 2)
      }
    let height = min(rows - detailHeight, lines * max(1, knobCount))
    list = Rect(column: inside.column, row: inside.row + 1, width: inside.width, height: height)
    var end = list.row + list.height
    detail =
      detailHeight > 0 ? Rect(column: inside.column, row: end, width: inside.width, height: detailHeight) : nil
    end += detailHeight
    let rest = inside.row + inside.height - end
    chart =
      rest >= 7
      ? Rect(column: inside.column, row: end + 1, width: min(inside.width, 100), height: min(rest - 1, 16)) : nil
    linesPerKnob = lines
    shownCount = max(1, height / lines)
    first = min(max(0, selection - shownCount / 2), max(0, knobCount - shownCount))
  }

  /// The knob at a place of the list.
  func knob(column: Int, row: Int) -> Int? {
    guard list.contains(column: column, row: row) else { return nil }
    let index = first + (row - list.row) / linesPerKnob
    return index < min(knobCount, first + shownCount) ? index : nil
  }
}
