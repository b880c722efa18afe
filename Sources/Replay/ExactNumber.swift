/// Numbers as answers write them, compared without rounding.
///
/// A decimal is its digits and the number of those behind the point; a fraction is reduced in 128-bit integers.
enum ExactNumber {
  /// The canonical text of a number; nil if the text is none, or a fraction too long to be reduced.
  ///
  /// - Complexity: O(length).
  static func canonicalText(of text: String) -> String? {
    let bytes = Array(text.utf8)
    if let decimal = Decimal(bytes[...]) { return decimal.canonicalText }
    guard let (isNegative, numerator, denominator) = fraction(bytes) else { return nil }
    return quotient(numerator, denominator, isNegative: isNegative)
  }

  /// The parts of `A/B` or `\frac{A}{B}`, the latter with a sign before it or without.
  private static func fraction(_ bytes: [UInt8]) -> (Bool, Decimal, Decimal)? {
    var rest = bytes[...]
    let command = Array("\\frac{".utf8)
    var isNegative = false
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+"),
      rest.dropFirst().starts(with: command)
    {
      isNegative = sign == UInt8(ascii: "-")
      rest = rest.dropFirst()
    }
    if rest.starts(with: command), rest.last == UInt8(ascii: "}") {
      rest = rest.dropFirst(command.count).dropLast()
      let middle = Array("}{".utf8)
      guard let split = rest.indices.first(where: { rest[$0...].starts(with: middle) }) else { return nil }
      return parts(rest[..<split], rest[(split + middle.count)...], isNegative)
    }
    guard let slash = rest.firstIndex(of: UInt8(ascii: "/")) else { return nil }
    return parts(rest[..<slash], rest[(slash + 1)...], isNegative)
  }

  private static func parts(
    _ numerator: ArraySlice<UInt8>, _ denominator: ArraySlice<UInt8>, _ isNegative: Bool
  ) -> (Bool, Decimal, Decimal)? {
    guard let upper = Decimal(numerator), let lower = Decimal(denominator) else { return nil }
    return (isNegative != (upper.isNegative != lower.isNegative), upper, lower)
  }

  /// The reduced quotient; nil beyond 128 bits or with a denominator of 0.
  private static func quotient(_ numerator: Decimal, _ denominator: Decimal, isNegative: Bool) -> String? {
    let scale = max(numerator.places, denominator.places)
    guard let upper = numerator.scaled(to: scale), let lower = denominator.scaled(to: scale), lower != 0 else {
      return nil
    }
    return text(upper, lower, isNegative: isNegative)
  }

  private static func text(_ upper: UInt128, _ lower: UInt128, isNegative: Bool) -> String {
    var (divisor, rest) = (upper, lower)
    while rest != 0 { (divisor, rest) = (rest, divisor % rest) }
    let sign = isNegative && upper != 0 ? "-" : ""
    return lower == divisor ? "\(sign)\(upper / divisor)" : "\(sign)\(upper / divisor)/\(lower / divisor)"
  }

  /// An integer or a decimal, its outer zeros taken away.
  private struct Decimal {
    var isNegative = false
    /// The digits without the point; empty for 0.
    var digits: ArraySlice<UInt8>
    /// How many of them stand behind the point; more than there are if zeros lie between.
    var places = 0

    /// Reads digits with a point among them or none, and a sign before them or none.
    init?(_ text: ArraySlice<UInt8>) {
      var rest = text
      if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
        isNegative = sign == UInt8(ascii: "-")
        rest = rest.dropFirst()
      }
      let zero = UInt8(ascii: "0")
      let point = rest.firstIndex(of: UInt8(ascii: ".")) ?? rest.endIndex
      let whole = rest[..<point]
      let part = rest[point...].dropFirst()
      let isDecimal = point < rest.endIndex
      guard isDecimal ? !part.isEmpty : !whole.isEmpty else { return nil }
      guard (whole + part).allSatisfy({ (zero...UInt8(ascii: "9")).contains($0) }) else { return nil }
      var behind = part
      while behind.last == zero { behind.removeLast() }
      places = behind.count
      digits = (whole + behind).drop { $0 == zero }
    }

    /// The digits as an integer, with the point moved `scale` places on; nil beyond 128 bits.
    func scaled(to scale: Int) -> UInt128? {
      var value: UInt128 = 0
      for digit in digits {
        guard let next = Self.appending(UInt128(digit - UInt8(ascii: "0")), to: value) else { return nil }
        value = next
      }
      guard value != 0 else { return 0 }
      for _ in places..<scale {
        guard let next = Self.appending(0, to: value) else { return nil }
        value = next
      }
      return value
    }

    /// The integer, the reduced fraction, or the decimal where that needs more than 128 bits.
    var canonicalText: String {
      let sign = isNegative && !digits.isEmpty ? "-" : ""
      guard !digits.isEmpty else { return "0" }
      let digits = String(decoding: digits, as: UTF8.self)
      guard places > 0 else { return sign + digits }
      if let upper = scaled(to: places), let lower = Self.power(places) {
        return ExactNumber.text(upper, lower, isNegative: isNegative)
      }
      let filled = String(repeating: "0", count: max(0, places + 1 - digits.utf8.count)) + digits
      return sign + filled.dropLast(places) + "." + filled.suffix(places)
    }

    private static func power(_ exponent: Int) -> UInt128? {
      var value: UInt128 = 1
      for _ in 0..<exponent {
        guard let next = appending(0, to: value) else { return nil }
        value = next
      }
      return value
    }

    private static func appending(_ digit: UInt128, to value: UInt128) -> UInt128? {
      let (tens, overflows) = value.multipliedReportingOverflow(by: 10)
      let (sum, carries) = tens.addingReportingOverflow(digit)
      return overflows || carries ? nil : sum
    }
  }
}
