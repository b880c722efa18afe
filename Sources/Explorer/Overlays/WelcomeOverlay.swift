/// What is seen and five keys, at the foot of a first frame so that what it tells of stays in sight.
enum WelcomeOverlay {
  /// A key or a pane with what it does or shows.
  private struct Line {
    var label: String
    var words: String
    /// The same where there is little room.
    var short: String
  }

  static func draw(_ model: Model, over frame: inout Frame) {
    let isLarge = frame.size.width >= 72 && frame.size.height >= 20
    let width = min(frame.size.width - 2, 78) - 2
    let seen = seen
    let keys = keys(of: model)
    let label = min(width / 2, 2 + ((seen + keys).map { GlyphWidth.columns(of: $0.label) }.max() ?? 0))
    let intro =
      isLarge
      ? [
        "A controller works on one question along many chains of reasoning, its",
        "branches. Every step costs tokens. This is its run, action by action.", "",
      ] : []
    let gap = isLarge ? 1 : 0
    let height = intro.count + seen.count + gap + keys.count
    var content = Frame(size: Size(width: width, height: min(height, frame.size.height - 4)))
    for (row, line) in intro.enumerated() { content.put(line, 1, row) }
    for (group, first) in [(seen, intro.count), (keys, intro.count + seen.count + gap)] {
      for (index, line) in group.enumerated() {
        content.put(line.label, 1, first + index, Style(.accent, [.bold]), limit: label)
        content.put(model.wording.inLocale(isLarge ? line.words : line.short), 1 + label, first + index)
      }
    }
    let title = isLarge ? "Welcome to autotts" : "Welcome"
    let box = Box.frame(content, title: title, note: "any key goes on", isFocused: true, model.glyphs)
    let row = frame.size.height - 1 - box.size.height
    frame.blit(box, at: (frame.size.width - box.size.width) / 2, max(0, row))
  }

  private static let seen = [
    Line(
      label: "Branches", words: "a row a branch, a column some tokens more; letters are answers",
      short: "rows; letters: answers"),
    Line(label: "Signals", words: "what the controller goes by, round by round", short: "what it goes by"),
    Line(label: "Actions", words: "what it did, by which rule, with the numbers", short: "what it did, and why"),
  ]

  private static func keys(of model: Model) -> [Line] {
    func line(_ words: String, _ short: String, _ commands: Command...) -> Line {
      Line(label: commands.map(model.keyName).joined(separator: " "), words: words, short: short)
    }
    return [
      line("one action on, one back", "one action on, back", .step(1), .step(-1)),
      line(
        "next and previous event: an opening, a prune, a check, the stop", "next, previous event", .event(1), .event(-1)
      ),
      line("β, the one knob, up and down: the run changes under your hand", "β up and down", .beta(0.01), .beta(-0.01)),
      line("the other views: Curves, Diff, Questions, Knobs", "the other views", .chooseView),
      line("every key, searchable", "every key", .help),
    ]
  }
}
