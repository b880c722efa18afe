import Replay

extension Model {
  func draw(_ overlay: Overlay, over frame: inout Frame) {
    switch overlay {
    case .help(let filter, let isTyping, let selection):
      HelpOverlay.draw(self, filter, isTyping, selection, over: &frame)
    case .questionText(let scroll): QuestionTextOverlay.draw(self, scroll, over: &frame)
    case .picker(let picker): PickerOverlay.draw(self, picker, over: &frame)
    case .command(let words, let scroll): CommandOverlay.draw(self, words, scroll, over: &frame)
    case .welcome: WelcomeOverlay.draw(self, over: &frame)
    case .prompt: break
    }
  }
}

extension Frame {
  /// Lays a titled box over the middle of the frame and tells where its inside is.
  mutating func window(_ content: Frame, title: String, note: String, _ glyphs: Glyphs) {
    let box = Box.frame(content, title: title, note: note, isFocused: true, glyphs)
    blit(box, at: (size.width - box.size.width) / 2, (size.height - box.size.height) / 2)
  }
}

/// All keys with what they do.
enum HelpOverlay {
  /// A line of help.
  struct Row {
    var command: Command
    var keys: String
    var name: String
    var help: String
    var section: String
  }

  /// The lines of a view's keys in which a filter occurs, all of them for an empty one.
  static func rows(filter: String, in view: ViewKind, _ keys: KeyMap, byHand: Bool) -> [Row] {
    let wanted = filter.lowercased()
    let hasDigits = !keys.changes.keys.contains { $0.hasPrefix("tenth-") }
    return Binding.Section.allCases.flatMap { section in
      keys.table(of: view, byHand: byHand).filter { $0.section == section }.map {
        Row(
          command: $0.command, keys: $0.keys.map(\.name).joined(separator: ", "), name: $0.name, help: $0.help,
          section: section.rawValue)
      }
    }.compactMap { row in
      // One line stands for the ten digits until one of them is sought.
      guard wanted.isEmpty, hasDigits, case .tenth(let tenth) = row.command else { return row }
      var all = row
      all.keys = "0 1 2 ... 9"
      all.help = "start, 10 %, 20 % ... 90 % of the run"
      return tenth == 0 ? all : nil
    }.filter { row in
      // β can be typed where there is no such key.
      let words = "\(row.keys) \(row.name) \(row.help) \(row.section)".lowercased()
      return wanted.isEmpty || words.contains(wanted) || words.replacing("β", with: "beta").contains(wanted)
    }
  }

  /// What the marks on the screen mean, after the keys.
  private static func marks(_ glyphs: Glyphs) -> [String] {
    [
      "Marks",
      "  \(glyphs.active) active   \(glyphs.finished) finished   \(glyphs.read) read in full   \(glyphs.pruned) pruned",
      "  d3 disagreed with the winner for 3 rounds   \(glyphs.times)4 four equal in a row",
      "  \(glyphs.error) a probe without an answer   + beyond 52 letters   \(glyphs.horizontal) passed unseen",
      "  underlined: the winner   reversed: newest, or gold   * overridden",
    ]
  }

  static func draw(_ model: Model, _ filter: String, _ isTyping: Bool, _ selection: Int, over frame: inout Frame) {
    let rows = rows(filter: filter, in: model.state.view, model.keys, byHand: model.isByHand)
    let glyphs = model.glyphs
    let width = min(frame.size.width - 2, 92) - 2
    let height = frame.size.height - 4
    var content = Frame(size: Size(width: width, height: height))
    // A section's title stands before its first line.
    var lines: [(row: Int?, title: String)] = []
    for (index, row) in rows.enumerated() {
      if index == 0 || rows[index - 1].section != row.section { lines.append((nil, row.section)) }
      lines.append((index, ""))
    }
    if filter.isEmpty, model.state.view == .step { lines += marks(glyphs).map { (nil, $0) } }
    if rows.isEmpty { content.put("nothing about this", 3, 0, Style(.muted)) }
    let chosen = lines.firstIndex { $0.row == selection } ?? 0
    // The last key shows the marks below it too.
    let middle = selection == rows.count - 1 ? lines.count : chosen - height / 2
    let first = min(max(0, middle), max(0, lines.count - height))
    for (y, line) in lines.dropFirst(first).prefix(height).enumerated() {
      guard let index = line.row else {
        let isMark = line.title.hasPrefix(" ")
        content.putFitting(line.title, 1, y, isMark ? .plain : Style(.accent, [.bold]), glyphs)
        continue
      }
      let isChosen = index == selection && !isTyping
      if isChosen { content.band(row: y, .band, [.bold]) }
      let back: Color = isChosen ? .band : .standard
      content.put(isChosen ? glyphs.current : " ", 1, y, Style(.accent, on: back))
      let keys = rows[index].keys.madeSafe(ascii: !glyphs.isUnicode)
      content.putFitting(keys, 3, y, Style(.accent, on: back, [.bold]), glyphs, limit: 17)
      let help = model.wording.inLocale(rows[index].help)
      let end = content.putFitting(help, 18, y, Style(.standard, on: back), glyphs, limit: width)
      let name = ":" + rows[index].name
      if end + name.count + 2 < width { content.put(name, endingAt: width - 1, y, Style(.muted, on: back)) }
    }
    let note = isTyping || !filter.isEmpty ? "/\(filter)" : "/ filter  Enter runs  Esc closes"
    frame.window(
      content, title: "Help: \(model.state.view.title)", note: note.madeSafe(ascii: !glyphs.isUnicode), glyphs)
  }
}

/// The question's own text.
enum QuestionTextOverlay {
  static func draw(_ model: Model, _ scroll: Int, over frame: inout Frame) {
    let lines = lines(model)
    let (width, height) = inner(model.size)
    let shown = min(height, lines.count)
    var content = Frame(size: Size(width: width, height: max(1, shown)))
    for (row, line) in lines.dropFirst(scroll).prefix(shown).enumerated() { content.put(line, 1, row) }
    let isLong = lines.count > height
    let gold =
      model.state.showsGold
      ? "\(model.glyphs.gold) gold \(model.wording.answer(model.question.text(of: model.question.gold), limit: 20))  "
      : ""
    let scrolls = "\(model.keyName(.move(1))) \(model.keyName(.move(-1))) scroll"
    let note = gold + (isLong ? "\(scroll + shown)/\(lines.count)  \(scrolls)" : "Esc closes")
    frame.window(content, title: "Question \(model.state.question + 1)", note: note, model.glyphs)
  }

  /// How far it can be scrolled.
  static func mostScroll(_ model: Model) -> Int { max(0, lines(model).count - inner(model.size).height) }

  private static func inner(_ size: Size) -> (width: Int, height: Int) {
    (max(10, min(size.width - 4, 96)), max(1, size.height - 6))
  }

  private static func lines(_ model: Model) -> [String] {
    let width = inner(model.size).width - 2
    let paragraphs = model.question.text.split(separator: "\n", omittingEmptySubsequences: false)
    return paragraphs.flatMap { wrap(String($0).madeSafe(ascii: !model.glyphs.isUnicode), width) }
  }

  /// Words filled into lines; a word longer than a line is broken.
  static func wrap(_ text: String, _ width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var columns = 0
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
      let wide = GlyphWidth.columns(of: String(word))
      if columns > 0, columns + 1 + wide > width {
        lines.append(line)
        (line, columns) = ("", 0)
      }
      if columns > 0 {
        line += " "
        columns += 1
      }
      for character in word {
        let step = GlyphWidth.columns(of: character)
        if columns + step > width {
          lines.append(line)
          (line, columns) = ("", 0)
        }
        line.append(character)
        columns += step
      }
    }
    return lines + [line]
  }
}

/// A list to choose from.
enum PickerOverlay {
  static func rows(_ model: Model, _ subject: Picker.Subject) -> [(name: String, words: String, isOn: Bool?)] {
    switch subject {
    case .controller: model.catalog.families.map { ($0.name, $0.meaning, nil) }
    case .store:
      model.storeNames.map { ($0.madeSafe(ascii: !model.glyphs.isUnicode), $0 == model.state.store ? "open" : "", nil) }
    case .view:
      ViewKind.allCases.map { ("F\($0.number) \($0.title)", model.wording.inLocale($0.meaning), nil) }
    case .curves:
      model.catalog.families.map { ($0.publishedName, $0.meaning, !model.state.curves.hidden.contains($0.name)) }
    case .other:
      model.offeredSides.map { (model.name(of: $0.side, limit: 24), model.wording.inLocale($0.words), nil) }
    case .actions: HandVerb.allCases.map { model.row(of: $0) }
    case .runs: model.handMemory.book.listed.map { (model.name(of: $0), model.row(of: $0), nil) }
    case .events:
      zip(
        EventKind.allCases,
        ["branches opened later", "branches pruned", "stops and widenings considered", "the answer"]
      )
      .map { ($0.rawValue, $1, model.state.events.contains($0)) }
    }
  }

  static func draw(_ model: Model, _ picker: Picker, over frame: inout Frame) {
    let rows = rows(model, picker.subject)
    let (rect, first) = place(model, picker)
    var content = Frame(size: Size(width: rect.width - 2, height: rect.height - 2))
    let label = min(24, (rows.map { GlyphWidth.columns(of: $0.name) }.max() ?? 8) + 2)
    for (y, row) in rows.dropFirst(first).prefix(content.size.height).enumerated() {
      let isChosen = first + y == picker.selection
      if isChosen { content.band(row: y, .band, [.bold]) }
      let back: Color = isChosen ? .band : .standard
      content.put(isChosen ? model.glyphs.current : " ", 0, y, Style(.accent, on: back))
      var column = 2
      if let isOn = row.isOn { column = content.put(isOn ? "[x] " : "[ ] ", 2, y, Style(.accent, on: back)) }
      let isDim = picker.subject == .actions && !model.isPossible(HandVerb.allCases[first + y])
      let style = Style(isDim ? .muted : .standard, on: back, isDim ? [.dim] : [.bold])
      content.putFitting(row.name, column, y, style, model.glyphs, limit: column + max(label, 24))
      content.putFitting(row.words, column + label, y, Style(.muted, on: back), model.glyphs)
    }
    let box = Box.frame(
      content, title: title(picker.subject), note: note(picker.subject), isFocused: true, model.glyphs)
    frame.blit(box, at: rect.column, rect.row)
  }

  private static func title(_ subject: Picker.Subject) -> String {
    switch subject {
    case .controller: "Controller"
    case .store: "Store"
    case .view: "View"
    case .curves: "Curves"
    case .other: "Compare with"
    case .events: "Events for [ and ]"
    case .actions: "By hand"
    case .runs: "Runs by hand"
    }
  }

  private static func note(_ subject: Picker.Subject) -> String {
    subject == .other ? "others by :against" : subject.isSwitched ? "Space switches  Enter closes" : "Enter chooses"
  }

  /// The row of the list under the mouse.
  static func row(_ model: Model, _ picker: Picker, at mouse: Mouse) -> Int? {
    let (rect, first) = place(model, picker)
    guard rect.contains(column: mouse.column, row: mouse.row) else { return nil }
    let row = first + mouse.row - rect.row - 1
    return rows(model, picker.subject).indices.contains(row) ? row : nil
  }

  /// Where the list lies, and its first row on the screen.
  private static func place(_ model: Model, _ picker: Picker) -> (Rect, first: Int) {
    let rows = rows(model, picker.subject)
    let height = min(model.size.height - 4, rows.count + 2)
    let widest = rows.map { GlyphWidth.columns(of: $0.name + $0.words) }.max() ?? 20
    let heading = title(picker.subject).count + note(picker.subject).count + 9
    let width = min(model.size.width - 2, max(36, heading, widest + 14))
    let rect = Rect(
      column: (model.size.width - width) / 2, row: (model.size.height - height) / 2, width: width, height: height)
    let inner = max(1, height - 2)
    return (rect, min(max(0, picker.selection - inner / 2), max(0, rows.count - inner)))
  }
}
