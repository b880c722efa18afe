import Explorer
import Replay
import Testing

/// Every row of the table of keys does what its help says, under each of its keys, by its name and from help.
@Suite struct BindingsTests {
  @Test func noKeyTwice() {
    let keys = Bindings.table.flatMap(\.keys)
    #expect(Set(keys).count == keys.count)
    #expect(Set(keys.map(\.name)).count == keys.count)
    #expect(Set(Bindings.table.map(\.name)).count == Bindings.table.count)
    #expect(Set(Bindings.table.map(\.command)).count == Bindings.table.count)
    #expect(Bindings.table.allSatisfy { !$0.keys.isEmpty && !$0.name.isEmpty && !$0.help.isEmpty })
  }

  @Test(arguments: Bindings.table.indices) func doesWhatHelpSays(_ index: Int) throws {
    let binding = Bindings.table[index]
    let expectation = try #require(Self.expectations[binding.name], "'\(binding.name)' has no expectation")
    for key in binding.keys {
      var hands = try Self.prepared()
      let before = hands
      hands.press(key)
      #expect(try expectation(before, hands), "\(key.name): \(binding.help)")
    }
  }

  @Test(arguments: Bindings.table.indices) func byNameAndFromHelpToo(_ index: Int) throws {
    let binding = Bindings.table[index]
    var pressed = try Self.prepared()
    pressed.press(binding.keys[0])
    var typed = try Self.prepared()
    typed.type(":" + binding.name + "\n")
    var chosen = try Self.prepared()
    let sections = Binding.Section.allCases.flatMap { section in Bindings.table.filter { $0.section == section } }
    // The tenths but the first are found by filtering only.
    let listed = sections.filter { !$0.name.hasPrefix("tenth-") || $0.name == "tenth-0" }
    let row = listed.firstIndex { $0.name == binding.name }
    chosen.type(row.map { "?" + String(repeating: "j", count: $0) + "\n" } ?? "?/\(binding.name)\n\n")
    for other in [typed, chosen] {
      let isSame = other.state == pressed.state && other.effects == pressed.effects
      #expect(isSame, "\(binding.name)")
      let looksSame = other.frame == pressed.frame
      #expect(looksSame, "\(binding.name)")
    }
  }

  @Test func namesThatAreGoneAreForgotten() {
    #expect(Set(Self.expectations.keys) == Set(Bindings.table.map(\.name)))
  }

  /// In the middle of a run, with something to undo, to redo, to search, to jump to; the list of actions focused.
  private static func prepared() throws -> Hands {
    var hands = try explorer(question: 2, seed: 3)
    hands.type(":seed 5\n:seed 6\nu:step 7\nma/continue\n:step 150\n\t\t\t")
    #expect(hands.state.focus == .actions && hands.cursor == 150 && hands.state.seed == 5)
    #expect(hands.state.setting.beta == 0.5 && hands.model.run.count > 300)
    return hands
  }

  private typealias Expectation = @Sendable (_ before: Hands, _ after: Hands) throws -> Bool

  private static let expectations: [String: Expectation] = moving.merging(running) { $1 }.merging(looking) { $1 }
    .merging(program) { $1 }.merging(tenths) { $1 }

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
    "next-seed": { $1.state.seed == 6 }, "previous-seed": { $1.state.seed == 4 },
    "choose-controller": { picker($1) == .controller }, "choose-store": { picker($1) == .store },
    "undo": { $1.state.seed == 3 }, "redo": { $1.state.seed == 6 },
  ]

  private static let looking: [String: Expectation] = [
    "down": { $1.cursor == $0.cursor + 1 }, "up": { $1.cursor == $0.cursor - 1 },
    "page-down": { try $1.cursor == $0.cursor + height($0) - 1 },
    "page-up": { try $1.cursor == $0.cursor - height($0) + 1 },
    "half-page-down": { try $1.cursor == $0.cursor + height($0) / 2 },
    "half-page-up": { try $1.cursor == $0.cursor - height($0) / 2 },
    "next-pane": { $1.state.focus == .plane }, "previous-pane": { $1.state.focus == .votes },
    "zoom": { $1.state.isZoomed && $1.pane(.actions)?.width == 120 },
    "gold": { $1.state.showsGold && $1.text.contains("gold") },
    "hidden": { $1.state.showsHidden && $1.frame != $0.frame },
    "question-text": { $1.model.overlays == [.questionText(scroll: 0)] },
  ]

  private static let program: [String: Expectation] = [
    "command": { $1.model.overlays == [.prompt(Prompt(.command))] },
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
