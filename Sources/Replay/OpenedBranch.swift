/// An opened branch as a controller sees it.
@frozen public struct OpenedBranch: Sendable {
  @usableFromInline let position: Int32
  @usableFromInline let last: Int32
  @usableFromInline let answerID: Int32
  @usableFromInline let disagreements: Int32
  @usableFromInline let notedStreak: Int32

  @inlinable @inline(__always) init(_ opened: OpenedColumns, at index: Int) {
    position = opened.positions[index]
    last = opened.lasts[index]
    answerID = opened.answerIDs[index]
    disagreements = opened.disagreements[index]
    notedStreak = opened.notes[index].streak
  }

  /// The answer revealed last.
  @inlinable public var answer: Answer { Answer(id: answerID) }
  /// Whether it is neither finished nor pruned.
  @inlinable public var isActive: Bool { position <= last }
  /// Whether it was pruned.
  @inlinable public var isPruned: Bool { last < 0 }
  /// Whether its chain has ended.
  @inlinable public var isFinished: Bool { position > last && last >= 0 }
  /// What the controller noted: rounds in a row in which the branch disagreed.
  @inlinable public var disagreement: Int { Int(disagreements) }
  /// What the controller noted: equal answers in a row, or whatever its rules count so.
  @inlinable public var streak: Int { Int(notedStreak) }
}

/// What is kept of an opened branch besides what every round looks at.
@frozen @usableFromInline struct BranchNotes {
  /// The position at which its answer is not revealed yet; -1 of none.
  @usableFromInline var hidden: Int32
  @usableFromInline var streak: Int32 = 0
  @usableFromInline var sleep: Int16 = 0
  @usableFromInline var wasRead: Bool

  @inlinable init(hidden: Int32 = -1, wasRead: Bool = false) {
    self.hidden = hidden
    self.wasRead = wasRead
  }
}

/// The opened branches of a run: a column a property, so that a pass over all of them can take several at a time.
///
/// Columns are allocated and aligned by the block of ``Lanes``; what lies beyond the branches that are written is inactive.
@frozen @usableFromInline struct OpenedColumns {
  /// A block of a column.
  @usableFromInline typealias Lanes = SIMD8<Int32>

  /// The index of a branch's next advance's answer within the question's.
  @usableFromInline let positions: UnsafeMutablePointer<Int32>
  /// The index of its final answer; -1 once pruned, so that one comparison tells both an end and a prune.
  @usableFromInline let lasts: UnsafeMutablePointer<Int32>
  /// The answer revealed last (class id); -1 before the first.
  @usableFromInline let answerIDs: UnsafeMutablePointer<Int32>
  @usableFromInline let disagreements: UnsafeMutablePointer<Int32>
  @usableFromInline let notes: UnsafeMutablePointer<BranchNotes>

  init(capacity: Int) {
    let blocks = (capacity + Lanes.scalarCount - 1) / Lanes.scalarCount
    // One allocation for all: there is an episode a question.
    let lanes = UnsafeMutablePointer<Lanes>.allocate(capacity: 4 * blocks)
    let columns = UnsafeMutableRawPointer(lanes).bindMemory(to: Int32.self, capacity: 4 * blocks * Lanes.scalarCount)
    let length = blocks * Lanes.scalarCount
    positions = columns
    lasts = columns + length
    answerIDs = columns + 2 * length
    disagreements = columns + 3 * length
    // 1 for the positions: there is an answer before it, so that a block is looked up as a whole, open or not.
    columns.initialize(repeating: 1, count: 4 * length)
    lasts.update(repeating: -1, count: length)
    answerIDs.update(repeating: -1, count: length)
    notes = .allocate(capacity: capacity)
  }

  func deallocate() {
    positions.deallocate()
    notes.deallocate()
  }

  /// Makes the first `count` branches inactive, for the next run.
  func clear(_ count: Int) { lasts.update(repeating: -1, count: count) }

  /// A block of a column, from an index that is a multiple of its lanes.
  @inlinable @inline(__always)
  static func lanes(_ column: UnsafeMutablePointer<Int32>, from index: Int) -> Lanes {
    UnsafeRawPointer(column + index).load(as: Lanes.self)
  }

  /// Writes a block of a column.
  @inlinable @inline(__always)
  static func store(_ lanes: Lanes, _ column: UnsafeMutablePointer<Int32>, from index: Int) {
    UnsafeMutableRawPointer(column + index).storeBytes(of: lanes, as: Lanes.self)
  }

  /// The positions of a block's branches after as many advances each, or as many as lie within its chain, and which of them
  /// finish by that; those that are not active stay where they are.
  @inlinable @inline(__always)
  func advanced(from index: Int, by pace: Lanes) -> (positions: Lanes, finishes: SIMDMask<Lanes>) {
    let old = Self.lanes(positions, from: index)
    // Advances before the one that ends the chain; negative of what is not active.
    let rest = Self.lanes(lasts, from: index) &- old
    let isActive = rest .>= Lanes()
    let finishes = isActive .& (pace .> rest)
    let made = Lanes().replacing(with: pace, where: isActive).replacing(with: rest &+ 1, where: finishes)
    return (old &+ made, finishes)
  }

  /// Puts a branch at an index.
  @inlinable @inline(__always)
  func set(_ index: Int, position: Int32, last: Int32, answerID: Int32, _ note: BranchNotes) {
    positions[index] = position
    lasts[index] = last
    answerIDs[index] = answerID
    disagreements[index] = 0
    notes[index] = note
  }

  /// Which branches of a block are active.
  @inlinable @inline(__always) func areActive(from index: Int) -> SIMDMask<Lanes> {
    Self.lanes(positions, from: index) .<= Self.lanes(lasts, from: index)
  }

  @inlinable @inline(__always) func isActive(_ index: Int) -> Bool { positions[index] <= lasts[index] }
}
