import Replay

/// The probe matrix: a row a branch in the order opened, a column an interval, a letter an answer.
enum BranchesPane {
  static func content(_ context: StepContext, _ size: Size) -> (Frame, String) {
    var frame = Frame(size: size)
    let rows = max(0, size.height - 1)
    let offset = context.model.state.scroll[.branches] ?? followingOffset(context.model, height: size.height)
    let columns = MatrixColumns(context, size)
    for row in 0..<rows where offset + row < context.now.branches.count {
      draw(offset + row, row, columns, context, &frame)
    }
    drawRuler(columns, hidden: (offset, context.now.branches.count - offset - rows), context, &frame)
    return (frame, note(context, width: size.width))
  }

  private static func note(_ context: StepContext, width: Int) -> String {
    let now = context.now
    let glyphs = context.glyphs
    let (active, finished, pruned) = (now.count(.active), now.count(.finished), now.count(.pruned))
    guard width >= 60 else {
      return
        "\(now.branches.count) open  \(active)\(glyphs.active) \(finished)\(glyphs.finished) \(pruned)\(glyphs.pruned)"
    }
    return ["\(now.branches.count) open", "\(active) active", "\(finished) finished", "\(pruned) pruned"]
      .joined(separator: " \(glyphs.dot) ")
  }

  /// The first row on the screen when the matrix follows the cursor: the current branch stays in sight.
  static func followingOffset(_ model: Model, height: Int) -> Int {
    let rows = max(1, height - 1)
    let count = model.openedCount
    let chosen = model.isByHand ? model.state.hand?.branch : nil
    let current = chosen ?? model.run.branch(at: model.state.cursor) ?? 0
    return min(max(0, current - rows / 2), max(0, count - rows))
  }

  private static func draw(
    _ index: Int, _ row: Int, _ columns: MatrixColumns, _ context: StepContext, _ frame: inout Frame
  ) {
    let branch = context.now.branches[index]
    let glyphs = context.glyphs
    let isCurrent = context.step?.branch == index
    let winner = context.winner
    let isOut = branch.status == .pruned
    if isCurrent { frame.band(row: row, .band) }
    let back: Color = isCurrent ? .band : .standard
    let text = Style(isOut ? .muted : .standard, on: back, isCurrent ? [.bold] : [])
    if isCurrent { frame.put(glyphs.current, 0, row, Style(.accent, on: back, [.bold])) }
    let isChosen = context.chosenBranch == index
    if isChosen { frame.put(glyphs.chosen, 0, row, Style(.yellow, on: back, [.bold])) }
    frame.put(
      "\(index + 1)", endingAt: columns.number, row, isChosen ? Style(.yellow, on: back, [.bold, .reverse]) : text)
    let (mark, color): (String, Color) =
      switch branch.status {
      case .pruned: (glyphs.pruned, .wrong)
      case .finished: (branch.wasRead ? glyphs.read : glyphs.finished, .right)
      case .active: (glyphs.active, .accent)
      }
    frame.put(mark, columns.number + 1, row, Style(color, on: back))
    frame.put("\(branch.depth)", endingAt: columns.depth, row, text)
    if let end = columns.tokens { frame.put(context.wording.tokens(branch.tokens), endingAt: end, row, text) }
    if let end = columns.streak, branch.streak > 1 {
      frame.put("\(glyphs.times)\(branch.streak)", endingAt: end, row, Style(.muted, on: back))
    }
    if let end = columns.disagreement, branch.disagreement > 0, branch.status != .finished {
      frame.put("d\(branch.disagreement)", endingAt: end, row, Style(.wrong, on: back))
    }
    for depth in columns.first..<columns.first + columns.count {
      let cell = columns.cells + depth - columns.first
      drawCell(index, branch, depth, at: cell, row, winner, back, context, &frame)
    }
  }

  private static func drawCell(
    _ index: Int, _ branch: RecordingState.BranchState, _ depth: Int, at column: Int, _ row: Int, _ winner: Answer?,
    _ back: Color, _ context: StepContext, _ frame: inout Frame
  ) {
    let recording = context.run.recording
    let record = context.question.branches[branch.storeIndex]
    if let answer = recording.revealedAnswer(branch: index, depth: depth, after: context.now.stepCount) {
      var style = context.style(of: answer, isWinner: answer == winner)
      if branch.status == .pruned { style = Style(style.foreground, [.dim]) }
      style.background = back
      if context.model.state.showsGold, answer == context.question.gold { style.attributes.insert(.reverse) }
      let isNewest = context.step?.branch == index && context.step?.depth == depth && context.step?.kind != .prune
      if isNewest { style.attributes.insert(.reverse) }
      frame.put(context.run.legend.letter(answer, context.glyphs), column, row, style)
    } else if depth <= branch.depth {
      // Passed without a look: a full read reveals the final answer only.
      frame.put(context.glyphs.isUnicode ? "─" : "-", column, row, Style(.muted, on: back, [.dim]))
    } else if context.model.state.showsHidden, depth <= Int(record.probeCount) + 1 {
      let answer = Answer(id: context.question.answers[Int(record.start) + depth - 1])
      frame.put(context.run.legend.letter(answer, context.glyphs), column, row, Style(.muted, on: back, [.dim]))
    }
  }

  private static func drawRuler(
    _ columns: MatrixColumns, hidden: (above: Int, below: Int), _ context: StepContext, _ frame: inout Frame
  ) {
    let row = frame.size.height - 1
    let style = Style(.muted, [.dim])
    for depth in columns.first..<columns.first + columns.count where depth % 5 != 0 {
      frame.put(context.glyphs.ruler, columns.cells + depth - columns.first, row, style)
    }
    for depth in columns.first..<columns.first + columns.count where depth % 5 == 0 {
      let label = "\(depth)"
      let column = columns.cells + depth - columns.first
      let start = column - label.count + 1
      if start >= columns.cells {
        frame.put(label, start, row, Style(.muted))
      } else {
        frame.put(context.glyphs.ruler, column, row, style)
      }
    }
    var left = ""
    if hidden.above > 0 { left += "\(context.glyphs.above)\(hidden.above)" }
    if hidden.below > 0 { left += (left.isEmpty ? "" : " ") + "\(context.glyphs.below)\(hidden.below)" }
    if !left.isEmpty {
      frame.put(String(repeating: " ", count: columns.cells), 0, row)
      frame.put(left, 0, row, Style(.accent), limit: columns.cells)
    }
    if columns.first > 1 { frame.put(context.glyphs.before, columns.cells - 1, row, Style(.accent)) }
    if columns.isCut { frame.put(context.glyphs.beyond, frame.size.width - 1, row, Style(.accent)) }
  }

  /// The branch whose row is under a click.
  static func branch(_ model: Model, _ size: Size, row: Int) -> Int? {
    let offset = model.state.scroll[.branches] ?? followingOffset(model, height: size.height - 2)
    let index = offset + row - 1
    return row >= 1 && row < size.height - 2 && (0..<model.openedCount).contains(index) ? index : nil
  }

  /// The cursor at which the cell under a click was revealed, or at which its branch was opened.
  static func cursor(_ model: Model, _ size: Size, column: Int, row: Int) -> Int? {
    guard let index = branch(model, size, row: row) else { return nil }
    let context = StepContext(model)
    let inner = Size(width: size.width - 2, height: size.height - 2)
    let columns = MatrixColumns(context, inner)
    let track = model.run.recording.tracks[index]
    let depth = column - 1 - columns.cells + columns.first
    guard depth >= columns.first, depth <= context.now.branches[index].depth else { return track.openedAt + 1 }
    let reveal = track.reveals[depth - 1]
    return Int(reveal == .max ? track.advances[depth - 1] : reveal) + 1
  }
}

/// Which columns the matrix has in a width: numbers first, then as many intervals as there is room for, the latest.
struct MatrixColumns {
  /// Where right-aligned fields end; nil for those left out.
  let number, depth: Int
  let tokens, streak, disagreement: Int?
  /// The column of the first cell.
  let cells: Int
  /// The depth of the first cell, from 1, and how many cells there are.
  let first, count: Int
  /// Whether deeper cells than these are left out.
  let isCut: Bool

  init(_ context: StepContext, _ size: Size) {
    let digits = max(2, String(max(1, context.now.branches.count)).count)
    let revealed = context.now.branches.map(\.depth).max() ?? 0
    let deepest =
      context.model.state.showsHidden
      ? context.now.branches.map { Int(context.question.branches[$0.storeIndex].probeCount) + 1 }.max() ?? 0
      : revealed
    // Depths beyond two digits make the fields wider that count what is at most the depth.
    let extra = max(0, String(deepest).count - 2)
    number = 1 + digits
    depth = number + 2 + 4
    var end = depth
    let wide = size.width
    if wide >= 46 {
      disagreement = end + 4 + extra
      end += 4 + extra
    } else {
      disagreement = nil
    }
    if wide >= 56 {
      streak = end + 4 + extra
      end += 4 + extra
    } else {
      streak = nil
    }
    if wide >= 66 {
      tokens = end + 7
      end += 7
    } else {
      tokens = nil
    }
    cells = end + 2
    let room = max(0, size.width - cells)
    // The branch under the cursor, or the one chosen by hand, decides where a matrix wider than the pane is cut.
    let chosen = context.chosenBranch.flatMap { branch in
      context.now.branches.indices.contains(branch) ? context.now.branches[branch].depth : nil
    }
    let wanted = chosen ?? context.step.flatMap { $0.branch >= 0 ? $0.depth : nil } ?? revealed
    let last = min(max(deepest, 1), max(room, wanted + room / 4))
    first = max(1, last - room + 1)
    count = min(room, max(0, last - first + 1))
    isCut = last < deepest
  }
}
