import Controllers
import Explorer
import Replay
import Testing

/// `w` and `:write`: the picture as it is on the screen, the data as the commands print them.
@Suite struct WritingTests {
  @Test(arguments: [
    (1, "step-Synth-M-search-q3-seed7.svg"), (2, "curves-Synth-M-search.svg"), (4, "questions-Synth-M-search-cmc.svg"),
    (5, "knobs-cmc.svg"),
  ])
  func aNameIsProposed(_ view: Int, _ name: String) throws {
    var hands = try explorer(question: 2, seed: 7)
    hands.press(.function(view))
    hands.type("w")
    #expect(hands.model.overlays == [.prompt(Prompt(purpose: .write, text: name))])
    #expect(hands.frame.text(row: 39).hasPrefix("write \(name) "))
  }

  @Test func whatIsNotAsPublishedIsInTheName() throws {
    var hands = try explorer("cmc:beta=0.5,warm_up=6", store: OddStores.halves())
    hands.type("a:err abstain\nw")
    let name = "step-odd-halves-q1-seed0-overridden-canonical-ERR-abstains.svg"
    #expect(hands.model.overlays == [.prompt(Prompt(purpose: .write, text: name))])
    hands = try explorer(store: OddStores.hostile())
    hands.type("w")
    #expect(hands.model.overlays == [.prompt(Prompt(purpose: .write, text: "step-0-q1-seed0.svg"))])
    hands = try traceExplorer()
    hands.type("w")
    #expect(
      hands.model.overlays == [.prompt(Prompt(purpose: .write, text: "step-aime99_trace_new_api.jsonl-line3.svg"))])
  }

  @Test func tabChangesTheForm() throws {
    var hands = try explorer()
    hands.type("w")
    for form in ["txt", "ansi", "csv", "json", "svg"] {
      hands.type("\t")
      #expect(hands.model.overlays == [.prompt(Prompt(purpose: .write, text: "step-Synth-M-search-q1-seed0.\(form)"))])
    }
  }

  @Test func picturesAreThoseOfTheFrame() throws {
    var hands = try explorer(width: 80, height: 24)
    hands.type(":step 20\n")
    let frame = hands.frame
    for (form, text) in [
      ("svg", FrameRenderer.svg(frame)), ("txt", FrameRenderer.text(frame)), ("ANSI", FrameRenderer.ansi(frame)),
    ] {
      hands.type(":write a b/it.\(form)\n")
      #expect(
        hands.effects == [.write(FileRequest(path: "a b/it.\(form)", isReplacing: false, content: .picture(text)))])
    }
    hands.type("w\n")
    let name = "step-Synth-M-search-q1-seed0.svg"
    let picture = FileRequest.Content.picture(FrameRenderer.svg(frame))
    #expect(hands.effects == [.write(FileRequest(path: name, isReplacing: false, content: picture))])
    #expect(hands.frame == frame)
  }

  @Test func replacingAndData() throws {
    var hands = try explorer()
    hands.type(":write! x.json\n")
    #expect(hands.effects == [.write(FileRequest(path: "x.json", isReplacing: true, content: .data(.json)))])
    hands.type(":write x.csv\n")
    #expect(hands.effects == [.write(FileRequest(path: "x.csv", isReplacing: false, content: .data(.csv)))])
  }

  @Test func noDataWhileTheyAreBeingFound() async throws {
    for (view, words) in [(2, "the curves are still being evaluated"), (4, "the questions are still being evaluated")] {
      var hands = try explorer("sc:max_samples=1", store: OddStores.halves())
      hands.press(.function(view))
      hands.type(":write x.csv\n")
      #expect(hands.effects.isEmpty && hands.model.notice?.text == words && hands.model.notice?.isError == true)
      try await hands.finishWork()
      hands.type(":write x.csv\n")
      #expect(hands.effects.count == 1)
    }
  }

  /// What is listed is what is written, in its order.
  @Test func questionsAsListed() async throws {
    var hands = try explorer("sc:max_samples=1", store: try Bundled.smallStore())
    hands.press(.function(4))
    try await hands.finishWork()
    hands.type("oO/3\n")
    let figures = try #require(hands.model.listedFigures)
    #expect(!figures.isEmpty && figures.count < 6)
    #expect(figures.map(\.totalTokens) == figures.map(\.totalTokens).sorted())
  }

  @Test(arguments: [":write x\n", ":write x.pdf\n", ":write a.svg/x\n", ":write .\n"]) func wrongEndings(_ keys: String)
    throws
  {
    var hands = try explorer()
    hands.type(keys)
    #expect(hands.effects.isEmpty && hands.model.notice?.text.hasPrefix("the ending says") == true)
    hands.type(":write!\n")
    #expect(hands.model.notice?.text == ":write! wants a value: :write! FILE")
  }

  @Test func aTraceIsWrittenAsItsLine() throws {
    var hands = try traceExplorer()
    hands.type(":write x.csv\n")
    #expect(hands.model.notice?.text == "a run of a trace file is written as .json" && hands.effects.isEmpty)
    hands.type(":write x.json\n")
    #expect(hands.effects.count == 1)
  }

  @Test func theOutcomeIsTold() throws {
    var hands = try explorer()
    hands.send(.wrote("a\u{1b}b.svg"))
    #expect(hands.model.notice?.text == "wrote a␛b.svg" && hands.model.notice?.isError == false)
    hands.send(.failed("x.svg: exists already; :write! replaces it"))
    #expect(hands.model.notice?.isError == true)
  }
}
