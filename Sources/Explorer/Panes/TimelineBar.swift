import Replay

/// The whole run in one line, with marks for what decided it.
enum TimelineBar {
  static func frame(_ context: StepContext, _ size: Size) -> Frame {
    var frame = Frame(size: size)
    let run = context.run
    let glyphs = context.glyphs
    let width = track(size.width, context)
    func column(_ index: Int) -> Int { 1 + place(index + 1, count: run.count, width: width) }
    for cell in 0..<width { frame.put(glyphs.sliderLine, 1 + cell, 0, Style(.muted, [.dim])) }
    frame.put(glyphs.sliderStart, 0, 0, Style(.muted))
    frame.put(glyphs.sliderEnd, width + 1, 0, Style(.muted))
    for index in run.events[.openings] ?? [] { frame.put(glyphs.opening, column(index), 0, Style(.accent)) }
    for index in run.events[.prunes] ?? [] { frame.put(glyphs.pruned, column(index), 0, Style(.wrong)) }
    if let index = run.firstEligible { frame.put(glyphs.eligible, column(index), 0, Style(.yellow, [.bold])) }
    for index in run.events[.stop] ?? [] { frame.put(glyphs.stop, column(index), 0, Style(.standard, [.bold])) }
    let head = 1 + place(context.model.state.cursor, count: run.count, width: width)
    frame.put(glyphs.playhead, head, 0, Style(.accent, [.bold, .reverse]))
    drawOutcome(context, from: width + 3, &frame)
    return frame
  }

  /// What the marks mean.
  static func key(_ context: StepContext, _ size: Size) -> Frame {
    var frame = Frame(size: size)
    let glyphs = context.glyphs
    let marks: [(String, String, Color)] = [
      (glyphs.opening, "opening", .accent), (glyphs.pruned, "prune", .wrong),
      (glyphs.eligible, "stop first possible", .yellow), (glyphs.stop, "stop", .standard),
    ]
    var column = 1
    for (mark, words, color) in marks {
      column = frame.put(mark, column, 0, Style(color)) + 1
      column = frame.put(words, column, 0, Style(.muted)) + 2
    }
    let events = EventKind.allCases.filter { context.model.state.events.contains($0) }
    if events.count < EventKind.allCases.count {
      let words = "[ ] " + (events.isEmpty ? "none" : events.map(\.rawValue).joined(separator: ", "))
      frame.put(words, endingAt: size.width - 1, 0, Style(.accent))
    }
    return frame
  }

  /// The cursor at a column of the bar: the first one whose playhead stands there, if any does.
  static func cursor(at column: Int, count: Int, width: Int) -> Int {
    let gaps = max(1, track(width) - 1)
    return min(max(0, ((column - 1) * count + gaps - 1) / gaps), count)
  }

  /// How many cells the line has; the outcome stands behind it.
  private static func track(_ width: Int, _ context: StepContext? = nil) -> Int {
    max(1, width - (width < 60 ? 16 : 28))
  }

  private static func place(_ cursor: Int, count: Int, width: Int) -> Int {
    count == 0 ? 0 : cursor * (width - 1) / count
  }

  private static func drawOutcome(_ context: StepContext, from column: Int, _ frame: inout Frame) {
    let recording = context.run.recording
    let glyphs = context.glyphs
    let end = frame.put("\(context.wording.tokens(recording.costs.tokens)) \(glyphs.arrow) ", column, 0, Style(.muted))
    // What comes out is told at the end, or where hidden things are shown.
    guard context.model.state.cursor == context.run.count || context.model.state.showsHidden else {
      frame.put("?", end, 0, Style(.muted))
      return
    }
    guard let answer = recording.answer else {
      frame.put("none \(glyphs.wrong)", end, 0, Style(.wrong))
      return
    }
    let isRight = answer == context.question.gold
    let next = frame.put(context.text(of: answer, limit: frame.size.width < 60 ? 4 : 10), end, 0, .plain)
    frame.put(" " + (isRight ? glyphs.right : glyphs.wrong), next, 0, Style(isRight ? .right : .wrong, [.bold]))
  }
}
