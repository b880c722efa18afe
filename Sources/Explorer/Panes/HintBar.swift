/// The last row: what the next keys do, a line for the user, or the line being typed.
enum HintBar {
  static func frame(_ model: Model, _ size: Size) -> Frame {
    var frame = Frame(size: size)
    if case .prompt(let prompt) = model.overlays.last {
      drawPrompt(prompt, model, &frame)
      return frame
    }
    if let notice = model.notice {
      let style = Style(notice.isError ? .wrong : .accent, [.bold])
      frame.put(notice.text, 1, 0, style, limit: size.width - 7)
    } else if let pending = model.pendingKey {
      frame.put(pending == .setMark ? "mark: a letter" : "jump to mark: a letter", 1, 0, Style(.accent, [.bold]))
    } else if let detail = detail(model, Size(width: size.width - 8, height: 1)) {
      frame.blit(detail, at: 0, 0)
    } else {
      drawHints(of: model, &frame)
    }
    frame.put("? help", endingAt: size.width - 1, 0, Style(.accent, [.bold]))
    return frame
  }

  /// Small screens tell the present action instead of the keys.
  private static func detail(_ model: Model, _ size: Size) -> Frame? {
    guard StepLayout(size: model.size, state: model.state).detail == nil, model.state.cursor > 0 else { return nil }
    if let trace = model.trace { return TraceActionsPane.detail(TraceContext(model, trace), size) }
    return ActionsPane.detail(StepContext(model), size)
  }

  /// As many as there is room for, the most useful first.
  private static func drawHints(of model: Model, _ frame: inout Frame) {
    let hints: [(keys: String, words: String)] = [
      ("h l", "step"), ("[ ]", "event"), ("( )", "round"), ("- =", "beta"), ("{ }", "question"), ("s", "seed"),
      ("c", "controller"), ("Space", "play"), ("v", "gold"), ("f", "hidden"), ("z", "zoom"), ("i", "text"),
      ("q", "quit"),
    ]
    var column = 1
    // A traced run is as it was recorded.
    let idle: Set<String> = model.trace == nil ? [] : ["beta", "controller", "gold", "text"]
    for (keys, words) in hints where !idle.contains(words) {
      let width = keys.count + 1 + words.count + 2
      guard column + width < frame.size.width - 7 else { break }
      column = frame.put(keys, column, 0, Style(.accent)) + 1
      column = frame.put(words, column, 0, Style(.muted)) + 2
    }
  }

  private static func drawPrompt(_ prompt: Prompt, _ model: Model, _ frame: inout Frame) {
    let sign = prompt.purpose == .command ? ":" : "/"
    var end = frame.put(sign, 0, 0, Style(.accent, [.bold]))
    // The end of a long line is what is being typed.
    let text = prompt.text.madeSafe(ascii: !model.glyphs.isUnicode)
    end = frame.put(String(text.suffix(max(0, frame.size.width - 3))), end, 0, .plain)
    frame.put(" ", end, 0, Style(.standard, [.reverse]))
    guard prompt.purpose == .command else { return }
    let candidates = CommandLineGrammar.candidates(
      for: prompt.text, stores: model.storeNames, catalog: model.catalog)
    let words = candidates.prefix(8).map { $0.trimmed.madeSafe(ascii: !model.glyphs.isUnicode) }.joined(separator: "  ")
    frame.put(words, end + 3, 0, Style(.muted))
  }
}
