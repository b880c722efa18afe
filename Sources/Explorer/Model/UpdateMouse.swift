extension Model {
  /// What the mouse does: drag β, click a pane, a row, the timeline; scroll.
  mutating func point(_ mouse: Mouse) -> [Effect] {
    let layout = StepLayout(size: size, state: state)
    if let overlay = overlays.last { return point(mouse, in: overlay) }
    switch mouse.kind {
    case .press:
      notice = nil
      dragged = nil
      history.settle()
      if HeaderBar.sliderHit(self, mouse) {
        dragged = .slider
        drag(.slider, to: mouse.column, layout)
      } else if layout.timeline.contains(column: mouse.column, row: mouse.row) {
        dragged = .timeline
        drag(.timeline, to: mouse.column, layout)
      } else if HeaderBar.storeHit(self, mouse) {
        return perform(.chooseStore)
      } else {
        press(mouse, layout)
      }
    case .drag:
      if let dragged { drag(dragged, to: mouse.column, layout) }
    case .release:
      dragged = nil
      history.settle()
    case .wheelUp, .wheelDown:
      guard let pane = layout.panes.first(where: { $0.rect.contains(column: mouse.column, row: mouse.row) })?.pane
      else { return [] }
      let focus = state.focus
      state.focus = pane
      defer { state.focus = focus }
      return perform(.move(mouse.kind == .wheelUp ? -3 : 3))
    }
    return []
  }

  private mutating func drag(_ target: DragTarget, to column: Int, _ layout: StepLayout) {
    switch target {
    case .slider: dragSlider(to: column)
    case .timeline: go(to: TimelineBar.cursor(at: column, count: walk.count, width: layout.timeline.width))
    }
  }

  private mutating func dragSlider(to column: Int) {
    guard let slider = HeaderBar.slider(self) else { return }
    let share = Double(column - slider.column) / Double(max(1, slider.width - 1))
    setBeta((min(1, max(0, share)) * 100).rounded() / 100)
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
      if trace == nil,
        let cursor = BranchesPane.cursor(self, rect.size, column: mouse.column - rect.column, row: row + 1)
      {
        let scroll = state.scroll[.branches] ?? BranchesPane.followingOffset(self, height: rect.height - 2)
        go(to: cursor)
        state.scroll[.branches] = scroll
      }
    case .signals, .votes, .plane: break
    }
  }

  private mutating func point(_ mouse: Mouse, in overlay: Overlay) -> [Effect] {
    switch mouse.kind {
    case .wheelUp, .wheelDown:
      let key = Key(mouse.kind == .wheelUp ? .up : .down)
      return press(key, in: overlay) ?? []
    case .press:
      guard case .picker(let picker) = overlay else { return [] }
      guard let row = PickerOverlay.row(self, picker, at: mouse) else {
        overlays.removeLast()
        return []
      }
      return choose(row, of: picker)
    case .drag, .release: return []
    }
  }
}
