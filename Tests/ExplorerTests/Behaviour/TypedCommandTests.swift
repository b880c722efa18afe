import Explorer
import Testing

/// The command line: completion, history, and what the command being typed means.
@Suite struct TypedCommandTests {
  private func line(_ hands: Hands) -> String? {
    guard case .prompt(let prompt)? = hands.model.overlays.last else { return nil }
    return prompt.text
  }

  /// Tab goes as far as all candidates agree, then through them in a circle; Shift-Tab goes back.
  @Test func tabGoesThroughTheCandidates() throws {
    var hands = try explorer()
    hands.type(":next-\t")
    #expect(line(hands) == "next-answer-tick")
    hands.type("\u{1b}:next-te\t")
    #expect(line(hands) == "next-ten")
    hands.type("\u{1b}:next-t")
    for expected in ["next-ten", "next-tick", "next-ten"] {
      hands.type("\t")
      #expect(line(hands) == expected)
    }
    hands.press(.backTab)
    #expect(line(hands) == "next-tick")
    hands.type("x\t")
    #expect(line(hands) == "next-tickx")
  }

  @Test func shiftTabBeginsAtTheEnd() throws {
    var hands = try explorer()
    hands.type(":view ")
    hands.press(.backTab)
    #expect(line(hands) == "view step")
    hands.press(.backTab)
    #expect(line(hands) == "view questions")
    hands.type("\n")
    #expect(hands.state.view == .questions)
  }

  @Test func upAndDownGoThroughWhatWasTyped() throws {
    var hands = try explorer()
    hands.type(":seed 5\n:seed 5\n:question 3\n:se")
    hands.press(.up)
    #expect(line(hands) == "question 3")
    hands.press(.up)
    #expect(line(hands) == "seed 5")
    hands.press(.up)
    #expect(line(hands) == "seed 5")
    hands.press(.down)
    hands.press(.down)
    #expect(line(hands) == "se")
    hands.press(.down)
    #expect(line(hands) == "se")
    hands.press(.up)
    hands.press(.up)
    hands.type("7\n")
    #expect(hands.state.seed == 57)
  }

  /// What has been searched is no command, and a line that did nothing is kept too: it may be mended.
  @Test func onlyCommandsAreKept() throws {
    var hands = try explorer()
    hands.type("/prune\n:sed 5\n:")
    hands.press(.up)
    #expect(line(hands) == "sed 5")
    hands.press(.up)
    #expect(line(hands) == "sed 5")
    hands.type("\u{1b}/")
    hands.press(.up)
    #expect(line(hands)?.isEmpty == true)
  }

  @Test(arguments: [
    ("next-ten", "ten actions on"), ("beta ", "beta: 0 to 1"), ("beta 0.", "beta: 0 to 1"), ("zoo", "give the focused"),
    ("question-t", "the question's text"), ("store", "store: MODEL/BENCHMARK"),
  ])
  func tellsWhatTheCommandDoes(_ typed: String, _ words: String) throws {
    var hands = try explorer()
    hands.type(":" + typed)
    #expect(hands.frame.text(row: 39).contains(words), "\(hands.frame.text(row: 39))")
  }
}
