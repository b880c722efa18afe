import Replay

/// The answers with their counts where a trace tells them; else the winner alone.
enum TraceVotesPane {
  static func content(_ context: TraceContext, _ size: Size) -> (Frame, String) {
    var frame = Frame(size: size)
    let note = context.now.winner.map { "winner \(context.name(of: $0, limit: 16))" } ?? "no winner"
    guard let (title, counts) = votes(context) else {
      frame.put("this file tells the winner, not the votes", 1, 0, Style(.muted))
      if let field = context.now.complete {
        frame.put("\(field.key) \(context.wording.value(field.value))", 1, 1, .plain)
      }
      return (frame, note)
    }
    let offset = context.model.state.scroll[.votes] ?? 0
    let rows = max(0, size.height - 1)
    let hidden = counts.count - offset - rows
    frame.put(title + (hidden > 0 ? "  \(context.glyphs.below)\(hidden)" : ""), 1, 0, Style(.muted))
    let label = max(7, min(24, size.width - 10))
    for (row, entry) in counts.dropFirst(offset).prefix(rows).enumerated() {
      let style = context.traced.legend.style(entry.answer, isWinner: entry.answer == context.now.winner)
      frame.putFitting(
        context.name(of: entry.answer, limit: label - 3), 1, row + 1, style, context.glyphs, limit: label)
      let room = max(1, size.width - label - 6)
      let bar = String(
        repeating: context.glyphs.bar,
        count: max(1, Int(Double(entry.count) / Double(max(1, counts[0].count)) * Double(room))))
      let end = frame.put(bar, label + 1, row + 1, Style(style.foreground))
      frame.put(" \(entry.count)", end, row + 1)
    }
    return (frame, note)
  }

  /// The answers that the last step with votes told, the most frequent first; nil where the file has none.
  static func votes(_ context: TraceContext) -> (title: String, counts: [(answer: String, count: Int)])? {
    if let index = context.now.votes {
      let output = context.traced.run.trace[index].output
      if case .object(let fields)? = output["counts"] {
        let counts = fields.compactMap { field in field.value.integer.map { (answer: field.key, count: max(0, $0)) } }
        return ("votes", sorted(counts))
      }
      if case .array(let answers)? = output["active_answers"] {
        return ("active \(answers.count)", counted(answers.compactMap(\.text)))
      }
    }
    let reads = context.traced.branches.prefix { $0.openedAt < context.cursor }.filter(\.wasRead)
    guard !reads.isEmpty else { return nil }
    return ("read \(reads.count)", counted(reads.compactMap { $0.answers.first?.text }))
  }

  private static func counted(_ answers: [String]) -> [(answer: String, count: Int)] {
    var counts: [String: Int] = [:]
    var order: [String] = []
    for answer in answers {
      if counts[answer] == nil { order.append(answer) }
      counts[answer, default: 0] += 1
    }
    return sorted(order.map { (answer: $0, count: counts[$0] ?? 0) })
  }

  /// The most frequent first, of equals the one told first.
  private static func sorted(_ counts: [(answer: String, count: Int)]) -> [(answer: String, count: Int)] {
    counts.enumerated().sorted { ($0.element.count, -$0.offset) > ($1.element.count, -$1.offset) }.map(\.element)
  }
}
