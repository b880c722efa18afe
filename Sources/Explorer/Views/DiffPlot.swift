import Replay

/// The signals of both runs over their rounds in one plot.
enum DiffPlot {
  /// The colour and the ASCII mark of each side's line.
  private static let lines: [DiffColumn: (color: Color, mark: Character)] = [
    .left: (.sky, "l"), .right: (.orange, "r"),
  ]

  static func draw(_ context: DiffContext, _ rect: Rect, on frame: inout Frame) {
    var content = Frame(size: Size(width: rect.width - 2, height: rect.height - 2))
    let signals = [DiffColumn.left, .right].map { ($0, $0.run(context.pair).signal(context.wording)) }
    let round = context.pair.round(ofRow: context.row)
    let plot = Rect(column: 5, row: 0, width: content.size.width - 6, height: content.size.height - 1)
    drawPlot(signals, plot, round: round, context, &content)
    drawNumbers(signals, round: round, context, row: content.size.height - 1, &content)
    let note = round < 0 ? "before the first round" : "round \(round)"
    let box = Box.frame(content, title: "Signals", note: note, isFocused: false, context.glyphs)
    frame.blit(box, at: rect.column, rect.row)
  }

  private static func drawPlot(
    _ signals: [(DiffColumn, SideSignal?)], _ plot: Rect, round: Int, _ context: DiffContext, _ frame: inout Frame
  ) {
    guard plot.width >= 8, plot.height >= 2 else { return }
    var canvas = DotCanvas(size: plot.size, unicode: context.glyphs.isUnicode)
    let resolution = canvas.resolution
    let last = max(1, signals.compactMap { $0.1?.points.last?.round }.max() ?? 1)
    func x(_ round: Int) -> Int { min(max(0, round), last) * (resolution.width - 1) / last }
    func y(_ value: Double) -> Int { Int(((1 - min(1, max(0, value))) * Double(resolution.height - 1)).rounded()) }
    for row in 0..<plot.height {
      frame.put(context.glyphs.vertical, plot.column - 1, plot.row + row, Style(.muted, [.dim]))
    }
    frame.put("1.0", endingAt: plot.column - 1, plot.row, Style(.muted))
    frame.put("0", endingAt: plot.column - 1, plot.row + plot.height - 1, Style(.muted))
    if round >= 0 {
      let column = plot.column + x(round) / 2
      for row in 0..<plot.height {
        frame.put(context.glyphs.cursorLine, column, plot.row + row, Style(.accent, [.dim]))
      }
    }
    for (side, signal) in signals {
      guard let signal, let line = lines[side] else { continue }
      if let bound = signal.bound {
        let start = side == .left ? 0 : 3
        for x in stride(from: start, to: resolution.width, by: 6) {
          canvas.set(x, y(bound / signal.scale), line.color, mark: "-")
        }
      }
      var previous: (x: Int, y: Int)?
      for value in signal.points {
        let point = (x: x(value.round), y: y(value.value / signal.scale))
        canvas.line(from: previous ?? point, to: point, line.color, mark: line.mark)
        previous = point
      }
    }
    canvas.draw(on: &frame, at: plot.column, plot.row)
  }

  private static func drawNumbers(
    _ signals: [(DiffColumn, SideSignal?)], round: Int, _ context: DiffContext, row: Int, _ frame: inout Frame
  ) {
    var column = 1
    for (side, signal) in signals {
      guard let line = lines[side] else { continue }
      let name = side == .left ? "left" : "right"
      let mark = context.glyphs.isUnicode ? "" : "\(line.mark) "
      guard let signal else {
        column = frame.put("\(name) tells no signals", column, row, Style(.muted)) + 2
        continue
      }
      let places = signal.scale == 1 ? 3 : 0
      let value =
        signal.value(atRound: round).map { context.wording.fixed($0, places: places) } ?? context.glyphs.horizontal
      let bound = signal.bound.map { " / " + context.wording.fixed($0, places: places) } ?? ""
      column = frame.put("\(mark)\(name) \(signal.name) ", column, row, Style(line.color))
      column = frame.put(value, column, row, Style(.standard, [.bold]))
      column = frame.put(bound, column, row, Style(.muted)) + 2
    }
  }
}

/// Tokens and winners of both sides at the cursor, and how the difference in tokens has run.
enum DiffStatus {
  static func draw(_ context: DiffContext, _ rect: Rect, on frame: inout Frame) {
    let (pair, wording) = (context.pair, context.wording)
    let taken = pair.alignment.steps(through: context.row)
    let isNarrow = rect.width < 60
    var column = 1
    func tell(_ text: String, _ style: Style = .plain) { column = frame.put(text, column, rect.row, style) }
    if let left = pair.left.tokens(after: taken.left), let right = pair.right.tokens(after: taken.right) {
      tell(isNarrow ? "" : "tokens ", Style(.muted))
      tell("\(wording.tokens(left)) | \(wording.tokens(right)) ")
      tell("(\(signed(right - left, wording)))  ", Style(.standard, [.bold]))
    }
    tell(isNarrow ? "" : "winner ", Style(.muted))
    let winners = [winner(pair.left, taken.left, context), winner(pair.right, taken.right, context)]
    let style = Style(winners[0] == winners[1] ? .standard : .yellow, [.bold])
    tell("\(winners[0]) | \(winners[1])", style)
    drawCourse(context, from: column + 2, rect, &frame)
  }

  private static func signed(_ difference: Int, _ wording: Wording) -> String {
    (difference > 0 ? "+" : "") + wording.tokens(difference)
  }

  private static func winner(_ run: SideRun, _ steps: Int, _ context: DiffContext) -> String {
    run.winner(after: steps).map { $0.isEmpty ? "(empty)" : context.wording.answer($0, limit: 12) } ?? "none"
  }

  /// The running difference of tokens over the rows, with the cursor's place.
  private static func drawCourse(_ context: DiffContext, from column: Int, _ rect: Rect, _ frame: inout Frame) {
    let rows = context.pair.alignment.rows.count
    let label = "difference "
    let width = min(60, rect.width - 2 - column - label.count)
    guard width >= 12, rows > 0 else { return }
    let places = (0..<width).map { $0 * (rows - 1) / max(1, width - 1) }
    let values = places.map { context.pair.tokenDifference(through: $0) }
    guard values.allSatisfy({ $0 != nil }) else { return }
    var end = frame.put(label, column, rect.row, Style(.muted))
    let current = places.lastIndex { $0 <= context.row } ?? 0
    let glyphs = Sparkline.glyphs(values.map { Double($0 ?? 0) }, unicode: context.glyphs.isUnicode)
    for (index, glyph) in glyphs.enumerated() {
      let isHere = index == current
      end = frame.put(glyph, end, rect.row, Style(isHere ? .accent : .muted, isHere ? [.bold, .reverse] : []))
    }
  }
}
