import Glibc

/// Majority confidence: how sure a pool is of its winner, from its two highest counts.
///
/// C(top1, top2) = 1 − I½(top1 + 1, top2 + 1), and 0 where top1 ≤ 0; for whole numbers that is
/// P[Binomial(top1 + top2 + 1, ½) ≤ top1] (Aggarwal et al. 2023, adaptive self-consistency). Counts below
/// ``limit`` are read from a table that the recurrence F(i, j) = (F(i−1, j) + F(i, j−1)) / 2 fills; above, log-gamma.
public struct Confidence: Sendable {
  /// The counts that the table covers, 0 ..< `limit`.
  @inlinable public static var limit: Int { 130 }

  /// The table as a C array; its owner lives as long as the program.
  static let table: ConfidenceTable = ConfidenceTable()

  /// C(top1, top2).
  public static func value(top1: Int, top2: Int) -> Double {
    table.value(top1: top1, top2: top2)
  }

  /// C(top1, top2) beyond the table: the smaller tail of the binomial, summed from its largest term.
  @usableFromInline static func beyondTable(top1: Int, top2: Int) -> Double {
    guard top1 > 0 else { return 0 }
    let n = Double(top1 + top2 + 1)
    // P[X ≤ top1] = 1 − P[X ≥ top1 + 1] = 1 − P[X ≤ top2]; one of both tails is at most about a half.
    let edge = Double(min(top1, top2))
    var term = exp(lgamma(n + 1) - lgamma(edge + 1) - lgamma(n - edge + 1) - n * log(2.0))
    var tail = 0.0
    var k = edge
    while k >= 0, term > tail * 1e-18 {
      tail += term
      term *= k / (n - k + 1)
      k -= 1
    }
    return top1 <= top2 ? tail : 1 - tail
  }
}

/// A threshold of ``Confidence`` in whole numbers: the confidence falls with the runner-up's count, so that comparing counts
/// suffices.
public struct ConfidenceBounds: Sendable {
  /// The threshold.
  public let threshold: Double
  /// Under how many votes it is not asked for.
  public let least: Int
  /// The fewest votes, at least ``least``, with which the confidence can be above it; ``Confidence/limit`` or more if none
  /// within the table.
  public let fewest: Int
  /// For each count of the winner below ``Confidence/limit``, the least count of the runner-up at which the confidence is no
  /// longer above the threshold.
  @usableFromInline let leastSeconds: [UInt32]

  /// Where the confidence of some votes at least is above a threshold.
  public init(above threshold: Double, atLeast least: Int) {
    self.threshold = threshold
    self.least = least
    leastSeconds = (0..<Confidence.limit).map { top1 in
      UInt32((0...top1).first { Confidence.value(top1: top1, top2: $0) <= threshold } ?? top1 + 1)
    }
    fewest = max(1, least, leastSeconds.firstIndex { $0 > 0 } ?? Confidence.limit)
  }

  /// Whether the confidence is above the threshold, for a count of the winner below ``Confidence/limit``.
  public func admit(top1: Int, top2: Int) -> Bool { top2 < leastSeconds[top1] }
}

/// The values of ``Confidence`` for small counts; written in the initialiser only, hence safe to share.
@usableFromInline final class ConfidenceTable: @unchecked Sendable {
  let values: UnsafePointer<Double>

  init() {
    let n = Confidence.limit
    var values = [Double](repeating: 0, count: n * n)
    // F(0, j) = 2^−(j+1) and F(i, 0) = 1 − 2^−(i+1) bound the recurrence; the rule's C(0, j) is 0.
    for i in 0..<n {
      for j in 0..<n {
        let value =
          if i == 0 { scalbn(1, Int32(-(j + 1))) } else if j == 0 { 1 - scalbn(1, Int32(-(i + 1))) } else {
            (values[(i - 1) * n + j] + values[i * n + j - 1]) / 2
          }
        values[i * n + j] = value
      }
    }
    for j in 0..<n { values[j] = 0 }
    let block = UnsafeMutablePointer<Double>.allocate(capacity: values.count)
    block.initialize(from: values, count: values.count)
    self.values = UnsafePointer(block)
  }

  deinit { values.deallocate() }

  func value(top1: Int, top2: Int) -> Double {
    guard top1 > 0 else { return 0 }
    guard top1 < Confidence.limit, top2 < Confidence.limit else {
      return Confidence.beyondTable(top1: top1, top2: top2)
    }
    return values[top1 * Confidence.limit + top2]
  }
}
