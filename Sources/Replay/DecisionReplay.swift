/// What one run came to, and a digest of how it got there.
public struct RunOutcome: Hashable, Sendable {
  /// The answer returned; nil for none.
  public var answer: Answer?
  /// Tokens of all branches.
  public var tokens: Int
  /// A hash of the decisions: the same for two runs of one question and order that did the same in every round.
  public var decisions: UInt64

  /// An outcome.
  public init(answer: Answer?, tokens: Int, decisions: UInt64) {
    self.answer = answer
    self.tokens = tokens
    self.decisions = decisions
  }
}

/// Runs controllers on one question in one order and tells whether they decide alike, without recording them.
///
/// Within a round a controller acts by the state in which the round begins; so the states of the branches at the beginning
/// of every round and at the end stand for the actions.
public struct DecisionReplay: ~Copyable {
  private var episode: Episode

  /// A replay of a question under a seed's order of branches.
  public init(question: Question, seed: UInt64) {
    let orders = BranchOrders(branchCount: question.branches.count, seeds: [seed])
    episode = Episode(question: question, orders: orders, digestsDecisions: true)
  }

  /// Runs a controller.
  public mutating func outcome(of controller: any Controller) -> RunOutcome {
    var run = Run(costs: Costs())
    controller.replay(&episode, in: 0..<1) { _, made in
      run = made
      return true
    }
    episode.digestState()
    episode.digest(UInt64(bitPattern: Int64(run.answer?.id ?? -1)))
    return RunOutcome(answer: run.answer, tokens: run.costs.tokens, decisions: episode.decisions)
  }
}

extension Episode {
  /// Takes the state of every branch into the digest.
  mutating func digestState() {
    digest(UInt64(openings))
    for index in 0..<written {
      let (position, last) = (opened.positions[index], opened.lasts[index])
      digest(UInt64(UInt32(bitPattern: position)) | UInt64(UInt32(bitPattern: last)) << 32)
    }
  }

  mutating func digest(_ value: UInt64) {
    decisions = (decisions ^ value) &* 0x9e37_79b9_7f4a_7c15
    decisions ^= decisions >> 29
  }
}
