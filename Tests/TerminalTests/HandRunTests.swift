import Foundation
import Testing

extension TerminalTests {
  /// Runs by hand in the program itself: what is in the log is there again, whatever became of the program.
  @Suite struct HandRuns {
    /// Forked at the first prune, refused, taken back, gone on with, killed: nothing is lost.
    @Test func killedInTheMiddle() throws {
      let state = StateDirectory()
      let terminal = try start(state, ["--question", "10", "--controller", "cmc:beta=0.7"])
      terminal.send("/PRUNE\r")
      #expect(terminal.wait(for: "action 1919/"))
      terminal.send("t")
      #expect(terminal.wait { $0.text(row: 0).contains("BY HAND") && $0.text(row: 1).contains("action 1919/1919") })
      terminal.send("c")
      #expect(terminal.wait(for: "branch 3 was pruned at depth 29"))
      terminal.send("bcpcp")
      #expect(terminal.wait(for: "action 1924/1924"))
      terminal.send("u")
      #expect(terminal.wait(for: "action 1923/1923"))
      terminal.send("c")
      #expect(terminal.wait(for: "action 1924/1924"))
      kill(terminal.process, SIGKILL)
      #expect(terminal.waitForEnd() == .signal(SIGKILL))

      let again = try start(state)
      #expect(again.wait(for: "unfinished by hand: Q10; :runs reopens it"))
      again.send(":runs\r")
      #expect(again.wait(for: "run-1"))
      again.send("\r")
      #expect(
        again.wait {
          $0.text(row: 0).contains("Q10/30  seed 0  CMC  BY HAND") && $0.text(row: 1).contains("action 1924/1924")
        })
      again.send("u")
      #expect(again.wait(for: "action 1923/1923"))
      again.send("pp")
      #expect(again.wait(for: "branch 47 was already probed at depth 3"))
      again.send("cp\r:save after-the-crash\r")
      #expect(again.wait(for: "saved as 'after-the-crash'"))
      again.send("q")
      #expect(again.waitForEnd() == .exit(0))

      let third = try start(state)
      #expect(!third.text.contains("unfinished by hand"))
      third.send(":open-run after-the-crash\r")
      #expect(
        third.wait { $0.text(row: 1).contains("action 1927/1927") && $0.text(row: 1).contains("answer A 1303 ✓") })
    }

    /// A line that was not finished and lines of anything are left out, told of, and in nobody's way.
    @Test func tornAndDamaged() throws {
      let state = StateDirectory()
      let terminal = try start(state)
      terminal.send("tbcp")
      #expect(terminal.wait { $0.text(row: 1).contains("action 13/13") })
      kill(terminal.process, SIGKILL)
      _ = terminal.waitForEnd()
      var log = try String(contentsOfFile: state.log, encoding: .utf8)
      #expect(log.split(separator: "\n").count == 3)
      log = "\u{0}\u{1b}[2J garbage\n{\"event\":1e999}\n" + log + "[[[[\n{\"event\":\"acted\",\"at\":"
      try log.write(toFile: state.log, atomically: true, encoding: .utf8)

      let again = try start(state)
      #expect(again.wait(for: "unfinished by hand"))
      #expect(again.text(row: 29).contains("(run log: last line cut off, 3 lines unreadable)"))
      again.send(":open-run run-1\r")
      #expect(again.wait { $0.text(row: 1).contains("action 13/13") })
      again.send("b")
      #expect(again.wait { $0.text(row: 1).contains("action 14/14") })
      let lines = try String(contentsOfFile: state.log, encoding: .utf8).split(separator: "\n")
      #expect(lines.last?.hasPrefix("{") == true && lines.last?.contains("\"begun\"") == true)
    }

    /// Nowhere to write is said once, and the run goes on.
    @Test(arguments: [("/dev/null", ""), ("/proc/nowhere", "tb")]) func nowhereToWrite(
      _ place: String, _ keys: String
    ) throws {
      let terminal = try PseudoTerminal(
        [executable("autotts"), "explore", "--no-welcome"], environment: ["XDG_STATE_HOME": place])
      try #require(terminal.wait { $0.text(row: 29).contains("? help") })
      terminal.send(keys)
      #expect(terminal.wait(for: "runs by hand are not kept"))
      terminal.send(keys.isEmpty ? "tbc" : "c")
      #expect(terminal.wait { $0.text(row: 1).contains("action 12/12") && !$0.text.contains("are not kept") })
    }

    /// Two programs at once on one log: both runs are there, whole.
    @Test func twoAtOnce() throws {
      let state = StateDirectory()
      let terminals = [try start(state), try start(state)]
      for _ in 0..<10 { for terminal in terminals { terminal.send("tbcp=") } }
      for terminal in terminals {
        terminal.send("q")
        #expect(terminal.waitForEnd() == .exit(0))
      }
      let lines = try String(contentsOfFile: state.log, encoding: .utf8).split(separator: "\n")
      #expect(lines.allSatisfy { $0.hasPrefix("{") && $0.hasSuffix("}") })
      let again = try start(state)
      again.send(":runs\r")
      #expect(again.wait(for: "run-20"))
    }

    private func start(_ state: StateDirectory, _ arguments: [String] = []) throws -> PseudoTerminal {
      let terminal = try PseudoTerminal(
        [executable("autotts"), "explore"] + arguments, environment: ["XDG_STATE_HOME": state.path])
      try #require(terminal.wait { $0.text(row: 29).contains("? help") }, "no first frame: \(terminal.text)")
      return terminal
    }
  }
}
