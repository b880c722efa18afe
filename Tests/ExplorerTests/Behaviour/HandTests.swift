import Controllers
import Explorer
import Foundation
import Replay
import Testing

/// A run taken over and gone on with by hand.
@Suite struct HandTests {
  /// Question 10 at β 0.7 prunes: its first PRUNE.
  private func atFirstPrune(width: Int = 120, height: Int = 40) throws -> Hands {
    var hands = try explorer("cmc:beta=0.7", question: 9, width: width, height: height)
    let prune = try #require(hands.model.run.recording.steps.firstIndex { $0.kind == .prune })
    hands.type(":step \(prune + 1)\nt")
    return hands
  }

  @Test func thePastStaysAndTheFutureIsGone() throws {
    let before = try explorer("cmc:beta=0.7", question: 9).model.run.recording
    let hands = try atFirstPrune()
    let fork = try #require(hands.state.hand?.run.fork)
    #expect(hands.model.run.recording.steps == Array(before.steps.prefix(fork)))
    #expect(hands.cursor == fork && hands.model.run.count == fork)
    #expect(hands.frame.text(row: 0).contains("CMC  BY HAND") && hands.text.contains("─ Score ─ 0 by hand"))
    #expect(!hands.text.contains("✗") && hands.state.focus == .branches)
    let untouched = before.state(after: fork)
    #expect(hands.model.run.recording.state(after: fork) == untouched)
  }

  @Test func theIllegalIsRefusedWithItsReasonAndNothingChanges() throws {
    var hands = try atFirstPrune()
    let state = hands.state
    for key in ["c", "p", "x"] {
      hands.type(key)
      #expect(hands.model.notice?.text == "branch 3 was pruned at depth 29" && hands.model.notice?.isError == true)
      #expect(hands.state == state && hands.log.isEmpty)
    }
    hands.type("A")
    #expect(hands.text.contains("CONTINUE 3  branch 3 was pruned at depth 29"))
    hands.type("j\n")
    #expect(hands.model.notice?.text == "branch 3 was pruned at depth 29" && hands.model.overlays.isEmpty)
    hands.type("bpp")
    #expect(hands.model.notice?.text == "branch 47 was already probed at depth 1")
  }

  @Test func actionByActionBackAndOn() throws {
    var hands = try atFirstPrune()
    let start = hands
    var states = [hands.state]
    for key in ["b", "c", "p", "x", "\n"] {
      hands.type(key)
      states.append(hands.state)
      #expect(hands.state.hand?.run.actions.count == states.count - 1 && hands.cursor == hands.model.run.count)
    }
    #expect(hands.state.hand?.run.description == "1919:b,c47,p47,x47,a")
    for state in states.dropLast().reversed() {
      hands.type("u")
      #expect(hands.state == state)
    }
    #expect(hands.frame == start.frame || hands.model.notice != start.model.notice)
    for state in states.dropFirst() {
      hands.control("r")
      #expect(hands.state == state)
    }
    for _ in states { hands.type("u") }
    #expect(hands.state.hand == nil && hands.frame.text(row: 0).contains("CMC  β"))
  }

  /// What is right is told once the run by hand has ended, and then against the controller.
  @Test func theOutcomeIsToldAtTheEnd() throws {
    var hands = try atFirstPrune()
    hands.type("b")
    #expect(!score(hands).contains("✓ ") && score(hands).contains("so far") && !hands.text.contains("right"))
    #expect(hands.frame.text(row: 37).contains("→ ?"))
    hands.type("\n")
    #expect(hands.model.notice?.text == "right, 22.4k fewer tokens than CMC")
    #expect(score(hands).contains("right, 22.4k fewer tokens than CMC") && score(hands).contains("A 1303 ✓"))
    #expect(hands.frame.text(row: 1).contains("answer A 1303 ✓"))
    hands.type("b")
    #expect(hands.model.notice?.text == "the run has ended with an answer; u takes that back")
    // In the past of the run it is not told.
    hands.type("h")
    #expect(score(hands).contains("so far") && hands.frame.text(row: 1).contains("so far"))
  }

  private func score(_ hands: Hands) -> String {
    guard
      let rect = StepLayout(size: hands.model.size, state: hands.state).panes.first(where: { $0.pane == .signals })?
        .rect
    else { return "" }
    return (rect.row..<rect.row + rect.height).map { row in
      (rect.column..<rect.column + rect.width).map { hands.frame[$0, row].glyph }.joined()
    }.joined(separator: "\n")
  }

  /// Actions that the controller took cost by hand what they cost it, wherever the run is taken over.
  @Test(arguments: everySpec) func costsAsTheController(_ spec: String) throws {
    let base = try explorer(spec, question: 2).model.run.recording
    for fork in stride(from: 0, to: base.steps.count, by: 397) {
      let rest = base.steps.dropFirst(fork)
      guard !rest.contains(where: { $0.kind == .read }) else { continue }
      let actions = rest.compactMap { step -> HandAction? in
        switch step.kind {
        case .branch: .branch
        case .continue: .continue(step.branch)
        case .probe: .probe(step.branch)
        case .prune: .prune(step.branch)
        case .answer: .answer
        case .read, .check: nil
        }
      }
      var hands = try explorer(spec, question: 2)
      var state = hands.state
      state.hand = HandState(HandRun(fork: fork, actions: actions))
      hands = try shown(state)
      #expect(hands.model.run.recording.costs == base.costs, "fork \(fork)")
      #expect(hands.model.run.recording.hasEnded)
    }
  }

  private func shown(_ state: ViewState) throws -> Hands {
    let store = try Bundled.store()
    return Hands(
      try Model(
        state: state, store: store, storeNames: Bundled.storeNames, catalog: Catalog.published,
        size: Size(width: 120, height: 40), unicode: true))
  }

  // MARK: Where one may act

  @Test func atTheEndOfARunThereIsNothingToTakeOver() throws {
    var hands = try explorer(question: 9)
    hands.type("Gt")
    #expect(hands.state.hand == nil && hands.model.notice?.text.contains("the run has ended here") == true)
    hands.type("0tb\nt")
    #expect(hands.model.notice?.text == "the run has ended; u takes the last action back")
  }

  @Test func actingInThePastIsRefusedAndTForksThere() throws {
    var hands = try atFirstPrune()
    hands.type("bcp")
    let first = hands.state.hand?.id
    hands.type("hb")
    #expect(hands.model.notice?.text == "a run by hand goes on at its end: G goes there, t forks here")
    #expect(hands.state.hand?.run.actions.count == 3)
    hands.type("t")
    #expect(hands.state.hand?.run.description == "1919:b,c47" && hands.state.hand?.id != first)
    // Before the first action by hand it forks the controller's run.
    hands.type("HHt")
    #expect(hands.state.hand?.run.description == "1901:")
    hands.type("uu")
    #expect(hands.state.hand?.run.actions.count == 3 && hands.state.hand?.id == first)
  }

  @Test func givenBackAndTakenAgain() throws {
    var hands = try atFirstPrune()
    hands.type("bc\u{1b}")
    #expect(hands.state.hand == nil && hands.cursor == 1919 && hands.model.run.recording.hasEnded)
    #expect(hands.model.notice?.text.contains("CMC has the run again; the one by hand is kept") == true)
    hands.type("u")
    #expect(hands.state.hand?.run.description == "1919:b,c47")
  }

  @Test(arguments: ["=", "s", "}", ":controller asc\n", ":beta 0.1\n"]) func anotherRunLeavesItAndUndoComesBack(
    _ keys: String
  ) throws {
    var hands = try atFirstPrune()
    hands.type("bc" + keys)
    #expect(hands.state.hand == nil && hands.model.run.recording.hasEnded)
    #expect(hands.model.notice?.text.contains("left the run by hand") == true)
    hands.type("u")
    #expect(hands.state.hand?.run.description == "1919:b,c47" && hands.cursor == hands.model.run.count)
  }

  @Test func aTraceFileHasNothingToActOn() throws {
    var hands = try traceExplorer(Traces.momentum)
    hands.type("t")
    #expect(hands.state.hand == nil && hands.model.notice?.text.contains("nothing to act on") == true)
  }

  // MARK: The chosen branch

  @Test func keysAndMouseChooseTheBranch() throws {
    var hands = try atFirstPrune()
    hands.type("j")
    #expect(hands.state.hand?.branch == 3)
    hands.type("kkkkkk")
    #expect(hands.state.hand?.branch == 0)
    let pane = try #require(hands.pane(.branches))
    hands.mouse(.press, pane.column + 20, pane.row + 6)
    #expect(hands.state.hand?.branch == 5 && hands.cursor == hands.model.run.count)
    #expect(hands.frame.text(row: pane.row + 6).hasPrefix("│» 6 "))
    hands.type("c")
    #expect(hands.state.hand?.run.actions == [.continue(5)])
    hands.press(.pageDown)
    hands.press(.pageDown)
    #expect(hands.state.hand?.branch == 45)
    hands.type("b")
    #expect(hands.state.hand?.branch == 46)
  }

  /// What a branch will say is not told: neither how its chain goes on nor when it ends, unless hidden things are shown.
  @Test func theMenuKeepsSecrets() throws {
    var hands = try explorer("cmc:beta=0.7", question: 9, cursor: 1800)
    hands.type("t:step 0\nG")
    for branch in 0..<20 {
      hands.type("A")
      #expect(!hands.text.contains("CONTINUE \(branch + 1) ") || hands.text.contains("or the rest of its chain"))
      hands.type("\u{1b}j")
    }
    hands.type("fA")
    #expect(!hands.text.contains("or the rest of its chain"))
  }

  /// Letters stay when a run is taken over and gone on with.
  @Test func lettersStay() throws {
    var hands = try explorer("cmc:beta=0.7", question: 9, cursor: 300)
    let order = hands.model.run.legend.order
    hands.type("tbpbpbcpcp")
    #expect(Array(hands.model.run.legend.order.prefix(order.count)) == order)
  }

  // MARK: Text

  @Test(arguments: ["142:b,c3,p3,x2,a@3", "142:b,c3,p3,x2,a", "0:"]) func stateAsText(_ text: String) throws {
    let state = try #require(HandState(text))
    #expect(state.description == text)
    let data = try JSONEncoder().encode([state])
    #expect(String(decoding: data, as: UTF8.self) == "[\"\(text)\"]")
    #expect(try JSONDecoder().decode([HandState].self, from: data) == [state])
  }

  @Test(arguments: ["142", "1:b@", "1:b@0", "1:b@x", "@3", "1:b@@3"]) func otherTextIsNone(_ text: String) {
    #expect(HandState(text) == nil)
    #expect(throws: DecodingError.self) { try JSONDecoder().decode([HandState].self, from: Data("[\"\(text)\"]".utf8)) }
  }

  /// A state read anew shows the same frame, without the log.
  @Test func theStateRedrawsTheFrame() throws {
    var hands = try atFirstPrune()
    hands.type("bcpkkkc")
    let state = try JSONDecoder().decode(ViewState.self, from: JSONEncoder().encode(hands.state))
    #expect(state.hand?.description == "1919:b,c47,p47,c44@44" && state.hand?.id == nil)
    let again = try shown(state)
    #expect(FrameRenderer.text(again.frame) == hands.text)
  }

  /// What is not possible is left out and told, whatever a state says.
  @Test(arguments: [
    ("1919:b,c99,p47", "1919:b", "action 2 by hand is not possible: branch 99 is not open: 47 are"),
    ("999999:b", nil, "the run has 1990 actions: none by hand after 999999"),
    ("0:c1", "0:", "action 1 by hand is not possible: branch 1 is not open: 0 are"),
  ]) func hostileStates(_ text: String, _ left: String?, _ fault: String) throws {
    var state = try explorer("cmc:beta=0.7", question: 9).state
    state.hand = HandState(text)
    state.hand?.branch = .max
    let hands = try shown(state)
    #expect(hands.state.hand?.run.description == left)
    if let count = hands.model.notice?.text, left != nil { #expect(count == fault) }
    #expect(hands.model.notice?.text.hasPrefix(fault.prefix(11)) == true)
    expectSound(hands.model, text)
  }
}
