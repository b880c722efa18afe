import Explorer
import Testing

/// Focus, scrolling, toggles.
@Suite struct LookingTests {
  @Test(arguments: [(120, 40), (80, 24), (60, 100), (40, 12)]) func tabGoesThroughAllPanes(_ width: Int, _ height: Int)
    throws
  {
    var hands = try explorer(width: width, height: height)
    let panes = StepLayout(size: hands.model.size, state: hands.state).focusable
    #expect(panes.first == .branches && panes.count >= 3)
    var seen = [hands.state.focus]
    for _ in panes {
      hands.type("\t")
      seen.append(hands.state.focus)
    }
    #expect(seen == panes + [.branches])
    for pane in panes.reversed() {
      hands.press(.backTab)
      #expect(hands.state.focus == pane)
    }
  }

  @Test func zoom() throws {
    var hands = try explorer()
    for pane in Pane.allCases {
      hands.type("z")
      #expect(hands.state.isZoomed && hands.state.focus == pane)
      #expect(hands.pane(pane)?.width == 120)
      #expect(hands.text.contains(" \(pane.title) "))
      for other in Pane.allCases where other != pane { #expect(!hands.text.contains(" \(other.title) ")) }
      hands.type("z\t")
    }
    #expect(!hands.state.isZoomed)
  }

  @Test func goldAndHidden() throws {
    var hands = try explorer(question: 2)
    hands.type("5")
    let frame = hands.frame
    for key in ["v", "f"] {
      hands.type(key)
      #expect(hands.frame != frame)
      hands.type(key)
      #expect(hands.frame == frame)
    }
    let gold = hands.model.question.text(of: hands.model.question.gold)
    #expect(!hands.text.contains("gold \(gold)"))
    hands.type("v")
    #expect(hands.text.contains("gold \(gold)"))
  }

  @Test func scrollTheMatrixToItsLastRow() throws {
    var hands = try explorer("sc", question: 2, width: 80, height: 24)
    hands.type("G")
    let count = hands.model.run.recording.tracks.count
    let rect = try #require(hands.pane(.branches))
    func numbers() -> [Int] {
      let frame = hands.frame
      return (rect.row + 1..<rect.row + rect.height - 2).compactMap { row in
        frame.text(row: row).prefix(8).split { !$0.isNumber }.first.flatMap { Int($0) }
      }
    }
    try #require(count > rect.height)
    hands.type(String(repeating: "k", count: count))
    #expect(numbers().first == 1)
    for _ in 0..<count { hands.type("j") }
    #expect(numbers().last == count && numbers().count == rect.height - 3)
    hands.press(.pageUp)
    #expect(numbers().first == count - 2 * (rect.height - 3) + 1)
    hands.press(.pageDown)
    #expect(numbers().last == count)
    hands.control("u")
    #expect(numbers().last.map { $0 < count } == true)
    hands.control("d")
    #expect(numbers().last == count)
    // A move in the run takes the matrix along again.
    hands.type("g3")
    #expect(hands.state.scroll.isEmpty)
  }

  @Test func scrollTheVotes() throws {
    var hands = try explorer("sc", question: 2, width: 80, height: 24)
    hands.type("G\t\t")
    #expect(hands.state.focus == .votes)
    let rect = try #require(hands.pane(.votes))
    let rows = { (hands: Hands) in
      let frame = hands.frame
      return (rect.row + 2..<rect.row + rect.height - 1).map { row in
        (rect.column..<rect.column + rect.width).map { frame[$0, row].glyph }.joined()
      }
    }
    let first = rows(hands)
    hands.type("j")
    #expect(rows(hands).first == first.dropFirst().first)
    hands.type("k")
    #expect(rows(hands) == first)
    hands.type("k")
    #expect(rows(hands) == first)
  }

  @Test func listOfActionsMovesTheCursor() throws {
    var hands = try explorer(question: 2)
    hands.type("5\t\t\t")
    #expect(hands.state.focus == .actions)
    let place = hands.cursor
    hands.type("jjk")
    #expect(hands.cursor == place + 1)
    let height = try #require(hands.pane(.actions)).height - 2
    hands.press(.pageDown)
    #expect(hands.cursor == place + 1 + height - 1)
    hands.press(.pageUp)
    hands.control("d")
    #expect(hands.cursor == place + 1 + height / 2)
    hands.control("u")
    #expect(hands.cursor == place + 1)
  }

  @Test func signalsMoveByRounds() throws {
    var hands = try explorer(question: 2)
    hands.type("\t5")
    #expect(hands.state.focus == .signals)
    var other = hands
    hands.type("j")
    other.type(")")
    #expect(hands.cursor == other.cursor)
  }

  @Test func unknownKeysSaySo() throws {
    var hands = try explorer(cursor: 5)
    let keys: [(Key, String)] = [
      (Key(.character("§")), "§"), (Key(.function(9)), "F9"), (Key(.character("x"), alt: true), "Alt-x"),
      (Key(.character("w"), control: true), "Ctrl-W"), (Key(.insert), "Ins"),
      (Key(.character("\u{202e}")), "\\u{202e}"), (Key(.character("\u{1b}")), "␛"),
    ]
    for (key, name) in keys {
      hands.press(key)
      #expect(hands.model.notice?.text == "\(name) does nothing here; ? lists the keys")
      #expect(hands.text.contains("\(name) does nothing here"))
      #expect(fault(in: hands.frame) == nil)
    }
    hands.type("l")
    #expect(hands.model.notice == nil && hands.cursor == 6)
  }

  /// The hint for help is the last thing to go.
  @Test func helpIsAlwaysHinted() throws {
    for width in 40...130 { #expect(try explorer(width: width, height: 12).text.contains("? help")) }
  }
}
