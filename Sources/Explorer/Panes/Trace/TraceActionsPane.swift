import Replay

/// The list of a trace's steps with their figures, the cursor's line in the middle.
enum TraceActionsPane {
  static func content(_ context: TraceContext, _ size: Size) -> (Frame, String) {
    let steps = context.traced.run.trace
    guard !steps.isEmpty else {
      var frame = Frame(size: size)
      frame.put("this run tells no steps", 1, 0, Style(.muted))
      return (frame, "")
    }
    return ActionsPane.list(context.model, size) { index, row, digits, frame in
      draw(steps[index], index, row, digits, context, &frame)
    }
  }

  /// The step under the cursor in one line, with its words and figures.
  static func detail(_ context: TraceContext, _ size: Size) -> Frame {
    var frame = Frame(size: size)
    guard let step = context.step else {
      frame.put("nothing done yet", 1, 0, Style(.muted))
      return frame
    }
    var column = frame.put("\(context.glyphs.current) ", 1, 0, Style(.accent, [.bold]))
    column = frame.put(context.wording.event(step), column, 0, Style(color(step), [.bold])) + 2
    let words = [context.wording.figures(step), context.wording.freeText(step)].filter { !$0.isEmpty }
    frame.putFitting(words.joined(separator: "; "), column, 0, .plain, context.glyphs)
    return frame
  }

  private static func draw(
    _ step: TraceStep, _ index: Int, _ row: Int, _ digits: Int, _ context: TraceContext, _ frame: inout Frame
  ) {
    let isCurrent = index == context.cursor - 1
    if isCurrent {
      frame.band(row: row, .band)
      frame.put(context.glyphs.current, 0, row, Style(.accent, on: .band))
    }
    let look = ActionLine.Look(isCurrent: isCurrent, isFaint: index >= context.cursor)
    drawStep(
      step, index, round: context.traced.round(ofStep: index), digits, look, row, context.wording, context.glyphs,
      &frame)
  }

  /// Draws a step in a line of a list, from the second column on.
  static func drawStep(
    _ step: TraceStep, _ index: Int, round: Int, _ digits: Int, _ look: ActionLine.Look, _ row: Int,
    _ wording: Wording, _ glyphs: Glyphs, _ frame: inout Frame
  ) {
    let (back, attributes) = (look.background, look.attributes)
    frame.put("\(index + 1)", endingAt: digits + 1, row, Style(.muted, on: back))
    let number = round < 0 ? glyphs.horizontal : "\(round)"
    frame.put(number, endingAt: digits + 5, row, Style(.muted, on: back))
    let event = wording.padded(wording.event(step), to: 15)
    let column = frame.put(event, digits + 6, row, Style(color(step), on: back, attributes)) + 1
    let free = wording.freeText(step)
    let words = wording.results(step) + (free.isEmpty ? "" : "; " + free)
    frame.putFitting(words, column, row, Style(.standard, on: back, attributes), glyphs)
  }

  private static func color(_ step: TraceStep) -> Color {
    switch step.event {
    case "init_branches", "read", "window_read": .accent
    case "prune": .wrong
    case "finish": .right
    default: .standard
    }
  }
}
