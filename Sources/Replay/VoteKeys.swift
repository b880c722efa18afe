/// How often each answer was counted and which came first: one integer an answer class, the largest one the winner's.
///
/// A key packs, from the top, the generation, the count, and the rank of the answer's first appearance (the earlier, the
/// larger): the published tie rule, without a branch. Keys of an earlier generation are smaller than any of this one and
/// count as no vote, so that counting starts anew without clearing them.
@frozen @usableFromInline struct VoteKeys {
  @usableFromInline let keys: UnsafeMutablePointer<Int>
  let classes: Int
  /// The key of no vote in this generation.
  @usableFromInline var none: Int

  /// Votes that one generation holds at most, and answers.
  @inlinable static var limit: Int { 1 << 24 }
  /// The part of a key that tells the order of first appearance, and the rank of the first.
  @inlinable static var ranks: Int { limit &- 1 }
  /// One vote in a key.
  @inlinable static var one: Int { limit }
  /// What one generation's keys are above those of the one before.
  @inlinable static var generation: Int { limit << 24 }

  /// No votes for the answer classes 0 ..< `classes`; to be deallocated by its owner.
  init(classes: Int) {
    self.classes = classes
    keys = .allocate(capacity: classes)
    keys.initialize(repeating: 0, count: classes)
    none = Self.generation
  }

  func deallocate() { keys.deallocate() }

  /// Forgets all votes.
  ///
  /// - Complexity: O(1); once in 32 767 times O(classes).
  @inlinable @inline(__always) mutating func startAnew() {
    none &+= Self.generation
    if none < 0 { clear() }
  }

  @usableFromInline @inline(never) mutating func clear() {
    keys.update(repeating: 0, count: classes)
    none = Self.generation
  }

  /// The key of an answer once it has one vote more; `place` tells when, should it be the first.
  @inlinable @inline(__always) func key(_ old: Int, votedAt place: Int) -> Int {
    max(old, none &+ Self.ranks &- place) &+ Self.one
  }

  /// The votes in a key.
  @inlinable @inline(__always) static func count(_ key: Int) -> Int { (key >> 24) & ranks }

  /// The place of the first vote of an answer that has a key of this generation.
  @inlinable @inline(__always) static func place(_ key: Int) -> Int { ranks &- (key & ranks) }

  /// The votes for an answer class.
  @inlinable @inline(__always) func count(of id: Int32) -> Int { Self.count(max(keys[Int(id)], none)) }
}
