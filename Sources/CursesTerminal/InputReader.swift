import CNcurses
import Explorer
import Glibc

/// Turns what curses reads into ``Input``: bytes of UTF-8, key codes, mouse reports, changes of size.
///
/// Curses hands over bytes, not characters: its own decoder loses keys after an invalid byte. Mouse reports are decoded
/// here as well: curses keeps the last eight of a burst, in reverse. Escape sequences that the terminal's description
/// lacks are decoded or swallowed; else their letters would run commands.
struct InputReader {
  /// A pad: reading from it never refreshes the screen.
  private let pad: CursesWindow
  private var inputs: [Input] = []
  private var pushedBack: Int32?
  private var text = UTF8Reader()
  private var textHasAlt = false
  private var mouse = MouseReader()

  /// The most inputs handed over at once: a flood must not keep the screen from being drawn.
  private static let most = 1024

  init() throws(TerminalError) {
    guard let pad = newpad(1, 1) else { throw TerminalError("curses cannot make a pad") }
    self.pad = pad
    keypad(pad, true)
    wtimeout(pad, 0)
    define_key(nil, KEY_MOUSE)
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
    if let code = pushedBack.take() { return code }
    let code = wgetch(pad)
    return code == CURSES_NOTHING ? nil : code
  }

  private mutating func decode(_ code: Int32, alt: Bool) {
    switch code {
    case KEY_RESIZE: append(.resize(Size(width: Int(curses_columns()), height: Int(curses_lines()))))
    case 27: escape()
    case 0x80...0xff:
      if text.isAtStart { textHasAlt = alt }
      if let scalar = text.add(UInt8(truncatingIfNeeded: code)) { type(scalar, alt: textHasAlt) }
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
    while let code = nextOfSequence() {
      guard (0x20...0x7e).contains(code) else {
        pushedBack = code
        break
      }
      body.append(UInt8(code))
      // The console's function keys alone have a second bracket.
      if code >= 0x40, body != [UInt8(ascii: "[")] { return decode(sequence: body, introducedBy: introducer) }
    }
    if body.isEmpty { inputs.append(.key(Key(.character(Character(introducer)), alt: true))) }
  }

  private mutating func decode(sequence body: [UInt8], introducedBy introducer: Unicode.Scalar) {
    if introducer == "[", body == [UInt8(ascii: "M")] {
      var report: [Int32] = []
      while report.count < 3, let byte = nextOfSequence() { report.append(byte) }
      if let input = mouse.decode(old: report) { append(.mouse(input)) }
    } else if introducer == "[", body.first == UInt8(ascii: "<") {
      if let input = mouse.decode(body) { append(.mouse(input)) }
    } else if let key = KeyTable.key(sequence: body) {
      inputs.append(.key(key))
    }
  }

  /// The rest of a sequence may be under way, but no longer than after Esc.
  private mutating func nextOfSequence() -> Int32? {
    wtimeout(pad, get_escdelay())
    defer { wtimeout(pad, 0) }
    return next()
  }
}
