/// Counts of answers that always know their winner and runner-up, for pools whose confidence is asked again and again.
///
/// Of equally frequent answers the one that was added first leads, by the published tie rule. Neither strings nor
/// allocation.
public struct Vote: ~Copyable {
  @usableFromInline var keys: VoteKeys
  @usableFromInline let appearances: UnsafeMutablePointer<Int32>
  /// The values of ``Confidence``, which live as long as the program.
  @usableFromInline let confidences: UnsafePointer<Double>
  @usableFromInline var standing: VoteStanding
  /// The class of answers that are no vote; -2 of none.
  @usableFromInline let abstentionID: Int32

  /// An empty vote over answer classes 0 ..< `classes`, of which one may be no vote.
  public init(classes: Int, abstention: Answer? = nil) {
    abstentionID = abstention?.id ?? -2
    keys = VoteKeys(classes: classes)
    appearances = .allocate(capacity: classes + 1)
    appearances.initialize(repeating: 0, count: classes + 1)
    confidences = Confidence.table.values
    standing = VoteStanding(of: keys)
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
    precondition(count < VoteKeys.limit, "a vote holds at most 16 777 216 answers")
    standing.add(answer.id, keys, appearances)
  }

  /// Takes all answers out.
  ///
  /// - Complexity: O(1).
  @inlinable @inline(__always) public mutating func removeAll() {
    keys.startAnew()
    standing = VoteStanding(of: keys)
  }

  /// How many answers were added.
  @inlinable public var count: Int { standing.total }

  /// How many different answers were added.
  @inlinable public var distinctCount: Int { standing.distinct }

  /// The most frequent answer, of equals the one added first; nil of none.
  @inlinable @inline(__always) public var winner: Answer? {
    count == 0 ? nil : Answer(id: appearances[VoteKeys.place(standing.best)])
  }

  /// The winner's count; 0 of none.
  @inlinable @inline(__always) public var top1: Int { VoteKeys.count(standing.best) }

  /// The second highest count; 0 with fewer than two different answers.
  @inlinable @inline(__always) public var top2: Int { VoteKeys.count(standing.second) }

  /// How sure the vote is of its winner; see ``Confidence``.
  @inlinable @inline(__always) public var confidence: Double {
    let (top1, top2) = (top1, top2)
    guard top1 < Confidence.limit else { return Confidence.beyondTable(top1: top1, top2: top2) }
    return confidences[top1 &* Confidence.limit &+ top2]
  }

  /// How often an answer was added.
  @inlinable public subscript(answer: Answer) -> Int { keys.count(of: answer.id) }

  /// The answer whose first appearance has this rank, from 0.
  @inlinable public func appearance(_ rank: Int) -> Answer {
    precondition(rank >= 0 && rank < distinctCount, "the vote holds \(distinctCount) different answers")
    return Answer(id: appearances[rank])
  }
}

/// How a vote stands: what every further answer changes, apart from the keys.
@frozen @usableFromInline struct VoteStanding {
  @usableFromInline var total = 0
  @usableFromInline var distinct = 0
  /// The keys of the winner and of the runner-up.
  @usableFromInline var best: Int
  @usableFromInline var second: Int

  @inlinable init(of keys: VoteKeys) {
    best = keys.none
    second = keys.none
  }

  /// Adds one answer that is a vote.
  @inlinable @inline(__always)
  mutating func add(_ id: Int32, _ votes: VoteKeys, _ appearances: UnsafeMutablePointer<Int32>) {
    let old = votes.keys[Int(id)]
    let key = votes.key(old, votedAt: distinct)
    votes.keys[Int(id)] = key
    appearances[distinct] = id
    // Masks instead of conditions: which answer comes next cannot be predicted, and a missed branch costs more than all
    // of this. An old key below those of this generation is that of an answer that appears for the first time.
    distinct &-= (old &- votes.none) >> 63
    total &+= 1
    // The runner-up is the lesser of this answer and the old winner, unless they are the same.
    let other = (key ^ best) & VoteKeys.ranks
    let lesser = min(key, best) & ((0 &- other) >> 63)
    second = max(second, lesser)
    best = max(best, key)
  }
}
