/// The answers that were added to a vote, in order.
@frozen @usableFromInline struct AddedAnswers {
  @usableFromInline var ids: UnsafeMutablePointer<Int32>
  @usableFromInline var capacity: Int
  @usableFromInline var count = 0

  /// Answers that may be added at most.
  static var limit: Int { 1 << 24 }

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
    if count &+ more > capacity { grow(toHold: count + more) }
    let room = ids + count
    count &+= more
    return room
  }

  @usableFromInline @inline(never) mutating func grow(toHold wanted: Int) {
    precondition(wanted <= Self.limit, "a vote holds at most 16 777 216 answers")
    let capacity = min(wanted * 2, Self.limit)
    let larger = UnsafeMutablePointer<Int32>.allocate(capacity: capacity)
    larger.initialize(repeating: 0, count: capacity)
    larger.update(from: ids, count: count)
    ids.deallocate()
    ids = larger
    self.capacity = capacity
  }
}
