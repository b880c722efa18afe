import Evaluation
import Explorer
import Replay
import Testing

/// Every row of the table of keys does what its help says, under each of its keys, by its name and from help.
@Suite struct BindingsTests {
  /// No key of a view is bound twice, hence none is shadowed.
  @Test(arguments: ViewKind.allCases) func noKeyTwice(_ view: ViewKind) {
    let keys = Bindings.table(of: view).flatMap(\.keys)
    #expect(Set(keys).count == keys.count)
    #expect(Set(keys.map(\.name)).count == keys.count)
  }

  @Test func everyRowIsWhole() {
    #expect(Set(Bindings.table.map(\.name)).count == Bindings.table.count)
    #expect(Set(Bindings.table.map(\.command)).count == Bindings.table.count)
    #expect(
      Bindings.table.allSatisfy { !$0.keys.isEmpty && !$0.name.isEmpty && !$0.help.isEmpty && !$0.views.isEmpty })
    let numbers = ViewKind.allCases.map(\.number)
    #expect(numbers == numbers.sorted() && Set(numbers).count == numbers.count && numbers.allSatisfy((1...5).contains))
  }

  @Test(arguments: cases) func doesWhatHelpSays(_ view: ViewKind, _ name: String) async throws {
    let binding = try #require(Bindings.table(of: view).first { $0.name == name })
    let expectation = try #require(Self.expectations[view]?[name], "'\(name)' has no expectation in \(view)")
    for key in binding.keys {
      var hands = try await Self.prepared(view)
      if name.hasSuffix("tick") { try await hands.finishWork() }
      let before = hands
      hands.press(key)
      #expect(try expectation(before, hands), "\(view): \(key.name): \(binding.help)")
    }
  }

  @Test(arguments: cases) func byNameAndFromHelpToo(_ view: ViewKind, _ name: String) async throws {
    let binding = try #require(Bindings.table(of: view).first { $0.name == name })
    var pressed = try await Self.prepared(view)
    pressed.press(binding.keys[0])
    var typed = try await Self.prepared(view)
    typed.type(":" + binding.name + "\n")
    var chosen = try await Self.prepared(view)
    let sections = Binding.Section.allCases.flatMap { section in
      Bindings.table(of: view).filter { $0.section == section }
    }
    // The tenths but the first are found by filtering only.
    let listed = sections.filter { !$0.name.hasPrefix("tenth-") || $0.name == "tenth-0" }
    let row = listed.firstIndex { $0.name == binding.name }
    chosen.type(row.map { "?" + String(repeating: "j", count: $0) + "\n" } ?? "?/\(binding.name)\n\n")
    for other in [typed, chosen] {
      let isSame = other.state == pressed.state && other.effects == pressed.effects
      #expect(isSame, "\(view): \(binding.name)")
      let looksSame = other.frame == pressed.frame
      #expect(looksSame, "\(view): \(binding.name)")
    }
  }

  /// What belongs to another view does nothing here, by key or by name, and says so.
  @Test(arguments: ViewKind.allCases) func whatBelongsToOtherViews(_ view: ViewKind) async throws {
    let own = Set(Bindings.table(of: view).flatMap(\.keys))
    for binding in Bindings.table where !binding.views.contains(view) {
      for key in binding.keys where !own.contains(key) {
        var hands = try await Self.prepared(view)
        let state = hands.state
        hands.press(key)
        #expect(hands.state == state && hands.effects.isEmpty && hands.model.overlays.isEmpty)
        #expect(hands.model.notice?.text == "\(key.name) does nothing here; ? lists the keys")
      }
      var hands = try await Self.prepared(view)
      let state = hands.state
      hands.type(":\(binding.name)\n")
      #expect(hands.state == state && hands.effects.isEmpty && hands.model.overlays.isEmpty)
      #expect(hands.model.notice?.text.contains("'\(binding.name)' belongs to the view") == true)
    }
  }

  @Test(arguments: ViewKind.allCases) func namesThatAreGoneAreForgotten(_ view: ViewKind) {
    #expect(Set(Self.expectations[view]?.keys ?? [:].keys) == Set(Bindings.table(of: view).map(\.name)))
  }

  // MARK: By hand

  /// While a run by hand is on the screen no key is bound twice either, and every command of the view is still there.
  @Test(arguments: ViewKind.allCases) func noKeyTwiceByHand(_ view: ViewKind) {
    let table = Bindings.table(of: view, byHand: true)
    let keys = table.flatMap(\.keys)
    #expect(Set(keys).count == keys.count)
    let gone = Set(Bindings.table(of: view).map(\.name)).subtracting(table.map(\.name))
    #expect(gone == (view == .step ? ["choose-controller"] : []))
  }

  @Test(arguments: Array(handExpectations.keys)) func doesWhatHelpSaysByHand(_ name: String) throws {
    let binding = try #require(Bindings.table.first { $0.name == name })
    let expectation = try #require(Self.handExpectations[name])
    for key in binding.keys {
      var hands = try explorer(question: 9, cursor: 1200)
      hands.type("t")
      let before = hands
      hands.press(key)
      #expect(expectation(before, hands), "\(key.name): \(binding.help)")
      var typed = before
      typed.type(":\(name)\n")
      #expect(typed.state == hands.state && typed.frame == hands.frame)
    }
  }

  /// Without one they do nothing and say what they belong to.
  @Test(arguments: Array(handExpectations.keys)) func byNameWithoutARunByHand(_ name: String) throws {
    var hands = try explorer(question: 9, cursor: 1200)
    let state = hands.state
    hands.type(":\(name)\n")
    #expect(hands.state == state && hands.model.overlays.isEmpty)
    #expect(hands.model.notice?.text.contains("t takes this one over") == true)
  }

  @Test func everyHandRowHasAnExpectation() {
    #expect(Set(Bindings.table.filter(\.isByHand).map(\.name)) == Set(Self.handExpectations.keys))
  }

  private static let handExpectations: [String: @Sendable (_ before: Hands, _ after: Hands) -> Bool] = [
    "branch": {
      $1.state.hand?.run.actions == [.branch] && $1.state.hand?.branch == $0.model.run.recording.tracks.count
    },
    "continue": { before, after in after.state.hand?.run.actions == before.state.hand.map { [.continue($0.branch)] } },
    "probe": { $1.state == $0.state && $1.model.notice?.text.contains("was already probed at depth") == true },
    "prune": { before, after in after.state.hand?.run.actions == before.state.hand.map { [.prune($0.branch)] } },
    "answer": { $1.state.hand?.run.hasEnded == true && $1.model.run.recording.answer != nil },
    "actions": { picker($1) == .actions },
  ]

  private static let cases: [(ViewKind, String)] = ViewKind.allCases.flatMap { view in
    Bindings.table(of: view).map { (view, $0.name) }
  }

  /// In the middle of a run, with something to undo, to redo, to search, to jump to; the list of actions focused.
  ///
  /// In Knobs a knob in the middle is chosen, and it and another are set by hand. In
  /// Curves all curves are there, and the point of the setting is read. In Questions the figures are there.
  private static func prepared(_ view: ViewKind) async throws -> Hands {
    var hands = try explorer(
      view == .knobs ? "cmc:beta=0.5,warm_up=6,conf_thresh=0.9" : "cmc:beta=0.5", question: 2, seed: 3,
      store: view == .curves ? try Bundled.smallStore() : nil)
    hands.type(":seed 5\n:seed 6\nu:step 7\nma/continue\n:step 150\n\t\t\t")
    #expect(hands.state.focus == .actions && hands.cursor == 150 && hands.state.seed == 5)
    #expect(hands.state.setting.beta == 0.5 && hands.model.run.count > 300)
    hands.press(.function(view.number))
    if view == .knobs { hands.type("gjjjjjj") }
    if view == .curves {
      try await hands.finishWork()
      hands.type("l")
    }
    if view == .diff { hands.type("nn") }
    if view == .questions { try await hands.finishWork() }
    #expect(hands.state.view == view)
    return hands
  }

  private typealias Expectation = @Sendable (_ before: Hands, _ after: Hands) throws -> Bool

  private static let expectations: [ViewKind: [String: Expectation]] = [
    .step: merged(panes, moving, tenths, running, looking, program),
    .curves: merged(anyView, looking, curves, program),
    .diff: merged(diff, tenthsOfDiff, anyView, looking, program),
    .questions: merged(questions, anyView, looking, program),
    .knobs: merged(anyView, looking, knobs, program),
  ]

  private static func merged(_ parts: [String: Expectation]...) -> [String: Expectation] {
    parts.reduce([:]) { $0.merging($1) { first, _ in first } }
  }

  private static let knobs: [String: Expectation] = [
    "first": { knob($1) == 0 }, "last": { knob($1) == 11 }, "down": { knob($1) == 7 }, "up": { knob($1) == 5 },
    "page-down": { knob($1) == 11 }, "page-up": { knob($1) == 0 }, "half-page-down": { knob($1) == 11 },
    "half-page-up": { knob($1) == 1 },
    "override": { before, after in
      var hands = after
      hands.type("0.88\n")
      return after.model.overlays == [.prompt(Prompt(.override("conf_thresh")))]
        && hands.state.setting.overrides == ["warm_up": 6, "conf_thresh": 0.88]
    },
    "release": { $1.state.setting.overrides == ["warm_up": 6] },
    "release-all": { $1.state.setting.overrides.isEmpty },
  ]

  private static let curves: [String: Expectation] = [
    "next-point": { $1.state.curves.cursor?.description == "cmc:beta=0.6" },
    "previous-point": { $1.state.curves.cursor?.description == "cmc:beta=0.4" },
    "down": { $1.state.curves.cursor?.family == "asc-entropy" }, "up": { $1.state.curves.cursor?.family == "dgcc" },
    "first": { $1.state.curves.cursor?.description == "cmc:beta=0" },
    "last": { $1.state.curves.cursor?.description == "cmc:beta=1" },
    "page-down": { $1.state.curves.cursor?.description == "cmc:beta=0.9" },
    "page-up": { $1.state.curves.cursor?.description == "cmc:beta=0.1" },
    "half-page-down": { $1.state.curves.cursor?.description == "cmc:beta=0.7" },
    "half-page-up": { $1.state.curves.cursor?.description == "cmc:beta=0.3" },
    "pick": { $1.state.curves.picked == [$0.state.setting] && $1.text.contains("pick another") },
    "pick-current": { $1.state.curves.picked == [$0.state.setting] && $1.text.contains("pick another") },
    "open-case": { $1.state.curves.picked == [$0.state.setting] && $1.state.view == .curves },
    "tokens": { $1.state.curves.measure == .sequential && $1.text.contains("over sequential tokens") },
    "average": { $1.state.curves.scope == .search && $1.text.contains("mean of 2 search stores") },
    "frontier": { $1.text.contains("Pareto frontier") }, "intervals": { $1.text.contains("95 % band on CMC") },
    "ceilings": { $1.state.curves.showsCeilings && $1.jobs.count == 1 },
    "hide-curve": { $1.state.curves.hidden == ["cmc"] && $1.text.contains("CMC off") },
    "choose-curves": { picker($1) == .curves },
  ]

  private static let questions: [String: Expectation] = [
    "first": { $1.state.question == 0 }, "last": { $1.state.question == 29 }, "down": { $1.state.question == 3 },
    "up": { $1.state.question == 1 }, "page-down": { $1.state.question == 27 }, "page-up": { $1.state.question == 0 },
    "half-page-down": { $1.state.question == 14 }, "half-page-up": { $1.state.question == 0 },
    "open-run": { before, after in
      let telling = before.model.questionFigures?.figures[2].telling
      return after.state.view == .step && after.state.question == 2 && after.state.seed == telling?.seed
        && after.cursor == after.model.run.count
    },
    "sort": { $1.state.questions.order == QuestionOrder(.tokens) && $1.text.contains("by tokens, highest first") },
    "sort-direction": { $1.state.questions.order == QuestionOrder(.number, isReversed: true) },
    "filter": { $1.model.overlays == [.prompt(Prompt(.filter))] },
    "gold": { $1.state.showsGold && $1.frame.text(row: 3).contains("right") },
  ]

  private static let diff: [String: Expectation] = [
    "next": { line($1) == line($0) + 1 }, "back": { line($1) == line($0) - 1 },
    "down": { line($1) == line($0) + 1 }, "up": { line($1) == line($0) - 1 },
    "next-ten": { line($1) == line($0) + 10 }, "back-ten": { line($1) == line($0) - 10 },
    "page-down": { line($1) == line($0) + diffPage($0) }, "page-up": { line($1) == max(0, line($0) - diffPage($0)) },
    "half-page-down": { line($1) == line($0) + diffPage($0) / 2 },
    "half-page-up": { line($1) == line($0) - diffPage($0) / 2 },
    "next-round": { row($1) > row($0) && $1.cursor > $0.cursor },
    "previous-round": { row($1) < row($0) },
    "start": { $1.model.diffRow == 0 }, "end": { $1.cursor == $1.model.run.count },
    "next-divergence": { $1.model.diffRow == $0.model.alignment?.nextDivergence(after: row($0)) },
    "previous-divergence": { $1.model.diffRow == $0.model.alignment?.previousDivergence(before: row($0)) },
    "reconvergence": { $1.model.diffRow == $0.model.alignment?.nextReconvergence(after: row($0)) },
    "fold": { $1.state.diff.showsEqual && $1.model.diffLines.count > $0.model.diffLines.count },
    "exchange": { before, after in
      let taken = before.model.alignment?.steps(through: row(before)).right
      return after.state.setting.beta == 0.6 && after.state.diff.right?.description == "cmc:beta=0.5"
        && after.cursor == taken
    },
    "open-action": { $1.state.view == .step && $1.cursor == $0.cursor },
  ]

  private static let tenthsOfDiff: [String: Expectation] = Dictionary(
    uniqueKeysWithValues: (0...9).map { tenth in
      let expectation: Expectation = { $1.model.diffRow == ($1.model.alignment?.rows.count ?? 0) * tenth / 10 }
      return ("tenth-\(tenth)", expectation)
    })

  private static func row(_ hands: Hands) -> Int { hands.model.diffRow ?? -1 }

  private static func diffPage(_ hands: Hands) -> Int { DiffLayout(size: hands.model.size).lineCount - 1 }

  private static func line(_ hands: Hands) -> Int { hands.model.diffLines.index(ofRow: hands.model.diffRow ?? 0) }

  private static func knob(_ hands: Hands) -> Int { hands.state.knobs.selection }

  private static let tenths: [String: Expectation] = Dictionary(
    uniqueKeysWithValues: (0...9).map { tenth in
      let expectation: Expectation = { $1.cursor == $1.model.run.count * tenth / 10 }
      return ("tenth-\(tenth)", expectation)
    })

  private static let moving: [String: Expectation] = [
    "next": { $1.cursor == $0.cursor + 1 }, "back": { $1.cursor == $0.cursor - 1 },
    "next-ten": { $1.cursor == $0.cursor + 10 }, "back-ten": { $1.cursor == $0.cursor - 10 },
    "next-round": { round($1, 0) == round($0, 0) + 1 && round($1, -1) == round($0, 0) },
    "previous-round": { $1.cursor < $0.cursor && round($1, 0) == round($0, 0) && round($1, -1) < round($0, 0) },
    "next-event": { before, after in
      after.cursor == events(before).first { $0 > before.cursor }
    },
    "previous-event": { before, after in
      after.cursor == events(before).last { $0 < before.cursor }
    },
    "events": { picker($1) == .events }, "start": { $1.cursor == 0 }, "end": { $1.cursor == $1.model.run.count },
    "play": { !$0.model.isPlaying && $1.model.isPlaying }, "faster": { $1.model.speed == $0.model.speed + 1 },
    "slower": { $1.model.speed == $0.model.speed - 1 },
    "search": { $1.model.overlays == [.prompt(Prompt(.search))] },
    "next-match": { before, after in
      let steps = before.model.run.recording.steps
      let next = steps.indices.first { $0 + 1 > before.cursor && steps[$0].kind == .continue }
      return after.cursor == next.map { $0 + 1 }
    },
    "previous-match": { before, after in
      let steps = before.model.run.recording.steps
      let last = steps.indices.last { $0 + 1 < before.cursor && steps[$0].kind == .continue }
      return after.cursor == last.map { $0 + 1 }
    },
    "mark": { before, after in
      var hands = after
      hands.type("xg'x")
      return hands.cursor == before.cursor
    },
    "jump": { _, after in
      var hands = after
      hands.type("a")
      return hands.cursor == 7
    },
  ]

  private static let running: [String: Expectation] = [
    "beta-up": { $1.state.setting.beta == 0.51 }, "beta-down": { $1.state.setting.beta == 0.49 },
    "beta-up-tenth": { $1.state.setting.beta == 0.6 }, "beta-down-tenth": { $1.state.setting.beta == 0.4 },
    "next-question": { $1.state.question == 3 }, "previous-question": { $1.state.question == 1 },
    "next-tick": { before, after in
      after.state.setting.beta == before.model.ticks?.ticks.first { $0.beta > 0.5 }?.beta
    },
    "previous-tick": { before, after in
      after.state.setting.beta == before.model.ticks?.ticks.last { $0.beta < 0.5 }?.beta
    },
    "next-answer-tick": { before, after in
      after.state.setting.beta == before.model.ticks?.ticks.first { $0.beta > 0.5 && $0.changesAnswer }?.beta ?? 0.5
    },
    "previous-answer-tick": { before, after in
      after.state.setting.beta == before.model.ticks?.ticks.last { $0.beta < 0.5 && $0.changesAnswer }?.beta ?? 0.5
    },
    "next-seed": { $1.state.seed == 6 }, "previous-seed": { $1.state.seed == 4 },
    "choose-controller": { picker($1) == .controller }, "choose-store": { picker($1) == .store },
    "choose-other": { picker($1) == .other },
    "grading": { $1.state.grading == .canonical && $1.frame.text(row: 0).contains("  canonical  CMC") },
    "take-over": { $1.state.hand?.run == HandRun(fork: $0.cursor) && $1.cursor == $0.cursor },
    "runs": { $1.model.notice?.text.contains("no run by hand has been kept yet") == true },
    "undo": { $1.state.seed == 3 }, "redo": { $1.state.seed == 6 },
  ]

  private static let anyView = running.filter { $0.key != "take-over" }

  private static let looking: [String: Expectation] = [
    "gold": { $1.state.showsGold }, "question-text": { $1.model.overlays == [.questionText(scroll: 0)] },
    "view-step": { $1.state.view == .step && $1.text.contains("Branches") },
    "view-curves": { $1.state.view == .curves && $1.text.contains("accuracy % over total tokens") },
    "view-diff": { $1.state.view == .diff && $1.text.contains("divergence") && $1.text.contains("CMC β 0.6") },
    "view-questions": { $1.state.view == .questions && $1.text.contains("majority") },
    "view-knobs": { $1.state.view == .knobs && $1.text.contains("abandon_patience") },
    "choose-view": { picker($1) == .view },
  ]

  private static let panes: [String: Expectation] = [
    "down": { $1.cursor == $0.cursor + 1 }, "up": { $1.cursor == $0.cursor - 1 },
    "page-down": { try $1.cursor == $0.cursor + height($0) - 1 },
    "page-up": { try $1.cursor == $0.cursor - height($0) + 1 },
    "half-page-down": { try $1.cursor == $0.cursor + height($0) / 2 },
    "half-page-up": { try $1.cursor == $0.cursor - height($0) / 2 },
    "next-pane": { $1.state.focus == .plane }, "previous-pane": { $1.state.focus == .votes },
    "zoom": { $1.state.isZoomed && $1.pane(.actions)?.width == 120 },
    "gold": { $1.state.showsGold && $1.text.contains("gold") },
    "hidden": { $1.state.showsHidden && $1.frame != $0.frame },
  ]

  private static let program: [String: Expectation] = [
    "command": { $1.model.overlays == [.prompt(Prompt(.command))] },
    "write": { before, after in
      guard case .prompt(let prompt)? = after.model.overlays.last else { return false }
      return prompt.purpose == .write && prompt.text.hasPrefix("\(before.state.view.rawValue)-")
    },
    "copy": { before, after in
      guard case .copy(let line)? = after.effects.first else { return false }
      return line.hasPrefix("autotts show \(before.state.view.rawValue) --store ") && after.text.contains("The command")
    },
    "help": { $1.model.overlays == [.help(filter: "", isTyping: false, selection: 0)] },
    "close": { before, after in
      var hands = before
      hands.type("i\u{1b}")
      return hands.frame == before.frame && after.frame == before.frame && after.effects.isEmpty
    },
    "quit": { before, after in
      var hands = before
      hands.type("iq")
      return hands.effects.isEmpty && hands.frame == before.frame && after.effects == [.quit]
    },
    "quit-always": { $1.effects == [.quit] }, "redraw": { $1.effects == [.redraw] },
    "suspend": { $1.effects == [.suspend] },
  ]

  private static func round(_ hands: Hands, _ offset: Int) -> Int {
    hands.model.run.step(at: hands.cursor + offset)?.round ?? -9
  }

  private static func events(_ hands: Hands) -> [Int] {
    hands.model.run.events.values.flatMap { $0 }.map { $0 + 1 }.sorted()
  }

  private static func picker(_ hands: Hands) -> Picker.Subject? {
    guard case .picker(let picker)? = hands.model.overlays.last else { return nil }
    return picker.subject
  }

  private static func height(_ hands: Hands) throws -> Int { try #require(hands.pane(.actions)).height - 2 }
}

extension Prompt {
  fileprivate init(_ purpose: Purpose) { self.init(purpose: purpose, text: "") }
}
