/// The last row: what the next keys do, a line for the user, or the line being typed.
enum HintBar {
  static func frame(_ model: Model, _ size: Size) -> Frame {
    var frame = Frame(size: size)
    if case .prompt(let prompt) = model.overlays.last {
      drawPrompt(prompt, model, &frame)
      return frame
    }
    if let words = chosenRow(model) {
      frame.putFitting(words, 1, 0, Style(.muted), model.glyphs, limit: size.width - 8)
    } else if let notice = model.notice {
      let style = Style(notice.isError ? .wrong : .accent, [.bold])
      frame.putFitting(notice.text, 1, 0, style, model.glyphs, limit: size.width - 8)
    } else if let pending = model.pendingKey {
      frame.put(pending == .setMark ? "mark: a letter" : "jump to mark: a letter", 1, 0, Style(.accent, [.bold]))
    } else if let detail = detail(model, Size(width: size.width - 8, height: 1)) {
      frame.blit(detail, at: 0, 0)
    } else {
      drawHints(of: model, &frame)
    }
    frame.put("\(model.keyName(.help)) help", endingAt: size.width - 1, 0, Style(.accent, [.bold]))
    return frame
  }

  /// What the chosen row of a list says that may be too long for it.
  private static func chosenRow(_ model: Model) -> String? {
    guard case .picker(let picker) = model.overlays.last, [.actions, .runs].contains(picker.subject) else { return nil }
    let rows = PickerOverlay.rows(model, picker.subject)
    return rows.indices.contains(picker.selection) ? rows[picker.selection].words : nil
  }

  /// Small screens tell the present action instead of the keys of the Step view.
  private static func detail(_ model: Model, _ size: Size) -> Frame? {
    guard model.state.view == .step, !model.isByHand, StepLayout(size: model.size, state: model.state).detail == nil,
      model.state.cursor > 0
    else { return nil }
    if let trace = model.trace { return TraceActionsPane.detail(TraceContext(model, trace), size) }
    return ActionsPane.detail(StepContext(model), size)
  }

  /// What the hints name: some commands of the table in a word.
  private struct Hint {
    var commands: [Command]
    var words: String

    init(_ words: String, _ commands: Command...) {
      self.commands = commands
      self.words = words
    }
  }

  /// The most useful first.
  private static func hints(_ view: ViewKind) -> [Hint] {
    switch view {
    case .step:
      [
        Hint("step", .step(-1), .step(1)), Hint("event", .event(-1), .event(1)), Hint("round", .round(-1), .round(1)),
        Hint("beta", .beta(-0.01), .beta(0.01)), Hint("tick", .tick(-1), .tick(1)),
        Hint("question", .question(-1), .question(1)), Hint("seed", .seed(1)),
        Hint("controller", .chooseController), Hint("take over", .takeOver), Hint("view", .chooseView),
        Hint("play", .play), Hint("gold", .gold), Hint("grading", .grading),
        Hint("hidden", .hidden), Hint("zoom", .zoom), Hint("text", .questionText), Hint("quit", .quit),
      ]
    case .curves:
      [
        Hint("point", .point(-1), .point(1)), Hint("curve", .move(1), .move(-1)), Hint("pick", .pick),
        Hint("beta", .beta(-0.01), .beta(0.01)), Hint("tokens", .measure), Hint("average", .scope),
        Hint("frontier", .frontier), Hint("intervals", .intervals), Hint("ceilings", .ceilings),
        Hint("hide", .hideCurve),
        Hint("curves", .chooseCurves), Hint("controller", .chooseController), Hint("view", .chooseView),
        Hint("quit", .quit),
      ]
    case .diff:
      [
        Hint("step", .step(-1), .step(1)), Hint("divergence", .divergence(-1), .divergence(1)),
        Hint("meet again", .reconvergence), Hint("against", .chooseOther), Hint("beta", .beta(-0.01), .beta(0.01)),
        Hint("fold", .foldEqual), Hint("exchange", .exchange), Hint("open", .openAction), Hint("view", .chooseView),
        Hint("seed", .seed(1)), Hint("question", .question(-1), .question(1)), Hint("quit", .quit),
      ]
    case .questions:
      [
        Hint("question", .move(1), .move(-1)), Hint("gold, right %", .gold), Hint("open", .openRun),
        Hint("sort", .sort, .sortDirection), Hint("filter", .filter), Hint("beta", .beta(-0.01), .beta(0.01)),
        Hint("controller", .chooseController), Hint("view", .chooseView), Hint("text", .questionText),
        Hint("quit", .quit),
      ]
    case .knobs:
      [
        Hint("knob", .move(1), .move(-1)), Hint("set", .override), Hint("release", .release),
        Hint("all", .releaseAll), Hint("beta", .beta(-0.01), .beta(0.01)), Hint("tick", .tick(-1), .tick(1)),
        Hint("controller", .chooseController), Hint("view", .chooseView), Hint("seed", .seed(1)),
        Hint("question", .question(-1), .question(1)), Hint("quit", .quit),
      ]
    }
  }

  /// Those of the Step view while a run by hand is on the screen.
  private static let handHints = [
    Hint("branch", .act(.branch)), Hint("continue", .act(.continue)), Hint("probe", .act(.probe)),
    Hint("prune", .act(.prune)), Hint("answer", .act(.answer)), Hint("which", .move(1), .move(-1)),
    Hint("menu", .chooseAction), Hint("undo", .undo), Hint("leave", .close), Hint("step", .step(-1), .step(1)),
    Hint("end", .end), Hint("quit", .quit),
  ]

  /// The same where there is little room.
  private static let shortHandHints = [
    Hint(
      "act", .act(.branch), .act(.continue), .act(.probe), .act(.prune), .act(.answer)),
    Hint("which", .move(1), .move(-1)),
  ]

  /// As many as there is room for, each with the first key of its commands.
  private static func drawHints(of model: Model, _ frame: inout Frame) {
    let table = model.keys.table(of: model.state.view, byHand: model.isByHand)
    let isByHand = model.isByHand && model.state.view == .step
    var column = 1
    let byHand = model.size.width < 60 ? shortHandHints : handHints
    for hint in isByHand ? byHand : hints(model.state.view) where hint.commands.allSatisfy(model.offers) {
      let keys = hint.commands.compactMap { command in table.first { $0.command == command }?.keys.first?.name }
        .joined(separator: " ").madeSafe(ascii: !model.glyphs.isUnicode)
      if keys.isEmpty { continue }
      guard column + keys.count + 1 + hint.words.count + 2 < frame.size.width - 7 else { break }
      column = frame.put(keys, column, 0, Style(.accent)) + 1
      column = frame.put(hint.words, column, 0, Style(.muted)) + 2
    }
  }

  /// What the line being typed does, and what it may become; the one that Tab has chosen stands out.
  private static func drawCandidates(_ prompt: Prompt, _ model: Model, from start: Int, _ frame: inout Frame) {
    var column = start
    if let meaning = model.meaning(ofTyped: prompt.text) {
      let words = model.wording.inLocale(meaning).madeSafe(ascii: !model.glyphs.isUnicode)
      column = frame.putFitting(words, column, 0, Style(.accent), model.glyphs) + 3
    }
    let lines = prompt.cycle?.lines ?? CommandLineGrammar.candidates(for: prompt.text, in: model)
    let chosen = prompt.cycle?.index
    for (index, line) in lines.enumerated().dropFirst(max(0, (chosen ?? 0) - 2)).prefix(8) {
      let words = line.trimmed.madeSafe(ascii: !model.glyphs.isUnicode)
      let style = index == chosen ? Style(.standard, [.bold]) : Style(.muted)
      column = frame.putFitting(words, column, 0, style, model.glyphs) + 2
    }
  }

  private static func drawPrompt(_ prompt: Prompt, _ model: Model, _ frame: inout Frame) {
    let sign =
      switch prompt.purpose {
      case .command: ":"
      case .search, .filter: "/"
      case .write: "write "
      case .override(let name): "\(name) = "
      }
    var end = frame.put(sign, 0, 0, Style(.accent, [.bold]))
    // The end of a long line is what is being typed.
    let text = prompt.text.madeSafe(ascii: !model.glyphs.isUnicode)
    let room = max(0, frame.size.width - end - 2)
    if text.count > room { end = frame.put(model.glyphs.before, end, 0, Style(.accent)) }
    end = frame.put(String(text.suffix(text.count > room ? max(0, room - 1) : room)), end, 0, .plain)
    frame.put(" ", end, 0, Style(.standard, [.reverse]))
    switch prompt.purpose {
    case .command:
      drawCandidates(prompt, model, from: end + 3, &frame)
    case .override(let name):
      let fault = prompt.text.isEmpty ? nil : model.overrideFault(name, prompt.text)
      let words = fault?.madeSafe(ascii: !model.glyphs.isUnicode) ?? model.legalValues(name)
      frame.putFitting(words, end + 3, 0, Style(fault == nil ? .muted : .wrong), model.glyphs)
    case .write: frame.putFitting(FileForm.words, end + 3, 0, Style(.muted), model.glyphs)
    case .search, .filter: break
    }
  }
}

extension Model {
  /// Whether a command has something to do with the run on the screen, and is worth a hint.
  fileprivate func offers(_ command: Command) -> Bool {
    if trace != nil, command.changesTheRun { return false }
    switch command {
    case .beta, .tick: return state.setting.beta != nil
    case .exchange:
      guard trace == nil, !isByHand, case .controller = otherSide else { return false }
      return true
    default: return true
    }
  }
}

extension Command {
  /// Whether it makes or marks another run than the one recorded, which a trace file does not allow.
  fileprivate var changesTheRun: Bool {
    switch self {
    case .beta, .tick, .chooseController, .takeOver, .chooseView, .grading, .gold, .questionText: true
    default: false
    }
  }
}
