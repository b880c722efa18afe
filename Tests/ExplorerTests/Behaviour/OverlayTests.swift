import Explorer
import Testing

/// What lies over the view, and the line at the bottom.
@Suite struct OverlayTests {
  @Test func helpFiltersAndRuns() throws {
    var hands = try explorer()
    hands.type("?")
    #expect(hands.text.contains("one action on"))
    hands.type("/ten act")
    #expect(hands.text.contains("ten actions on") && !hands.text.contains("one action on"))
    hands.type("zz\u{7f}\u{7f}\n")
    #expect(hands.model.overlays == [.help(filter: "ten act", isTyping: false, selection: 0)])
    hands.type("\n")
    #expect(hands.cursor == 10 && hands.model.overlays.isEmpty)
    hands.type("?/no such thing\n\n")
    #expect(hands.model.overlays.isEmpty && hands.cursor == 10)
    hands.type("??")
    #expect(hands.model.overlays.isEmpty)
  }

  @Test func helpShowsEveryRowAtAnySize() throws {
    for (width, height) in [(40, 12), (80, 24), (120, 40)] {
      var hands = try explorer(width: width, height: height)
      hands.type("?")
      for index in Bindings.table.indices {
        #expect(hands.text.contains("▶ "), "row \(index) at \(width)x\(height)")
        hands.type("j")
      }
      let last = hands.frame
      hands.type("jjj")
      #expect(hands.frame == last)
    }
  }

  @Test func theyStackAndCloseFromTheTop() throws {
    for close in ["q", "\u{1b}"] {
      var hands = try explorer()
      let frame = hands.frame
      hands.type("i")
      let one = hands.frame
      hands.type("?")
      #expect(hands.model.overlays.count == 2)
      hands.type(close)
      #expect(hands.frame == one)
      hands.type(close)
      #expect(hands.frame == frame && hands.effects.isEmpty)
    }
    var hands = try explorer()
    hands.type("\u{1b}")
    #expect(hands.effects.isEmpty)
    hands.type("q")
    #expect(hands.effects == [.quit])
  }

  @Test(arguments: ["?", "?/", "c", "e", "i", ":", "/", "m", ""]) func alwaysQuitsRedrawsSuspends(_ keys: String) throws
  {
    for (key, effect) in [("c", Effect.quit), ("l", .redraw), ("z", .suspend)] {
      var hands = try explorer()
      hands.control("o")
      hands.type("\u{1b}" + keys)
      let overlays = hands.model.overlays
      hands.control(Character(key))
      #expect(hands.effects == [effect])
      #expect(hands.model.overlays == overlays)
    }
  }

  @Test func questionText() throws {
    var hands = try explorer(question: 4, width: 60, height: 14)
    hands.type("i")
    let words = hands.model.question.text.split { $0 == " " || $0 == "\n" }.prefix(3)
    for word in words { #expect(hands.text.contains(word)) }
    #expect(hands.text.contains("Question 5"))
    hands.type("GG")
    let last = hands.frame
    hands.type("j")
    #expect(hands.frame == last)
    hands.type("gi")
    #expect(hands.model.overlays.isEmpty)
  }

  @Test func eventsToggle() throws {
    var hands = try explorer()
    hands.type("e")
    for kind in EventKind.allCases {
      #expect(hands.text.contains("[x] \(kind.rawValue)"))
      hands.type(" ")
      #expect(!hands.state.events.contains(kind))
      #expect(hands.text.contains("[ ] \(kind.rawValue)"))
      hands.type("j")
    }
    hands.type("\u{1b}]")
    #expect(hands.model.notice?.text == "no further event")
    // Enter leaves them as they are.
    hands.type("e \n")
    #expect(hands.state.events == [.openings] && hands.model.overlays.isEmpty)
  }

  @Test func promptEdits() throws {
    var hands = try explorer()
    hands.type(":ab")
    hands.control("u")
    hands.type("step 4\u{7f}7\n")
    #expect(hands.cursor == 7)
    hands.type(":\u{7f}")
    #expect(hands.model.overlays.isEmpty)
    hands.type(":step 9\u{1b}")
    #expect(hands.cursor == 7 && hands.model.overlays.isEmpty)
    hands.type(":  \n")
    #expect(hands.model.notice == nil && hands.effects.isEmpty)
  }
}

/// Typed lines.
@Suite struct CommandLineTests {
  @Test func values() throws {
    var hands = try explorer()
    hands.type(":beta 0.25\n")
    #expect(hands.state.setting.beta == 0.25)
    hands.type(":question 6\n")
    #expect(hands.state.question == 5)
    hands.type(":seed 12\n")
    #expect(hands.state.seed == 12)
    hands.type(":step  33 \n")
    #expect(hands.cursor == 33)
    hands.type(":controller asc:max_samples=8\n")
    #expect(hands.state.setting.description == "asc:max_samples=8")
    hands.type(":store Synth-S/search\n")
    guard case .loadStore(let wanted)? = hands.effects.first else {
      Issue.record("no store asked for")
      return
    }
    #expect(wanted.store == "Synth-S/search")
    hands.type(":store\n")
    #expect(hands.model.overlays.count == 1)
    hands.type("\u{1b}:controller\n")
    #expect(hands.model.overlays.count == 1)
  }

  @Test(arguments: [
    ("beta 1.5", "beta goes from 0 to 1"), ("beta nan", "beta goes from 0 to 1"), ("beta x", "beta goes from 0 to 1"),
    ("beta", ":beta wants a value: :beta 0 to 1"), ("question 0", "question goes from 1 to "),
    ("question 99999", "question goes from 1 to "), ("seed -1", "seed is a whole number from 0 up"),
    ("seed 18446744073709551616", "seed is a whole number from 0 up"), ("step -1", "step goes from 0 to "),
    ("step 99999999", "step goes from 0 to "), ("step 1.5", "step goes from 0 to "),
    ("store nowhere/none", "there is no store 'nowhere/none'"),
    ("controller foo", "there is no controller 'foo'; there are sc"),
    ("controller cmc:beta=2", "cmc: beta goes from 0 to 1, not 2"),
    ("controller cmc:foo=2", "cmc has no parameter 'foo'"), ("frobnicate", "there is no command 'frobnicate'"),
    ("frobnicate 7", "there is no command 'frobnicate'"), ("next 3", "there is no command 'next' with a value"),
    ("\u{1b}[2J", ""),
  ])
  func wrongValuesSayWhatIsRight(_ line: String, _ message: String) throws {
    var hands = try explorer("cmc:beta=0.5", question: 1, cursor: 9)
    let state = hands.state
    hands.type(":")
    for character in line { hands.press(.character(character)) }
    hands.press(.enter)
    #expect(hands.model.notice?.isError == true)
    #expect(hands.model.notice?.text.hasPrefix(message) == true, "\(hands.model.notice?.text ?? "nothing")")
    #expect(hands.state == state && hands.effects.isEmpty && hands.model.overlays.isEmpty)
    #expect(fault(in: hands.frame) == nil)
  }

  @Test(arguments: [
    ("que\t 2", "question 2"), ("be\t", "beta"), ("be\t\t", "beta "), ("see\t", "seed "),
    ("store S\t", "store Synth-"),
    ("store Synth-S\t", "store Synth-S/search"),
    ("controller par\t", "controller parallel-probe"), ("xyz\t", "xyz"), ("ste\t4", "step 4"), ("tenth-\t", "tenth-0"),
  ])
  func completion(_ keys: String, _ line: String) throws {
    var hands = try explorer()
    hands.type(":" + keys)
    guard case .prompt(let prompt)? = hands.model.overlays.last else {
      Issue.record("no line")
      return
    }
    #expect(prompt.text == line)
  }
}
