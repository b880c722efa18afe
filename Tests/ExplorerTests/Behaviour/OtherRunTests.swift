import Explorer
import Replay
import Testing

/// β, question, seed, controller, store, and back.
@Suite struct OtherRunTests {
  @Test func hundredthsStayExact() throws {
    var hands = try explorer("cmc:beta=0")
    for hundredth in 1...100 {
      hands.type("=")
      #expect(hands.state.setting.beta == Double(hundredth) / 100)
    }
    hands.type("==")
    #expect(hands.state.setting.beta == 1)
    for hundredth in (0..<100).reversed() {
      hands.type("-")
      #expect(hands.state.setting.beta == Double(hundredth) / 100)
    }
    hands.type("-_")
    #expect(hands.state.setting.beta == 0)
    for tenth in 1...10 {
      hands.type("+")
      #expect(hands.state.setting.beta == Double(tenth) / 10)
    }
    hands.type("+_=")
    #expect(hands.state.setting.beta == 0.91)
    hands.type(":beta 0.125\n")
    #expect(hands.state.setting.beta == 0.125)
  }

  @Test func betaChangesTheRun() throws {
    var hands = try explorer("cmc:beta=0.5", question: 2)
    let tokens = hands.model.run.recording.costs.tokens
    hands.type("+++++")
    #expect(hands.model.run.recording.costs.tokens != tokens)
    let fresh = try explorer("cmc:beta=1", question: 2)
    #expect(hands.model.run.recording.steps == fresh.model.run.recording.steps)
  }

  @Test func noBeta() throws {
    var hands = try explorer("sc")
    for key in ["=", "-", "+", "_"] {
      hands.type(key)
      #expect(hands.model.notice?.text == "sc has no beta")
    }
    #expect(hands.state.setting.beta == nil)
  }

  /// A setting that runs the same keeps every place; β away and back comes home from anywhere.
  @Test(arguments: ["cmc:beta=0.5", "scr", "parallel-probe"]) func placeByMeaning(_ spec: String) throws {
    let hands = try explorer(spec, question: 2)
    let run = hands.model.run
    for cursor in 0...run.count { #expect(run.cursor(meaning: cursor, in: run) == cursor) }
  }

  @Test(arguments: Array(stride(from: 0, to: 1000, by: 37))) func betaAwayAndBackComesHome(_ place: Int) throws {
    var hands = try explorer("cmc:beta=0.5", question: 2, cursor: place)
    let home = hands.cursor
    hands.type("+++++________+++++++++++__________+++++")
    #expect(hands.state.setting.beta == 0.5)
    #expect(hands.cursor == home)
  }

  @Test func sameRoundAndBranch() throws {
    var hands = try explorer("cmc:beta=0.5", question: 2)
    var kept = 0
    for place in stride(from: 1, to: hands.model.run.count, by: 11) {
      hands.type(":step \(place)\n")
      let step = try #require(hands.model.run.step(at: hands.cursor))
      hands.type("=")
      if let other = hands.model.run.step(at: hands.cursor), hands.cursor < hands.model.run.count {
        #expect(other.round == step.round)
        if other.branch == step.branch { kept += 1 }
      }
      hands.type("-")
      #expect(hands.cursor == place)
    }
    #expect(kept > 10)
  }

  @Test func startAndEndStay() throws {
    var hands = try explorer("cmc:beta=0.5", question: 2)
    hands.type("+++")
    #expect(hands.cursor == 0)
    hands.type("G___")
    #expect(hands.cursor == hands.model.run.count)
  }

  @Test func questions() throws {
    var hands = try explorer()
    let count = hands.model.store.questions.count
    hands.type("5")
    let (before, cursor) = (hands.model.run, hands.cursor)
    let round = before.recording.steps[cursor - 1].round
    hands.type("}")
    // The cursor keeps its place by meaning here, too, and so on the way back.
    #expect(hands.state.question == 1 && hands.cursor == hands.model.run.cursor(meaning: cursor, in: before))
    #expect(round > 0 && hands.model.run.recording.steps[hands.cursor - 1].round == round)
    hands.type("{")
    #expect(hands.state.question == 0 && hands.cursor == cursor)
    hands.type("}")
    hands.type(":question \(count)\n5}")
    #expect(hands.state.question == count - 1)
    #expect(hands.model.notice?.text == "this is the last question")
    #expect(hands.cursor == hands.model.run.count / 2)
    hands.type(":question 1\n{")
    #expect(hands.state.question == 0)
    #expect(hands.model.notice?.text == "this is the first question")
  }

  /// What changes nothing is nothing to undo.
  @Test func edgesAreNotRemembered() throws {
    var hands = try explorer(cursor: 20)
    hands.type("{S:question 1\n:seed 0\n:beta 0.5\nu")
    #expect(hands.model.notice?.text == "nothing to undo")
    #expect(hands.cursor == 20)
  }

  @Test func seeds() throws {
    var hands = try explorer()
    hands.type("S")
    #expect(hands.state.seed == 0)
    #expect(hands.model.notice?.text == "this is the first seed")
    let first = hands.model.run.recording.tracks.map(\.storeIndex)
    hands.type("sss")
    #expect(hands.state.seed == 3)
    #expect(hands.model.run.recording.tracks.map(\.storeIndex) != first)
    hands.type(":seed \(UInt64.max)\ns")
    #expect(hands.state.seed == .max)
    #expect(hands.model.notice?.text == "this is the last seed")
  }

  @Test func controllers() throws {
    var hands = try explorer("cmc:beta=0.7")
    let families = hands.model.catalog.families
    for (index, family) in families.enumerated() {
      hands.type("cg" + String(repeating: "j", count: index) + "\n")
      #expect(hands.state.setting.family == family.name)
      #expect((hands.state.setting.beta != nil) == family.hasBeta)
      #expect(hands.model.overlays.isEmpty)
    }
    hands.type(":controller scr:beta=0.7\nc")
    guard case .picker(let picker)? = hands.model.overlays.last else {
      Issue.record("no list")
      return
    }
    #expect(families[picker.selection].name == "scr")
    let cmc = try #require(families.firstIndex { $0.name == "cmc" })
    hands.type("g" + String(repeating: "j", count: cmc) + " ")
    #expect(hands.state.setting.description == "cmc:beta=0.7")
  }

  @Test func stores() throws {
    var hands = try explorer(question: 3, cursor: 9)
    hands.control("o")
    hands.type("\n")
    #expect(hands.effects.isEmpty && hands.model.overlays.isEmpty)
    hands.control("o")
    hands.press(.home)
    hands.type("\n")
    guard case .loadStore(let wanted)? = hands.effects.first else {
      Issue.record("no store asked for: \(hands.effects)")
      return
    }
    #expect(wanted.store == "Synth-M/held-out" && wanted.question == 0 && wanted.cursor == 0)
    hands.load(try Bundled.otherStore())
    #expect(hands.state.store == "Synth-M/held-out")
    #expect(hands.text.contains("Synth-M/held-out"))
    hands.type("u")
    hands.load(try Bundled.store())
    #expect(hands.state.store == "Synth-M/search" && hands.state.question == 3 && hands.cursor == 9)
    hands.control("r")
    hands.load(try Bundled.otherStore())
    #expect(hands.state.store == "Synth-M/held-out")
  }

  /// A store that cannot be read leaves everything, the history too, as it was.
  @Test func aStoreThatFails() throws {
    var hands = try explorer(question: 3)
    hands.type("=u")
    let frame = hands.frame
    hands.type(":store Synth-S/search\n")
    hands.send(.failed("no such file"))
    #expect(hands.model.notice?.text == "no such file" && hands.model.notice?.isError == true)
    #expect(hands.text.contains("no such file"))
    hands.press(.escape)
    #expect(hands.frame == frame)
    hands.control("r")
    #expect(hands.state.setting.beta == 0.51)
    hands.type("uu")
    #expect(hands.model.notice?.text == "nothing to undo")
  }
}

/// Undo and redo.
@Suite struct UndoTests {
  @Test func stepByStep() throws {
    var hands = try explorer()
    hands.type("=s}")
    hands.type(":controller asc\n")
    let settings = { (hands: Hands) in
      "\(hands.state.setting) \(hands.state.seed) \(hands.state.question)"
    }
    #expect(settings(hands) == "asc 1 1")
    var seen: [String] = []
    for _ in 0..<4 {
      hands.type("u")
      seen.append(settings(hands))
    }
    #expect(seen == ["cmc:beta=0.51 1 1", "cmc:beta=0.51 1 0", "cmc:beta=0.51 0 0", "cmc:beta=0.5 0 0"])
    hands.type("u")
    #expect(hands.model.notice?.text == "nothing to undo")
    for _ in 0..<4 { hands.control("r") }
    #expect(settings(hands) == "asc 1 1")
    hands.control("r")
    #expect(hands.model.notice?.text == "nothing to redo")
    hands.type("uS")
    hands.control("r")
    #expect(hands.model.notice?.text == "nothing to redo")
  }

  @Test func aDragIsOneStep() throws {
    var hands = try explorer()
    let slider = try #require(Slider(hands.frame))
    hands.type("=")
    for _ in 0..<2 {
      hands.mouse(.press, slider.first, 0)
      for column in slider.first...slider.last { hands.mouse(.drag, column, 0) }
      hands.mouse(.release, slider.last, 0)
    }
    #expect(hands.state.setting.beta == 1)
    hands.type("u")
    #expect(hands.state.setting.beta == 1)
    hands.type("u")
    #expect(hands.state.setting.beta == 0.51)
    hands.type("u")
    #expect(hands.state.setting.beta == 0.5)
  }

  @Test func whatIsOnlyLookedAtStays() throws {
    var hands = try explorer(cursor: 30)
    hands.type("=vfz\tG")
    hands.type("e \u{1b}u")
    #expect(hands.state.setting.beta == 0.5)
    #expect(hands.cursor == 30)
    #expect(hands.state.showsGold && hands.state.showsHidden && hands.state.isZoomed)
    #expect(hands.state.focus == .signals)
    #expect(hands.state.events.count == EventKind.allCases.count - 1)
  }
}

/// Where the slider is on the screen.
struct Slider {
  let first: Int
  let last: Int

  init?(_ frame: Frame) {
    let cells = (0..<frame.size.width).map { frame[$0, 0].glyph }
    guard let first = cells.firstIndex(of: "├"), let last = cells.firstIndex(of: "┤") else { return nil }
    (self.first, self.last) = (first, last)
  }
}
