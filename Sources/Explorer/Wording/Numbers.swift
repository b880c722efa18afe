import Replay

extension Wording {
  /// A number of tokens in three or four digits: `950`, `731.0k`, `1.24M`, `3.10G`.
  public func tokens(_ count: Int) -> String {
    let magnitude = Double(count.magnitude)
    let text =
      switch magnitude {
      case ..<1000: "\(count.magnitude)"
      case ..<999_950: fixed(magnitude / 1e3, places: 1) + "k"
      case ..<999_995_000: fixed(magnitude / 1e6, places: 2) + "M"
      default: fixed(magnitude / 1e9, places: 2) + "G"
      }
    return count < 0 ? minus + text : text
  }

  /// A number of things: "1 step", "2,000 branches".
  public func counted(_ count: Int, _ noun: String) -> String {
    let plural = noun.hasSuffix("s") || noun.hasSuffix("ch") ? "es" : "s"
    return "\(grouped(count)) \(noun)\(count == 1 ? "" : plural)"
  }

  /// A whole number with its thousands set apart by commas.
  public func grouped(_ count: Int) -> String {
    var digits = String(count.magnitude)
    var groups: [Substring] = []
    while digits.count > 3 {
      groups.insert(digits.suffix(3), at: 0)
      digits.removeLast(3)
    }
    return (count < 0 ? minus : "") + ([digits[...]] + groups).joined(separator: ",")
  }

  /// A number with this many decimals, a half going to the even digit.
  public func fixed(_ value: Double, places: Int) -> String {
    guard value.isFinite, value.magnitude < 1e12, places <= 12 else { return "\(value)" }
    let scale = (0..<places).reduce(1) { power, _ in power * 10 }
    let scaled = Rounding.decimal(value.magnitude, places: places) * Double(scale)
    guard scaled < 9e18 else { return "\(value)" }
    let digits = Int(scaled.rounded())
    let whole = "\(digits / scale)"
    let sign = value < 0 && digits != 0 ? minus : ""
    guard places > 0 else { return sign + whole }
    let rest = "\(digits % scale)"
    return sign + whole + "." + String(repeating: "0", count: places - rest.count) + rest
  }

  /// A number with this many decimals and always a sign.
  public func signed(_ value: Double, places: Int) -> String {
    let text = fixed(value, places: places)
    return text.hasPrefix(minus) ? text : "+" + text
  }

  /// The minus sign.
  public var minus: String { unicode ? "−" : "-" }
}
