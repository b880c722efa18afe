/// What a recorded step does, apart from its numbers: by this two runs are aligned.
struct DecisionKey: Hashable {
  var kind: RecordedStep.Kind
  /// The branch; by ``RunDiff/Matching``, in the store's terms or as opened.
  var branch: Int
  var depth: Int
  var rule: Rule
  /// Whether a check passed.
  var passed: Bool
  /// The answer that an ANSWER returned, where both runs are of one question.
  var answer: Answer?
}

/// Two recorded runs aligned by their decisions.
public struct RunDiff: Sendable {
  /// By what a branch of one run is that of the other.
  public enum Matching: String, Hashable, Sendable, Codable {
    /// By its number in the store, so that runs under different seeds compare.
    case store
    /// By the order in which the branches were opened: for runs of different questions.
    case order
  }

  /// The run on the left.
  public let left: Recording
  /// The run on the right.
  public let right: Recording
  /// What makes two branches one.
  public let matching: Matching
  /// Which step stands beside which.
  public let alignment: Alignment

  /// Aligns two runs: branches by their numbers in the store where both are of the same question, else as opened; round by
  /// round unless one of them has none.
  ///
  /// - Complexity: O(steps · differences) time, O(steps) memory; see ``Alignment``.
  public init(_ left: Recording, _ right: Recording) {
    let matching: Matching = left.isOfSameQuestion(as: right) ? .store : .order
    self.left = left
    self.right = right
    self.matching = matching
    let isAnchored = left.hasRounds && right.hasRounds
    alignment = Alignment(
      left.decisions(matching, isAnchored: isAnchored), right.decisions(matching, isAnchored: isAnchored))
  }

  /// Whether both did the same with the same outcome: no gap, the same answer, the same tokens.
  public var isEqual: Bool {
    alignment.isEqual && left.answerText == right.answerText && left.costs.tokens == right.costs.tokens
  }

  /// Tokens on the right less those on the left once a row has been.
  public func tokenDifference(through row: Int) -> Int {
    let taken = alignment.steps(through: row)
    return right.tokens(after: taken.right) - left.tokens(after: taken.left)
  }
}

extension Recording {
  /// Whether another run's branches are the same store's branches.
  func isOfSameQuestion(as other: Recording) -> Bool {
    question.text.utf8.elementsEqual(other.question.text.utf8) && question.interval == other.question.interval
      && question.branches.count == other.question.branches.count && question.answers == other.question.answers
  }

  /// The text of the answer returned.
  var answerText: String? { answer.map(question.text(of:)) }

  /// Tokens after so many steps.
  func tokens(after stepCount: Int) -> Int { stepCount > 0 ? steps[stepCount - 1].tokens : 0 }

  /// The number by which a branch is matched.
  func identity(ofBranch branch: Int, _ matching: RunDiff.Matching) -> Int {
    guard branch >= 0, matching == .store else { return branch }
    return tracks[branch].storeIndex
  }

  /// The branch, as opened, of such a number.
  func branch(ofIdentity identity: Int, _ matching: RunDiff.Matching) -> Int? {
    switch matching {
    case .store: tracks.firstIndex { $0.storeIndex == identity }
    case .order: tracks.indices.contains(identity) ? identity : nil
    }
  }

  /// The steps of a round.
  ///
  /// - Complexity: O(log steps).
  func steps(ofRound round: Int) -> Range<Int> {
    let start = steps.partitioningIndex { $0.round >= round }
    return start..<max(start, steps.partitioningIndex { $0.round > round })
  }

  /// Whether any step belongs to a round.
  fileprivate var hasRounds: Bool { steps.last.map { $0.round >= 0 } ?? false }

  fileprivate func decisions(_ matching: RunDiff.Matching, isAnchored: Bool) -> [(key: DecisionKey, round: Int)] {
    steps.map { step in
      let key = DecisionKey(
        kind: step.kind, branch: identity(ofBranch: step.branch, matching), depth: step.depth,
        rule: step.reason.rule, passed: step.passed,
        answer: matching == .store && step.kind == .answer ? step.answer : nil)
      return (key, isAnchored ? step.round : 0)
    }
  }
}
