/// Counts of answers that always know the two highest, for pools whose confidence is asked again and again.
///
/// Of equally frequent answers the one that was added first leads, by the published tie rule. Neither strings nor
/// allocation.
public struct Vote: ~Copyable {
  @usableFromInline var keys: VoteKeys
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
    keys = VoteKeys(classes: classes)
    added = AddedAnswers(capacity: capacity)
    confidences = Confidence.table.values
  }

  deinit {
    keys.deallocate()
    added.deallocate()
  }

  /// Adds one answer, unless it is no vote.
  ///
  /// - Complexity: O(1).
  @inlinable @inline(__always) public mutating func add(_ answer: Answer) {
    guard answer.id != abstentionID else { return }
    added.append(answer.id)
    top.add(answer.id, keys)
  }

  /// Takes all answers out.
  ///
  /// - Complexity: O(1).
  @inlinable @inline(__always) public mutating func removeAll() {
    keys.startAnew()
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
    while place < count, self[Answer(id: added.ids[place])] != top.first { place &+= 1 }
    if place < count { leader = added.ids[place] }
  }

  /// The winner's count; 0 of none.
  @inlinable @inline(__always) public var top1: Int { top.first }

  /// The second highest count; 0 with fewer than two different answers.
  @inlinable @inline(__always) public var top2: Int { top.second }

  /// How sure the vote is of its winner; see ``Confidence``.
  @inlinable @inline(__always) public var confidence: Double {
    let (top1, top2) = (top1, top2)
    guard top1 < Confidence.limit else { return Confidence.beyondTable(top1: top1, top2: top2) }
    return confidences[top1 &* Confidence.limit &+ top2]
  }

  /// How often an answer was added.
  @inlinable public subscript(answer: Answer) -> Int { keys[answer.id] }

  /// Tells the different answers with their counts, in the order of first appearance.
  ///
  /// - Complexity: O(answers).
  @inlinable @inline(__always) public mutating func forEachAnswer(_ body: (Answer, _ count: Int) -> Void) {
    let (keys, none, ids) = (keys.keys, keys.none, added.ids)
    // Answers that were told are marked by a key below 0.
    for place in 0..<count {
      let id = ids[place]
      let key = keys[Int(id)]
      if key < 0 { continue }
      keys[Int(id)] = ~key
      body(Answer(id: id), key &- none)
    }
    for place in 0..<count {
      let key = keys[Int(ids[place])]
      keys[Int(ids[place])] = key < 0 ? ~key : key
    }
  }
}

/// The two highest counts of a vote.
@frozen @usableFromInline struct TopCounts {
  @usableFromInline var first = 0
  @usableFromInline var second = 0

  @inlinable init() {}

  /// Adds a vote for an answer.
  @inlinable @inline(__always) mutating func add(_ id: Int32, _ keys: VoteKeys) {
    let count = keys.add(id, startingAt: 0, by: 1) &- keys.none
    // A count above all others is that of the only leader or of one of several; either leaves the second highest as it is.
    second = max(second, count > first ? 0 : count)
    first = max(first, count)
  }
}
