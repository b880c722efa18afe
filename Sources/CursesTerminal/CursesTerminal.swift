import CNcurses
import CTerminalGuard
import Explorer
import Glibc

/// A full screen over ncurses: puts frames up, yields input, and leaves the terminal as it was, however the program ends.
///
/// One at a time, on the main thread, opened before other threads start: it sets the process's character type and signal
/// handlers. Until ``close()`` the signals that end a program are its own: SIGTERM, SIGHUP and SIGINT come out of
/// ``wait(until:)`` as a ``TerminalEnd``; a trap restores the terminal, names its signal and kills the process as it
/// would have. What is written to standard error while the screen is up appears after it.
public final class CursesTerminal {
  /// Whether the user's own locale is UTF-8, hence whether to draw with more than ASCII unless told otherwise.
  public let isUnicode: Bool
  /// The colours in use.
  public var color: ColorDepth { palette.depth }
  /// Columns and rows of the screen.
  public var size: Size { Size(width: Int(curses_columns()), height: Int(curses_lines())) }
  /// Wakes ``wait(until:)`` from any thread.
  public var waker: Waker { Waker(pipe: pipe) }

  private enum State { case up, down, closed }

  private let screen: CursesScreen
  private let pipe: WakePipe
  private let takesMouse: Bool
  private var painter: FramePainter
  private var palette: Palette { painter.palette }
  private var reader: InputReader
  private var mayHaveMore = false
  private var state = State.down

  /// Takes the terminal of standard input and output.
  ///
  /// - Throws: ``TerminalError`` where there is no terminal, or none that a full screen can be drawn on.
  public init(options: TerminalOptions = TerminalOptions()) throws(TerminalError) {
    let wish = try Self.colorWish(options)
    isUnicode = CharacterSet.adopt()
    pipe = try WakePipe()
    screen = try CursesScreen()
    reader = try InputReader()
    takesMouse = options.mouse && screen.hasMouse
    painter = FramePainter(palette: Palette(wish: wish, theme: options.theme))
    screen.guardAgainstSignals(wake: pipe.writeEnd, mouse: takesMouse, options: options)
    enter()
  }

  deinit { close() }

  private static func colorWish(_ options: TerminalOptions) throws(TerminalError) -> ColorDepth {
    guard isatty(STDIN_FILENO) != 0 else { throw TerminalError("standard input is not a terminal") }
    guard isatty(STDOUT_FILENO) != 0 else { throw TerminalError("standard output is not a terminal") }
    if let color = options.color { return color }
    guard let value = getenv("NO_COLOR"), value.pointee != 0 else { return .xterm256 }
    return .monochrome
  }

  // MARK: Drawing

  /// Shows a frame: only what differs from the last one is sent.
  ///
  /// Nothing in a frame can harm: what does not fit the screen is cut off, glyphs of another width than the frame says and
  /// control characters become `?`.
  public func draw(_ frame: Frame) {
    guard state == .up else { return }
    painter.draw(frame, on: size)
  }

  /// Sends the whole screen anew, for when something else has written on it.
  public func redraw() {
    guard state == .up else { return }
    painter.repaint()
  }

  /// Puts a text into the clipboard of the user's terminal, also over SSH; a terminal that does not do so ignores it.
  ///
  /// Sent as OSC 52, in base64: nothing of the text acts on the terminal. Within tmux it needs `set-clipboard on`.
  public func copy(_ text: String) {
    guard state == .up else { return }
    screen.copy(text)
  }

  // MARK: Waiting

  /// Waits for input, for ``Waker/wake()`` or for a deadline, and returns all the input that is there, maybe none.
  ///
  /// Stops and continuations of the process (SIGTSTP, SIGCONT) are handled within.
  ///
  /// - Throws: ``TerminalEnd`` when the program should close the terminal and end.
  public func wait(until deadline: ContinuousClock.Instant?) throws(TerminalEnd) -> [Input] {
    try heedSignals()
    var readable = true
    if !mayHaveMore { readable = try poll(until: deadline) }
    try heedSignals()
    let (inputs, more) = reader.drain()
    mayHaveMore = more
    if inputs.contains(where: \.isResize) { painter.forget() }
    if readable, inputs.isEmpty, isAtEnd() { throw .hangup }
    return inputs
  }

  /// Waits; returns whether the terminal has input.
  private func poll(until deadline: ContinuousClock.Instant?) throws(TerminalEnd) -> Bool {
    var waits = [
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      pollfd(fd: pipe.readEnd, events: Int16(POLLIN), revents: 0),
    ]
    let ready = Glibc.poll(&waits, 2, milliseconds(until: deadline))
    guard ready > 0 else { return false }
    if waits[1].revents != 0 { pipe.drain() }
    let gone = Int16(POLLHUP | POLLERR | POLLNVAL)
    if waits[0].revents & gone != 0 {
      try heedSignals()
      throw .hangup
    }
    return waits[0].revents & Int16(POLLIN) != 0
  }

  /// Rounded up, lest a wait end before its deadline and spin; -1 is forever.
  private func milliseconds(until deadline: ContinuousClock.Instant?) -> Int32 {
    guard let deadline else { return -1 }
    let left = deadline - .now
    guard left > .zero else { return 0 }
    guard left < .seconds(86_400) else { return 86_400_000 }
    return Int32((left / .milliseconds(1)).rounded(.up))
  }

  /// Whether the terminal is readable but has nothing to read: its end.
  private func isAtEnd() -> Bool {
    var wait = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    var count: Int32 = 0
    guard Glibc.poll(&wait, 1, 0) > 0 else { return false }
    return ioctl(STDIN_FILENO, UInt(FIONREAD), &count) != 0 || count == 0
  }

  private func heedSignals() throws(TerminalEnd) {
    for number in [SIGTERM, SIGHUP, SIGINT] where terminal_guard_take(number) != 0 { throw .signal(number) }
    if terminal_guard_take(SIGTSTP) != 0 {
      stop(wholeGroup: false)
    } else if terminal_guard_take(SIGCONT) != 0, state == .up {
      // Continued after a stop that could not be caught: someone else has had the terminal.
      leave()
      enter()
    }
  }

  // MARK: Leaving and coming back

  /// Gives the terminal back and stops the process group as Ctrl-Z does; returns when continued, the last frame shown.
  public func suspend() {
    guard state == .up else { return }
    stop(wholeGroup: true)
  }

  /// Gives the terminal to something else meanwhile, as to an editor.
  public func aside<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
    guard state == .up else { return try body() }
    leave()
    defer { enter() }
    return try body()
  }

  /// Gives the terminal back for good; further calls do nothing.
  public func close() {
    guard state != .closed else { return }
    if state == .up { leave() }
    state = .closed
    terminal_guard_disarm()
    reader.free()
    screen.free()
  }

  private func stop(wholeGroup: Bool) {
    let wasUp = state == .up
    if wasUp { leave() }
    terminal_guard_stop(wholeGroup ? 1 : 0)
    if wasUp { enter() }
  }

  private func enter() {
    screen.enter(mouse: takesMouse)
    state = .up
    // The screen may have another size now: its change is the next input.
    mayHaveMore = screen.followSize() || mayHaveMore
    painter.repaint()
  }

  private func leave() {
    screen.leave(mouse: takesMouse)
    state = .down
  }
}

extension Input {
  fileprivate var isResize: Bool {
    if case .resize = self { return true }
    return false
  }
}
