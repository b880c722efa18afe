import Replay
import Synchronization

/// The five highest counts of a vote, the highest first; 0 where there are fewer different answers.
struct LeadingCounts: Hashable {
  private var first = 0
  private var second = 0
  private var third = 0
  private var fourth = 0
  private var fifth = 0

  /// The highest counts of a vote.
  ///
  /// - Complexity: O(answers).
  init(_ vote: inout Vote) {
    var counts = LeadingCounts()
    vote.forEachAnswer { _, count in counts.insert(count) }
    self = counts
  }

  private init() {}

  /// Whether there are at least three different answers.
  var areThreeOrMore: Bool { third > 0 }

  /// The counts as a list, without zeros.
  var values: [Int] { [first, second, third, fourth, fifth].filter { $0 > 0 } }

  private mutating func insert(_ count: Int) {
    var rest = count
    (first, rest) = (max(first, rest), min(first, rest))
    (second, rest) = (max(second, rest), min(second, rest))
    (third, rest) = (max(third, rest), min(third, rest))
    (fourth, rest) = (max(fourth, rest), min(fourth, rest))
    fifth = max(fifth, rest)
  }
}

/// ``LeadProbability`` by counts, each worked out once.
///
/// Any number of threads may ask at once. The same counts give the same value whoever asks first. It holds ``limit``
/// entries at most, about 5 MB; what comes after them is worked out anew each time.
final class LeadProbabilities: Sendable {
  static let limit = 1 << 16

  private let known = Mutex<[LeadingCounts: Double]>([:])

  /// The probability that the first count's share is the largest.
  subscript(counts: LeadingCounts) -> Double {
    if let value = known.withLock({ $0[counts] }) { return value }
    let value = LeadProbability.value(counts.values)
    known.withLock { if $0.count < Self.limit { $0[counts] = value } }
    return value
  }
}
