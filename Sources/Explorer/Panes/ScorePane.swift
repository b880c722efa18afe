import Replay

/// The score of a run by hand: what it has spent, how the votes stand, and what the controller made of the same start.
enum ScorePane {
  /// One row, made of parts that are left out from the end on where there is no room.
  private struct Row {
    /// Which rows go first where there is no room for all: the lower, the later.
    var rank: Int
    var parts: [(text: String, style: Style)]
  }

  static func content(_ context: StepContext, _ size: Size) -> (Frame, String) {
    var frame = Frame(size: size)
    guard let hand = context.model.hand else { return (frame, "") }
    var rows = rows(context, hand.base, width: size.width)
    while rows.count > max(1, size.height), let last = rows.map(\.rank).max() { rows.removeAll { $0.rank == last } }
    for (y, row) in rows.prefix(size.height).enumerated() {
      var column = 1
      for part in row.parts {
        guard column + context.wording.columns(part.text) <= size.width || part.text == row.parts[0].text else { break }
        column = frame.put(part.text, column, y, part.style) + 1
      }
    }
    let count = max(0, context.now.stepCount - (context.model.state.hand?.run.fork ?? 0))
    return (frame, "\(count) by hand")
  }

  private static func rows(_ context: StepContext, _ base: RecordedRun, width: Int) -> [Row] {
    let isWide = width >= 44
    let vote = context.handVote
    let confidence = context.wording.fixed(vote.confidence, places: 3)
    let source = vote.isOfPool ? "of the pool" : vote.winner == nil ? "nothing revealed" : "of the last answers"
    return [
      spent(context, isWide: isWide),
      Row(rank: 3, parts: [("votes", Style(.muted))] + votes(vote, context)),
      Row(
        rank: 4,
        parts: [("confidence", Style(.muted)), (confidence, Style(.standard, [.bold])), (source, Style(.muted))]),
      controller(context, base, isWide: isWide), comparison(context, base, isWide: width >= 38),
    ]
  }

  private static func spent(_ context: StepContext, isWide: Bool) -> Row {
    let (now, glyphs) = (context.now, context.glyphs)
    let counts: [(Int, String, String, Color)] = [
      (now.count(.active), glyphs.active, "active", .accent),
      (now.count(.finished), glyphs.finished, "finished", .right),
      (now.count(.pruned), glyphs.pruned, "pruned", .wrong),
    ]
    let tokens = (context.wording.tokens(now.tokens), Style(.standard, [.bold]))
    return Row(
      rank: 0,
      parts: [tokens, ("tokens", Style(.muted))]
        + counts.map { (isWide ? "\($0) \($2)" : "\($0)\($1)", Style($3)) })
  }

  private static func votes(_ vote: HandVote, _ context: StepContext) -> [(text: String, style: Style)] {
    guard !vote.counts.isEmpty else { return [("none", Style(.muted))] }
    return vote.counts.map { entry in
      let name = context.name(of: entry.answer, limit: 10)
      return (
        "\(name) \(context.glyphs.times)\(entry.count)",
        context.style(of: entry.answer, isWinner: entry.answer == vote.winner)
      )
    }
  }

  /// What the controller makes of it; whether that is right is told once the run by hand has ended.
  private static func controller(_ context: StepContext, _ base: RecordedRun, isWide: Bool) -> Row {
    let (recording, glyphs) = (base.recording, context.glyphs)
    let tokens = context.wording.tokens(recording.costs.tokens)
    var parts = [
      (isWide ? "\(context.model.familyName) goes on to" : context.model.familyName, Style(.muted)),
      (isWide ? "\(tokens) tokens" : tokens, Style.plain), (glyphs.arrow, Style(.muted)),
    ]
    if let answer = recording.answer {
      parts.append((context.name(of: answer, limit: 12), context.style(of: answer, isWinner: false)))
    } else {
      parts.append(("none", Style(.muted)))
    }
    if context.isHandOver { parts.append(mark(recording.answer == context.question.gold, glyphs)) }
    return Row(rank: 2, parts: parts)
  }

  /// The difference, and at the end right or wrong.
  private static func comparison(_ context: StepContext, _ base: RecordedRun, isWide: Bool) -> Row {
    let (tokens, other) = (context.now.tokens, base.recording.costs.tokens)
    let words =
      isWide
      ? "\(context.wording.difference(tokens, from: other)) \(context.model.familyName)"
      : context.wording.shortDifference(tokens, from: other)
    guard context.isHandOver else { return Row(rank: 1, parts: [("so far", Style(.muted)), (words, .plain)]) }
    let isRight = context.run.recording.answer == context.question.gold
    return Row(
      rank: 1,
      parts: [
        (isRight ? "right," : "wrong,", Style(isRight ? .right : .wrong, [.bold])), (words, .plain),
      ])
  }

  private static func mark(_ isRight: Bool, _ glyphs: Glyphs) -> (String, Style) {
    (isRight ? glyphs.right : glyphs.wrong, Style(isRight ? .right : .wrong, [.bold]))
  }
}

extension StepContext {
  /// Whether the cursor stands at the end of a run by hand that is over.
  fileprivate var isHandOver: Bool { run.recording.hasEnded && model.state.cursor == run.count }
}
