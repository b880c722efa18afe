import Foundation
import Testing

extension TerminalTests {
  /// The welcome of a first start.
  @Suite struct Welcome {
    private func start(_ arguments: [String], _ place: String) throws -> PseudoTerminal {
      let terminal = try PseudoTerminal([executable("autotts")] + arguments, environment: ["XDG_STATE_HOME": place])
      try #require(terminal.wait { $0.text(row: 29).contains("? help") }, "no first frame: \(terminal.text)")
      return terminal
    }

    @Test func onlyTheFirstStartShowsIt() throws {
      let state = StateDirectory(isNew: true)
      let first = try start([], state.path)
      #expect(first.text.contains("Welcome to autotts"))
      #expect(FileManager.default.fileExists(atPath: state.welcomed))
      first.send("q")
      #expect(first.wait { !$0.text.contains("Welcome to autotts") })
      first.send("q")
      #expect(first.waitForEnd() == .exit(0))
      #expect(!(try start([], state.path)).text.contains("Welcome"))
    }

    /// A flag switches it off, as does every one that says what to show; the mark stays for a later start.
    @Test(arguments: [["--no-welcome"], ["--question", "2"], ["--view", "knobs"], ["--gold"], ["--step", "0"]])
    func flagsLeaveItOut(_ arguments: [String]) throws {
      let state = StateDirectory(isNew: true)
      #expect(!(try start(arguments, state.path)).text.contains("Welcome"))
      #expect(!FileManager.default.fileExists(atPath: state.welcomed))
      #expect(try start(["--no-mouse"], state.path).text.contains("Welcome"))
    }

    @Test func recordingLeavesItOut() throws {
      let state = StateDirectory()
      let welcomed = StateDirectory(isNew: true)
      let file = state.path + "/session.jsonl"
      let terminal = try start(["--record", file], welcomed.path)
      #expect(!terminal.text.contains("Welcome"))
      terminal.send("q")
      #expect(terminal.waitForEnd() == .exit(0))
      #expect(!FileManager.default.fileExists(atPath: welcomed.welcomed))
    }

    /// Where the mark cannot be left it shows each time, and that is all.
    @Test func nowhereToWriteTheMark() throws {
      for _ in 0..<2 {
        let terminal = try start([], "/proc/nowhere")
        #expect(terminal.text.contains("Welcome to autotts"))
        terminal.send("l")
        #expect(terminal.wait { !$0.text.contains("Welcome") && $0.text.contains("action 10/") })
        terminal.send("l")
        #expect(terminal.wait(for: "action 11/"))
      }
    }
  }
}
