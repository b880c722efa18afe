/// Counts of answers with the published tie rule: of equally frequent answers, the one that appeared first wins.
///
/// One key an answer class packs its count (high 32 bits) over the rank of its first appearance (the earlier, the
/// larger), so that the largest key is the winner and no comparison branches. Neither strings nor allocation.
public struct Vote: ~Copyable {
  @usableFromInline let keys: UnsafeMutablePointer<UInt64>
  @usableFromInline let appearances: UnsafeMutablePointer<Int32>
  @usableFromInline var total = 0
  @usableFromInline var distinct = 0
  @usableFromInline var best: UInt64 = 0
  @usableFromInline var second: UInt64 = 0

  /// How many answers were added.
  @inlinable public var count: Int { total }

  /// How many different answers were added.
  @inlinable public var distinctCount: Int { distinct }

  /// An empty vote over answer classes 0 ..< `classes`.
  public init(classes: Int) {
    keys = .allocate(capacity: classes)
    keys.initialize(repeating: 0, count: classes)
    appearances = .allocate(capacity: classes + 1)
    appearances.initialize(repeating: 0, count: classes + 1)
  }

  deinit {
    keys.deallocate()
    appearances.deallocate()
  }

  /// Adds one answer.
  ///
  /// - Complexity: O(1).
  @inlinable @inline(__always) public mutating func add(_ answer: Answer) {
    let old = keys[Int(answer.id)]
    appearances[distinct] = answer.id
    let key = old == 0 ? UInt64(UInt32.max) &- UInt64(truncatingIfNeeded: distinct) : old
    distinct &+= old == 0 ? 1 : 0
    total &+= 1
    let new = key &+ (1 << 32)
    keys[Int(answer.id)] = new
    let displaced = UInt32(truncatingIfNeeded: key) == UInt32(truncatingIfNeeded: best) ? 0 : min(new, best)
    second = max(second, displaced)
    best = max(best, new)
  }

  /// Takes all answers out.
  ///
  /// - Complexity: O(distinct answers).
  @inlinable @inline(__always) public mutating func removeAll() {
    for rank in 0..<distinct { keys[Int(appearances[rank])] = 0 }
    total = 0
    distinct = 0
    best = 0
    second = 0
  }

  /// The most frequent answer, of equals the one added first; nil of none.
  @inlinable @inline(__always) public var winner: Answer? {
    best == 0 ? nil : Answer(id: appearances[Int(UInt32.max &- UInt32(truncatingIfNeeded: best))])
  }

  /// The winner's count; 0 of none.
  @inlinable @inline(__always) public var top1: Int { Int(truncatingIfNeeded: best >> 32) }

  /// The second highest count; 0 with fewer than two answers.
  @inlinable @inline(__always) public var top2: Int { Int(truncatingIfNeeded: second >> 32) }

  /// How often an answer was added.
  @inlinable public subscript(answer: Answer) -> Int { Int(keys[Int(answer.id)] >> 32) }

  /// The answer whose first appearance has this rank, from 0.
  @inlinable public func appearance(_ rank: Int) -> Answer {
    precondition(rank < distinctCount, "the vote holds \(distinctCount) different answers")
    return Answer(id: appearances[rank])
  }
}
