/// Counts of answers that always know their winner and runner-up, for pools whose confidence is asked again and again.
///
/// One key an answer class packs its count (high 32 bits) over the rank of its first appearance (the earlier, the
/// larger), so that the largest key is the winner by the published tie rule. Neither strings nor allocation.
public struct Vote: ~Copyable {
  @usableFromInline let keys: UnsafeMutablePointer<Int>
  @usableFromInline let appearances: UnsafeMutablePointer<Int32>
  @usableFromInline var total = 0
  @usableFromInline var distinct = 0
  @usableFromInline var best = 0
  @usableFromInline var second = 0
  /// The class of answers that are no vote; -2 of none.
  @usableFromInline let abstentionID: Int32

  /// One vote in a key.
  @inlinable static var one: Int { 1 << 32 }
  /// The part of a key that tells the order of first appearance, and the rank of the first.
  @inlinable static var ranks: Int { (1 << 32) - 1 }

  /// An empty vote over answer classes 0 ..< `classes`, of which one may be no vote.
  public init(classes: Int, abstention: Answer? = nil) {
    abstentionID = abstention?.id ?? -2
    keys = .allocate(capacity: classes)
    keys.initialize(repeating: 0, count: classes)
    appearances = .allocate(capacity: classes + 1)
    appearances.initialize(repeating: 0, count: classes + 1)
  }

  deinit {
    keys.deallocate()
    appearances.deallocate()
  }

  /// Adds one answer, unless it is no vote.
  ///
  /// - Complexity: O(1).
  @inlinable @inline(__always) public mutating func add(_ answer: Answer) {
    guard answer.id != abstentionID else { return }
    let old = keys[Int(answer.id)]
    appearances[distinct] = answer.id
    // All ones for an answer that appears for the first time, else 0. A mask instead of a condition: which answer comes
    // next cannot be predicted, and a missed branch costs more than all of this.
    let isNew = (old &- 1) >> 63
    let key = old &+ (isNew & (Self.ranks &- distinct)) &+ Self.one
    distinct &-= isNew
    total &+= 1
    keys[Int(answer.id)] = key
    // The runner-up is the lesser of this answer and the old winner, unless they are the same.
    let other = (key ^ best) & Self.ranks
    let lesser = min(key, best) & ((0 &- other) >> 63)
    second = max(second, lesser)
    best = max(best, key)
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

  /// How many answers were added.
  @inlinable public var count: Int { total }

  /// How many different answers were added.
  @inlinable public var distinctCount: Int { distinct }

  /// The most frequent answer, of equals the one added first; nil of none.
  @inlinable @inline(__always) public var winner: Answer? {
    best == 0 ? nil : Answer(id: appearances[Self.ranks &- (best & Self.ranks)])
  }

  /// The winner's count; 0 of none.
  @inlinable @inline(__always) public var top1: Int { best >> 32 }

  /// The second highest count; 0 with fewer than two different answers.
  @inlinable @inline(__always) public var top2: Int { second >> 32 }

  /// How often an answer was added.
  @inlinable public subscript(answer: Answer) -> Int { keys[Int(answer.id)] >> 32 }

  /// The answer whose first appearance has this rank, from 0.
  @inlinable public func appearance(_ rank: Int) -> Answer {
    precondition(rank >= 0 && rank < distinct, "the vote holds \(distinct) different answers")
    return Answer(id: appearances[rank])
  }
}
