/// How often each answer was counted: one integer an answer class.
///
/// A key packs, from the top, a generation and the count, and below it whatever else its owner makes of it. Keys of an earlier
/// generation are smaller than any of this one and count as no vote, so that counting starts anew without clearing them.
@frozen @usableFromInline struct VoteKeys {
  @usableFromInline let keys: UnsafeMutablePointer<Int>
  let classes: Int
  /// What a key of this generation has at least.
  @usableFromInline var none: Int

  /// Votes that one generation holds at most, and answers.
  @inlinable static var limit: Int { 1 << 24 }
  /// What one generation's keys are above those of the one before.
  @inlinable static var generation: Int { limit &* limit }

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

  /// Adds a vote for an answer.
  ///
  /// - Parameters:
  ///   - id: The answer's class.
  ///   - first: The answer's key before, if this is its first vote; without the generation.
  ///   - one: What one vote adds to a key.
  /// - Returns: the answer's key now, with the generation.
  @inlinable @inline(__always) func add(_ id: Int32, startingAt first: Int, by one: Int) -> Int {
    let key = max(keys[Int(id)], none &+ first) &+ one
    keys[Int(id)] = key
    return key
  }

  /// The key of an answer class, without the generation; 0 without votes.
  @inlinable @inline(__always) subscript(id: Int32) -> Int { max(keys[Int(id)], none) &- none }
}

/// The answers that were added to a vote, in order; as many as a generation of ``VoteKeys`` holds at most.
@frozen @usableFromInline struct AddedAnswers {
  @usableFromInline var ids: UnsafeMutablePointer<Int32>
  @usableFromInline var capacity: Int
  @usableFromInline var count = 0

  /// No answers, with room for some; to be deallocated by its owner.
  init(capacity: Int) {
    self.capacity = max(1, capacity)
    ids = .allocate(capacity: self.capacity)
    ids.initialize(repeating: 0, count: self.capacity)
  }

  func deallocate() { ids.deallocate() }

  @inlinable @inline(__always) mutating func append(_ id: Int32) {
    if count == capacity { grow(toHold: count + 1) }
    ids[count] = id
    count &+= 1
  }

  /// Makes room for several answers more and counts them as added.
  ///
  /// - Returns: where they are to be written, all of them and at once.
  @inlinable @inline(__always) mutating func room(for more: Int) -> UnsafeMutablePointer<Int32> {
    reserve(more)
    let room = ids + count
    count &+= more
    return room
  }

  /// Makes room for several answers more.
  @inlinable @inline(__always) mutating func reserve(_ more: Int) {
    if count &+ more > capacity { grow(toHold: count + more) }
  }

  @usableFromInline @inline(never) mutating func grow(toHold wanted: Int) {
    precondition(wanted <= VoteKeys.limit, "a vote holds at most 16 777 216 answers")
    let capacity = min(wanted * 2, VoteKeys.limit)
    let larger = UnsafeMutablePointer<Int32>.allocate(capacity: capacity)
    larger.initialize(repeating: 0, count: capacity)
    larger.update(from: ids, count: count)
    ids.deallocate()
    ids = larger
    self.capacity = capacity
  }
}
