import Replay

/// The controller's signals over its rounds, with the bounds it holds them against and the present round.
enum SignalsPane {
  /// A signal with a line of its own.
  private struct Series {
    var measure: Measure
    var color: Color
    var mark: Character
    /// What its values are divided by, to lie between 0 and 1.
    var scale: Double
  }

  static func content(_ context: StepContext, _ size: Size) -> (Frame, String) {
    var frame = Frame(size: size)
    let rounds = context.run.recording.rounds
    guard !rounds.isEmpty else {
      frame.put("this controller tells no signals", 1, 0, Style(.muted))
      return (frame, "")
    }
    let series = series(context)
    let hasNumbers = size.height >= 4
    let plot = Rect(column: 5, row: 0, width: size.width - 6, height: size.height - (hasNumbers ? 2 : 1))
    if plot.width >= 8, plot.height >= 2 {
      draw(series, in: plot, context, &frame)
    }
    drawNumbers(context, series, row: size.height - (hasNumbers ? 2 : 1), &frame)
    if hasNumbers { drawCounts(context, row: size.height - 1, &frame) }
    return (frame, context.now.round.map { "after round \($0.signals.round)" } ?? "")
  }

  private static func series(_ context: StepContext) -> [Series] {
    let first = context.run.recording.rounds[0].signals
    let styles: [Measure: (Color, Character)] = [
      .confidence: (.grey, "."), .ema: (.sky, "*"), .alignedShare: (.orange, "a"), .lockedShare: (.purple, "l"),
      .stability: (.sky, "*"), .winnerShare: (.green, "w"), .winnerProbability: (.sky, "*"),
      .entropy: (.sky, "*"), .finished: (.sky, "*"),
    ]
    return first.values.compactMap { value in
      guard let (color, mark) = styles[value.measure] else { return nil }
      let bound = context.run.recording.thresholds.first { $0.measure == value.measure }?.bound
      return Series(
        measure: value.measure, color: color, mark: mark,
        scale: value.measure.kind == .count ? max(1, bound ?? 1) : 1)
    }
  }

  private static func draw(_ series: [Series], in plot: Rect, _ context: StepContext, _ frame: inout Frame) {
    let rounds = context.run.recording.rounds
    let glyphs = context.glyphs
    var canvas = DotCanvas(size: plot.size, unicode: glyphs.isUnicode)
    let resolution = canvas.resolution
    let last = max(1, rounds.count - 1)
    func x(_ index: Int) -> Int { index * (resolution.width - 1) / last }
    func y(_ value: Double) -> Int { Int(((1 - min(1, max(0, value))) * Double(resolution.height - 1)).rounded()) }
    for row in 0..<plot.height { frame.put(glyphs.vertical, plot.column - 1, plot.row + row, Style(.muted, [.dim])) }
    frame.put("1.0", endingAt: plot.column - 1, plot.row, Style(.muted))
    frame.put("0", endingAt: plot.column - 1, plot.row + plot.height - 1, Style(.muted))
    for threshold in context.run.recording.thresholds {
      guard let line = series.first(where: { $0.measure == threshold.measure }) else { continue }
      let height = y(threshold.bound / line.scale)
      let row = plot.row + height / 4
      for x in stride(from: 0, to: resolution.width, by: 3) { canvas.set(x, height, line.color, mark: "-") }
      guard line.scale == 1 else { continue }
      let label = context.wording.value(threshold.bound, of: threshold.measure)
      frame.put("    ", 0, row)
      frame.put(String(label.prefix(4)), endingAt: plot.column - 1, row, Style(line.color))
    }
    let now = context.run.recording.roundIndex(after: context.now.stepCount)
    if let now {
      for row in 0..<plot.height {
        frame.put(glyphs.cursorLine, plot.column + x(now) / 2, plot.row + row, Style(.accent, [.dim]))
      }
    }
    let shown = context.model.state.showsHidden ? rounds.count : (now ?? -1) + 1
    for line in series {
      var previous: (x: Int, y: Int)?
      for index in 0..<shown {
        guard let value = rounds[index].signals[line.measure] else { continue }
        let point = (x: x(index), y: y(value / line.scale))
        let color: Color = index > (now ?? -1) ? .muted : line.color
        canvas.line(from: previous ?? point, to: point, color, mark: line.mark)
        previous = point
      }
    }
    canvas.draw(on: &frame, at: plot.column, plot.row)
  }

  /// The values of the present round, each in the colour of its line.
  private static func drawNumbers(_ context: StepContext, _ series: [Series], row: Int, _ frame: inout Frame) {
    guard let signals = context.now.round?.signals else {
      frame.put("before the first round", 1, row, Style(.muted))
      return
    }
    let values = signals.values.map { value in
      let line = series.first { $0.measure == value.measure }
      let mark = context.glyphs.isUnicode ? "" : line.map { "\($0.mark) " } ?? ""
      let bound = line.flatMap { $0.scale == 1 ? nil : "/" + context.wording.value($0.scale, of: value.measure) } ?? ""
      return (
        name: mark + context.wording.measure(value.measure) + " ",
        number: context.wording.value(value.value, of: value.measure) + bound, color: line?.color ?? .standard
      )
    }
    let short = values.map {
      (name: $0.name.replacing("confidence", with: "conf"), number: $0.number, color: $0.color)
    }
    func fitting(_ values: [(name: String, number: String, color: Color)]) -> Int {
      var column = 1
      return values.prefix { value in
        defer { column += value.name.count + value.number.count + 2 }
        return column + value.name.count + value.number.count < frame.size.width
      }.count
    }
    // More of them with a shorter word, before fewer with the longer one.
    let shown = fitting(short) > fitting(values) ? short : values
    var column = 1
    for value in shown.prefix(fitting(shown)) {
      column = frame.put(value.name, column, row, Style(value.color))
      column = frame.put(value.number, column, row, Style(.standard, [.bold])) + 2
    }
    if fitting(shown) < shown.count { drawMore(after: column, row, context, &frame) }
  }

  /// A sign that there is more than the line has room for.
  private static func drawMore(after column: Int, _ row: Int, _ context: StepContext, _ frame: inout Frame) {
    frame.put(context.wording.ellipsis, min(column - 1, frame.size.width - 1), row, Style(.muted))
  }

  private static func drawCounts(_ context: StepContext, row: Int, _ frame: inout Frame) {
    guard let signals = context.now.round?.signals else { return }
    var parts = ["votes \(signals.poolSize)"]
    // Branches that were read in full are never compared with the winner.
    if let aligned = signals.aligned, let deviant = signals.deviant,
      context.now.branches.contains(where: { !$0.wasRead })
    {
      parts += ["aligned \(aligned)", "deviant \(deviant)"]
    }
    var column = 1
    let shown = parts.prefix { part in
      guard column + part.count < frame.size.width else { return false }
      column = frame.put(part, column, row, Style(.muted)) + 2
      return true
    }
    if shown.count < parts.count { drawMore(after: column, row, context, &frame) }
  }
}
