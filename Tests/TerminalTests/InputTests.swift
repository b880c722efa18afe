import CVTerm
import Testing

extension TerminalTests {
  @Suite struct Keys {
    @Test func characters() throws {
      let terminal = try demo()
      for text in ["a", "Z", " ", "~", "é", "β", "世", "👍"] {
        terminal.send(text)
        #expect(terminal.waitForInput("key '\(text)'"), "\(text)")
      }
    }

    @Test func marksJoinTheirCharacter() throws {
      let terminal = try demo()
      terminal.send("e\u{301}")
      #expect(terminal.waitForInput("key 'e\u{301}'"))
      #expect(terminal.wait(for: "n=1 "))
    }

    @Test func controlAndAlt() throws {
      let terminal = try demo()
      let keys = [
        "\u{1}": "ctrl-'a'", "\u{3}": "ctrl-'c'", "\u{11}": "ctrl-'q'", "\u{13}": "ctrl-'s'", "\u{1c}": "ctrl-'\\'",
        "\u{0}": "ctrl-' '", "\u{1b}x": "alt-'x'", "\u{1b}é": "alt-'é'", "\u{1b}\u{1}": "ctrl-alt-'a'",
        "\u{1b}[": "alt-'['",
        "\u{1b}O": "alt-'O'",
      ]
      for (bytes, name) in keys {
        terminal.send(bytes)
        #expect(terminal.waitForInput("key \(name)"), "\(name)")
      }
    }

    @Test func plainNamed() throws {
      let terminal = try demo()
      let bytes = [
        "\t": "tab", "\r": "enter", "\n": "enter", "\u{1b}": "escape", "\u{7f}": "backspace", "\u{8}": "backspace",
      ]
      for (bytes, name) in bytes {
        terminal.send(bytes)
        #expect(terminal.waitForInput("key \(name)"), "\(name)")
        terminal.send("k")
        #expect(terminal.waitForInput("key 'k'"))
      }
    }

    private static let named: [(VTermKey, String)] = [
      (VTERM_KEY_UP, "up"), (VTERM_KEY_DOWN, "down"), (VTERM_KEY_LEFT, "left"), (VTERM_KEY_RIGHT, "right"),
      (VTERM_KEY_HOME, "home"), (VTERM_KEY_END, "end"), (VTERM_KEY_PAGEUP, "pageUp"), (VTERM_KEY_PAGEDOWN, "pageDown"),
      (VTERM_KEY_INS, "insert"), (VTERM_KEY_DEL, "delete"), (VTERM_KEY_TAB, "tab"), (VTERM_KEY_ENTER, "enter"),
    ]

    @Test(arguments: ["xterm-256color", "tmux-256color", "linux", "vt100"]) func named(_ name: String) throws {
      let terminal = try demo(environment: ["TERM": name])
      for (key, name) in Self.named {
        terminal.press(key)
        #expect(terminal.waitForInput("key \(name)"), "\(name)")
      }
      terminal.press(VTERM_KEY_TAB, VTERM_MOD_SHIFT)
      #expect(terminal.waitForInput("key backTab"))
      terminal.press(VTERM_KEY_UP, VTERM_MOD_ALT)
      #expect(terminal.waitForInput("key alt-up"))
      terminal.press(VTERM_KEY_RIGHT, VTERM_MOD_CTRL)
      #expect(terminal.waitForInput("key ctrl-right"))
    }

    @Test func functionKeys() throws {
      let terminal = try demo()
      for number in 1...12 {
        terminal.press(VTermKey(VTERM_KEY_FUNCTION_0.rawValue + UInt32(number)))
        #expect(terminal.waitForInput("key function(\(number))"), "\(number)")
      }
    }

    @Test func unknownSequencesAreSwallowed() throws {
      let terminal = try demo()
      for sequence in ["\u{1b}[I", "\u{1b}[200~", "\u{1b}[?1;2c", "\u{1b}[>0;95;0q", "\u{1b}[1;2;3;4!q"] {
        terminal.send(sequence)
        terminal.settle(seconds: 0.05)
      }
      terminal.send("k")
      #expect(terminal.waitForInput("key 'k'"))
      #expect(terminal.text.contains("n=1 "))
    }

    @Test func brokenUTF8() throws {
      let terminal = try demo()
      terminal.send([0xc3])
      terminal.settle(seconds: 0.06)
      terminal.send([0xa9])
      #expect(terminal.waitForInput("key 'é'"))
      terminal.send([0xff, 0xfe, 0xc3, 0x6b, 0xed, 0xa0, 0x80, 0xc0, 0x80, 0xc2, 0x9b])
      #expect(terminal.waitForInput("key 'k'"))
      terminal.settle(seconds: 0.05)
      #expect(terminal.text.contains("n=2 "))
    }

    @Test func escapeTwiceIsTwoKeys() throws {
      let terminal = try demo()
      terminal.send("\u{1b}\u{1b}")
      #expect(terminal.wait(for: "n=2 "))
      #expect(terminal.text(row: 6).hasPrefix("key escape;"))
    }

    @Test func flood() throws {
      let terminal = try demo()
      for _ in 0..<20 {
        terminal.send(String(repeating: "k", count: 500))
        terminal.settle(seconds: 0.001)
      }
      #expect(terminal.wait(for: "n=10000 "))
    }
  }

  @Suite struct Waiting {
    @Test func deadline() throws {
      let terminal = try demo()
      terminal.send("D")
      #expect(terminal.wait(for: "note=deadline kept"))
    }

    @Test func wakeFromAnotherThread() throws {
      let terminal = try demo()
      terminal.send("W")
      #expect(terminal.wait(for: "n=1 returns=2 note=woken"))
    }

    @Test func waitingCostsNothing() throws {
      let terminal = try demo()
      let before = terminal.processorTime
      terminal.settle(seconds: 0.5)
      #expect(terminal.processorTime - before <= 0.02)
    }
  }

  @Suite struct MouseReports {
    @Test(arguments: ["xterm-256color", "tmux-256color"]) func pressDragRelease(_ name: String) throws {
      let terminal = try demo(environment: ["TERM": name])
      terminal.moveMouse(column: 10, row: 6)
      terminal.button(1, isDown: true)
      #expect(terminal.waitForInput("mouse press 10,6"))
      terminal.moveMouse(column: 12, row: 7)
      #expect(terminal.waitForInput("mouse drag 12,7"))
      terminal.button(1, isDown: false)
      #expect(terminal.waitForInput("mouse release 12,7"))
      terminal.moveMouse(column: 20, row: 9)
      terminal.button(4, isDown: true)
      #expect(terminal.waitForInput("mouse wheelUp 20,9"))
      terminal.button(5, isDown: true)
      #expect(terminal.waitForInput("mouse wheelDown 20,9"))
      #expect(terminal.text.contains("n=5 "))
    }

    @Test func clickAtOnce() throws {
      let terminal = try demo()
      terminal.send("\u{1b}[<0;150;5M\u{1b}[<0;150;5m\u{1b}[<0;1;1M\u{1b}[<0;1;1m")
      #expect(terminal.wait(for: "n=4 "))
      #expect(
        (5...8).map { terminal.text(row: $0).prefix { $0 != ";" } } == [
          "mouse release 0,0", "mouse press 0,0", "mouse release 149,4", "mouse press 149,4",
        ])
    }

    @Test func onlyTheLeftButtonDrags() throws {
      let terminal = try demo()
      terminal.moveMouse(column: 10, row: 6)
      terminal.button(3, isDown: true)
      terminal.moveMouse(column: 12, row: 7)
      terminal.button(3, isDown: false)
      terminal.send("k")
      #expect(terminal.waitForInput("key 'k'"))
      #expect(terminal.text.contains("n=1 "))
    }

    @Test func notAsked() throws {
      #expect(try demo(["--no-mouse"]).mouseMode == .off)
      let terminal = try demo(environment: ["TERM": "vt100"])
      #expect(terminal.mouseMode == .off)
      #expect(!terminal.output.contains("1002"))
    }
  }
}
