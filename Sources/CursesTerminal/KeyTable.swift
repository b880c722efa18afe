import CNcurses
import Explorer

/// Codes and sequences to keys.
enum KeyTable {
  /// The key for an ASCII byte or a key code of curses; nil for what the explorer has no name for.
  static func key(_ code: Int32) -> Key? {
    switch code {
    case 0...31, 127: control(code)
    case 32...126: Unicode.Scalar(UInt32(code)).map { Key(.character(Character($0))) }
    default: named(code) ?? function(code) ?? modified(code)
    }
  }

  private static func control(_ code: Int32) -> Key? {
    switch code {
    case 0: return Key(.character(" "), control: true)
    case 8, 127: return Key(.backspace)
    case 9: return Key(.tab)
    case 10, 13: return Key(.enter)
    case 27: return Key(.escape)
    case 1...26: return Unicode.Scalar(UInt32(code) + 96).map { Key(.character(Character($0)), control: true) }
    default: return Unicode.Scalar(UInt32(code) + 64).map { Key(.character(Character($0)), control: true) }
    }
  }

  private static func named(_ code: Int32) -> Key? {
    switch code {
    case KEY_UP, KEY_SR: Key(.up)
    case KEY_DOWN, KEY_SF: Key(.down)
    case KEY_LEFT, KEY_SLEFT: Key(.left)
    case KEY_RIGHT, KEY_SRIGHT: Key(.right)
    case KEY_HOME, KEY_SHOME, KEY_FIND, KEY_A1: Key(.home)
    case KEY_END, KEY_SEND, KEY_SELECT, KEY_C1: Key(.end)
    case KEY_PPAGE, KEY_SPREVIOUS, KEY_A3: Key(.pageUp)
    case KEY_NPAGE, KEY_SNEXT, KEY_C3: Key(.pageDown)
    case KEY_BTAB: Key(.backTab)
    case KEY_ENTER: Key(.enter)
    case KEY_BACKSPACE: Key(.backspace)
    case KEY_DC, KEY_SDC: Key(.delete)
    case KEY_IC, KEY_SIC: Key(.insert)
    // The console's description gives it Ctrl-Z.
    case KEY_SUSPEND: Key(.character("z"), control: true)
    default: nil
    }
  }

  /// F1 to F12, with Ctrl and Alt counted on in steps of twelve as xterm does.
  private static func function(_ code: Int32) -> Key? {
    let number = Int(code - curses_key_f(0))
    switch number {
    case 1...24: return Key(.function(number))
    case 25...36: return Key(.function(number - 24), control: true)
    case 49...60: return Key(.function(number - 48), alt: true)
    default: return nil
    }
  }

  /// The extended names of terminal descriptions: `kUP3` is Up with Alt.
  private static func modified(_ code: Int32) -> Key? {
    guard let name = keyname(code) else { return nil }
    var text = Substring(String(cString: name))
    guard let modifier = text.popLast()?.wholeNumberValue, let plain = extendedNames[String(text)] else { return nil }
    return key(plain, modifier: modifier)
  }

  private static let extendedNames: [String: Key.Code] = [
    "kUP": .up, "kDN": .down, "kLFT": .left, "kRIT": .right, "kHOM": .home, "kEND": .end,
    "kPRV": .pageUp, "kNXT": .pageDown, "kDC": .delete, "kIC": .insert, "kcbt": .backTab,
  ]

  /// Modifiers as xterm counts them: 1 + Shift 1 + Alt 2 + Ctrl 4.
  private static func key(_ code: Key.Code, modifier: Int) -> Key {
    let bits = max(0, modifier - 1)
    return Key(code, control: bits & 4 != 0, alt: bits & 2 != 0)
  }

  /// The key of a control sequence by its bytes after `ESC [` or `ESC O`; nil if it is none.
  static func key(sequence body: [UInt8]) -> Key? {
    guard let final = body.last else { return nil }
    let numbers = body.dropLast().split(separator: UInt8(ascii: ";")).map { Int(String(decoding: $0, as: UTF8.self)) }
    let modifier = numbers.count > 1 ? numbers[1] ?? 1 : 1
    guard !numbers.contains(nil) else { return nil }
    if final == UInt8(ascii: "~") {
      guard let first = numbers.first ?? nil, let code = tildes[first] else { return nil }
      return key(code, modifier: modifier)
    }
    return finals[final].map { key($0, modifier: modifier) }
  }

  private static let finals: [UInt8: Key.Code] = [
    UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right, UInt8(ascii: "D"): .left,
    UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end, UInt8(ascii: "Z"): .backTab,
    UInt8(ascii: "P"): .function(1), UInt8(ascii: "Q"): .function(2), UInt8(ascii: "R"): .function(3),
    UInt8(ascii: "S"): .function(4),
  ]

  private static let tildes: [Int: Key.Code] = [
    1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
    11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5), 17: .function(6),
    18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10), 23: .function(11), 24: .function(12),
  ]
}
