import Testing

extension TerminalTests {
  @Suite struct Drawing {
    @Test func firstFrame() throws {
      let terminal = try demo()
      #expect(terminal.text(row: 0).hasPrefix("demo 100x30 color=xterm256 unicode=true "))
      #expect(terminal.isAlternate)
      #expect(!terminal.isCursorVisible)
      #expect(terminal.mouseMode == .drags)
      #expect(!terminal.modes.isCooked)
    }

    @Test func styles() throws {
      let terminal = try demo()
      let cells = stride(from: 0, through: 48, by: 8).map { terminal.cell(column: $0, row: 1) }
      #expect(cells.map(\.text) == ["a", "w", "b", "u", "b", "d", "o"])
      #expect(cells.map(\.foreground) == [80, 203, -1, -1, -1, 245, 214])
      #expect(cells.map(\.background) == [-1, -1, 237, -1, -1, -1, 33])
      #expect(cells.map(\.isBold) == [false, true, false, false, false, false, false])
      #expect(cells.map(\.isUnderlined) == [false, false, false, true, false, false, false])
      #expect(cells.map(\.isReversed) == [false, false, false, false, true, false, false])
    }

    @Test func wideGlyphsAndMarks() throws {
      let terminal = try demo()
      #expect(terminal.text(row: 2).hasPrefix("世界 e\u{301} ▁▂█ ⣿ end "))
      #expect(terminal.cell(column: 0, row: 2).columns == 2)
      #expect(terminal.cell(column: 5, row: 2).text == "e\u{301}")
      #expect(terminal.wait { $0.cell(column: 99, row: 29).text == "$" })
    }

    @Test func nothingHostileIsSent() throws {
      let terminal = try demo()
      #expect(terminal.text(row: 3).hasPrefix("?x?x?x?x?x?x?x?x?xax?x?xaxax  ??👨 x "))
      // A wide glyph that the frame puts into one column.
      #expect(terminal.cell(column: 99, row: 0).text == "?")
      // Curses' own "colours as they were", when it takes the screen.
      let output = terminal.output.replacing("\u{1b}]104\u{7}", with: "")
      for sequence in ["\u{9b}", "\u{202e}", "[9m", "\u{7}"] { #expect(!output.contains(sequence)) }
    }

    @Test func framesOfAnotherSizeAreCut() throws {
      let terminal = try demo()
      terminal.send("B")
      #expect(terminal.wait(for: "n=1 "))
      #expect(terminal.text(row: 0).hasPrefix("demo 100x30 "))
      terminal.send("S")
      #expect(terminal.wait(for: "n=2 "))
      #expect(terminal.text(row: 0).hasPrefix("demo 100x30 "))
      #expect(terminal.text(row: 29).allSatisfy { $0 == " " })
    }

    @Test func onlyChangesAreSent() throws {
      let terminal = try demo()
      let first = terminal.transcript.count
      terminal.send("k")
      #expect(terminal.waitForInput("key 'k'"))
      terminal.settle(seconds: 0.05)
      let second = terminal.transcript.count
      #expect(second - first < 120)
      terminal.send("\u{c}")
      #expect(terminal.waitForInput("key ctrl-'l'"))
      terminal.settle(seconds: 0.05)
      #expect(terminal.transcript.count - second > 300)
      #expect(terminal.text(row: 2).hasPrefix("世界"))
    }

    @Test func resizeStorm() throws {
      let terminal = try demo()
      for step in 0..<60 {
        terminal.resize(rows: 12 + step % 7 * 5, columns: 20 + step % 11 * 9)
        if step % 5 == 0 { terminal.settle(seconds: 0.005) }
      }
      terminal.resize(rows: 33, columns: 77)
      #expect(terminal.wait { $0.text(row: 0).hasPrefix("demo 77x33 ") && $0.cell(column: 76, row: 32).text == "$" })
      #expect(terminal.waitForInput("resize 77x33"))
      terminal.settle(seconds: 0.1)
      let shown = terminal.text
      terminal.send("\u{c}")
      #expect(terminal.waitForInput("key ctrl-'l'"))
      #expect(terminal.text(row: 0) == String(shown.prefix { $0 != "\n" }))
      #expect((11..<32).allSatisfy { terminal.text(row: $0).dropLast().allSatisfy { $0 == " " } })
    }

    @Test(arguments: [(1, 1), (2, 3), (5, 200)]) func extremeSizes(rows: Int, columns: Int) throws {
      let terminal = try demo()
      terminal.resize(rows: rows, columns: columns)
      terminal.settle(seconds: 0.1)
      terminal.resize(rows: 20, columns: 60)
      #expect(terminal.wait { $0.text(row: 0).hasPrefix("demo 60x20 ") })
    }
  }

  @Suite struct Kinds {
    @Test(arguments: ["xterm-256color", "screen-256color", "tmux-256color", "linux", "vt100", "vt220", "rxvt", "xterm"])
    func drawsTheSame(_ name: String) throws {
      let terminal = try demo(environment: ["TERM": name])
      let depth = name.contains("256") ? "xterm256" : name.hasPrefix("vt") ? "monochrome" : "sixteen"
      #expect(terminal.text(row: 0).hasPrefix("demo 100x30 color=\(depth) unicode=true "))
      #expect(terminal.text(row: 1).hasPrefix("accent  wrong   band    under   back    dim     orange "))
      #expect(terminal.text(row: 2).hasPrefix("世界 e\u{301} ▁▂█ ⣿ end "))
      #expect(terminal.wait { $0.cell(column: 99, row: 29).text == "$" })
      #expect(terminal.cell(column: 32, row: 1).isReversed)
      terminal.send("k")
      #expect(terminal.waitForInput("key 'k'"))
      terminal.send("q")
      #expect(terminal.waitForEnd() == .exit(0))
      #expect(terminal.text.contains("demo: bye"))
    }

    @Test func eightColours() throws {
      let terminal = try demo(environment: ["TERM": "linux"])
      let cells = stride(from: 0, through: 48, by: 8).map { terminal.cell(column: $0, row: 1) }
      #expect(cells.map { $0.foreground < 0 ? -1 : $0.foreground % 8 } == [6, 1, -1, -1, -1, -1, 3])
      #expect(cells.map(\.background) == [-1, -1, -1, -1, -1, -1, 4])
      #expect(cells[0].isBold)
    }

    @Test func sixteenColours() throws {
      let terminal = try demo(["--sixteen"])
      let cells = stride(from: 0, through: 48, by: 8).map { terminal.cell(column: $0, row: 1) }
      #expect(cells.map(\.foreground) == [14, 9, -1, -1, -1, 8, 3])
      #expect(cells.map(\.background) == [-1, -1, -1, -1, -1, -1, 4])
    }

    @Test(arguments: [("1", [], "monochrome"), ("", [], "xterm256"), ("1", ["--xterm256"], "xterm256")])
    func noColor(_ value: String, _ arguments: [String], _ depth: String) throws {
      let terminal = try demo(arguments, environment: ["NO_COLOR": value])
      #expect(terminal.text(row: 0).contains("color=\(depth) "))
      #expect((terminal.cell(column: 0, row: 1).foreground == -1) == (depth == "monochrome"))
      #expect(terminal.cell(column: 32, row: 1).isReversed)
    }

    @Test(arguments: [
      ("C", false), ("POSIX", false), ("", false), ("C.UTF-8", true), ("xx_YY", false), ("xx_YY.UTF-8", true),
    ])
    func locales(_ name: String, _ isUnicode: Bool) throws {
      let terminal = try demo(environment: ["LC_ALL": nil, "LANG": name])
      #expect(terminal.text(row: 0).contains("unicode=\(isUnicode) "))
      #expect(terminal.text(row: 2).hasPrefix("世界 e\u{301} ▁▂█ ⣿ end "))
      terminal.send("é")
      #expect(terminal.waitForInput("key 'é'"))
    }
  }
}
