import ArgumentParser

/// Seeds as given by `--seeds`: `FIRST:END`, the end left out, or a single one.
struct SeedRange: Sendable, CustomStringConvertible {
  /// How many seeds an evaluation takes at most.
  static let limit: UInt64 = 100_000
  /// The seeds of the published figures.
  static let published = SeedRange(first: 0, end: 100)

  private let first: UInt64
  private let end: UInt64

  private init(first: UInt64, end: UInt64) {
    self.first = first
    self.end = end
  }

  /// Reads `0:100` or `7`.
  init(_ text: String) throws {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { UInt64($0) }
    switch parts.count {
    case 1:
      guard let seed = parts[0], seed < .max else { throw Self.error }
      self.init(first: seed, end: seed + 1)
    case 2:
      guard let first = parts[0], let end = parts[1], first < end else { throw Self.error }
      guard end - first <= Self.limit else {
        throw ValidationError("at most \(Self.limit) seeds are taken at a time")
      }
      self.init(first: first, end: end)
    default: throw Self.error
    }
  }

  /// Reads a single seed.
  static func seed(_ text: String) throws -> UInt64 {
    guard let seed = UInt64(text) else { throw ValidationError("a seed is a whole number from 0 to \(UInt64.max)") }
    return seed
  }

  /// The seeds in order.
  var seeds: [UInt64] { Array(first..<end) }

  var description: String { "\(first):\(end)" }

  private static var error: ValidationError {
    ValidationError("seeds are FIRST:END with the end left out, as in 0:100, or a single one")
  }
}

/// Bounds of numbers on the command line.
enum Bounds {
  /// Reads B, the tokens that a run may spend at most.
  static func budget(_ text: String) throws -> Int {
    guard let budget = Int(text), budget >= 0 else {
      throw ValidationError("a budget is a whole number of tokens from 0")
    }
    return budget
  }

  /// Refuses a number outside its bounds.
  static func check(_ value: Int?, of option: String, in range: ClosedRange<Int>) throws {
    guard let value, !range.contains(value) else { return }
    let bounds =
      range.upperBound == .max ? "at least \(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
    throw ValidationError("\(option) takes \(bounds), not \(value)")
  }
}
