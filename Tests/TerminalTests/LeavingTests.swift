import Glibc
import Testing

extension TerminalTests {
  @Suite struct Leaving {
    @Test func quitRestores() throws {
      let modes = try termios.fresh()
      let terminal = try demo()
      terminal.send("q")
      #expect(terminal.waitForEnd() == .exit(0))
      terminal.expectRestored(modes)
      terminal.expectRestoredBefore("demo: bye")
      #expect(terminal.text.contains("demo: bye"))
    }

    @Test func exitRestores() throws {
      let modes = try termios.fresh()
      let terminal = try demo()
      terminal.send("Q")
      #expect(terminal.waitForEnd() == .exit(3))
      terminal.expectRestored(modes)
    }

    @Test(arguments: ["vt100", "linux"]) func withoutASecondScreen(_ name: String) throws {
      let script = "\(executable("TerminalDemo")); echo prompt; read line; fg >/dev/null; echo status $?"
      let terminal = try PseudoTerminal(["/bin/sh", "-m", "-c", script], environment: ["TERM": name])
      #expect(terminal.wait(for: "n=0 "))
      let frame = terminal.text(row: 28)
      terminal.send("\u{1a}")
      #expect(terminal.wait(for: "prompt"))
      #expect(terminal.modes.isCooked && terminal.isCursorVisible)
      terminal.expectAlone("prompt", beneath: frame)
      terminal.send("\n")
      #expect(terminal.wait { !$0.text.contains("prompt") && $0.text.contains("n=1 ") })
      let again = terminal.text(row: 28)
      terminal.send("q")
      #expect(terminal.wait(for: "status 0"))
      terminal.expectAlone("demo: bye", beneath: again)
    }

    @Test func suspendAndContinue() throws {
      let script = "\(executable("TerminalDemo")); echo stopped; read line; fg >/dev/null; echo status $?"
      let terminal = try PseudoTerminal(["/bin/sh", "-m", "-c", script])
      #expect(terminal.wait(for: "n=0 "))
      terminal.send("\u{1a}")
      #expect(terminal.wait(for: "stopped"))
      #expect(!terminal.isAlternate)
      #expect(terminal.isCursorVisible)
      #expect(terminal.mouseMode == .off)
      #expect(terminal.modes.isCooked)
      terminal.resize(rows: 25, columns: 90)
      terminal.send("\n")
      #expect(terminal.wait(for: "demo 90x25"))
      #expect(terminal.isAlternate)
      #expect(!terminal.isCursorVisible)
      #expect(terminal.mouseMode == .drags)
      #expect(!terminal.modes.isCooked)
      terminal.send("k")
      #expect(terminal.waitForInput("key 'k'"))
      terminal.send("q")
      #expect(terminal.wait(for: "status 0"))
      #expect(terminal.modes.isCooked)
    }

    @Test func stoppedFromOutside() throws {
      let script =
        "\(executable("TerminalDemo")) & fg >/dev/null; echo stopped; read line; fg >/dev/null; echo status $?"
      let terminal = try PseudoTerminal(["/bin/sh", "-m", "-c", script])
      #expect(terminal.wait(for: "n=0 "))
      let group = terminal.foregroundGroup
      #expect(group != terminal.process)
      kill(-group, SIGTSTP)
      #expect(terminal.wait(for: "stopped"))
      #expect(!terminal.isAlternate && terminal.modes.isCooked)
      terminal.send("\n")
      #expect(terminal.wait(for: "n=0 "))
      #expect(terminal.isAlternate && !terminal.modes.isCooked)
      terminal.send("q")
      #expect(terminal.wait(for: "status 0"))
    }

    @Test func continuedAfterStopThatCannotBeCaught() throws {
      let terminal = try demo()
      kill(terminal.process, SIGSTOP)
      terminal.settle(seconds: 0.05)
      let before = terminal.transcript.count
      kill(terminal.process, SIGCONT)
      #expect(terminal.wait { $0.transcript.count > before + 300 })
      terminal.send("k")
      #expect(terminal.waitForInput("key 'k'"))
      #expect(terminal.isAlternate && terminal.mouseMode == .drags && !terminal.isCursorVisible)
    }

    @Test(arguments: ["xterm-256color", "linux"]) func nowhereToSuspendTo(_ name: String) throws {
      // The leader of a session has no shell that could continue it: the system does not stop it.
      let terminal = try demo(environment: ["TERM": name])
      terminal.send("\u{1a}k")
      #expect(terminal.waitForInput("key 'k'"))
      #expect(terminal.text(row: 6).hasPrefix("key ctrl-'z';"))
    }

    @Test func openedAgain() throws {
      let modes = try termios.fresh()
      let terminal = try demo()
      terminal.send("R")
      #expect(terminal.wait(for: "note=reopened"))
      #expect(terminal.isAlternate && terminal.mouseMode == .drags && !terminal.modes.isCooked)
      terminal.resize(rows: 20, columns: 70)
      #expect(terminal.wait(for: "demo 70x20"))
      kill(terminal.process, SIGTERM)
      #expect(terminal.waitForEnd() == .signal(SIGTERM))
      terminal.expectRestored(modes)
    }

    @Test func aside() throws {
      let terminal = try demo()
      terminal.send("X")
      #expect(terminal.waitForInput("key 'X'"))
      terminal.send("q")
      #expect(terminal.waitForEnd() == .exit(0))
      #expect(terminal.text.contains("aside"))
    }

    @Test func standardErrorComesAfterwards() throws {
      let terminal = try demo()
      terminal.send("E")
      #expect(terminal.waitForInput("key 'E'"))
      terminal.settle(seconds: 0.1)
      #expect(!terminal.output.contains("noise"))
      terminal.send("q")
      #expect(terminal.waitForEnd() == .exit(0))
      terminal.expectRestoredBefore("noise on standard error")
      #expect(terminal.text.contains("noise on standard error"))
    }
  }

  @Suite struct Signals {
    @Test(arguments: [(SIGTERM, "SIGTERM"), (SIGHUP, "SIGHUP"), (SIGINT, "SIGINT")])
    func restoresThenSaysSo(_ number: Int32, _ name: String) throws {
      let modes = try termios.fresh()
      let terminal = try demo()
      kill(terminal.process, number)
      #expect(terminal.waitForEnd() == .signal(number))
      terminal.expectRestored(modes)
      terminal.expectRestoredBefore("demo: ended by \(name)")
    }

    @Test func aHungProgramEndsAtTheSecondRequest() throws {
      let modes = try termios.fresh()
      let terminal = try demo()
      terminal.send("H")
      terminal.settle(seconds: 0.1)
      kill(terminal.process, SIGTERM)
      terminal.settle(seconds: 0.1)
      kill(terminal.process, SIGTERM)
      #expect(terminal.waitForEnd() == .signal(SIGTERM))
      terminal.expectRestored(modes)
      terminal.expectRestoredBefore("demo: ended by SIGTERM")
    }

    @Test func aTerminalThatTakesNothingMore() throws {
      let terminal = try demo()
      terminal.send("F" + String(repeating: "\u{c}", count: 1000))
      usleep(300_000)
      kill(terminal.process, SIGTERM)
      usleep(100_000)
      kill(terminal.process, SIGTERM)
      #expect(terminal.waitForEndWithoutReading(seconds: 5) != nil)
    }

    @Test(arguments: [
      ("T", [SIGILL, SIGTRAP]), ("A", [SIGABRT]), ("V", [SIGSEGV]), ("O", [SIGSEGV, SIGBUS]),
    ])
    func trap(_ key: String, _ numbers: [Int32]) throws {
      let modes = try termios.fresh()
      let terminal = try demo()
      terminal.send("E" + key)
      let ending = terminal.waitForEnd()
      #expect(numbers.contains { ending == .signal($0) }, "\(String(describing: ending))")
      terminal.expectRestored(modes)
      terminal.expectRestoredBefore("demo: ended by SIG")
      terminal.expectRestoredBefore("noise on standard error")
      #expect(terminal.output.contains("please report"))
    }

    @Test func quitSignalRestores() throws {
      let modes = try termios.fresh()
      let terminal = try demo()
      kill(terminal.process, SIGQUIT)
      #expect(terminal.waitForEnd() == .signal(SIGQUIT))
      terminal.expectRestored(modes)
    }

    @Test func trapOnATerminalWithoutASecondScreen() throws {
      let terminal = try demo(environment: ["TERM": "vt100"])
      terminal.send("A")
      #expect(terminal.waitForEnd() == .signal(SIGABRT))
      #expect(terminal.modes.isCooked)
      // The message starts a line of its own beneath the last frame.
      #expect((20..<30).contains { terminal.text(row: $0).hasPrefix("demo: ended by SIGABRT") })
    }
  }

  @Suite struct Vanishing {
    @Test func endsWithTheTerminal() throws {
      let terminal = try demo()
      terminal.vanish()
      #expect(terminal.waitForEnd(seconds: 1) == .signal(SIGHUP))
    }

    @Test func endsEvenIfHangupIsIgnored() throws {
      let script = "trap '' HUP; exec \(executable("TerminalDemo"))"
      let terminal = try PseudoTerminal(["/bin/sh", "-c", script])
      #expect(terminal.wait(for: "n=0 "))
      terminal.vanish()
      #expect(terminal.waitForEnd(seconds: 1) == .signal(SIGHUP))
    }
  }

  @Suite struct Refusals {
    @Test(arguments: [
      ("dumb", "TERM=dumb cannot show a full screen"), ("no-such-terminal", "TERM=no-such-terminal is not known here"),
      ("", "TERM is not set"), ("a\u{1b}[2Jb", "TERM=a?[2Jb is not known here"),
    ])
    func kind(_ name: String, _ message: String) throws {
      let terminal = try PseudoTerminal([executable("TerminalDemo")], environment: ["TERM": name])
      #expect(terminal.waitForEnd() == .exit(64))
      #expect(terminal.output.hasPrefix("demo: \(message)"))
      #expect(terminal.output.contains("`autotts show`"))
      #expect(terminal.output.hasSuffix("\r\n") && terminal.output.split(separator: "\r\n").count == 1)
      #expect(!terminal.output.contains("\u{1b}"))
      #expect(terminal.modes.isCooked)
    }

    @Test(arguments: [(Int32(0), "standard input is not a terminal"), (1, "standard output is not a terminal")])
    func noTerminal(_ descriptor: Int32, _ message: String) throws {
      let terminal = try PseudoTerminal([executable("TerminalDemo")], redirections: [descriptor: "/dev/null"])
      #expect(terminal.waitForEnd() == .exit(64))
      #expect(terminal.output.hasPrefix("demo: \(message); `autotts show`"))
    }
  }
}
