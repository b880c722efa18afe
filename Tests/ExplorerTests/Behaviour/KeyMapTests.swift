import Explorer
import Testing

/// Keys that the user has changed: dispatch, help, hints and notices go by them, and there is always a way out.
@Suite struct KeyMapTests {
  private func hands(_ changes: KeyMap.Change...) throws -> Hands {
    let (keys, faults) = KeyMap.changed(by: changes)
    #expect(faults.isEmpty, "\(faults)")
    return Hands(try explorer(cursor: 5).model.bound(to: keys))
  }

  private func faults(_ changes: [KeyMap.Change]) -> [String] {
    let (keys, faults) = KeyMap.changed(by: changes)
    for view in ViewKind.allCases {
      let all = keys.table(of: view).flatMap(\.keys)
      #expect(Set(all).count == all.count, "a key does two things in \(view)")
    }
    let exit = keys.table.filter { $0.name == "quit-always" || $0.name == "close" || $0.name == "quit" }
    #expect(exit.allSatisfy { !$0.keys.isEmpty })
    return faults.map { "\($0.change) \($0.words)" }
  }

  @Test func nothingIsChangedByNothing() {
    #expect(KeyMap.standard.changes.isEmpty)
    #expect(KeyMap.standard.table.map(\.keys) == Bindings.table.map(\.keys))
  }

  @Test func theNewKeyWorksAndTheOldOneDoesNot() throws {
    var hands = try hands(KeyMap.Change("next-ten", [Key(.character("W"))]))
    hands.type("W")
    #expect(hands.cursor == 15)
    hands.type("L")
    #expect(hands.cursor == 15 && hands.model.notice?.text == "L does nothing here; ? lists the keys")
  }

  @Test func twoCommandsCanChangeTheirKeys() throws {
    var hands = try hands(
      KeyMap.Change("next", [Key(.character("h"))]), KeyMap.Change("back", [Key(.character("l"))]))
    hands.type("h")
    #expect(hands.cursor == 6)
    hands.type("ll")
    #expect(hands.cursor == 4)
  }

  @Test func helpHintsAndNoticesNameTheNewKey() throws {
    var hands = try hands(
      KeyMap.Change("help", [Key(.function(9))]), KeyMap.Change("next-seed", [Key(.character("W"), alt: true)]),
      KeyMap.Change("choose-controller", []))
    #expect(hands.text.contains("Alt-W seed") && hands.text.contains("F9 help"))
    #expect(!hands.text.contains(" controller "))
    hands.type("?")
    #expect(hands.model.notice?.text == "? does nothing here; F9 lists the keys")
    hands.press(.function(9))
    hands.type("/next-seed\n")
    #expect(hands.text.contains("Alt-W") && hands.text.contains(":next-seed"))
    hands.press(.function(9))
    #expect(hands.model.overlays.isEmpty)
  }

  @Test func aCommandWithoutKeysIsTyped() throws {
    var hands = try hands(KeyMap.Change("next-ten", []))
    hands.type("L")
    #expect(hands.cursor == 5)
    hands.type(":next-ten\n")
    #expect(hands.cursor == 15)
  }

  /// Lists go by the keys of the view, but Enter, Space and `/` do there what they always do.
  @Test func listsGoByTheNewKeys() throws {
    var hands = try hands(KeyMap.Change("down", [Key(.character("W"))]), KeyMap.Change("zoom", [Key(.enter)]))
    hands.type("?WW")
    #expect(hands.model.overlays == [.help(filter: "", isTyping: false, selection: 2)])
    hands.type("\n")
    #expect(hands.model.overlays.isEmpty && hands.cursor == 15)
  }

  @Test func whatIsTypedIsTyped() throws {
    var hands = try hands(KeyMap.Change("quit", [Key(.character("b"))]))
    hands.type(":beta 0.3\n")
    #expect(hands.state.setting.beta == 0.3 && hands.effects.isEmpty)
    hands.type("b")
    #expect(hands.effects == [.quit])
  }

  @Test func aKeyOfAnotherCommandIsRefusedWithItsName() {
    #expect(faults([KeyMap.Change("next-event", [Key(.right)])]) == ["0 Right is the key of 'next' in Step"])
    #expect(
      faults([KeyMap.Change("sort", [Key(.character("z"))]), KeyMap.Change("zoom", [Key(.character("Z"))])]).isEmpty)
    #expect(
      faults([KeyMap.Change("gold", [Key(.character("W"))]), KeyMap.Change("hidden", [Key(.character("W"))])])
        == ["1 W is the key of 'gold' in Step"])
  }

  /// What is refused goes back to its own keys, which others may have taken meanwhile.
  @Test func refusalsThatFollowFromRefusals() {
    let changes = [
      KeyMap.Change("hidden", [Key(.character("v"))]), KeyMap.Change("gold", [Key(.character("l"))]),
    ]
    #expect(
      faults(changes) == ["0 v is the key of 'gold' in Step", "1 l is the key of 'next' in Step"])
  }

  @Test(arguments: [
    ("quit-always", [Key(.character("x"))], "keeps its key"), ("close", [], "keeps its key"),
    ("quit", [], "needs a key"),
    ("redraw", [Key(.character("W"))], "while a line is typed"), ("suspend", [Key(.enter)], "while a line is typed"),
    ("branch", [Key(.character("c"), control: true)], "Ctrl-C stays the key of 'quit-always'"),
    ("gold", [Key(.escape)], "Esc stays the key of 'close'"),
    ("no-such", [Key(.character("W"))], "there is no command 'no-such'"),
    ("zoom", [Key(.character("W")), Key(.character("W"))], "a key twice"),
    ("zoom", [Key(.escape)], "Esc stays the key of 'close'"),
    ("zoom", [Key(.character("c"), control: true)], "Ctrl-C stays the key of 'quit-always'"),
    ("zoom", [Key(.character("q"))], "q is the key of 'quit'"),
  ])
  func thereIsAlwaysAWayOut(_ name: String, _ keys: [Key], _ words: String) {
    let found = faults([KeyMap.Change(name, keys)])
    #expect(found.count == 1 && found[0].contains(words), "\(found)")
  }

  /// Changes by chance: whatever is accepted, no key does two things and there is a way out.
  @Test func changesByChance() {
    var state: UInt64 = 7
    func roll(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    let keys = Array(Set(Bindings.table.flatMap(\.keys))).sorted { $0.name < $1.name }
    for _ in 0..<200 {
      let changes = (0...roll(12)).map { _ in
        KeyMap.Change(
          Bindings.table[roll(Bindings.table.count)].name, (0..<roll(3)).map { _ in keys[roll(keys.count)] })
      }
      #expect(faults(changes).count <= changes.count)
    }
  }
}
