import Replay

/// The measured values of a trace over its steps, with the bounds that the file tells.
enum TraceSignalsPane {
  static func content(_ context: TraceContext, _ size: Size) -> (Frame, String) {
    var frame = Frame(size: size)
    let series = context.traced.series
    guard !series.isEmpty else {
      frame.put("this file tells no signals of this run", 1, 0, Style(.muted))
      return (frame, "")
    }
    let plot = Rect(column: 5, row: 0, width: size.width - 6, height: size.height - 1)
    if plot.width >= 8, plot.height >= 2 { draw(series, in: plot, context, &frame) }
    drawNumbers(series, context, row: size.height - 1, &frame)
    return (frame, context.cursor > 0 && context.now.round >= 0 ? "round \(context.now.round)" : "")
  }

  private static func draw(_ series: [TraceSeries], in plot: Rect, _ context: TraceContext, _ frame: inout Frame) {
    let glyphs = context.glyphs
    var canvas = DotCanvas(size: plot.size, unicode: glyphs.isUnicode)
    let resolution = canvas.resolution
    let last = max(1, context.traced.count - 1)
    func x(_ step: Int) -> Int { step * (resolution.width - 1) / last }
    func y(_ value: Double) -> Int { Int(((1 - min(1, max(0, value))) * Double(resolution.height - 1)).rounded()) }
    for row in 0..<plot.height { frame.put(glyphs.vertical, plot.column - 1, plot.row + row, Style(.muted, [.dim])) }
    frame.put("1.0", endingAt: plot.column - 1, plot.row, Style(.muted))
    frame.put("0", endingAt: plot.column - 1, plot.row + plot.height - 1, Style(.muted))
    for case (let line?, let bound?, let scale) in series.map({ ($0.line, $0.bound, $0.scale) }) {
      let height = y(bound / scale)
      for x in stride(from: 0, to: resolution.width, by: 3) { canvas.set(x, height, line.color, mark: "-") }
      guard scale == 1 else { continue }
      frame.put("    ", 0, plot.row + height / 4)
      let label = String(context.wording.value(.number(bound)).prefix(4))
      frame.put(label, endingAt: plot.column - 1, plot.row + height / 4, Style(line.color))
    }
    if context.cursor > 0 {
      let column = plot.column + x(context.cursor - 1) / 2
      for row in 0..<plot.height { frame.put(glyphs.cursorLine, column, plot.row + row, Style(.accent, [.dim])) }
    }
    for one in series {
      guard let line = one.line else { continue }
      var previous: (x: Int, y: Int)?
      for (step, value) in one.points where step < context.cursor || context.model.state.showsHidden {
        let point = (x: x(step), y: y(value / one.scale))
        canvas.line(
          from: previous ?? point, to: point, step < context.cursor ? line.color : .muted, mark: line.mark)
        previous = point
      }
    }
    canvas.draw(on: &frame, at: plot.column, plot.row)
  }

  /// The last values told, each in the colour of its line, by the names of the file.
  private static func drawNumbers(
    _ series: [TraceSeries], _ context: TraceContext, row: Int, _ frame: inout Frame
  ) {
    var column = 1
    for one in series {
      guard let value = one.value(at: context.cursor) else { continue }
      let mark = context.glyphs.isUnicode ? "" : one.line.map { "\($0.mark) " } ?? ""
      let bound = one.scale == 1 ? "" : "/" + context.wording.fixed(one.scale, places: 0)
      let number = (one.isCount ? context.wording.fixed(value, places: 0) : "\(value)") + bound
      guard column + mark.count + one.key.count + 1 + number.count < frame.size.width else { break }
      column = frame.put("\(mark)\(one.key) ", column, row, Style(one.line?.color ?? .standard))
      column = frame.put(number, column, row, Style(.standard, [.bold])) + 2
    }
    if column == 1 { frame.put("nothing measured yet", 1, row, Style(.muted)) }
  }
}
