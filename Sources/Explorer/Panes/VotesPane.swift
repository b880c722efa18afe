import Replay

/// The answer classes with their counts: among the finished branches, and among the active ones' last answers.
enum VotesPane {
  static func content(_ context: StepContext, _ size: Size) -> (Frame, String) {
    var frame = Frame(size: size)
    let half = size.width / 2
    let pool = counts(context.now.pool)
    let active = counts(context.now.branches.filter { $0.status == .active }.compactMap(\.answer))
    let offset = context.model.state.scroll[.votes] ?? 0
    draw(pool, "pool \(context.now.pool.count)", at: 0, half - 1, offset, context, &frame)
    draw(active, "active \(context.now.count(.active))", at: half, size.width - half, offset, context, &frame)
    let winner = context.winner.map { "winner \(context.name(of: $0, limit: 16))" } ?? "no winner"
    let gold =
      context.model.state.showsGold
      ? "  \(context.glyphs.gold) gold \(context.text(of: context.question.gold, limit: 12))" : ""
    return (frame, winner + gold)
  }

  /// Classes by count, of equals the first seen first.
  private static func counts(_ answers: [Answer]) -> [(answer: Answer, count: Int)] {
    var counts: [Answer: Int] = [:]
    var order: [Answer] = []
    for answer in answers {
      if counts[answer] == nil { order.append(answer) }
      counts[answer, default: 0] += 1
    }
    return order.enumerated()
      .sorted { (counts[$0.element] ?? 0, -$0.offset) > (counts[$1.element] ?? 0, -$1.offset) }
      .map { ($0.element, counts[$0.element] ?? 0) }
  }

  private static func draw(
    _ counts: [(answer: Answer, count: Int)], _ title: String, at column: Int, _ width: Int, _ offset: Int,
    _ context: StepContext, _ frame: inout Frame
  ) {
    frame.put(title, column + 1, 0, Style(.muted))
    let most = counts.first?.count ?? 1
    let label = max(6, min(18, width - 12))
    for (row, entry) in counts.dropFirst(offset).prefix(max(0, frame.size.height - 1)).enumerated() {
      let isWinner = entry.answer == context.winner
      let isGold = context.model.state.showsGold && entry.answer == context.question.gold
      let y = row + 1
      if isGold { frame.put(context.glyphs.gold, column, y, Style(.right, [.bold])) }
      let style = context.style(of: entry.answer, isWinner: isWinner)
      frame.put(context.name(of: entry.answer, limit: label - 3), column + 1, y, style, limit: column + label)
      let room = max(1, width - label - 6)
      let length = max(1, entry.count * room / max(1, most))
      let bar = String(repeating: context.glyphs.bar, count: length)
      let end = frame.put(bar, column + label + 1, y, Style(style.foreground), limit: column + width)
      frame.put(" \(entry.count)", end, y, .plain, limit: column + width)
    }
  }
}
