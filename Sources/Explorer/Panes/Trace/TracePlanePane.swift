import Replay

/// How many branches were open over the steps; the depths are not in such a file.
enum TracePlanePane {
  static func content(_ context: TraceContext, _ size: Size) -> (Frame, String) {
    var frame = Frame(size: size)
    let most = context.traced.moments.map(\.opened).max() ?? 0
    guard most > 0, size.width >= 12, size.height >= 3 else { return (frame, "") }
    let plot = Rect(column: 5, row: 0, width: size.width - 6, height: size.height - 1)
    var canvas = DotCanvas(size: plot.size, unicode: context.glyphs.isUnicode)
    let resolution = canvas.resolution
    let last = max(1, context.traced.count - 1)
    var previous: (x: Int, y: Int)?
    for (index, moment) in context.traced.moments.enumerated() {
      guard index < context.cursor || context.model.state.showsHidden else { break }
      let share = 1 - Double(moment.opened) / Double(most)
      let point = (x: index * (resolution.width - 1) / last, y: Int(share * Double(resolution.height - 1)))
      canvas.line(from: previous ?? point, to: point, index < context.cursor ? .accent : .muted, mark: "*")
      previous = point
    }
    for row in 0..<plot.height {
      frame.put(context.glyphs.vertical, plot.column - 1, row, Style(.muted, [.dim]))
    }
    canvas.draw(on: &frame, at: plot.column, plot.row)
    frame.put(context.wording.tokens(most), endingAt: plot.column - 1, 0, Style(.muted))
    frame.put("0", endingAt: plot.column - 1, plot.height - 1, Style(.muted))
    frame.put("step 1", plot.column, size.height - 1, Style(.muted))
    frame.put("\(context.traced.count)", endingAt: plot.column + plot.width, size.height - 1, Style(.muted))
    return (frame, "width \(context.now.opened); depths are not told")
  }
}
