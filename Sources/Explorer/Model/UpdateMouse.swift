extension Model {
  /// What the mouse does: drag β, choose a view or the store in the header; the rest is the view's.
  mutating func point(_ mouse: Mouse) -> [Effect] {
    if let overlay = overlays.last { return point(mouse, in: overlay) }
    switch mouse.kind {
    case .press:
      notice = nil
      dragged = nil
      history.settle()
      if HeaderBar.sliderHit(self, mouse) {
        dragged = .slider
        dragSlider(to: mouse.column)
      } else if let kind = TabBar.hit(self, mouse) {
        return perform(.view(kind))
      } else if HeaderBar.storeHit(self, mouse) {
        return perform(.chooseStore)
      } else {
        pointInView(mouse)
      }
    case .drag: if dragged == .slider { dragSlider(to: mouse.column) } else { pointInView(mouse) }
    case .release:
      dragged = nil
      history.settle()
    case .wheelUp, .wheelDown: pointInView(mouse)
    }
    return []
  }

  private mutating func dragSlider(to column: Int) {
    guard let slider = HeaderBar.slider(self) else { return }
    let share = Double(column - slider.column) / Double(max(1, slider.width - 1))
    setBeta((min(1, max(0, share)) * 100).rounded() / 100)
  }

  private mutating func point(_ mouse: Mouse, in overlay: Overlay) -> [Effect] {
    switch mouse.kind {
    case .wheelUp, .wheelDown:
      let key = Key(mouse.kind == .wheelUp ? .up : .down)
      return press(key, in: overlay) ?? []
    case .press:
      if case .welcome = overlay { overlays.removeLast() }
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
