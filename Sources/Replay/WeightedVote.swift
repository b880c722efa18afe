/// Weights of answers with the published tie rule: of equally heavy answers, the one that appeared first wins.
///
/// Weights are added and summed in the published order, so that every rounding is the published one. No allocation.
public struct WeightedVote: ~Copyable {
  @usableFromInline let weights: UnsafeMutablePointer<Double>
  @usableFromInline let appearances: UnsafeMutablePointer<Int32>
  @usableFromInline var distinct = 0
  /// The class of answers that are no vote; -2 of none.
  @usableFromInline let abstentionID: Int32

  /// How a vote stands.
  @frozen public struct Outcome: Hashable, Sendable {
    /// The heaviest answer, of equals the one added first; nil of none.
    public var winner: Answer?
    /// The winner's weight.
    public var top1 = 0.0
    /// The second largest weight; 0 with fewer than two answers.
    public var top2 = 0.0
    /// The sum of the answers' weights, in order of first appearance and compensated (Neumaier 1974), as CPython's
    /// `sum` since 3.12.
    public var total = 0.0

    @inlinable init() {}
  }

  /// An empty vote over answer classes 0 ..< `classes`, of which one may be no vote.
  public init(classes: Int, abstention: Answer? = nil) {
    abstentionID = abstention?.id ?? -2
    weights = .allocate(capacity: classes)
    weights.initialize(repeating: 0, count: classes)
    appearances = .allocate(capacity: classes)
    appearances.initialize(repeating: 0, count: classes)
  }

  deinit {
    weights.deallocate()
    appearances.deallocate()
  }

  /// Adds one answer with a weight above 0, unless it is no vote; one that was not revealed is none.
  ///
  /// - Complexity: O(1).
  @inlinable public mutating func add(_ answer: Answer, weight: Double) {
    precondition(weight > 0, "a vote weighs more than nothing")
    guard answer.id >= 0, answer.id != abstentionID else { return }
    let old = weights[Int(answer.id)]
    if old == 0 {
      appearances[distinct] = answer.id
      distinct &+= 1
    }
    weights[Int(answer.id)] = old + weight
  }

  /// Takes all answers out.
  ///
  /// - Complexity: O(distinct answers).
  @inlinable @inline(__always) public mutating func removeAll() {
    for rank in 0..<distinct { weights[Int(appearances[rank])] = 0 }
    distinct = 0
  }

  /// How the vote stands.
  ///
  /// - Complexity: O(distinct answers).
  @inlinable public var outcome: Outcome {
    var outcome = Outcome()
    var lost = 0.0
    for rank in 0..<distinct {
      let answer = Answer(id: appearances[rank])
      let weight = weights[Int(answer.id)]
      let sum = outcome.total + weight
      lost +=
        abs(outcome.total) >= abs(weight) ? (outcome.total - sum) + weight : (weight - sum) + outcome.total
      outcome.total = sum
      if weight > outcome.top1 {
        outcome.top2 = outcome.top1
        outcome.top1 = weight
        outcome.winner = answer
      } else if weight > outcome.top2 {
        outcome.top2 = weight
      }
    }
    outcome.total += lost
    return outcome
  }
}
