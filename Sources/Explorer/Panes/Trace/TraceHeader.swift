import Replay

/// The two rows at the top of a traced run: which run of which file it is; where the cursor stands, and what came out.
enum TraceHeader {
  static func frame(_ context: TraceContext, _ size: Size) -> Frame {
    var frame = Frame(size: size)
    frame.band(row: 0, .band)
    drawRun(context, &frame)
    drawPlace(context, &frame)
    return frame
  }

  /// What was run: the line, the question and the seed always, the rest as far as there is room.
  private static func drawRun(_ context: TraceContext, _ frame: inout Frame) {
    let run = context.traced.run
    let place = context.traced.place
    let wording = context.wording
    let total = context.model.traceOutline.map { "/\($0.lineCount)" } ?? ""
    let isNarrow = frame.size.width < 60
    let name = place.file.split(separator: "/").last.map(String.init) ?? place.file
    let file = wording.answer(name, limit: frame.size.width < 100 ? 16 : 36)
    let texts: [(String, Style)] = [
      (isNarrow ? "" : file, Style(.standard, on: .band, [.bold])),
      ("line \(place.line)\(total)", Style(.accent, on: .band, [.bold])),
      ("Q\(run.questionIndex + 1)", Style(.standard, on: .band, [.bold])),
      ("seed \(run.shuffleSeed)", Style(.standard, on: .band)),
      (wording.answer(run.method, limit: 24), Style(.accent, on: .band, [.bold])),
      (isNarrow ? "" : wording.answer("\(run.model)/\(run.dataset)", limit: 32), Style(.standard, on: .band)),
      (isNarrow ? "" : wording.answer(run.description, limit: 120), Style(.muted, on: .band)),
    ]
    var column = 1
    for (text, style) in texts where !text.isEmpty && column < frame.size.width {
      frame.putFitting(text, column, 0, style, context.glyphs)
      column += GlyphWidth.columns(of: text) + 2
    }
  }

  private static func drawPlace(_ context: TraceContext, _ frame: inout Frame) {
    let traced = context.traced
    let isNarrow = frame.size.width < 60
    let place = "\(context.cursor)/\(traced.count)"
    let last = traced.moments.last?.round ?? -1
    var texts: [(String, Style)] = [(isNarrow ? place : "step " + place, Style(.standard, [.bold]))]
    if last >= 0 {
      let round = context.cursor > 0 ? context.round(ofStep: context.cursor - 1) : context.glyphs.horizontal
      texts.append(((isNarrow ? "r " : "round ") + "\(round)/\(last)", .plain))
    }
    let tokens = context.wording.tokens(traced.run.cost)
    texts.append((isNarrow ? tokens : tokens + " tokens in all", .plain))
    if context.model.isPlaying {
      texts.append(("\(context.glyphs.play) \(Model.speeds[context.model.speed])/s", Style(.accent)))
    }
    var column = 1
    for (text, style) in texts { column = frame.put(text, column, 1, style) + 2 }
    drawAnswer(context, from: column, &frame)
    if let count = context.model.traceOutline?.malformedCount, count > 0 {
      frame.put("\(count) malformed skipped", endingAt: frame.size.width - 1, 1, Style(.wrong))
    }
  }

  /// The answer so far; at the end, whether it is right.
  private static func drawAnswer(_ context: TraceContext, from column: Int, _ frame: inout Frame) {
    let traced = context.traced
    guard context.cursor == traced.count, traced.count > 0 else {
      guard let winner = context.now.winner else {
        frame.put("no answer yet", column, 1, Style(.muted))
        return
      }
      let end = frame.put("so far ", column, 1, Style(.muted))
      frame.putFitting(context.name(of: winner, limit: 24), end, 1, traced.legend.style(winner), context.glyphs)
      return
    }
    let isRight = traced.run.isCorrect
    let mark = " " + (isRight ? context.glyphs.right : context.glyphs.wrong)
    let verdict = Style(isRight ? .right : .wrong, [.bold])
    guard let answer = traced.answer else {
      frame.put("no answer" + mark, column, 1, verdict)
      return
    }
    var end = frame.put("answer ", column, 1, Style(.muted))
    end = frame.putFitting(
      context.name(of: answer, limit: 24), end, 1, traced.legend.style(answer, isWinner: true), context.glyphs,
      limit: frame.size.width - mark.count)
    frame.put(mark, end, 1, verdict)
  }
}
