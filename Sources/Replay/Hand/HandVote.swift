/// The vote by which an ANSWER by hand is given: that of the pool, as the controllers' rules have it.
///
/// While the pool is empty, the last answers of all branches that were not pruned vote instead; of nothing revealed there is no
/// winner. Of equally frequent answers the one seen first wins.
public struct HandVote: Hashable, Sendable {
  /// The answers with their counts, the most frequent first.
  public var counts: [Count]
  /// Whether the pool votes, not the last answers of branches that go on.
  public var isOfPool: Bool

  /// An answer and how often it was given.
  public struct Count: Hashable, Sendable {
    /// The answer.
    public var answer: Answer
    /// How many gave it.
    public var count: Int
  }

  /// The most frequent answer; nil of none.
  public var winner: Answer? { counts.first?.answer }

  /// How sure the vote is of its winner (see ``Confidence``).
  public var confidence: Double {
    Confidence.value(top1: counts.first?.count ?? 0, top2: counts.count > 1 ? counts[1].count : 0)
  }
}

extension RecordingState {
  /// The vote on what is known at this point.
  ///
  /// - Parameter abstention: the answer that is no vote, nil of none.
  public func handVote(abstention: Answer?) -> HandVote {
    let others = branches.filter { $0.status != .pruned }.compactMap(\.answer).filter { $0 != abstention }
    let isOfPool = !pool.isEmpty
    var places: [Answer: Int] = [:]
    var counts: [HandVote.Count] = []
    for answer in isOfPool ? pool : others {
      if let place = places[answer] {
        counts[place].count += 1
      } else {
        places[answer] = counts.count
        counts.append(HandVote.Count(answer: answer, count: 1))
      }
    }
    let sorted = counts.enumerated().sorted { ($0.element.count, -$0.offset) > ($1.element.count, -$1.offset) }
    return HandVote(counts: sorted.map(\.element), isOfPool: isOfPool)
  }
}
