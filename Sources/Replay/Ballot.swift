/// Answers that are gathered anew whenever a vote is needed, and counted when it is asked for.
///
/// Adding only notes the answer; the winner follows by the published tie rule: of equally frequent answers, the one that
/// was added first.
public struct Ballot: ~Copyable {
  @usableFromInline var keys: VoteKeys
  @usableFromInline var added: UnsafeMutablePointer<Int32>
  @usableFromInline var capacity: Int
  @usableFromInline var total = 0
  /// How many of them are counted in the keys.
  @usableFromInline var counted = 0
  /// The largest key.
  @usableFromInline var best: Int
  /// The winner found last: a guess at the next one's, whoever had asked.
  @usableFromInline var guess: Int32 = 0
  /// The class of answers that are no vote; -2 of none.
  @usableFromInline let abstentionID: Int32

  /// An empty ballot over answer classes 0 ..< `classes`, of which one may be no vote, with room for some answers; it grows
  /// if need be.
  public init(classes: Int, capacity: Int, abstention: Answer? = nil) {
    abstentionID = abstention?.id ?? -2
    keys = VoteKeys(classes: classes)
    best = keys.none
    self.capacity = max(1, capacity)
    added = .allocate(capacity: self.capacity)
    added.initialize(repeating: 0, count: self.capacity)
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
    if total == capacity { grow(toHold: total + 1) }
    added[total] = answer.id
    total &+= 1
  }

  /// Makes room for several answers more and counts them as added.
  ///
  /// - Returns: where they are to be written, all of them and at once.
  @inlinable @inline(__always) mutating func addRoom(for count: Int) -> UnsafeMutablePointer<Int32> {
    if total &+ count > capacity { grow(toHold: total + count) }
    let room = added + total
    total &+= count
    return room
  }

  @usableFromInline @inline(never) mutating func grow(toHold count: Int) {
    precondition(count <= VoteKeys.limit, "a ballot holds at most 16 777 216 answers")
    let capacity = min(count * 2, VoteKeys.limit)
    let larger = UnsafeMutablePointer<Int32>.allocate(capacity: capacity)
    larger.initialize(repeating: 0, count: capacity)
    larger.update(from: added, count: total)
    added.deallocate()
    added = larger
    self.capacity = capacity
  }

  /// Takes all answers out.
  ///
  /// - Complexity: O(1).
  @inlinable @inline(__always) public mutating func removeAll() {
    keys.startAnew()
    best = keys.none
    counted = 0
    total = 0
  }

  /// How many answers were added.
  @inlinable public var count: Int { total }

  /// The most frequent answer, of equals the one added first; nil of none.
  ///
  /// - Complexity: O(answers).
  @inlinable public var winner: Answer? {
    mutating get {
      guard total > 0 else { return nil }
      // An answer that more than half of them are needs no count of the others.
      if counted < total, count(of: guess) &* 2 > total { return Answer(id: guess) }
      if counted < total { countRest() }
      guess = added[VoteKeys.place(best)]
      return Answer(id: guess)
    }
  }

  /// The answer that all of them are from a place on, in the order added; nil where they differ, or of none.
  ///
  /// - Complexity: O(answers from that place on).
  @inlinable public func agreement(from start: Int) -> Answer? {
    precondition(start >= 0, "places count from 0")
    guard start < total else { return nil }
    let (added, total) = (added, total)
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
      return (0..<total).reduce(0) { added[$1] == winner.id ? $0 : max($0, keys.count(of: added[$1])) }
    }
  }

  @inlinable @inline(__always) func count(of id: Int32) -> Int {
    let (added, total) = (added, total)
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
    let (votes, added, total) = (keys, added, total)
    var best = best
    var place = counted
    while place < total {
      let id = Int(added[place])
      let key = votes.key(votes.keys[id], votedAt: place)
      votes.keys[id] = key
      best = max(best, key)
      place &+= 1
    }
    self.best = best
    counted = total
  }
}
