import Replay

/// The answer classes with their counts: among the finished branches, and among the active ones' last answers.
enum VotesPane {
  static func content(_ context: StepContext, _ size: Size) -> (Frame, String) {
    var frame = Frame(size: size)
    let half = size.width / 2
    let pool = StepContext.counts(context.now.pool)
    let active = StepContext.counts(context.now.branches.filter { $0.status == .active }.compactMap(\.answer))
    let offset = context.model.state.scroll[.votes] ?? 0
    let most = max(pool.first?.count ?? 1, active.first?.count ?? 1)
    draw(pool, "pool \(context.now.pool.count)", at: 0, half - 1, offset, most, context, &frame)
    draw(active, "active \(context.now.count(.active))", at: half, size.width - half, offset, most, context, &frame)
    // What the border has room for beside the title.
    let notes = notes(context)
    return (frame, notes.first { context.wording.columns($0) <= size.width - 10 } ?? notes.last ?? "")
  }

  /// The winner and, where it is shown, the gold answer: in full, and in fewer words.
  private static func notes(_ context: StepContext) -> [String] {
    let winner = context.winner.map { context.name(of: $0, limit: 16) }
    let long = winner.map { "winner " + $0 } ?? "no winner"
    guard context.model.state.showsGold else { return [long] }
    let gold = context.text(of: context.question.gold, limit: 12)
    let star = context.glyphs.gold
    return [
      "\(long)  \(star) gold \(gold)", [winner, "\(star) gold \(gold)"].compactMap { $0 }.joined(separator: "  "),
      [winner, "\(star) \(gold)"].compactMap { $0 }.joined(separator: "  "),
    ]
  }

  private static func draw(
    _ counts: [(answer: Answer, count: Int)], _ title: String, at column: Int, _ width: Int, _ offset: Int,
    _ most: Int, _ context: StepContext, _ frame: inout Frame
  ) {
    let hidden = counts.count - offset - (frame.size.height - 1)
    let more = hidden > 0 ? "  \(context.glyphs.below)\(hidden)" : ""
    frame.put(title + more, column + 1, 0, Style(.muted), limit: column + width)
    let label = max(7, min(18, width - 8))
    for (row, entry) in counts.dropFirst(offset).prefix(max(0, frame.size.height - 1)).enumerated() {
      let isWinner = entry.answer == context.winner
      let isGold = context.model.state.showsGold && entry.answer == context.question.gold
      let y = row + 1
      if isGold { frame.put(context.glyphs.gold, column, y, Style(.right, [.bold])) }
      let style = context.style(of: entry.answer, isWinner: isWinner)
      let name = context.name(of: entry.answer, limit: label - 3)
      frame.putFitting(name, column + 1, y, style, context.glyphs, limit: column + label)
      let room = max(1, width - label - 2 - max(3, "\(most)".count))
      let length = max(1, entry.count * room / max(1, most))
      let bar = String(repeating: context.glyphs.bar, count: length)
      let end = frame.put(bar, column + label + 1, y, Style(style.foreground), limit: column + width)
      frame.put(" \(entry.count)", end, y, .plain, limit: column + width)
    }
  }
}
