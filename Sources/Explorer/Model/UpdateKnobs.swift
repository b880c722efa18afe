import Replay

// The Knobs view: choosing a knob, setting it by hand, giving it back.
extension Model {
  /// Does what the keys of the Knobs view ask for.
  mutating func performInKnobs(_ command: Command) {
    let page = max(1, knobsLayout.shownCount - 1)
    switch command {
    case .move(let rows): chooseKnob(chosenKnobIndex + rows)
    case .page(let pages): chooseKnob(chosenKnobIndex + pages * page)
    case .halfPage(let halves): chooseKnob(chosenKnobIndex + halves * max(1, page / 2))
    case .top: chooseKnob(0)
    case .bottom: chooseKnob(.max)
    case .override:
      guard let knob = chosenKnob else { return }
      overlays.append(.prompt(Prompt(purpose: .override(knob.name), text: "")))
    case .release: releaseKnob()
    case .releaseAll: releaseAllKnobs()
    default: break
    }
  }

  /// A click chooses a knob, the wheel goes through them.
  mutating func pointInKnobs(_ mouse: Mouse) {
    switch mouse.kind {
    case .press: if let index = knobsLayout.knob(column: mouse.column, row: mouse.row) { chooseKnob(index) }
    case .wheelUp: chooseKnob(chosenKnobIndex - 1)
    case .wheelDown: chooseKnob(chosenKnobIndex + 1)
    case .drag, .release: break
    }
  }

  /// Where the parts of the Knobs view lie.
  var knobsLayout: KnobsLayout {
    KnobsLayout(body: ScreenLayout(size: size).body, knobCount: knobs.count, selection: chosenKnobIndex)
  }

  /// The parameters of the controller on the screen.
  var knobs: [KnobInfo] { family?.knobs ?? [] }

  /// The index of the chosen one; 0 where there is none.
  var chosenKnobIndex: Int { min(max(0, state.knobs.selection), max(0, knobs.count - 1)) }

  private var chosenKnob: KnobInfo? { knobs.isEmpty ? nil : knobs[chosenKnobIndex] }

  private mutating func chooseKnob(_ index: Int) {
    state.knobs.selection = min(max(0, index), max(0, knobs.count - 1))
  }

  /// Which values a knob may have, in words.
  func legalValues(_ name: String) -> String {
    guard let knob = knobs.first(where: { $0.name == name }) else { return "" }
    let whole = knob.isInteger ? "a whole number, " : ""
    let unit = knob.unit == .number ? "" : " \(knob.unit.rawValue)"
    return whole + KnobWording.range(knob) + unit
  }

  /// What is wrong with a value typed for a knob; nil if it is legal.
  func overrideFault(_ name: String, _ text: String) -> String? {
    guard let family else { return nil }
    var setting = state.setting
    do {
      try setting.set(name, to: text.trimmed, in: family)
      return nil
    } catch {
      return "\(error)"
    }
  }

  /// Sets a knob by hand to a value that ``overrideFault(_:_:)`` finds nothing wrong with.
  mutating func setKnob(_ name: String, to text: String) {
    guard let value = Double(text.trimmed) else { return }
    var next = state
    next.setting.overrides[name] = value
    change(to: next, topic: "")
  }

  private mutating func releaseKnob() {
    guard let knob = chosenKnob else { return }
    guard state.setting.overrides[knob.name] != nil else {
      notice = Notice(text: "\(knob.name) is not set by hand", isError: false)
      return
    }
    var next = state
    next.setting.overrides[knob.name] = nil
    change(to: next, topic: "")
  }

  private mutating func releaseAllKnobs() {
    guard !state.setting.overrides.isEmpty else {
      notice = Notice(text: "no knob is set by hand", isError: false)
      return
    }
    var next = state
    next.setting.overrides = [:]
    change(to: next, topic: "")
  }
}
