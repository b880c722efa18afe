/// Answers that are gathered anew whenever a vote is needed, and counted when it is asked for.
///
/// Adding only notes the answer; the winner follows by the published tie rule: of equally frequent answers, the one that
/// was added first.
public struct Ballot: ~Copyable {
  /// Below the generation stand the count and the rank of the answer's first vote, the earlier the larger: the published tie
  /// rule, without a branch.
  @usableFromInline var keys: VoteKeys
  @usableFromInline var added: AddedAnswers
  /// How many of them are counted in the keys.
  @usableFromInline var counted = 0
  /// The largest key.
  @usableFromInline var best: Int
  /// The winner found last if it had more than half of the answers, else -1: a guess at the next one's, whoever had asked.
  @usableFromInline var guess: Int32 = -1
  /// The class of answers that are no vote; -2 of none.
  @usableFromInline let abstentionID: Int32

  /// The part of a key that tells the rank of the first vote, and the largest rank.
  @inlinable static var ranks: Int { VoteKeys.limit &- 1 }
  /// One vote in a key.
  @inlinable static var one: Int { VoteKeys.limit }

  /// An empty ballot over answer classes 0 ..< `classes`, of which one may be no vote, with room for some answers; it grows
  /// if need be.
  public init(classes: Int, capacity: Int, abstention: Answer? = nil) {
    abstentionID = abstention?.id ?? -2
    keys = VoteKeys(classes: classes)
    best = keys.none
    added = AddedAnswers(capacity: capacity)
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
  }

  /// Takes all answers out.
  ///
  /// - Complexity: O(1).
  @inlinable @inline(__always) public mutating func removeAll() {
    keys.startAnew()
    best = keys.none
    counted = 0
    added.count = 0
  }

  /// How many answers were added.
  @inlinable public var count: Int { added.count }

  /// The most frequent answer, of equals the one added first; nil of none.
  ///
  /// - Complexity: O(answers).
  @inlinable public var winner: Answer? {
    mutating get {
      guard count > 0 else { return nil }
      // An answer that more than half of them are needs no count of the others.
      if guess >= 0, counted < count, count(of: guess) &* 2 > count { return Answer(id: guess) }
      if counted < count { countRest() }
      let winner = added.ids[Self.ranks &- (best & Self.ranks)]
      guess = (best &- keys.none) / Self.one &* 2 > count ? winner : -1
      return Answer(id: winner)
    }
  }

  /// The answer that all of them are from a place on, in the order added; nil where they differ, or of none.
  ///
  /// - Complexity: O(answers from that place on).
  @inlinable public func agreement(from start: Int) -> Answer? {
    precondition(start >= 0, "places count from 0")
    guard start < count else { return nil }
    let (added, total) = (added.ids, count)
    var differences: Int32 = 0
    var place = start
    while place < total {
      differences |= added[place] ^ added[start]
      place &+= 1
    }
    return differences == 0 ? Answer(id: added[start]) : nil
  }

  /// How often an answer was added.
  ///
  /// - Complexity: O(answers).
  public subscript(answer: Answer) -> Int { count(of: answer.id) }

  /// The winner's count; 0 of none.
  ///
  /// - Complexity: O(answers).
  public var top1: Int { mutating get { winner.map { self[$0] } ?? 0 } }

  /// The second highest count; 0 with fewer than two different answers.
  ///
  /// - Complexity: O(answers).
  public var top2: Int {
    mutating get {
      guard let winner else { return 0 }
      countRest()
      return (0..<count).reduce(0) {
        added.ids[$1] == winner.id ? $0 : max($0, keys[added.ids[$1]] / Self.one)
      }
    }
  }

  @inlinable @inline(__always) func count(of id: Int32) -> Int {
    let (added, total) = (added.ids, count)
    var count: Int32 = 0
    var place = 0
    while place < total {
      count &+= added[place] == id ? 1 : 0
      place &+= 1
    }
    return Int(count)
  }

  /// Counts the answers that are not counted yet.
  @usableFromInline @inline(never) mutating func countRest() {
    let (votes, added, total) = (keys, added.ids, count)
    var best = best
    var place = counted
    while place < total {
      best = max(best, votes.add(added[place], startingAt: Self.ranks &- place, by: Self.one))
      place &+= 1
    }
    self.best = best
    counted = total
  }
}
