/// What a replay looks up of a recorded branch.
@frozen @usableFromInline struct BranchRecord {
  @usableFromInline let start: Int32
  @usableFromInline let last: Int32
  @usableFromInline let final: Int32
  /// Advances to its end, K + 1.
  @usableFromInline let advances: Int32
  /// What a full read costs, to be added up in one go: see ``ReadCost``.
  @usableFromInline let cost: ReadCost
  /// T, which a Double holds exactly: of two Doubles, the processor takes the larger one without a condition.
  @usableFromInline let length: Double

  init(_ branch: Branch, answers: [Int32]) {
    start = branch.start
    last = branch.start + branch.probeCount
    final = answers[Int(last)]
    advances = branch.probeCount + 1
    cost = ReadCost(tokens: branch.tokens, advances: Int(advances))
    length = Double(branch.tokens)
  }

  /// T.
  @inlinable var tokens: Int {
    // Beside 2⁵², a whole number stands in the lower bits as it is: no range has to be looked at, as a conversion does.
    Int(truncatingIfNeeded: (length + 0x1p52).bitPattern & (1 << 52 - 1))
  }

  @inlinable var probeCount: Int { Int(last &- start) }
}

/// Where a branch's record lies among those of its question: by how many bytes, so that nothing is multiplied for a look.
@frozen @usableFromInline struct BranchPlace {
  @usableFromInline let offset: Int32

  /// The place of a branch by its number in the store, below ``QuestionBuilder/branchLimit``.
  init(branch: Int32) { offset = branch * Int32(MemoryLayout<BranchRecord>.stride) }

  /// The branch's number in the store.
  var branch: Int { Int(offset) / MemoryLayout<BranchRecord>.stride }
}

/// The records of a question's branches in the store's order, unchecked.
@frozen @usableFromInline struct BranchRecords {
  @usableFromInline let first: UnsafeRawPointer

  init(_ records: UnsafePointer<BranchRecord>) { first = UnsafeRawPointer(records) }

  func deallocate() { first.deallocate() }

  @inlinable @inline(__always) subscript(place: BranchPlace) -> UnsafePointer<BranchRecord> {
    (first + Int(place.offset)).assumingMemoryBound(to: BranchRecord.self)
  }
}

/// Tokens and advances of full reads in one integer, so that they are added up together and the larger one has more
/// tokens; of a question whose sums fit (see ``ReplayTable/isCompact``).
@frozen @usableFromInline struct ReadCost {
  @usableFromInline var packed: Int

  /// The bits of the advances, below those of the tokens.
  @inlinable static var bits: Int { 24 }

  init(tokens: Int, advances: Int) { packed = tokens << Self.bits | advances }

  @inlinable init(packed: Int) { self.packed = packed }

  @inlinable var tokens: Int { packed >> Self.bits }
  @inlinable var advances: Int { packed & (1 << Self.bits &- 1) }

  /// Whether the costs of these branches add up without one running into the other.
  static func holds(_ branches: [Branch]) -> Bool {
    let advances = branches.reduce(0) { $0 + Int($1.probeCount) + 1 }
    let tokens = branches.reduce(0) { $0 + $1.tokens }
    return advances < 1 << bits && tokens < 1 << (Int.bitWidth - 1 - bits)
  }
}

/// The branches of a question as a replay looks them up, without checks; made once, shared by all its episodes.
@usableFromInline final class ReplayTable: @unchecked Sendable {
  // All are written in the initialiser only, hence safe to share.
  /// The answers' classes, but for what does not fit two bytes: short, so that a question's stay close to the processor.
  let answers: UnsafePointer<UInt16>
  /// The upper halves of the answers' classes; nil where there are none, as in any question of 65 536 classes or fewer.
  private let upperHalves: UnsafePointer<UInt16>?
  /// Whether `answers` and the packed costs say it all, as in every question of a size to be expected. Else its runs go the
  /// careful way.
  let isCompact: Bool
  let records: BranchRecords

  init(branches: [Branch], answers: [Int32]) {
    let records = UnsafeMutablePointer<BranchRecord>.allocate(capacity: branches.count)
    for (index, branch) in branches.enumerated() {
      (records + index).initialize(to: BranchRecord(branch, answers: answers))
    }
    self.answers = Self.table(of: answers) { UInt16(truncatingIfNeeded: $0) }
    let hasUpperHalves = answers.contains { $0 > UInt16.max }
    upperHalves = hasUpperHalves ? Self.table(of: answers) { UInt16(truncatingIfNeeded: $0 >> 16) } : nil
    isCompact = !hasUpperHalves && ReadCost.holds(branches)
    self.records = BranchRecords(records)
  }

  private static func table(of answers: [Int32], _ part: (Int32) -> UInt16) -> UnsafePointer<UInt16> {
    let table = UnsafeMutablePointer<UInt16>.allocate(capacity: answers.count)
    for (index, answer) in answers.enumerated() { (table + index).initialize(to: part(answer)) }
    return UnsafePointer(table)
  }

  /// The class of an answer.
  func answerID(at position: Int) -> Int32 {
    Int32(answers[position]) | Int32(upperHalves?[position] ?? 0) << 16
  }

  deinit {
    answers.deallocate()
    upperHalves?.deallocate()
    records.deallocate()
  }
}
