import Replay

extension Model {
  /// What a key does while something lies over the view; nil where the keys of the view go on.
  mutating func press(_ key: Key, in overlay: Overlay) -> [Effect]? {
    if key == Key(.escape) {
      overlays.removeLast()
      return []
    }
    switch overlay {
    case .prompt(let prompt): return press(key, in: prompt)
    case .picker(let picker): return press(key, in: picker)
    case .questionText(let scroll): return press(key, inTextScrolledBy: scroll)
    case .command(let words, let scroll): return press(key, inCommand: words, scrolledBy: scroll)
    case .welcome: return nil
    case .help(let filter, let isTyping, let selection):
      return isTyping ? type(key, into: filter) : press(key, inHelp: filter, selection)
    }
  }

  /// How far a key moves in a list; nil where it does not.
  private func motion(_ key: Key) -> Int? {
    // What these do in lists they do whatever else they are for.
    if [Key(.enter), .plain("/"), .plain(" ")].contains(key) { return nil }
    return switch command(for: key) {
    case .move(let rows): rows
    case .page(let pages): pages * max(1, size.height - 6)
    case .halfPage(let halves): halves * max(1, (size.height - 6) / 2)
    case .start, .top: -1_000_000
    case .end, .bottom: 1_000_000
    default: nil
    }
  }

  // MARK: Help

  private mutating func press(_ key: Key, inHelp filter: String, _ selection: Int) -> [Effect]? {
    let rows = HelpOverlay.rows(filter: filter, in: state.view, keys, byHand: isByHand)
    if let motion = motion(key) {
      let target = min(max(0, selection + motion), max(0, rows.count - 1))
      overlays[overlays.count - 1] = .help(filter: filter, isTyping: false, selection: target)
      return []
    }
    if key == .plain("/") {
      overlays[overlays.count - 1] = .help(filter: "", isTyping: true, selection: 0)
      return []
    }
    if key == Key(.enter) {
      overlays.removeLast()
      return rows.indices.contains(selection) ? perform(rows[selection].command) : []
    }
    if command(for: key) == .help {
      overlays.removeLast()
      return []
    }
    return passesThrough(key)
  }

  private mutating func type(_ key: Key, into filter: String) -> [Effect]? {
    var filter = filter
    var isTyping = true
    switch key.code {
    case .enter, .down: isTyping = false
    case .backspace: if !filter.isEmpty { filter.removeLast() } else { isTyping = false }
    case .character(let character) where !key.control: filter.append(character)
    default: return []
    }
    overlays[overlays.count - 1] = .help(filter: filter, isTyping: isTyping, selection: 0)
    return []
  }

  // MARK: Text

  private mutating func press(_ key: Key, inTextScrolledBy scroll: Int) -> [Effect]? {
    if let motion = motion(key) {
      let most = QuestionTextOverlay.mostScroll(self)
      overlays[overlays.count - 1] = .questionText(scroll: min(max(0, scroll + motion), most))
      return []
    }
    if command(for: key) == .questionText || key == Key(.enter) {
      overlays.removeLast()
      return []
    }
    return passesThrough(key)
  }

  private mutating func press(_ key: Key, inCommand words: [String], scrolledBy scroll: Int) -> [Effect]? {
    if let motion = motion(key) {
      let most = CommandOverlay.mostScroll(self, words)
      overlays[overlays.count - 1] = .command(words, scroll: min(max(0, scroll + motion), most))
      return []
    }
    if command(for: key) == .copy || key == Key(.enter) {
      overlays.removeLast()
      return []
    }
    return passesThrough(key)
  }

  // MARK: Lists

  private mutating func press(_ key: Key, in picker: Picker) -> [Effect]? {
    let count = PickerOverlay.rows(self, picker.subject).count
    if let motion = motion(key) {
      var picker = picker
      picker.selection = min(max(0, picker.selection + motion), max(0, count - 1))
      overlays[overlays.count - 1] = .picker(picker)
      return []
    }
    if key == Key(.enter), picker.subject.isSwitched {
      overlays.removeLast()
      return []
    }
    if key == Key(.enter) || key == .plain(" ") { return choose(picker.selection, of: picker) }
    return passesThrough(key)
  }

  /// Takes a row of a list: the controller or the store of that name, or a kind of event on or off.
  mutating func choose(_ row: Int, of picker: Picker) -> [Effect] {
    switch picker.subject {
    case .controller:
      overlays.removeLast()
      guard catalog.families.indices.contains(row) else { return [] }
      let family = catalog.families[row]
      var setting = family.defaultSetting
      if family.hasBeta { setting.beta = state.setting.beta ?? lastBeta }
      var next = state
      next.setting = setting
      change(to: next, topic: "")
    case .store:
      overlays.removeLast()
      return storeNames.indices.contains(row) ? open(storeNames[row]) : []
    case .view:
      overlays.removeLast()
      if ViewKind.allCases.indices.contains(row) { show(ViewKind.allCases[row]) }
    case .other:
      overlays.removeLast()
      let offered = offeredSides
      return offered.indices.contains(row) ? compare(with: offered[row].side) : []
    case .actions:
      overlays.removeLast()
      if HandVerb.allCases.indices.contains(row) { act(HandVerb.allCases[row]) }
    case .runs:
      overlays.removeLast()
      let runs = handMemory.book.listed
      return runs.indices.contains(row) ? open(runs[row]) : []
    case .curves: if catalog.families.indices.contains(row) { toggleCurve(catalog.families[row].name) }
    case .events:
      guard EventKind.allCases.indices.contains(row) else { return [] }
      state.events.formSymmetricDifference([EventKind.allCases[row]])
    }
    return []
  }

  /// The keys that work whatever lies on top; the others do nothing.
  private mutating func passesThrough(_ key: Key) -> [Effect] {
    switch command(for: key) {
    case .quit:
      overlays.removeLast()
      return []
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    case .help:
      overlays.append(.help(filter: "", isTyping: false, selection: 0))
      return []
    default: return []
    }
  }

  // MARK: Prompts

  private mutating func press(_ key: Key, in prompt: Prompt) -> [Effect] {
    var prompt = prompt
    switch key.code {
    case .enter:
      if case .override(let name) = prompt.purpose, overrideFault(name, prompt.text) != nil { return [] }
      overlays.removeLast()
      return accept(prompt)
    case .backspace:
      guard !prompt.text.isEmpty else {
        overlays.removeLast()
        return []
      }
      prompt.edit { $0.removeLast() }
    case .tab: complete(&prompt, by: 1)
    case .backTab: complete(&prompt, by: -1)
    case .up: recall(&prompt, by: 1)
    case .down: recall(&prompt, by: -1)
    case .character("u") where key.control: prompt.edit { $0 = "" }
    case .character(let character) where !key.control && !key.alt: prompt.edit { $0.append(character) }
    default: return []
    }
    overlays[overlays.count - 1] = .prompt(prompt)
    return []
  }

  private mutating func accept(_ prompt: Prompt) -> [Effect] {
    switch prompt.purpose {
    case .search:
      state.search = prompt.text
      if !state.search.isEmpty { findMatch(1) }
      return []
    case .filter:
      filterQuestions(prompt.text)
      return []
    case .command:
      remember(prompt.text)
      return execute(prompt.text)
    case .write:
      return write(to: prompt.text, replacing: false)
    case .override(let name):
      setKnob(name, to: prompt.text)
      return []
    }
  }
}
