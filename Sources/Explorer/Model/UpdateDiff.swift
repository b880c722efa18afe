import Replay

// The Diff view: two runs side by side and one cursor.
extension Model {
  /// Does what the keys of the Diff view ask for.
  mutating func performInDiff(_ command: Command) -> [Effect] {
    if case .exchange = command { return exchange() }
    if case .foldEqual = command {
      state.diff.showsEqual.toggle()
      return []
    }
    guard let pair, let present = diffRow else {
      notice = Notice(text: "there is no other run to compare with; d chooses one", isError: false)
      return []
    }
    let rows = pair.alignment.rows.count
    let page = max(1, DiffLayout(size: size).lineCount - 1)
    switch command {
    case .step(let change), .move(let change): moveInDiff(by: change)
    case .page(let pages): moveInDiff(by: pages * page)
    case .halfPage(let halves): moveInDiff(by: halves * max(1, page / 2))
    case .start, .top: go(toRow: 0)
    case .end, .bottom: go(toRow: rows - 1)
    case .tenth(let tenth): go(toRow: rows * tenth / 10)
    case .round(let change): go(toRoundOfDiff: change, pair, present)
    case .divergence(let change):
      let target =
        change > 0
        ? pair.alignment.nextDivergence(after: present) : pair.alignment.previousDivergence(before: present)
      go(toRow: target, or: "no \(change > 0 ? "further" : "earlier") divergence")
    case .reconvergence:
      let parts = pair.alignment.nextDivergence(after: -1) != nil
      go(
        toRow: pair.alignment.nextReconvergence(after: present),
        or: parts ? "the runs do not meet again" : "the runs never part")
    case .openAction: openAction(present)
    default: break
    }
    return []
  }

  /// A click puts the cursor on a line, the wheel goes through them.
  mutating func pointInDiff(_ mouse: Mouse) {
    switch mouse.kind {
    case .press, .drag:
      let layout = DiffLayout(size: size)
      for side in [layout.left, layout.right] where side.contains(column: mouse.column, row: mouse.row) {
        let lines = diffLines
        let first = layout.firstLine(diffLine, of: lines.count)
        guard let line = layout.line(of: side, atRow: mouse.row), lines.indices.contains(first + line) else { return }
        go(toRow: lines[first + line].first)
      }
    case .wheelUp: moveInDiff(by: -1)
    case .wheelDown: moveInDiff(by: 1)
    case .release: break
    }
  }

  // MARK: - Where the cursor is

  /// The two runs of the Diff view and what stands on the right; nil while one of them is not there.
  public var compared: (left: SideRun, right: SideRun, other: DiffSide)? {
    pair.map { ($0.left, $0.right, otherSide) }
  }

  /// Which step stands beside which; nil while there is no other run.
  package var alignment: Alignment? { pair?.alignment }

  /// The lines of both columns.
  package var diffLines: [DiffLine] {
    pair.map { DiffLine.all(of: $0.alignment, showsEqual: state.diff.showsEqual) } ?? []
  }

  /// The row under the cursor; nil while there is none.
  package var diffRow: Int? {
    guard let pair, !pair.alignment.rows.isEmpty else { return nil }
    let row = state.diff.row ?? pair.alignment.firstDivergence ?? pair.alignment.rows.count - 1
    return min(max(0, row), pair.alignment.rows.count - 1)
  }

  /// The line under the cursor.
  var diffLine: Int { diffLines.index(ofRow: diffRow ?? 0) }

  private mutating func moveInDiff(by change: Int) {
    let lines = diffLines
    guard !lines.isEmpty else { return }
    let line = min(max(0, lines.index(ofRow: diffRow ?? 0) + change), lines.count - 1)
    go(toRow: lines[line].first)
  }

  private mutating func go(toRow row: Int?, or line: String) {
    guard let row else {
      notice = Notice(text: line, isError: false)
      return
    }
    go(toRow: row)
  }

  /// Puts the cursor on a row, and in the other views behind what the left side has done by then.
  mutating func go(toRow row: Int) {
    guard let pair, !pair.alignment.rows.isEmpty else { return }
    let row = min(max(0, row), pair.alignment.rows.count - 1)
    if cursorIsOfPair { go(to: pair.alignment.steps(through: row).left) }
    state.diff.row = row
  }

  /// The first row of the next round, or of this one, or of the one before.
  private mutating func go(toRoundOfDiff change: Int, _ pair: RunPair, _ row: Int) {
    let rounds = pair.alignment.rows.indices.map(pair.round(ofRow:))
    if change > 0 {
      guard let next = rounds[row...].firstIndex(where: { $0 > rounds[row] }) else {
        return go(toRow: rounds.count - 1)
      }
      return go(toRow: next)
    }
    let first = rounds.firstIndex { $0 >= rounds[row] } ?? 0
    guard first == row, first > 0 else { return go(toRow: first) }
    go(toRow: rounds.firstIndex { $0 >= rounds[first - 1] } ?? 0)
  }

  /// Unfolds equal steps, or shows the step in the Step view.
  private mutating func openAction(_ row: Int) {
    if case .fold = diffLines[diffLine] {
      state.diff.showsEqual = true
    } else {
      show(.step)
    }
  }

  // MARK: - The other run

  /// Puts a run on the right and goes to where the two part.
  mutating func compare(with side: DiffSide) -> [Effect] {
    state.diff.right = side
    state.diff.row = nil
    show(.diff)
    return []
  }

  /// Takes the side that was typed.
  mutating func compare(typed text: String) -> [Effect] {
    do {
      return compare(with: try DiffSide(text, catalog: catalog))
    } catch {
      notice = Notice(text: "\(error)".madeSafe(ascii: !glyphs.isUnicode), isError: true)
      return []
    }
  }

  /// The run on the right comes under the hand, and the one under the hand to the right.
  private mutating func exchange() -> [Effect] {
    guard trace == nil, !isByHand, case .controller(let setting, let seed, let question) = otherSide else {
      notice = Notice(text: "only runs of controllers change sides", isError: false)
      return []
    }
    let taken = diffRow.map { row in pair?.alignment.steps(through: row).right ?? 0 }
    var next = state
    next.setting = setting
    next.seed = seed ?? state.seed
    next.question = question ?? state.question
    guard store.questions.indices.contains(next.question) else { return [] }
    next.diff.right = .controller(
      state.setting, seed: seed == nil ? nil : state.seed, question: question == nil ? nil : state.question)
    change(to: next, topic: "")
    state.diff.right = next.diff.right
    if let taken { go(to: taken) }
    return []
  }
}
