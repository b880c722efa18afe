import Explorer

/// Decodes what a terminal reports of its mouse.
///
/// Both forms are described in "XTerm Control Sequences", *Mouse Tracking*: SGR, `ESC [ < button ; column ; row M` or `m`
/// on release, and the old one, `ESC [ M` with three bytes from 32.
struct MouseReader {
  private var leftIsDown = false

  /// A report in SGR form, from its `<`.
  mutating func decode(_ body: [UInt8]) -> Mouse? {
    let numbers = body.dropFirst().dropLast().split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      .compactMap { Int(String(decoding: $0, as: UTF8.self)) }
    guard numbers.count == 3 else { return nil }
    switch body.last {
    case UInt8(ascii: "M"): return report(numbers[0], column: numbers[1], row: numbers[2], isRelease: false)
    case UInt8(ascii: "m"): return report(numbers[0], column: numbers[1], row: numbers[2], isRelease: true)
    default: return nil
    }
  }

  /// A report in the old form, its three bytes; a release does not say of which button.
  mutating func decode(old bytes: [Int32]) -> Mouse? {
    guard bytes.count == 3, bytes.allSatisfy({ 32...255 ~= $0 }) else { return nil }
    let numbers = bytes.map { Int($0) - 32 }
    let isRelease = numbers[0] & 0b1100011 == 3
    return report(isRelease ? 0 : numbers[0], column: numbers[1], row: numbers[2], isRelease: isRelease)
  }

  /// Bits 0 and 1 are the button, 2 to 4 modifiers, 5 says moved, 6 wheel; columns and rows count from 1.
  private mutating func report(_ code: Int, column: Int, row: Int, isRelease: Bool) -> Mouse? {
    guard column > 0, row > 0, column < 10_000, row < 10_000 else { return nil }
    func mouse(_ kind: Mouse.Kind) -> Mouse { Mouse(kind, column: column - 1, row: row - 1) }
    switch code & 0b11100011 {
    case 64: return isRelease ? nil : mouse(.wheelUp)
    case 65: return isRelease ? nil : mouse(.wheelDown)
    case 32: return leftIsDown ? mouse(.drag) : nil
    case 0 where isRelease:
      defer { leftIsDown = false }
      return leftIsDown ? mouse(.release) : nil
    case 0:
      leftIsDown = true
      return mouse(.press)
    default: return nil
    }
  }
}
