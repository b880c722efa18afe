import CNcurses
import CTerminalGuard
import Explorer
import Glibc

/// Curses' own screen: set up, entered, left, freed.
final class CursesScreen {
  private let screen: OpaquePointer
  private let input: UnsafeMutablePointer<FILE>
  private let output: UnsafeMutablePointer<FILE>

  init() throws(TerminalError) {
    // Else curses takes these for the size and never notices a change.
    unsetenv("LINES")
    unsetenv("COLUMNS")
    let name = getenv("TERM").map { String(cString: $0) } ?? ""
    guard !name.isEmpty else {
      throw TerminalError("TERM is not set: set it to your terminal's name, as xterm-256color")
    }
    guard let output = Self.stream(STDOUT_FILENO, "w"), let input = Self.stream(STDIN_FILENO, "r") else {
      throw TerminalError("cannot open the terminal: \(String(cString: strerror(errno)))")
    }
    guard terminal_guard_claim() == 0 else { throw TerminalError("a full screen is open already") }
    guard let screen = newterm(nil, output, input) else {
      terminal_guard_disarm()
      fclose(output)
      fclose(input)
      throw TerminalError("TERM=\(Self.printable(name)) is not known here: set it to one that is, as xterm-256color")
    }
    (self.screen, self.input, self.output) = (screen, input, output)
    guard curses_move_to_row(0) != nil else {
      reset_shell_mode()
      terminal_guard_disarm()
      free()
      throw TerminalError("TERM=\(Self.printable(name)) cannot show a full screen")
    }
    // Milliseconds from Esc to its being a key alone; with the drawing it must be answered within 25.
    set_escdelay(20)
    raw()
    noecho()
    nonl()
    typeahead(-1)
    curs_set(0)
    leaveok(curses_screen(), true)
    def_prog_mode()
    // Not only `reset_shell_mode`: until it has left the screen once, curses 6.4 writes to the terminal at every move of the
    // cursor, some fifty times a frame, which is seen half drawn then.
    endwin()
  }

  /// A stream of its own over a copy of the descriptor, blocking: curses would spin on one that does not block.
  private static func stream(_ descriptor: Int32, _ mode: String) -> UnsafeMutablePointer<FILE>? {
    let flags = fcntl(descriptor, F_GETFL)
    if flags >= 0, flags & O_NONBLOCK != 0 { _ = fcntl(descriptor, F_SETFL, flags & ~O_NONBLOCK) }
    let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
    return copy < 0 ? nil : fdopen(copy, mode)
  }

  private static func printable(_ name: String) -> String {
    String(name.unicodeScalars.prefix(64).map { 0x21...0x7e ~= $0.value ? Character($0) : "?" })
  }

  /// Whether the terminal reports a mouse.
  var hasMouse: Bool { curses_capability("kmous") != nil }

  /// Reports of buttons and of moves with a button down, in the form that knows no largest column.
  private static let mouseOn = "\u{1b}[?1002h\u{1b}[?1006h"
  private static let mouseOff = "\u{1b}[?1006l\u{1b}[?1002l"

  func guardAgainstSignals(wake: Int32, mouse: Bool, options: TerminalOptions) {
    let restore = restoreBytes(mouse: mouse)
    options.program.withCString { program in
      options.faultNote.withCString { note in
        restore.withUnsafeBufferPointer { bytes in
          bytes.withMemoryRebound(to: CChar.self) { bytes in
            var plan = terminal_guard_plan(
              output: STDOUT_FILENO, curses: fileno(output), wake: wake, restore: bytes.baseAddress,
              restore_length: bytes.count, program: program, fault_note: note)
            terminal_guard_arm(&plan)
          }
        }
      }
    }
  }

  /// What `endwin` would send, and the end of whatever was being sent.
  private func restoreBytes(mouse: Bool) -> [UInt8] {
    let cancel: UInt8 = 0x18
    var bytes = [cancel]
    for name in ["sgr0", "op", "cnorm"] { bytes += Self.capability(curses_capability(name)) }
    if mouse { bytes += Array(Self.mouseOff.utf8) }
    bytes += Self.capability(curses_capability("rmkx"))
    bytes += Self.capability(curses_move_to_row(998))
    bytes += Self.capability(curses_capability("rmcup"))
    bytes += Array("\r".utf8)
    return bytes + lineBeneath()
  }

  /// What gives the shell a line of its own where there is no second screen to leave: the last row is cleared, and the
  /// frame moves up by one.
  private func lineBeneath() -> [UInt8] {
    guard curses_capability("rmcup") == nil else { return [] }
    return Self.capability(curses_move_to_row(998)) + Self.capability(curses_capability("el")) + Array("\r\n".utf8)
  }

  /// A capability without its padding, `$<5>`.
  private static func capability(_ value: UnsafePointer<CChar>?) -> [UInt8] {
    guard let value else { return [] }
    var bytes: [UInt8] = []
    var rest = String(cString: value).utf8[...]
    while let byte = rest.first {
      if rest.starts(with: "$<".utf8), let end = rest.firstIndex(of: UInt8(ascii: ">")) {
        rest = rest[rest.index(after: end)...]
      } else {
        bytes.append(byte)
        rest = rest.dropFirst()
      }
    }
    return bytes
  }

  /// Takes the terminal; the screen itself appears at the next refresh.
  func enter(mouse: Bool) {
    def_shell_mode()
    terminal_guard_save_modes()
    terminal_guard_up()
    reset_prog_mode()
    wrefresh(curses_screen())
    if mouse { send(Array(Self.mouseOn.utf8)) }
  }

  /// Gives the terminal back.
  func leave(mouse: Bool) {
    if mouse { send(Array(Self.mouseOff.utf8)) }
    endwin()
    send(lineBeneath())
    terminal_guard_down()
  }

  /// Puts a text into the clipboard of the terminal (OSC 52), where it takes it; nothing on the screen changes.
  func copy(_ text: String) { send(Array("\u{1b}]52;c;\(Base64.text(of: Array(text.utf8)))\u{7}".utf8)) }

  /// Takes on a size that changed unseen; true if it did.
  func followSize() -> Bool {
    var now = winsize()
    guard ioctl(fileno(output), UInt(TIOCGWINSZ), &now) == 0, now.ws_row > 0, now.ws_col > 0 else { return false }
    let (lines, columns) = (Int32(now.ws_row), Int32(now.ws_col))
    guard lines != curses_lines() || columns != curses_columns() else { return false }
    return resizeterm(lines, columns) == 0
  }

  func free() {
    delscreen(screen)
    fclose(output)
    fclose(input)
  }

  private func send(_ bytes: [UInt8]) {
    var bytes = bytes[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(fileno(output), $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }
}
