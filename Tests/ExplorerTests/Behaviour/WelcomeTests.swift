import Explorer
import Testing

/// The welcome over the first frame.
@Suite struct WelcomeTests {
  private static let sizes = [(40, 12), (60, 100), (80, 24), (120, 40)]

  private func welcomed(_ width: Int = 120, _ height: Int = 40, unicode: Bool = true) throws -> Hands {
    var hands = try explorer(width: width, height: height, unicode: unicode)
    hands.model = hands.model.afterFirstBatch().welcoming()
    return hands
  }

  /// Whatever the key: it takes the welcome away and does nothing else.
  @Test(arguments: ["l", "q", "?", ":", "t", "\n", "\t", "\u{1b}", "5"]) func anyKeyDismissesIt(_ key: String) throws {
    var hands = try welcomed()
    let before = hands.state
    hands.type(key)
    #expect(hands.model.overlays.isEmpty && hands.state == before && hands.effects.isEmpty)
    #expect(!hands.text.contains("Welcome"))
  }

  @Test func aClickDismissesIt() throws {
    var hands = try welcomed()
    let before = hands.state
    hands.mouse(.press, 60, 0)
    #expect(hands.model.overlays.isEmpty && hands.state == before)
  }

  @Test func controlCQuits() throws {
    var hands = try welcomed()
    hands.control("c")
    #expect(hands.effects == [.quit])
  }

  /// What the program has to say at the start is still there afterwards.
  @Test func aNoticeOutlivesIt() throws {
    var hands = try welcomed()
    hands.send(.failed("something is amiss"))
    #expect(hands.text.contains("Welcome") && hands.text.contains("something is amiss"))
    hands.type("l")
    #expect(hands.text.contains("something is amiss"))
  }

  @Test(arguments: sizes) func itSaysWhatIsSeenAndFiveKeys(_ width: Int, _ height: Int) throws {
    let lines = try welcomed(width, height).text.split(separator: "\n").map(String.init)
    for words in [
      "Welcome", "any key goes on", "Branches ", "Signals ", "Actions ", "l h ", "] [ ", "= - ", "V ", "? ",
    ] {
      #expect(lines.contains { $0.contains(words) }, "\(words) at \(width)x\(height)")
    }
  }

  @Test func itNamesTheKeysAsTheyAreBound() throws {
    var hands = try welcomed()
    let (keys, faults) = KeyMap.changed(by: [
      .init("next-event", [Key(.function(7))]), .init("help", [Key(.function(9))]),
    ])
    #expect(faults.isEmpty)
    hands.model = hands.model.bound(to: keys)
    #expect(hands.text.contains("F7 [ ") && hands.text.contains("F9 "))
  }

  /// Where it cannot be seen it is in nobody's way.
  @Test func aScreenTooSmallForItTakesTheKey() throws {
    var hands = try welcomed(30, 8)
    hands.type("q")
    #expect(hands.effects == [.quit])
  }

  @Test func itKeepsToASCII() throws {
    for (width, height) in Self.sizes {
      let text = try welcomed(width, height, unicode: false).text
      #expect(text.unicodeScalars.allSatisfy { $0.isASCII })
    }
  }
}
