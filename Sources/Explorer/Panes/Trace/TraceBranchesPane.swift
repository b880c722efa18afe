import Replay

/// The branches as far as a trace tells of them: which were opened and pruned in which round, the answers of those
/// whose answers it has, and one sentence on what it does not have.
enum TraceBranchesPane {
  static func content(_ context: TraceContext, _ size: Size) -> (Frame, String) {
    var frame = Frame(size: size)
    let missing = missing(context, size)
    let rows = max(0, size.height - missing.count)
    let opened = openedCount(context)
    let offset = context.model.state.scroll[.branches] ?? following(context, size)
    let width = roomForAnswers(context, size)
    for row in 0..<rows where offset + row < opened {
      draw(offset + row, row, width, context, &frame)
    }
    for (row, line) in missing.enumerated() { frame.put(line, 1, rows + row, Style(.muted)) }
    let hidden = (above: offset, below: max(0, opened - offset - rows))
    var more = hidden.above > 0 ? " \(context.glyphs.above)\(hidden.above)" : ""
    if hidden.below > 0 { more += " \(context.glyphs.below)\(hidden.below)" }
    if !more.isEmpty, rows > 0 { frame.put(more, endingAt: size.width, rows - 1, Style(.accent)) }
    return (frame, note(context))
  }

  /// The first row, and how many rows there are, with those that the sentence below takes.
  static func rows(_ context: TraceContext, _ size: Size) -> (from: Int, count: Int) {
    let from = context.model.state.scroll[.branches] ?? following(context, size)
    return (from, openedCount(context) + missing(context, size).count - 1)
  }

  /// How many branches are listed at the cursor.
  private static func openedCount(_ context: TraceContext) -> Int {
    context.traced.branches.prefix { $0.openedAt < context.cursor }.count
  }

  /// The first row when the list follows the cursor: the branch that changed last stays in sight.
  private static func following(_ context: TraceContext, _ size: Size) -> Int {
    let rows = max(1, size.height - missing(context, size).count)
    let count = openedCount(context)
    let listed = context.traced.branches.prefix(count)
    let current = listed.indices.max { lastChange(listed[$0], context) < lastChange(listed[$1], context) } ?? 0
    return min(max(0, current - rows / 2), max(0, count - rows))
  }

  /// The last step up to the cursor that changed a branch.
  private static func lastChange(_ branch: TracedBranch, _ context: TraceContext) -> Int {
    let changes = [branch.openedAt, branch.prunedAt ?? -1, branch.finishedAt ?? -1]
    return changes.filter { $0 < context.cursor }.max() ?? -1
  }

  private static func note(_ context: TraceContext) -> String {
    var parts = ["\(context.now.opened) opened"]
    for field in [context.now.active, context.now.complete] {
      if let field { parts.append("\(field.key) \(context.wording.value(field.value))") }
    }
    return parts.joined(separator: " \(context.glyphs.dot) ")
  }

  /// What the file does not tell, and where it can be seen; fewer lines on small panes.
  private static func missing(_ context: TraceContext, _ size: Size) -> [String] {
    let what =
      if context.traced.branches.contains(where: \.wasRead) {
        "This file tells final answers, not the probes and tokens of each branch."
      } else if context.traced.branches.contains(where: { !$0.answers.isEmpty }) {
        "This file tells the active branches' answers, not their tokens."
      } else {
        "This file does not tell the probe answers of each branch."
      }
    let lines = QuestionTextOverlay.wrap("\(what) To see them: \(command(context))", max(10, size.width - 2))
    return Array(lines.prefix(size.height >= 12 ? 4 : 1))
  }

  /// The command that makes the run anew on its store.
  private static func command(_ context: TraceContext) -> String {
    let run = context.traced.run
    let controller = run.setting(context.model.catalog)?.description ?? ViewState.usualController
    let words =
      ["autotts"] + context.model.storeDirectories.flatMap { FrameCommand.option("stores", $0) }
      + FrameCommand.run(
        store: "\(run.model)/\(run.dataset)", question: run.questionIndex, seed: run.shuffleSeed, controller)
    return ShellWords.line(words, ascii: !context.glyphs.isUnicode)
  }

  /// Whether the step under the cursor changed a branch.
  private static func concerns(_ branch: TracedBranch, _ context: TraceContext) -> Bool {
    let index = context.cursor - 1
    return branch.openedAt == index && context.step?.event != "init_branches" || branch.prunedAt == index
      || (branch.finishedAt == index && !branch.wasRead)
  }

  private static func roomForAnswers(_ context: TraceContext, _ size: Size) -> Int {
    max(0, size.width - digits(context) - 5)
  }

  private static func digits(_ context: TraceContext) -> Int { max(2, String(context.traced.branches.count).count) }

  private static func draw(_ index: Int, _ row: Int, _ room: Int, _ context: TraceContext, _ frame: inout Frame) {
    let branch = context.traced.branches[index]
    let glyphs = context.glyphs
    let isCurrent = concerns(branch, context)
    let isOut = branch.prunedAt.map { $0 < context.cursor } ?? false
    let hasFinished = branch.finishedAt.map { $0 < context.cursor } ?? false
    if isCurrent { frame.band(row: row, .band) }
    let back: Color = isCurrent ? .band : .standard
    if isCurrent { frame.put(glyphs.current, 0, row, Style(.accent, on: back, [.bold])) }
    let number = 1 + digits(context)
    let text = Style(isOut ? .muted : .standard, on: back, isCurrent ? [.bold] : [])
    frame.put("\(index + 1)", endingAt: number, row, text)
    let (mark, color): (String, Color) =
      isOut
      ? (glyphs.pruned, .wrong)
      : hasFinished
        ? (branch.wasRead ? glyphs.read : glyphs.finished, .right)
        : branch.answers.isEmpty ? (glyphs.opening, .muted) : (glyphs.active, .accent)
    frame.put(mark, number + 1, row, Style(color, on: back))
    let told = branch.answers.prefix { $0.step < context.cursor }
    if branch.wasRead || told.isEmpty {
      drawWords(branch, isOut: isOut, at: number + 3, row, text, context, &frame)
    } else {
      for (cell, answer) in told.suffix(room).enumerated() {
        var style = context.traced.legend.style(answer.text, isWinner: answer.text == context.now.winner)
        style.background = back
        if isOut { style.attributes.insert(.dim) }
        frame.put(context.traced.legend.letter(answer.text, glyphs), number + 3 + cell, row, style)
      }
    }
  }

  private static func drawWords(
    _ branch: TracedBranch, isOut: Bool, at column: Int, _ row: Int, _ style: Style, _ context: TraceContext,
    _ frame: inout Frame
  ) {
    if let answer = branch.answers.first, branch.wasRead {
      var color = context.traced.legend.style(answer.text, isWinner: answer.text == context.now.winner)
      color.background = style.background
      frame.putFitting(context.name(of: answer.text, limit: 40), column, row, color, context.glyphs)
      return
    }
    let round = context.traced.round(ofStep: branch.openedAt)
    var words = round < 0 ? "first batch" : "opened in round \(round)"
    if isOut, let pruned = branch.prunedAt { words += ", pruned in round \(context.round(ofStep: pruned))" }
    frame.putFitting(words, column, row, Style(.muted, on: style.background, style.attributes), context.glyphs)
  }
}
