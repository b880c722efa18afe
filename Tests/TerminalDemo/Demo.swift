import CursesTerminal
import Explorer
import Glibc

/// The demo's loop: a frame, then input, and so on.
struct Demo {
  private let reopen: () throws(TerminalError) -> CursesTerminal
  private var terminal: CursesTerminal
  private var inputs = 0
  private var returns = 0
  private var log: [String] = []
  private var note = "-"
  private var growth = 0
  private var fuzz = 0
  private var isOver = false

  init(reopen: @escaping () throws(TerminalError) -> CursesTerminal) throws(TerminalError) {
    self.reopen = reopen
    terminal = try reopen()
  }

  func close() { terminal.close() }

  mutating func run() throws(TerminalEnd) {
    while !isOver {
      terminal.draw(frame())
      let batch = try terminal.wait(until: nil)
      returns += 1
      for input in batch {
        inputs += 1
        log.append(describe(input))
        try act(on: input)
      }
    }
  }

  // MARK: Acting

  private mutating func act(on input: Input) throws(TerminalEnd) {
    guard case .key(let key) = input, case .character(let character) = key.code, !key.alt else { return }
    if key.control {
      if character == "z" { terminal.suspend() }
      if character == "l" { terminal.redraw() }
      return
    }
    switch character {
    case "q": isOver = true
    case "B": growth = 7
    case "S": growth = -3
    case "F": fuzz += 1
    case "R": openAgain()
    case "D": try showDeadline()
    case "E": complain("noise on standard error")
    case "W": wakeFromThread()
    case "X": terminal.aside { print("aside") }
    default: break_(character)
    }
  }

  private func break_(_ character: Character) {
    switch character {
    case "T": fatalError("a trap on purpose")
    case "A": abort()
    case "V": UnsafeMutablePointer<Int>(bitPattern: 16)?.pointee = 1
    case "O": _ = recurse(1)
    case "H": while true { sleep(60) }
    case "Q": exit(3)
    case "P": kill(getpid(), SIGSTOP)
    default: break
    }
  }

  private mutating func openAgain() {
    terminal.close()
    if let again = try? reopen() {
      terminal = again
      note = "reopened"
    }
  }

  private func recurse(_ depth: Int) -> Int {
    withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 8) { bytes in
      bytes[depth % 4096] = 1
      return depth == .max ? 0 : recurse(depth + 1) + Int(bytes[0])
    }
  }

  private mutating func showDeadline() throws(TerminalEnd) {
    let clock = ContinuousClock()
    let start = clock.now
    _ = try terminal.wait(until: start + .milliseconds(30))
    let waited = clock.now - start
    note = waited >= .milliseconds(30) && waited < .milliseconds(500) ? "deadline kept" : "deadline off: \(waited)"
  }

  private mutating func wakeFromThread() {
    note = "woken"
    let waker = terminal.waker
    Task.detached { waker.wake() }
  }

  // MARK: Showing

  private func frame() -> Frame {
    let screen = terminal.size
    if fuzz > 0 { return randomFrame(fuzz, size: screen) }
    var frame = Frame(size: Size(width: screen.width + growth, height: screen.height + growth))
    frame.write("demo \(screen.width)x\(screen.height) color=\(terminal.color) unicode=\(terminal.isUnicode)", row: 0)
    frame.write("accent", row: 1, column: 0, Style(.accent))
    frame.write("wrong", row: 1, column: 8, Style(.wrong, .bold))
    frame.write("band", row: 1, column: 16, Style(on: .band))
    frame.write("under", row: 1, column: 24, Style(.standard, .underline))
    frame.write("back", row: 1, column: 32, Style(.standard, .reverse))
    frame.write("dim", row: 1, column: 40, Style(.muted, .dim))
    frame.write("orange", row: 1, column: 48, Style(.orange, on: .blue))
    frame.write("世界 e\u{301} ▁▂█ ⣿ end", row: 2)
    hostile(&frame, row: 3)
    for (index, line) in log.suffix(6).reversed().enumerated() { frame.write(line + ";", row: 5 + index) }
    // Curses sends rows from the top: who sees this one sees all of the frame.
    let state = "n=\(inputs) returns=\(returns) note=\(note) last=\(log.last ?? "-");"
    frame.write(state, row: min(screen.height, frame.size.height) - 1)
    if growth == 0, screen.width > 4, screen.height > 12 {
      frame[screen.width - 1, screen.height - 1] = Cell("$")
      frame[screen.width - 1, 0] = Cell("世")
    }
    return frame
  }

  /// Pairs of a hostile cell and an `x`; what a renderer would never make.
  private func hostile(_ frame: inout Frame, row: Int) {
    guard row < frame.size.height else { return }
    let glyphs = [
      "\u{1b}", "\u{7}", "\n", "\r\n", "\u{9b}", "\u{202e}", "\u{200b}", "\u{301}", "世", "a\u{1b}[9m", "\u{7f}",
      "\u{ad}",
      "a\u{202e}", "ab",
    ]
    for (index, glyph) in glyphs.enumerated() where 2 * index + 1 < frame.size.width {
      frame[2 * index, row] = Cell(glyph)
      frame[2 * index + 1, row] = Cell("x")
    }
    // A wide cell whose glyph is narrow, an emoji of several scalars, a continuation of nothing.
    for (column, glyph) in [(30, "a"), (31, ""), (32, "👨‍👩‍👧"), (33, ""), (34, ""), (35, "x")]
    where column < frame.size.width {
      frame[column, row] = Cell(glyph)
    }
  }

  private func describe(_ input: Input) -> String {
    switch input {
    case .resize(let size): return "resize \(size.width)x\(size.height)"
    case .mouse(let mouse): return "mouse \(mouse.kind) \(mouse.column),\(mouse.row)"
    case .key(let key):
      let name =
        switch key.code {
        case .character(let character): "'\(character)'"
        default: "\(key.code)"
        }
      return "key \(key.control ? "ctrl-" : "")\(key.alt ? "alt-" : "")\(name)"
    }
  }
}

extension Frame {
  /// Writes text; East-Asian characters take two columns.
  fileprivate mutating func write(_ text: String, row: Int, column: Int = 0, _ style: Style = .plain) {
    var column = column
    for character in text where row >= 0 && row < size.height {
      let isWide =
        character.unicodeScalars.first.map { 0x4e00...0x9fff ~= $0.value || 0x1f300...0x1faff ~= $0.value } ?? false
      guard column + (isWide ? 1 : 0) < size.width else { return }
      self[column, row] = Cell(String(character), style)
      if isWide { self[column + 1, row] = Cell("", style) }
      column += isWide ? 2 : 1
    }
  }
}
