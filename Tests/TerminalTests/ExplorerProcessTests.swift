import Foundation
import Glibc
import Testing

extension TerminalTests {
  /// The program itself in a terminal, on the bundled store.
  @Suite struct ExplorerProcess {
    @Test func start() throws {
      let terminal = try explorer()
      #expect(terminal.text(row: 0).contains("Synth-M/search  Q4/30  seed 0  CMC"))
      #expect(terminal.text.contains("Branches") && terminal.text.contains("Actions"))
      #expect(terminal.isAlternate && !terminal.isCursorVisible && terminal.mouseMode == .drags)
      #expect(!terminal.modes.isCooked)
    }

    @Test func steps() throws {
      let terminal = try explorer()
      // It opens with the first five branches open and probed.
      #expect(terminal.wait(for: "action 10/"))
      for (key, action) in [("g", 0), ("l", 1), ("l", 2), ("L", 12), ("h", 11), ("H", 1), ("H", 0)] {
        terminal.send(key)
        #expect(terminal.wait(for: "action \(action)/"), "\(key)")
      }
      terminal.send("llll\u{1b}[D\u{1b}[C")
      #expect(terminal.wait(for: "action 4/"))
    }

    /// Of a wish that cannot be had the rest holds, and the first frame says so.
    @Test func startsWithTheRestOfTheConfiguration() throws {
      let directory = FileManager.default.temporaryDirectory.appendingPathComponent("a\(getpid())")
      try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: directory) }
      let path = directory.appendingPathComponent("c.toml").path
      try "[start]\nstore = \"Synth-S/search\"\nquestion = 31\nseed = 3\n".write(
        toFile: path, atomically: true, encoding: .utf8)
      let terminal = try explorer(["--config", path, "--no-welcome"], question: nil)
      #expect(terminal.text(row: 0).contains("Synth-S/search  Q1/30  seed 3"))
      #expect(terminal.text(row: 29).contains("c.toml: [start] question is left out"))
      terminal.send("q")
      #expect(terminal.waitForEnd() == .exit(0))
      #expect(terminal.output.contains("[start] question is left out: Synth-S/search has no question 31"))
    }

    /// A terminal that draws what has come so far is not to show half a frame.
    @Test func aFrameComesInOnePiece() throws {
      let terminal = try explorer()
      #expect(terminal.wait { $0.text(row: 0).contains("┼") })
      terminal.settle(seconds: 0.3)
      let (bytes, pieces) = (terminal.transcript.count, terminal.pieces)
      terminal.send("5")
      terminal.settle(seconds: 0.3)
      #expect(terminal.transcript.count - bytes > 1500)
      // What the pseudo-terminal holds at once may divide it.
      #expect(terminal.pieces - pieces <= 4)
    }

    /// F5 as terminals of several kinds send it, Alt-5 as Esc before the key, and the tab.
    @Test(arguments: ["\u{1b}[15~", "\u{1b}5", ":view knobs\r", "V\u{1b}[F\r"]) func views(_ keys: String) throws {
      let terminal = try explorer()
      terminal.send(keys)
      #expect(terminal.wait { $0.text.contains("abandon_patience") && $0.text(row: 1).contains("[5 Knobs]") })
      terminal.send("jjx12\r")
      #expect(terminal.wait { $0.text(row: 0).contains("CMC* warm_up=12") })
      terminal.send("\u{1b}1")
      #expect(terminal.wait { $0.text.contains("Branches") && $0.text(row: 1).contains("[1 Step]") })
      let tab = try #require(terminal.text(row: 1).lastIndex(of: "5"))
      let column = terminal.text(row: 1).distance(from: terminal.text(row: 1).startIndex, to: tab)
      terminal.moveMouse(column: column, row: 1)
      terminal.button(1, isDown: true)
      terminal.button(1, isDown: false)
      #expect(terminal.wait { $0.text.contains("abandon_patience") })
    }

    /// Ticks come by themselves, and their keys walk them.
    @Test func ticks() throws {
      let terminal = try explorer()
      #expect(terminal.wait { $0.text(row: 0).contains("┼") })
      terminal.send(".")
      #expect(terminal.wait { $0.text(row: 29).contains(" of ") && $0.text(row: 29).contains("tokens") })
      #expect(!terminal.text(row: 0).contains("  0.50 "))
    }

    /// The command goes to the terminal's clipboard, and to the screen, which is as before when it closes.
    @Test func copies() throws {
      let terminal = try explorer()
      let shown = terminal.text
      terminal.send("y")
      #expect(terminal.wait(for: "autotts show step --store Synth-M/search --question 4 --step 10 --size 100x30"))
      #expect(
        terminal.wait { $0.output.components(separatedBy: "\u{1b}]52;c;").dropFirst().last?.contains("\u{7}") == true })
      let start = try #require(terminal.output.firstRange(of: "\u{1b}]52;c;")?.upperBound)
      let text = String(terminal.output[start...].prefix { $0 != "\u{7}" })
      let command = String(decoding: try #require(Data(base64Encoded: text)), as: UTF8.self)
      #expect(
        command.hasPrefix("autotts show step --store Synth-M/search --question 4 --step 10 --size 100x30 --store-hash ")
      )
      terminal.send("\u{1b}")
      #expect(terminal.wait { $0.text.split(separator: "\n").dropFirst() == shown.split(separator: "\n").dropFirst() })
    }

    /// What is written is what the commands print, and nothing is replaced unasked.
    @Test func writes() throws {
      let directory = FileManager.default.temporaryDirectory.appendingPathComponent("autotts-\(UUID().uuidString)")
      defer { try? FileManager.default.removeItem(at: directory) }
      let path = directory.appendingPathComponent("run").path
      func read(_ form: String) -> String { (try? String(contentsOfFile: path + form, encoding: .utf8)) ?? "" }
      let terminal = try explorer()
      terminal.send(":write \(path).json\r")
      #expect(terminal.wait(for: "no such directory"))
      try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: false)
      terminal.send(":write \(path).json\r")
      #expect(terminal.wait(for: "wrote "))
      #expect(read(".json").hasPrefix(#"{"answer":"#) && read(".json").contains(#""spec":"cmc:beta=0.5""#))
      #expect(read(".json").contains(#""grading":"exact""#))
      terminal.send("l")
      terminal.send(":write \(path).csv\r")
      #expect(terminal.wait { _ in !read(".csv").isEmpty })
      #expect(
        read(".csv").hasPrefix("store,question,seed,spec,") && read(".csv").contains("Synth-M/search,4,0,cmc:beta=0.5,")
      )
      terminal.send("l")
      let before = read(".csv")
      terminal.send("a:write \(path).csv\r")
      #expect(
        terminal.wait {
          $0.text(row: 29).contains("exists already; :write! replaces it")
            || $0.text(row: 29).contains("/autotts-")
        })
      #expect(read(".csv") == before)
      terminal.send(":write! \(path).csv\r")
      #expect(terminal.wait { _ in read(".csv").contains(",canonical,answer,1,") })
      terminal.send("w\t")
      #expect(terminal.wait(for: "write step-Synth-M-search-q4-seed0-canonical.txt"))
    }

    @Test func dragBeta() throws {
      let terminal = try explorer()
      let slider = try #require(terminal.slider)
      let count = try #require(terminal.actionCount)
      terminal.dragBeta(to: slider.upperBound)
      #expect(terminal.wait { $0.text(row: 0).contains("1.00") })
      #expect(terminal.wait { $0.actionCount != count })
      terminal.dragBeta(to: slider.lowerBound)
      #expect(terminal.wait { $0.text(row: 0).contains("0.00") })
      terminal.send("u")
      #expect(terminal.wait { $0.text(row: 0).contains("1.00") })
      terminal.send("u")
      #expect(terminal.wait { $0.text(row: 0).contains("0.50") && $0.actionCount == count })
    }

    @Test func resizeStorm() throws {
      let terminal = try explorer()
      for step in 0..<50 {
        terminal.resize(rows: 1 + step * 7 % 50, columns: 1 + step * 13 % 150)
        terminal.send("l")
        if step % 4 == 0 { terminal.settle(seconds: 0.005) }
      }
      terminal.resize(rows: 31, columns: 101)
      #expect(terminal.wait { $0.text(row: 30).contains("? help") })
      // How many of those keys met a screen too small for them depends on when the program looked.
      terminal.send("glll")
      #expect(terminal.wait { $0.text(row: 1).contains("action 3/") && $0.text(row: 30).contains("? help") })
      terminal.settle(seconds: 0.1)
      let shown = terminal.text
      terminal.send("\u{c}")
      terminal.settle(seconds: 0.2)
      #expect(terminal.text == shown)
      terminal.resize(rows: 11, columns: 101)
      #expect(terminal.wait(for: "needs 40x12"))
      terminal.send("q")
      #expect(terminal.waitForEnd() == .exit(0))
    }

    @Test func suspendAndContinue() throws {
      let script = "\(executable("autotts")); echo stopped; read line; fg >/dev/null; echo status $?"
      let terminal = try PseudoTerminal(["/bin/sh", "-m", "-c", script])
      #expect(terminal.wait(for: "? help"))
      terminal.send("gll\u{1a}")
      #expect(terminal.wait(for: "stopped"))
      #expect(!terminal.isAlternate && terminal.isCursorVisible && terminal.modes.isCooked)
      #expect(terminal.mouseMode == .off)
      terminal.resize(rows: 24, columns: 80)
      terminal.send("\n")
      #expect(terminal.wait { $0.text.contains("action 2/") && $0.text(row: 23).contains("? help") })
      #expect(terminal.isAlternate && !terminal.modes.isCooked)
      terminal.send("lq")
      #expect(terminal.wait(for: "status 0"))
      #expect(terminal.modes.isCooked)
    }

    @Test(arguments: ["q", "\u{3}", ":quit\r", ":\u{3}", "?\u{3}"]) func quits(_ keys: String) throws {
      let modes = try termios.fresh()
      let terminal = try explorer()
      terminal.send(keys)
      #expect(terminal.waitForEnd() == .exit(0))
      terminal.expectRestored(modes)
    }

    @Test(arguments: [(SIGTERM, "SIGTERM"), (SIGHUP, "SIGHUP"), (SIGINT, "SIGINT")])
    func endedBySignal(_ number: Int32, _ name: String) throws {
      let modes = try termios.fresh()
      let terminal = try explorer()
      terminal.send("ll ")
      #expect(terminal.wait { ($0.action ?? 0) > 3 })
      kill(terminal.process, number)
      #expect(terminal.waitForEnd() == .signal(number))
      terminal.expectRestored(modes)
      terminal.expectRestoredBefore("autotts: ended by \(name)")
      #expect(terminal.text.contains("autotts: ended by \(name)"))
    }
  }
}

extension TerminalTests {
  /// What ends the program before it takes the screen, and what it draws with.
  @Suite struct ExplorerOptions {
    @Test(arguments: [
      (["--frobnicate"], Int32(64), "--frobnicate"), (["--controller", "foo"], 64, "there is no controller 'foo'"),
      (["--controller", "cmc:beta=2"], 64, "beta goes from 0 to 1"), (["--question", "99"], 64, "1 to 30"),
      (["--question", "0"], 64, "no question 0"), (["--store", "nowhere/none"], 66, "nowhere/none"),
      (["--store", "/etc/passwd"], 65, "/etc/passwd"), (["--stores", "/nonexistent"], 66, "/nonexistent"),
      (["--controller", "\u{1b}[2J"], 64, "there is no controller"), (["--color", "pink"], 64, "pink"),
    ])
    func wrongInput(_ arguments: [String], _ code: Int32, _ message: String) throws {
      let terminal = try PseudoTerminal([executable("autotts"), "explore"] + arguments)
      #expect(terminal.waitForEnd() == .exit(code))
      expectOneLine(terminal, message)
    }

    @Test(arguments: ["dumb", "", "no-such-terminal"]) func poorTerminals(_ name: String) throws {
      let terminal = try PseudoTerminal([executable("autotts")], environment: ["TERM": name])
      #expect(terminal.waitForEnd() == .exit(64))
      expectOneLine(terminal, "`autotts show`")
    }

    @Test(arguments: [Int32(0), 1]) func noTerminal(_ descriptor: Int32) throws {
      let terminal = try PseudoTerminal([executable("autotts")], redirections: [descriptor: "/dev/null"])
      #expect(terminal.waitForEnd() == .exit(64))
      expectOneLine(terminal, "is not a terminal")
    }

    private func expectOneLine(_ terminal: PseudoTerminal, _ message: String) {
      #expect(terminal.output.hasPrefix("autotts: ") && terminal.output.contains(message), "\(terminal.output)")
      #expect(terminal.output.hasSuffix("\r\n") && terminal.output.split(separator: "\r\n").count == 1)
      #expect(!terminal.output.contains("\u{1b}"))
      #expect(terminal.modes.isCooked)
    }

    @Test func plainASCII() throws {
      for (arguments, environment) in [(["--ascii"], [:]), ([], ["LC_ALL": "C"])] {
        let terminal = try explorer(arguments, environment: environment)
        terminal.send("5")
        #expect(terminal.wait { ($0.action ?? 0) > 50 })
        #expect(terminal.text.unicodeScalars.allSatisfy { $0.isASCII })
      }
    }

    @Test func colours() throws {
      let coloured = try explorer()
      #expect(coloured.output.contains("[38;5;80m"))
      let runs: [([String], [String: String?])] = [(["--color", "never"], [:]), ([], ["NO_COLOR": "1"])]
      for (arguments, environment) in runs {
        let terminal = try explorer(arguments, environment: environment)
        terminal.send("5")
        #expect(terminal.wait { ($0.action ?? 0) > 50 })
        let cells = (0..<30).flatMap { row in (0..<100).map { terminal.cell(column: $0, row: row) } }
        #expect(cells.allSatisfy { $0.foreground == -1 && $0.background == -1 })
      }
      let again = try explorer(["--color", "256"], environment: ["NO_COLOR": "1"])
      #expect(again.output.contains("[38;5;80m"))
    }

    @Test func warnsBeforeTheScreenIsTaken() throws {
      let terminal = try explorer(environment: ["AUTOTTS_STORES": "/nowhere"])
      let warning = try #require(terminal.output.firstRange(of: "AUTOTTS_STORES: no such directory: /nowhere\r\n"))
      let screen = try #require(terminal.output.firstRange(of: "\u{1b}[?1049h"))
      #expect(warning.upperBound <= screen.lowerBound)
      #expect(!terminal.text.contains("/nowhere"))
    }

    @Test func withoutMouse() throws {
      let terminal = try explorer(["--no-mouse"])
      #expect(terminal.mouseMode == .off)
    }
  }
}

extension TerminalTests {
  /// A researcher's first minute, as the issue tells it.
  @Suite struct Scenario {
    @Test func onTheBundledStore() throws { try walk(explorer()) }

    @Test(.enabled(if: getenv("AUTOTTS_SHARED") != nil, "AUTOTTS_SHARED does not lead to the published stores"))
    func onAPublishedStore() throws {
      let shared = try #require(getenv("AUTOTTS_SHARED").map { String(cString: $0) })
      let store = ["--stores", shared + "/stores", "--store", "Qwen3-0.6B/aime24", "--question", "1", "--seed", "0"]
      try walk(explorer(store, question: nil))
    }

    private func walk(_ terminal: PseudoTerminal) throws {
      let modes = try termios.fresh()
      // Prunes only: the other kinds off, one by one.
      terminal.send("e")
      #expect(terminal.wait(for: "[x] prunes"))
      terminal.send(" jj j ")
      #expect(terminal.wait { $0.text.contains("[x] prunes") && $0.text.components(of: "[x] ") == 1 })
      terminal.send("\u{1b}")
      #expect(terminal.wait { !$0.text.contains("[x] prunes") })
      terminal.send("]")
      #expect(terminal.wait { ($0.action ?? 0) > 0 })
      #expect(terminal.wait { $0.currentAction?.contains("PRUNE") == true })
      let line = try #require(terminal.currentAction)
      #expect(line.contains("disagreed ") && line.contains(" ≥ "), "\(line)")
      let place = try #require(terminal.action)
      let count = try #require(terminal.actionCount)
      let slider = try #require(terminal.slider)
      terminal.dragBeta(to: slider.upperBound)
      #expect(terminal.wait { $0.text(row: 0).contains("1.00") && $0.actionCount != count })
      terminal.send("u")
      #expect(terminal.wait { $0.text(row: 0).contains("0.50") && $0.action == place && $0.actionCount == count })
      terminal.send("H")
      #expect(terminal.wait { $0.action == place - 10 })
      terminal.send("q")
      #expect(terminal.waitForEnd() == .exit(0))
      terminal.expectRestored(modes)
    }
  }
}

/// The program in a terminal of 100 × 30, its first frame shown.
private func explorer(
  _ arguments: [String] = [], question: Int? = 4, environment: [String: String?] = [:],
  sourceLocation: SourceLocation = #_sourceLocation
) throws -> PseudoTerminal {
  let number = question.map { ["--question", "\($0)"] } ?? []
  let terminal = try PseudoTerminal([executable("autotts"), "explore"] + number + arguments, environment: environment)
  try #require(
    terminal.wait { $0.text(row: 29).contains("? help") && $0.action != nil }, "no first frame: \(terminal.text)",
    sourceLocation: sourceLocation)
  return terminal
}

extension PseudoTerminal {
  /// K and N of `action K/N`.
  private var place: [Int] {
    let row = text(row: 1)
    guard let start = row.firstRange(of: "action ")?.upperBound else { return [] }
    return row[start...].prefix { $0 != " " }.split(separator: "/").compactMap { Int($0) }
  }

  fileprivate var action: Int? { place.count == 2 ? place[0] : nil }
  fileprivate var actionCount: Int? { place.count == 2 ? place[1] : nil }

  /// The line of the list of actions that the cursor is on: the right of two marked panes.
  fileprivate var currentAction: String? {
    (2..<rows - 3).compactMap { row in
      let line = text(row: row).drop { $0 != "▶" }
      let parts = text(row: row).split(separator: "▶", omittingEmptySubsequences: false)
      return line.isEmpty ? nil : parts.last.map(String.init)
    }.last
  }

  /// The columns of the slider, its ends included.
  fileprivate var slider: ClosedRange<Int>? {
    let cells = (0..<columns).map { cell(column: $0, row: 0).text }
    guard let first = cells.firstIndex(of: "├"), let last = cells.firstIndex(of: "┤") else { return nil }
    return first...last
  }

  /// Takes the knob and drags it to a column, cell by cell.
  fileprivate func dragBeta(to column: Int) {
    guard let from = (0..<columns).first(where: { cell(column: $0, row: 0).text == "●" }) else { return }
    moveMouse(column: from, row: 0)
    button(1, isDown: true)
    for place in stride(from: from, through: column, by: from <= column ? 1 : -1) { moveMouse(column: place, row: 0) }
    button(1, isDown: false)
  }
}

extension String {
  /// How often a text occurs.
  fileprivate func components(of text: String) -> Int { ranges(of: text).count }
}
