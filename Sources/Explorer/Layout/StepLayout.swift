/// Where the parts of the Step view lie on a screen.
///
/// Wide screens have the probe matrix at the left and the other panes at the right; screens taller than wide stack them;
/// small ones show the focused pane alone. The timeline is below, at any size.
package struct StepLayout {
  /// The panes that are on the screen, with their frames.
  package let panes: [(pane: Pane, rect: Rect)]
  /// The action under the cursor in full, where there is room.
  let detail: Rect?
  /// The line of the whole run.
  package let timeline: Rect
  /// The words for its marks, where there is room.
  package let timelineKey: Rect?

  package init(size: Size, state: ViewState) {
    let whole = ScreenLayout(size: size).body
    let width = whole.width
    let end = whole.row + whole.height
    let hasRoom = size.height >= 20
    timelineKey = hasRoom ? Rect(column: 0, row: end - 1, width: width, height: 1) : nil
    timeline = Rect(column: 0, row: end - (hasRoom ? 2 : 1), width: width, height: 1)
    detail = hasRoom ? Rect(column: 0, row: end - 3, width: width, height: 1) : nil
    let body = Rect(column: 0, row: whole.row, width: width, height: (detail ?? timeline).row - whole.row)
    panes =
      if state.isZoomed || body.height < 12 || width < 60 {
        [(state.focus, body)]
      } else if size.height > size.width || width < 72 { Self.stacked(body, state) } else { Self.beside(body) }
  }

  /// The panes that Tab goes through; where only one is on the screen, all of them.
  package var focusable: [Pane] { panes.count == 1 ? Pane.allCases : panes.map(\.pane) }

  /// The rows of text that a pane has.
  func height(of pane: Pane) -> Int { (panes.first { $0.pane == pane }?.rect.height ?? 2) - 2 }

  /// The matrix at the left, the others at the right, one above another.
  private static func beside(_ body: Rect) -> [(Pane, Rect)] {
    let left = body.width * 3 / 5
    var row = body.row
    func take(_ pane: Pane, _ height: Int) -> (Pane, Rect) {
      defer { row += height }
      return (pane, Rect(column: left, row: row, width: body.width - left, height: height))
    }
    let rest = body.height
    let hasPlane = rest >= 28
    let signals = rest >= 28 ? max(9, rest * 3 / 10) : rest >= 18 ? 7 : 5
    let votes = rest >= 28 ? max(7, rest / 5) : rest >= 18 ? 5 : 4
    let plane = hasPlane ? max(6, rest / 6) : 0
    var panes = [(Pane.branches, Rect(column: 0, row: body.row, width: left, height: rest))]
    panes += [take(.signals, signals), take(.votes, votes), take(.actions, rest - signals - votes - plane)]
    if hasPlane { panes.append(take(.plane, plane)) }
    return panes
  }

  /// One pane below another.
  private static func stacked(_ body: Rect, _ state: ViewState) -> [(Pane, Rect)] {
    var row = body.row
    func take(_ pane: Pane, _ height: Int) -> (Pane, Rect) {
      defer { row += height }
      return (pane, Rect(column: 0, row: row, width: body.width, height: height))
    }
    let rest = body.height
    if rest < 30 {
      let votes = rest < 15 ? 3 : 4
      let branches = rest < 15 ? (rest - votes + 1) / 2 : rest / 2
      // A run by hand has its score, which tells the votes too, in the place of the signals.
      let second: Pane = state.hand == nil ? .votes : .signals
      return [take(.branches, branches), take(second, votes), take(.actions, rest - branches - votes)]
    }
    // The plane takes three rows and its frame.
    let plane = rest < 50 ? 0 : rest / 10
    let branches = rest * 2 / 5 + (plane == 0 ? rest / 10 : 0)
    let signals = rest / 6
    let votes = rest / 8
    let panes = [
      take(.branches, branches), take(.signals, signals), take(.votes, votes),
      take(.actions, rest - branches - signals - votes - plane),
    ]
    return plane == 0 ? panes : panes + [take(.plane, plane)]
  }
}
