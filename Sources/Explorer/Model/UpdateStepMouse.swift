extension Model {
  /// Clicks on a pane, a row, a cell, the timeline; the wheel scrolls the pane under it.
  mutating func pointInStep(_ mouse: Mouse) {
    let layout = StepLayout(size: size, state: state)
    switch mouse.kind {
    case .press:
      if layout.timeline.contains(column: mouse.column, row: mouse.row) {
        dragged = .timeline
        dragTimeline(to: mouse.column, layout)
      } else {
        press(mouse, layout)
      }
    case .drag: if dragged == .timeline { dragTimeline(to: mouse.column, layout) }
    case .release: break
    case .wheelUp, .wheelDown:
      guard let pane = layout.panes.first(where: { $0.rect.contains(column: mouse.column, row: mouse.row) })?.pane
      else { return }
      let focus = state.focus
      state.focus = pane
      performInStep(.move(mouse.kind == .wheelUp ? -3 : 3))
      state.focus = focus
    }
  }

  private mutating func dragTimeline(to column: Int, _ layout: StepLayout) {
    go(to: TimelineBar.cursor(at: column, count: walk.count, width: layout.timeline.width))
  }

  private mutating func press(_ mouse: Mouse, _ layout: StepLayout) {
    guard let (pane, rect) = layout.panes.first(where: { $0.rect.contains(column: mouse.column, row: mouse.row) })
    else { return }
    state.focus = pane
    let row = mouse.row - rect.row - 1
    guard row >= 0, row < rect.height - 2 else { return }
    switch pane {
    case .actions:
      let first = ActionsPane.firstRow(self, height: rect.height - 2)
      go(to: first + row + 1)
    case .branches:
      if isByHand {
        if let branch = BranchesPane.branch(self, rect.size, row: row + 1) { chooseBranch(branch) }
      } else if trace == nil,
        let cursor = BranchesPane.cursor(self, rect.size, column: mouse.column - rect.column, row: row + 1)
      {
        let scroll = state.scroll[.branches] ?? BranchesPane.followingOffset(self, height: rect.height - 2)
        go(to: cursor)
        state.scroll[.branches] = scroll
      }
    case .signals, .votes, .plane: break
    }
  }
}
