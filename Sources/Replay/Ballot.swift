/// Answers that are gathered anew whenever a vote is needed, and counted when it is asked for.
///
/// Adding only notes the answer; the winner follows by the published tie rule: of equally frequent answers, the one that
/// was added first.
public struct Ballot: ~Copyable {
  /// All 0 but while answers are being counted.
  @usableFromInline let keys: UnsafeMutablePointer<Int>
  @usableFromInline var added: UnsafeMutablePointer<Int32>
  @usableFromInline var capacity: Int
  @usableFromInline var total = 0
  /// The winner found last: a guess at the next one's, whoever had asked.
  @usableFromInline var guess: Int32 = 0
  /// The class of answers that are no vote; -2 of none.
  @usableFromInline let abstentionID: Int32

  /// An empty ballot over answer classes 0 ..< `classes`, of which one may be no vote, with room for some answers; it grows
  /// if need be.
  public init(classes: Int, capacity: Int, abstention: Answer? = nil) {
    abstentionID = abstention?.id ?? -2
    keys = .allocate(capacity: classes)
    keys.initialize(repeating: 0, count: classes)
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
    if total == capacity { grow(to: capacity * 2) }
    added[total] = answer.id
    total &+= 1
  }

  /// Makes room for several answers more and counts them as added.
  ///
  /// - Returns: where they are to be written, all of them and at once.
  @inlinable @inline(__always) mutating func addRoom(for count: Int) -> UnsafeMutablePointer<Int32> {
    if total &+ count > capacity { grow(to: (total + count) * 2) }
    let room = added + total
    total &+= count
    return room
  }

  @usableFromInline @inline(never) mutating func grow(to capacity: Int) {
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
  @inlinable @inline(__always) public mutating func removeAll() { total = 0 }

  /// How many answers were added.
  @inlinable public var count: Int { total }

  /// The most frequent answer, of equals the one added first; nil of none.
  ///
  /// - Complexity: O(answers).
  @inlinable public var winner: Answer? {
    mutating get {
      guard total > 0 else { return nil }
      // An answer that more than half of them are needs no count of the others.
      if count(of: guess) &* 2 <= total { guess = countedWinner() }
      return Answer(id: guess)
    }
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
      _ = tally()
      let (keys, added) = (keys, added)
      let others = (0..<total).lazy.filter { added[$0] != winner.id }
      let most = others.reduce(0) { max($0, keys[Int(added[$1])] >> 32) }
      forgetTally()
      return most
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

  @usableFromInline @inline(never) func countedWinner() -> Int32 {
    let best = tally()
    forgetTally()
    return added[Vote.ranks &- (best & Vote.ranks)]
  }

  /// Counts all answers: a key an answer packs its count over the rank of the place where it appears first (the earlier,
  /// the larger), so that the largest key is the winner's.
  ///
  /// - Returns: the largest key.
  private func tally() -> Int {
    let (keys, added, total) = (keys, added, total)
    var best = 0
    var place = 0
    while place < total {
      let id = Int(added[place])
      let old = keys[id]
      // All ones for an answer that appears for the first time, else 0: no branch, which could not be predicted.
      let isNew = (old &- 1) >> 63
      let key = old &+ (isNew & (Vote.ranks &- place)) &+ Vote.one
      keys[id] = key
      best = max(best, key)
      place &+= 1
    }
    return best
  }

  private func forgetTally() {
    let (keys, added, total) = (keys, added, total)
    var place = 0
    while place < total {
      keys[Int(added[place])] = 0
      place &+= 1
    }
  }
}
