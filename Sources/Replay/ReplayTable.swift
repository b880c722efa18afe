/// What a replay looks up of a recorded branch.
@frozen @usableFromInline struct BranchRecord {
  @usableFromInline let start: Int32
  @usableFromInline let last: Int32
  @usableFromInline let final: Int32
  @usableFromInline let tokens: Int

  init(_ branch: Branch, answers: [Int32]) {
    start = branch.start
    last = branch.start + branch.probeCount
    final = answers[Int(last)]
    tokens = branch.tokens
  }

  @inlinable var probeCount: Int { Int(last &- start) }
}

/// The branches of a question as a replay looks them up, without checks; made once, shared by all its episodes.
@usableFromInline final class ReplayTable: @unchecked Sendable {
  // Both are written in the initialiser only, hence safe to share.
  let answers: UnsafePointer<Int32>
  let records: UnsafePointer<BranchRecord>

  init(branches: [Branch], answers: [Int32]) {
    let table = UnsafeMutablePointer<Int32>.allocate(capacity: answers.count)
    table.initialize(from: answers, count: answers.count)
    let records = UnsafeMutablePointer<BranchRecord>.allocate(capacity: branches.count)
    for (index, branch) in branches.enumerated() {
      (records + index).initialize(to: BranchRecord(branch, answers: answers))
    }
    self.answers = UnsafePointer(table)
    self.records = UnsafePointer(records)
  }

  deinit {
    answers.deallocate()
    records.deallocate()
  }
}
