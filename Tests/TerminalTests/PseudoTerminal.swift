import CVTerm
import Glibc

/// A process in a terminal that a test reads and types into: a pseudo-terminal with libvterm at its other end.
final class PseudoTerminal {
  /// The terminal's side of the mouse, as libvterm numbers it.
  enum MouseMode: Int32 { case off, clicks, drags, moves }

  /// What of a cell a test looks at.
  struct CellView: Equatable {
    var text: String
    var columns: Int
    var foreground: Int32
    var background: Int32
    var isBold: Bool
    var isUnderlined: Bool
    var isReversed: Bool
  }

  /// How a process ended.
  enum Ending: Equatable {
    case exit(Int32)
    case signal(Int32)
  }

  let process: pid_t
  private(set) var rows: Int
  private(set) var columns: Int
  private(set) var isAlternate = false
  private(set) var isCursorVisible = true
  private(set) var mouseMode = MouseMode.off
  /// Every byte that came out.
  private(set) var transcript: [UInt8] = []
  /// In how many pieces they were read.
  private(set) var pieces = 0
  /// What the emulator has not been given yet: libvterm 0.1 loses a character that comes in two parts after others.
  private var unseen: [UInt8] = []
  private var master: Int32
  private var ending: Ending?
  private let state = StateDirectory()
  private let emulator: OpaquePointer
  private let screen: OpaquePointer
  private let callbacks = UnsafeMutablePointer<VTermScreenCallbacks>.allocate(capacity: 1)

  /// Starts a command; the environment's changes come on top of a plain UTF-8 xterm.
  init(
    _ command: [String], rows: Int = 30, columns: Int = 100, environment: [String: String?] = [:],
    redirections: [Int32: String] = [:]
  ) throws {
    (self.rows, self.columns) = (rows, columns)
    emulator = vterm_new(Int32(rows), Int32(columns))
    vterm_set_utf8(emulator, 1)
    screen = vterm_obtain_screen(emulator)
    var slave: Int32 = -1
    master = -1
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    var name = [CChar](repeating: 0, count: 128)
    try check(openpty(&master, &slave, &name, nil, &size), "openpty")
    for descriptor in [master, slave] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    let path = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    process = try spawn(
      command, terminal: path, environment: Self.environment(environment, state: state.path), redirections: redirections
    )
    close(slave)
    listen()
  }

  deinit {
    if ending == nil {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    if master >= 0 { close(master) }
    vterm_free(emulator)
    callbacks.deallocate()
  }

  private static func environment(_ changes: [String: String?], state: String) -> [String: String] {
    // The user's own runs by hand and configuration are neither seen nor added to.
    var environment = [
      "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "XDG_STATE_HOME": state, "XDG_CONFIG_HOME": "/nonexistent",
    ]
    for name in ["PATH", "HOME", "LD_LIBRARY_PATH", "TMPDIR"] {
      if let value = getenv(name) { environment[name] = String(cString: value) }
    }
    for (name, value) in changes { environment[name] = value }
    return environment
  }

  private func listen() {
    callbacks.initialize(to: VTermScreenCallbacks())
    callbacks.pointee.settermprop = { property, value, user in
      guard let user, let value else { return 0 }
      Unmanaged<PseudoTerminal>.fromOpaque(user).takeUnretainedValue().note(property, value)
      return 1
    }
    vterm_screen_set_callbacks(screen, callbacks, Unmanaged.passUnretained(self).toOpaque())
    vterm_screen_enable_altscreen(screen, 1)
    vterm_screen_reset(screen, 1)
  }

  private func note(_ property: VTermProp, _ value: UnsafePointer<VTermValue>) {
    switch property {
    case VTERM_PROP_ALTSCREEN: isAlternate = vterm_value_as_boolean(value) != 0
    case VTERM_PROP_CURSORVISIBLE: isCursorVisible = vterm_value_as_boolean(value) != 0
    case VTERM_PROP_MOUSE: mouseMode = MouseMode(rawValue: vterm_value_as_number(value)) ?? .off
    default: break
    }
  }

  // MARK: Doing

  /// Types text, or sends any bytes.
  func send(_ text: String) { send(Array(text.utf8)) }

  /// Sends bytes as they are.
  func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// Presses a key that types no character, as this terminal in its present mode sends it.
  func press(_ key: VTermKey, _ modifiers: VTermModifier = VTERM_MOD_NONE) {
    vterm_keyboard_key(emulator, key, modifiers)
    answer()
  }

  /// Moves the mouse; the terminal tells the program if it asked for it.
  func moveMouse(column: Int, row: Int) {
    vterm_mouse_move(emulator, Int32(row), Int32(column), VTERM_MOD_NONE)
    answer()
  }

  /// Presses or lets go of a button: 1 left, 4 and 5 the wheel.
  func button(_ number: Int32, isDown: Bool) {
    vterm_mouse_button(emulator, number, isDown, VTERM_MOD_NONE)
    answer()
  }

  /// Changes the window's size.
  func resize(rows: Int, columns: Int) {
    (self.rows, self.columns) = (rows, columns)
    vterm_set_size(emulator, Int32(rows), Int32(columns))
    _ = pty_resize(master, Int32(rows), Int32(columns))
  }

  /// Closes the window under the program.
  func vanish() {
    close(master)
    master = -1
  }

  /// What the terminal itself sends: keys, mouse reports, answers to questions.
  private func answer() {
    var bytes = [CChar](repeating: 0, count: 4096)
    let count = vterm_output_read(emulator, &bytes, bytes.count)
    send(bytes[..<count].map { UInt8(bitPattern: $0) })
  }

  // MARK: Seeing

  /// One row as text; the second half of a wide glyph is nothing.
  func text(row: Int) -> String {
    (0..<columns).map { cell(column: $0, row: row).text }.joined()
  }

  /// All rows.
  var text: String { (0..<rows).map { text(row: $0) }.joined(separator: "\n") }

  /// One cell.
  func cell(column: Int, row: Int) -> CellView {
    var cell = VTermScreenCell()
    vterm_screen_get_cell(screen, VTermPos(row: Int32(row), col: Int32(column)), &cell)
    let scalars = withUnsafeBytes(of: cell.chars) { Array($0.bindMemory(to: UInt32.self)) }
    var text = String.UnicodeScalarView(scalars.prefix { $0 != 0 }.compactMap(Unicode.Scalar.init))
    if scalars.first == UInt32.max { text = .init() } else if text.isEmpty { text.append(" ") }
    return CellView(
      text: String(text), columns: Int(cell.width), foreground: vterm_color_index(&cell.fg),
      background: vterm_color_index(&cell.bg), isBold: vterm_cell_is_bold(&cell) != 0,
      isUnderlined: vterm_cell_is_underlined(&cell) != 0, isReversed: vterm_cell_is_reversed(&cell) != 0)
  }

  /// The bytes that came out as text.
  var output: String { String(decoding: transcript, as: UTF8.self) }

  /// The terminal's modes.
  var modes: termios {
    var modes = termios()
    tcgetattr(master, &modes)
    return modes
  }

  /// The process group that the terminal listens to.
  var foregroundGroup: pid_t { tcgetpgrp(master) }

  /// Processor time that the process has used, in seconds.
  var processorTime: Double {
    guard let file = fopen("/proc/\(process)/stat", "r") else { return 0 }
    defer { fclose(file) }
    var bytes = [CChar](repeating: 0, count: 1024)
    let count = fread(&bytes, 1, bytes.count, file)
    let text = String(decoding: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let fields = text.split(separator: ")").last?.split(separator: " ").map { Double($0) ?? 0 } ?? []
    return fields.count > 12 ? (fields[11] + fields[12]) / Double(sysconf(Int32(_SC_CLK_TCK))) : 0
  }

  // MARK: Waiting

  /// Reads until the screen is as told; false when it is not within the time.
  func wait(seconds: Double = 10, until isSo: (PseudoTerminal) -> Bool) -> Bool {
    let end = ContinuousClock.now + .seconds(seconds)
    while !isSo(self) {
      guard ContinuousClock.now < end else { return false }
      pump(milliseconds: 10)
    }
    return true
  }

  /// Reads until a text stands on the screen.
  func wait(for text: String, seconds: Double = 10) -> Bool { wait(seconds: seconds) { $0.text.contains(text) } }

  /// Reads for so long whatever comes.
  func settle(seconds: Double) { _ = wait(seconds: seconds) { _ in false } }

  /// Reads until the process has ended and nothing more comes; nil when it lives on.
  func waitForEnd(seconds: Double = 10) -> Ending? {
    _ = wait(seconds: seconds) { $0.hasEnded() }
    while pump(milliseconds: 0) {}
    return ending
  }

  /// Waits for the end as a terminal that is frozen.
  func waitForEndWithoutReading(seconds: Double) -> Ending? {
    let end = ContinuousClock.now + .seconds(seconds)
    while !hasEnded(), ContinuousClock.now < end { usleep(10_000) }
    return ending
  }

  private func hasEnded() -> Bool {
    if ending != nil { return true }
    var status: Int32 = 0
    guard waitpid(process, &status, WNOHANG) == process else { return false }
    ending = status & 0x7f == 0 ? .exit(status >> 8 & 0xff) : .signal(status & 0x7f)
    return true
  }

  @discardableResult private func pump(milliseconds: Int32) -> Bool {
    var wait = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&wait, 1, milliseconds) > 0 else { return false }
    var bytes = [UInt8](repeating: 0, count: 65536)
    let count = read(master, &bytes, bytes.count)
    guard count > 0 else {
      usleep(UInt32(milliseconds) * 1000)
      return false
    }
    transcript += bytes[..<count]
    pieces += 1
    unseen += bytes[..<count]
    let whole = unseen.count - Self.partOfCharacter(atEndOf: unseen)
    unseen.withUnsafeBytes {
      _ = vterm_input_write(emulator, $0.baseAddress?.assumingMemoryBound(to: CChar.self), whole)
    }
    unseen.removeFirst(whole)
    answer()
    return true
  }

  /// How many bytes at the end begin a character whose others are yet to come.
  private static func partOfCharacter(atEndOf bytes: [UInt8]) -> Int {
    guard let lead = bytes.suffix(3).lastIndex(where: { $0 & 0xc0 != 0x80 }) else { return 0 }
    let there = bytes.count - lead
    return (~bytes[lead]).leadingZeroBitCount > there ? there : 0
  }
}
