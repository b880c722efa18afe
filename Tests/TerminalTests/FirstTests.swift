import Testing
import CVTerm
@Suite(.serialized) struct First {
  @Test func show() throws {
    let t = try PseudoTerminal([executable("TerminalDemo")])
    #expect(t.wait(for: "n=0"))
    print(t.text); print(t.isAlternate, t.isCursorVisible, t.mouseMode)
    t.send("q")
    print(t.waitForEnd() as Any); print(t.text); print(t.isAlternate, t.isCursorVisible, t.mouseMode)
  }
}
