import CNcurses
import Explorer
import Glibc

/// Turns what curses reads into ``Input``: bytes of UTF-8, key codes, mouse reports, changes of size.
///
/// Curses hands over bytes, not characters: its own decoder loses keys after an invalid byte. Escape sequences that the
/// terminal's description lacks are decoded or swallowed here; else their letters would run commands.
struct InputReader {
  /// A pad: reading from it never refreshes the screen.
  private let pad: CursesWindow
  private let mouse: Bool
  private var inputs: [Input] = []
  private var pushedBack: [Int32] = []
  private var text = UTF8Reader()
  private var leftIsDown = false

  /// The most inputs handed over at once: a flood must not keep the screen from being drawn.
  private static let most = 1024

  init(mouse: Bool) throws(TerminalError) {
    guard let pad = newpad(1, 1) else { throw TerminalError("curses cannot make a pad") }
    self.pad = pad
    self.mouse = mouse
    keypad(pad, true)
    nodelay(pad, true)
  }

  func free() { delwin(pad) }

  /// Everything that is there, without waiting, and whether there may be more.
  mutating func drain() -> (inputs: [Input], more: Bool) {
    inputs.removeAll(keepingCapacity: true)
    while inputs.count < Self.most {
      guard let code = next() else { return (inputs, false) }
      decode(code, alt: false)
    }
    return (inputs, true)
  }

  private mutating func next() -> Int32? {
    if let code = pushedBack.popLast() { return code }
    let code = wgetch(pad)
    return code == CURSES_NOTHING ? nil : code
  }

  private mutating func decode(_ code: Int32, alt: Bool) {
    switch code {
    case KEY_RESIZE: append(.resize(Size(width: Int(curses_columns()), height: Int(curses_lines()))))
    case KEY_MOUSE: readMouse()
    case 27: escape()
    case 0x80...0xff:
      if let scalar = text.add(UInt8(truncatingIfNeeded: code)) { type(scalar, alt: alt) }
    default:
      guard var key = KeyTable.key(code) else { return }
      if alt { key.alt = true }
      inputs.append(.key(key))
    }
  }

  /// Changes of size and moves of the mouse that come one after the other are one: the last.
  private mutating func append(_ input: Input) {
    switch (inputs.last, input) {
    case (.resize, .resize): inputs[inputs.count - 1] = input
    case (.mouse(let last), .mouse(let now)) where last.kind == .drag && now.kind == .drag:
      inputs[inputs.count - 1] = input
    default: inputs.append(input)
    }
  }

  /// Marks join the character that they follow; control characters beyond ASCII are nobody's keys.
  private mutating func type(_ scalar: Unicode.Scalar, alt: Bool) {
    if case .control = scalar.properties.generalCategory { return }
    if !alt, case .key(let last) = inputs.last, !last.alt, !last.control, case .character(let base) = last.code {
      let joined = String(base) + String(Character(scalar))
      if joined.count == 1, let character = joined.first {
        inputs[inputs.count - 1] = .key(Key(.character(character)))
        return
      }
    }
    inputs.append(.key(Key(.character(Character(scalar)), alt: alt)))
  }

  // MARK: Escape

  /// After Esc: nothing (the key itself), a key (Alt with it), or a sequence that curses did not know.
  private mutating func escape() {
    switch next() {
    case nil: inputs.append(.key(Key(.escape)))
    case 27:
      inputs.append(.key(Key(.escape)))
      escape()
    case Int32(UInt8(ascii: "[")): sequence(introducedBy: "[")
    case Int32(UInt8(ascii: "O")): sequence(introducedBy: "O")
    case KEY_RESIZE:
      inputs.append(.key(Key(.escape)))
      decode(KEY_RESIZE, alt: false)
    case let code?: decode(code, alt: true)
    }
  }

  /// A control sequence: parameters, intermediates, one final byte.
  ///
  /// Without any of them it was Alt with the bracket or the O.
  private mutating func sequence(introducedBy introducer: Unicode.Scalar) {
    var body: [UInt8] = []
    while let code = next() {
      guard (0x20...0x7e).contains(code) else {
        pushedBack.append(code)
        break
      }
      body.append(UInt8(code))
      if code >= 0x40 {
        if let key = KeyTable.key(sequence: body) { inputs.append(.key(key)) }
        return
      }
    }
    if body.isEmpty { inputs.append(.key(Key(.character(Character(introducer)), alt: true))) }
  }

  // MARK: Mouse

  private mutating func readMouse() {
    var event = MEVENT()
    guard getmouse(&event) == 0, mouse else { return }
    func report(_ kind: Mouse.Kind) -> Input { .mouse(Mouse(kind, column: Int(event.x), row: Int(event.y))) }
    if event.bstate & curses_wheel_up != 0 { append(report(.wheelUp)) }
    if event.bstate & curses_wheel_down != 0 { append(report(.wheelDown)) }
    if event.bstate & curses_left_down != 0 {
      leftIsDown = true
      append(report(.press))
    }
    if event.bstate & curses_moved != 0, leftIsDown { append(report(.drag)) }
    if event.bstate & curses_left_up != 0, leftIsDown {
      leftIsDown = false
      append(report(.release))
    }
  }
}

/// Bytes to scalars; a sequence may be cut anywhere, and what is no UTF-8 is dropped.
struct UTF8Reader {
  private var value: UInt32 = 0
  private var missing = 0
  private var least: UInt32 = 0

  /// The scalar that this byte completes.
  mutating func add(_ byte: UInt8) -> Unicode.Scalar? {
    switch byte {
    case 0xc2...0xdf: start(byte & 0x1f, missing: 1, least: 0x80)
    case 0xe0...0xef: start(byte & 0x0f, missing: 2, least: 0x800)
    case 0xf0...0xf4: start(byte & 0x07, missing: 3, least: 0x10000)
    case 0x80...0xbf where missing > 0:
      value = value << 6 | UInt32(byte & 0x3f)
      missing -= 1
      if missing == 0, value >= least { return Unicode.Scalar(value) }
    default: missing = 0
    }
    return nil
  }

  private mutating func start(_ bits: UInt8, missing: Int, least: UInt32) {
    (value, self.missing, self.least) = (UInt32(bits), missing, least)
  }
}
