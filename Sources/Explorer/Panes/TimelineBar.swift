import Replay

/// The whole run in one line, with marks for what decided it.
enum TimelineBar {
  /// What came of a run: at its end, or where hidden things are shown.
  struct Outcome {
    /// Tokens in all.
    var tokens: Int
    /// The answer, harmless and shortened; nil where there was none.
    var answer: String?
    /// Whether it is the reference answer.
    var isRight: Bool
    /// Whether the run has ended: one by hand may go on.
    var hasEnded = true
  }

  /// The timeline of a walk through a run.
  static func frame(_ run: any Walk, _ model: Model, _ size: Size, _ outcome: Outcome) -> Frame {
    var frame = Frame(size: size)
    let glyphs = model.glyphs
    let width = track(size.width)
    func column(_ index: Int) -> Int { 1 + place(index + 1, count: run.count, width: width) }
    for cell in 0..<width { frame.put(glyphs.sliderLine, 1 + cell, 0, Style(.muted, [.dim])) }
    frame.put(glyphs.sliderStart, 0, 0, Style(.muted))
    frame.put(glyphs.sliderEnd, width + 1, 0, Style(.muted))
    for index in run.events[.openings] ?? [] { frame.put(glyphs.opening, column(index), 0, Style(.accent)) }
    for index in run.events[.prunes] ?? [] { frame.put(glyphs.pruned, column(index), 0, Style(.wrong)) }
    if let index = run.firstEligible { frame.put(glyphs.eligible, column(index), 0, Style(.yellow, [.bold])) }
    for index in run.events[.stop] ?? [] { frame.put(glyphs.stop, column(index), 0, Style(.standard, [.bold])) }
    if let fork = model.state.hand?.run.fork, model.isByHand {
      frame.put(glyphs.fork, 1 + place(fork, count: run.count, width: width), 0, Style(.yellow, [.bold]))
    }
    let head = 1 + place(model.state.cursor, count: run.count, width: width)
    frame.put(glyphs.playhead, head, 0, Style(.accent, [.bold, .reverse]))
    let isShown = outcome.hasEnded && (model.state.cursor == run.count || model.state.showsHidden)
    draw(outcome, isShown, from: width + 3, model, &frame)
    return frame
  }

  /// What the marks mean.
  static func key(_ model: Model, _ size: Size) -> Frame {
    var frame = Frame(size: size)
    let glyphs = model.glyphs
    var marks: [(String, String, Color)] = [
      (glyphs.opening, "opening", .accent), (glyphs.pruned, "prune", .wrong),
      (glyphs.eligible, "stop first possible", .yellow), (glyphs.stop, "stop", .standard),
    ]
    if model.isByHand { marks.insert((glyphs.fork, "taken over", .yellow), at: 0) }
    let isTight = marks.reduce(-1) { $0 + $1.0.count + $1.1.count + 3 } > size.width - 1
    var column = 1
    for (mark, words, color) in marks {
      column = frame.put(mark, column, 0, Style(color)) + 1
      let fitting = isTight && mark == glyphs.eligible ? "possible" : words
      column = frame.putFitting(fitting, column, 0, Style(.muted), glyphs) + 2
    }
    let events = EventKind.allCases.filter { model.state.events.contains($0) }
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
  private static func track(_ width: Int) -> Int {
    max(1, width - (width < 60 ? 16 : 28))
  }

  private static func place(_ cursor: Int, count: Int, width: Int) -> Int {
    count == 0 ? 0 : cursor * (width - 1) / count
  }

  /// What came out is told at the end, or where hidden things are shown.
  private static func draw(
    _ outcome: Outcome, _ isShown: Bool, from column: Int, _ model: Model, _ frame: inout Frame
  ) {
    let glyphs = model.glyphs
    let tokens = "\(model.wording.tokens(outcome.tokens)) "
    guard isShown else {
      frame.put("\(tokens)\(glyphs.arrow) ?", column, 0, Style(.muted))
      return
    }
    let answer = outcome.answer ?? "none"
    let (mark, sign) = (outcome.isRight ? glyphs.right : glyphs.wrong, model.wording.mark(isCorrect: outcome.isRight))
    // The tokens stand in the header as well; whether it is right has no other place on a small screen.
    let ways = [(tokens, mark), (tokens, sign), ("", sign)]
    let (spent, verdict) =
      ways.first {
        column + GlyphWidth.columns(of: "\($0)\(glyphs.arrow) \(answer) \($1)") <= frame.size.width
      } ?? ways[2]
    var end = frame.put("\(spent)\(glyphs.arrow) ", column, 0, Style(.muted))
    end = frame.putFitting(answer, end, 0, .plain, glyphs, limit: frame.size.width - verdict.count - 1)
    frame.put(" " + verdict, end, 0, Style(outcome.isRight ? .right : .wrong, [.bold]))
  }
}

extension StepContext {
  /// What came of the recorded run.
  var outcome: TimelineBar.Outcome {
    let limit = model.size.width < 60 ? 4 : 10
    return TimelineBar.Outcome(
      tokens: run.recording.costs.tokens, answer: run.recording.answer.map { text(of: $0, limit: limit) },
      isRight: run.recording.answer == question.gold, hasEnded: run.recording.hasEnded)
  }
}
