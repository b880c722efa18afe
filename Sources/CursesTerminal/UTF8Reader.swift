/// Bytes to scalars; a sequence may be cut anywhere, and what is no UTF-8 is dropped.
struct UTF8Reader {
  private var value: UInt32 = 0
  private var missing = 0
  private var least: UInt32 = 0

  /// Whether the next byte begins a character.
  var isAtStart: Bool { missing == 0 }

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
