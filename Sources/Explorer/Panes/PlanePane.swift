import Replay

/// The width–depth plane: how many branches were open when the deepest one had which depth.
enum PlanePane {
  static func content(_ context: StepContext, _ size: Size) -> (Frame, String) {
    var frame = Frame(size: size)
    let path = path(context.run.recording)
    guard let end = path.last, size.width >= 12, size.height >= 3 else { return (frame, "") }
    let now = path.last { $0.step < context.now.stepCount }
    let plot = Rect(column: 5, row: 0, width: size.width - 6, height: size.height - 1)
    var canvas = DotCanvas(size: plot.size, unicode: context.glyphs.isUnicode)
    let resolution = canvas.resolution
    func x(_ depth: Int) -> Int { (depth - 1) * (resolution.width - 1) / max(1, end.depth - 1) }
    func y(_ width: Int) -> Int { (resolution.height - 1) * (end.width - width) / max(1, end.width) }
    var previous: (x: Int, y: Int)?
    for point in path where point.step < context.now.stepCount || context.model.state.showsHidden {
      let place = (x: x(point.depth), y: y(point.width))
      let color: Color = point.step < context.now.stepCount ? .accent : .muted
      canvas.line(from: previous ?? place, to: place, color, mark: "*")
      previous = place
    }
    for row in 0..<plot.height { frame.put(context.glyphs.vertical, plot.column - 1, row, Style(.muted, [.dim])) }
    canvas.draw(on: &frame, at: plot.column, plot.row)
    if let now {
      frame.put(
        context.glyphs.active, plot.column + x(now.depth) / 2, plot.row + y(now.width) / 4, Style(.accent, [.bold]))
    }
    frame.put("\(end.width)", endingAt: plot.column - 1, 0, Style(.muted))
    frame.put("0", endingAt: plot.column - 1, plot.height - 1, Style(.muted))
    frame.put("depth 1", plot.column, size.height - 1, Style(.muted))
    frame.put("\(end.depth)", endingAt: plot.column + plot.width, size.height - 1, Style(.muted))
    return (frame, now.map { "width \($0.width), depth \($0.depth)" } ?? "")
  }

  /// Where the run was after each step that changed either: opened branches, and the depth of the deepest.
  private static func path(_ recording: Recording) -> [(step: Int, width: Int, depth: Int)] {
    var path: [(step: Int, width: Int, depth: Int)] = []
    var width = 0
    var deepest = 0
    for (index, step) in recording.steps.enumerated() {
      guard step.kind == .branch || step.kind == .read || step.kind == .continue else { continue }
      let before = (width, deepest)
      if step.kind != .continue { width += 1 }
      deepest = max(deepest, step.depth)
      if (width, deepest) != before { path.append((index, width, deepest)) }
    }
    return path
  }
}
