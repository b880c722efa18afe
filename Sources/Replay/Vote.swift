/// Counts of answers that always know the two highest, for pools whose confidence is asked again and again.
///
/// Of equally frequent answers the one that was added first leads, by the published tie rule. Neither strings nor
/// allocation.
public struct Vote: ~Copyable {
  @usableFromInline var counts: AnswerCounts
  @usableFromInline var added: AddedAnswers
  @usableFromInline var top = TopCounts()
  /// The winner of the first `judged` answers.
  @usableFromInline var leader: Int32 = 0
  @usableFromInline var judged = 0
  /// The values of ``Confidence``, which live as long as the program.
  @usableFromInline let confidences: UnsafePointer<Double>
  /// The class of answers that are no vote; -2 of none.
  @usableFromInline let abstentionID: Int32

  /// An empty vote over answer classes 0 ..< `classes`, of which one may be no vote, with room for some answers; it grows if
  /// need be.
  public init(classes: Int, capacity: Int = 64, abstention: Answer? = nil) {
    abstentionID = abstention?.id ?? -2
    counts = AnswerCounts(classes: classes)
    added = AddedAnswers(capacity: capacity)
    confidences = Confidence.table.values
  }

  deinit {
    counts.deallocate()
    added.deallocate()
  }

  /// Adds one answer, unless it is no vote; one that was not revealed is none.
  ///
  /// - Complexity: O(1).
  @inlinable @inline(__always) public mutating func add(_ answer: Answer) {
    guard answer.id >= 0, answer.id != abstentionID else { return }
    added.append(answer.id)
    counts.admit(Int(answer.id) &+ 1)
    top.add(counts.add(answer.id))
  }

  /// Takes all answers out.
  ///
  /// - Complexity: O(classes).
  @inlinable @inline(__always) public mutating func removeAll() {
    counts.removeAll()
    added.count = 0
    top = TopCounts()
    judged = 0
  }

  /// How many answers were added.
  @inlinable public var count: Int { added.count }

  /// The most frequent answer, of equals the one added first; nil of none.
  ///
  /// - Complexity: O(1), but for the first time after an answer was added: O(answers before the winner's first).
  @inlinable public var winner: Answer? {
    @inline(__always) mutating get {
      if judged != count { judge() }
      return count == 0 ? nil : Answer(id: leader)
    }
  }

  @usableFromInline @inline(never) mutating func judge() {
    judged = count
    var place = 0
    while place < count, counts[added.ids[place]] != top.first { place &+= 1 }
    if place < count { leader = added.ids[place] }
  }

  /// The winner's count; 0 of none.
  @inlinable @inline(__always) public var top1: Int { Int(top.first) }

  /// The second highest count; 0 with fewer than two different answers.
  @inlinable @inline(__always) public var top2: Int { Int(top.second) }

  /// How sure the vote is of its winner; see ``Confidence``.
  @inlinable @inline(__always) public var confidence: Double {
    let (top1, top2) = (top1, top2)
    guard top1 < Confidence.limit else { return Confidence.beyondTable(top1: top1, top2: top2) }
    return confidences[top1 &* Confidence.limit &+ top2]
  }

  /// How often an answer was added.
  @inlinable public subscript(answer: Answer) -> Int { answer.id < 0 ? 0 : Int(counts[answer.id]) }

  /// Tells the different answers with their counts, in the order of first appearance.
  ///
  /// - Complexity: O(answers).
  @inlinable @inline(__always) public mutating func forEachAnswer(_ body: (Answer, _ count: Int) -> Void) {
    let (counts, ids) = (counts.counts, added.ids)
    // Answers that were told are marked by their highest bit.
    for place in 0..<count {
      let id = ids[place]
      let votes = counts[Int(id)]
      if votes & AnswerCounts.mark != 0 { continue }
      counts[Int(id)] = votes | AnswerCounts.mark
      body(Answer(id: id), Int(votes))
    }
    for place in 0..<count { counts[Int(ids[place])] &= ~AnswerCounts.mark }
  }
}

/// The two highest counts of a vote.
@frozen @usableFromInline struct TopCounts {
  @usableFromInline var first: UInt32 = 0
  @usableFromInline var second: UInt32 = 0

  @inlinable init() {}

  /// Takes note of an answer's count, which is one more than before.
  @inlinable @inline(__always) mutating func add(_ count: UInt32) {
    // A count above all others is that of the only leader or of one of several; either leaves the second highest as it is.
    // A mask instead of a condition, which cannot be predicted and which the compiler may make a branch of.
    let isAbove = UInt32(bitPattern: Int32(bitPattern: first &- count) >> 31)
    second = max(second, count & ~isAbove)
    first = max(first, count)
  }
}
