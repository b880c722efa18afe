/// How often each answer was counted: one number an answer class.
@frozen @usableFromInline struct AnswerCounts {
  /// What is cleared and compared at once.
  @usableFromInline typealias Lanes = SIMD16<UInt32>

  @usableFromInline let counts: UnsafeMutablePointer<UInt32>
  /// Classes from here on have no votes.
  @usableFromInline var end = 0

  /// A bit above all counts.
  @inlinable static var mark: UInt32 { 1 << 31 }

  /// No votes for the answer classes 0 ..< `classes`; to be deallocated by its owner.
  init(classes: Int) {
    let room = classes + Lanes.scalarCount
    counts = .allocate(capacity: room)
    counts.initialize(repeating: 0, count: room)
  }

  func deallocate() { counts.deallocate() }

  /// Forgets all votes.
  ///
  /// - Complexity: O(classes admitted), several at a time.
  @inlinable @inline(__always) mutating func removeAll() {
    var id = 0
    while id < end {
      UnsafeMutableRawPointer(counts + id).storeBytes(of: Lanes(), as: Lanes.self)
      id &+= Lanes.scalarCount
    }
    end = 0
  }

  /// Admits votes for the classes 0 ..< `classes`, which is to come before any of them.
  @inlinable @inline(__always) mutating func admit(_ classes: Int) { end = max(end, classes) }

  /// Adds a vote for an answer of a class that is admitted.
  ///
  /// - Returns: the answer's votes now.
  @inlinable @inline(__always) func add(_ id: Int32) -> UInt32 {
    let count = counts[Int(id)] &+ 1
    counts[Int(id)] = count
    return count
  }

  /// The votes of an answer class.
  @inlinable @inline(__always) subscript(id: Int32) -> UInt32 { counts[Int(id)] }

  /// The most votes that a class has.
  ///
  /// - Complexity: O(classes admitted), several at a time.
  @inlinable @inline(__always) var highest: UInt32 {
    // Signed, as processors compare several at a time.
    var highest = SIMD16<Int32>()
    var id = 0
    while id < end {
      let lanes = UnsafeRawPointer(counts + id).loadUnaligned(as: SIMD16<Int32>.self)
      highest.replace(with: lanes, where: lanes .> highest)
      id &+= Lanes.scalarCount
    }
    return UInt32(bitPattern: highest.max())
  }
}
