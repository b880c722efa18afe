/// Counts of answers that are made anew whenever they are needed, and asked once.
///
/// Adding only counts; the winner is sought when it is asked for, by the published tie rule: of equally frequent answers,
/// the one that was added first.
public struct Ballot: ~Copyable {
  @usableFromInline let counts: UnsafeMutablePointer<Int32>
  @usableFromInline var added: UnsafeMutablePointer<Int32>
  @usableFromInline var capacity: Int
  @usableFromInline var total = 0
  /// The class of answers that are no vote; -2 of none.
  @usableFromInline let abstentionID: Int32

  /// An empty ballot over answer classes 0 ..< `classes`, of which one may be no vote, with room for some answers; it grows
  /// if need be.
  public init(classes: Int, capacity: Int, abstention: Answer? = nil) {
    abstentionID = abstention?.id ?? -2
    counts = .allocate(capacity: classes)
    counts.initialize(repeating: 0, count: classes)
    self.capacity = max(1, capacity)
    added = .allocate(capacity: self.capacity)
    added.initialize(repeating: 0, count: self.capacity)
  }

  deinit {
    counts.deallocate()
    added.deallocate()
  }

  /// Adds one answer, unless it is no vote.
  ///
  /// - Complexity: O(1).
  @inlinable @inline(__always) public mutating func add(_ answer: Answer) {
    guard answer.id != abstentionID else { return }
    if total == capacity { grow() }
    added[total] = answer.id
    counts[Int(answer.id)] &+= 1
    total &+= 1
  }

  @usableFromInline @inline(never) mutating func grow() {
    let larger = UnsafeMutablePointer<Int32>.allocate(capacity: capacity * 2)
    larger.initialize(repeating: 0, count: capacity * 2)
    larger.update(from: added, count: total)
    added.deallocate()
    added = larger
    capacity *= 2
  }

  /// Takes all answers out.
  ///
  /// - Complexity: O(answers).
  @inlinable @inline(__always) public mutating func removeAll() {
    for place in 0..<total { counts[Int(added[place])] = 0 }
    total = 0
  }

  /// How many answers were added.
  @inlinable public var count: Int { total }

  /// The most frequent answer, of equals the one added first; nil of none.
  ///
  /// - Complexity: O(answers).
  @inlinable public var winner: Answer? {
    // Count over place, the earlier the larger: the largest key is the winner, and no comparison branches.
    let places = (1 << 32) - 1
    var best = 0
    for place in 0..<total { best = max(best, Int(counts[Int(added[place])]) << 32 | (places &- place)) }
    return total == 0 ? nil : Answer(id: added[places &- (best & places)])
  }

  /// The winner's count; 0 of none.
  ///
  /// - Complexity: O(answers).
  public var top1: Int { winner.map { [counts] in Int(counts[Int($0.id)]) } ?? 0 }

  /// The second highest count; 0 with fewer than two different answers.
  ///
  /// - Complexity: O(answers).
  public var top2: Int {
    guard let winner else { return 0 }
    return (0..<total).reduce(0) { [added, counts] most, place in
      added[place] == winner.id ? most : max(most, Int(counts[Int(added[place])]))
    }
  }

  /// How often an answer was added.
  @inlinable public subscript(answer: Answer) -> Int { Int(counts[Int(answer.id)]) }
}
