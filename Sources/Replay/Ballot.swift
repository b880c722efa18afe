/// Answers that are gathered anew whenever a vote is needed, and counted when it is asked for.
///
/// Adding only notes the answer; the winner follows by the published tie rule: of equally frequent answers, the one that
/// was added first.
public struct Ballot: ~Copyable {
  @usableFromInline var counts: AnswerCounts
  @usableFromInline var added: AddedAnswers
  /// How many of them are counted; if none, the counts are of other answers.
  @usableFromInline var counted = 0
  /// The winner found last if it had more than half of the answers, else -1: a guess at the next one's, whoever had asked.
  @usableFromInline var guess: Int32 = -1
  /// The most votes that one of the counted answers has.
  @usableFromInline var highest: UInt32 = 0
  /// Answer classes are below it.
  @usableFromInline let classes: Int
  /// The class of answers that are no vote; -2 of none.
  @usableFromInline let abstentionID: Int32

  /// An empty ballot over answer classes 0 ..< `classes`, of which one may be no vote, with room for some answers; it grows
  /// if need be.
  public init(classes: Int, capacity: Int, abstention: Answer? = nil) {
    abstentionID = abstention?.id ?? -2
    self.classes = classes
    counts = AnswerCounts(classes: classes)
    added = AddedAnswers(capacity: capacity)
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
  }

  /// Takes all answers out.
  ///
  /// - Complexity: O(1).
  @inlinable @inline(__always) public mutating func removeAll() {
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
      countRest()
      var place = 0
      while counts[added.ids[place]] != highest { place &+= 1 }
      guess = Int(highest) &* 2 > count ? added.ids[place] : -1
      return Answer(id: added.ids[place])
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
        added.ids[$1] == winner.id ? $0 : max($0, Int(counts[added.ids[$1]]))
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
    if counted == 0 {
      counts.removeAll()
      counts.admit(classes)
      highest = 0
    }
    let (counts, ids, total) = (counts, added.ids, count)
    var (highest, place) = (highest, counted)
    while place < total {
      highest = max(highest, counts.add(ids[place]))
      place &+= 1
    }
    self.highest = highest
    counted = total
  }
}
