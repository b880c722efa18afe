/// The views at the right end of the header's second row, the present one in brackets.
enum TabBar {
  /// A view's tab: its text and where that lies.
  private struct Tab {
    var kind: ViewKind
    var text: String
    var column: Int
  }

  /// Draws the tabs; returns the column where they begin.
  static func draw(_ model: Model, _ frame: inout Frame) -> Int {
    let tabs = tabs(model)
    for tab in tabs {
      let isCurrent = tab.kind == model.state.view
      frame.put(tab.text, tab.column, 1, isCurrent ? Style(.accent, [.bold]) : Style(.muted))
    }
    return tabs.first?.column ?? model.size.width
  }

  /// The view whose tab the mouse is on.
  static func hit(_ model: Model, _ mouse: Mouse) -> ViewKind? {
    guard mouse.row == 1, ScreenLayout.fits(model.size) else { return nil }
    return tabs(model).first { ($0.column..<$0.column + $0.text.count).contains(mouse.column) }?.kind
  }

  /// All names where there is room for them; else the present view's and the numbers of the others; else numbers alone.
  private static func tabs(_ model: Model) -> [Tab] {
    let width = model.size.width
    var tabs = ViewKind.allCases.map { kind in
      let isCurrent = kind == model.state.view
      let text = width >= 120 || (width >= 72 && isCurrent) ? "\(kind.number) \(kind.title)" : "\(kind.number)"
      return Tab(kind: kind, text: isCurrent ? "[\(text)]" : width >= 72 ? " \(text) " : text, column: 0)
    }
    var column = width
    for index in tabs.indices.reversed() {
      column -= tabs[index].text.count
      tabs[index].column = column
    }
    return tabs
  }
}
