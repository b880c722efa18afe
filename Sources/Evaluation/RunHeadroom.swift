import Replay

/// How much of a run was needed: when its answer was settled, and when it was first right.
///
/// The winner at a step is that of the vote that the controller goes by, as of its last whole round; of a controller
/// without rounds (SC), the majority of the branches read so far. Steps are numbers of recorded steps taken.
public struct RunHeadroom: Hashable, Sendable {
  /// The first step after which the answer returned was the winner and stayed so; the last one if it never was.
  public var settledStep: Int
  /// Tokens spent until then.
  public var settledTokens: Int
  /// Tokens of the whole run.
  public var tokens: Int
  /// Tokens after the first step: what any run costs.
  public var leastTokens: Int
  /// The first step after which the reference answer was the winner; nil if it never was, and was not returned either.
  public var firstRightStep: Int?
  /// Tokens spent until then.
  public var firstRightTokens: Int?

  /// Tokens spent on a settled question.
  public var wastedTokens: Int { tokens - settledTokens }

  /// The headroom of a recorded run.
  ///
  /// - Complexity: O(steps).
  public init(_ recording: Recording) {
    let last = recording.steps.count
    var winners = Self.winners(of: recording)
    winners.append((last, recording.answer))
    let unsettled = winners.lastIndex { $0.winner != recording.answer } ?? -1
    let spent = { (step: Int) in step == 0 ? 0 : recording.steps[step - 1].tokens }
    settledStep = winners[unsettled + 1].step
    settledTokens = spent(settledStep)
    tokens = spent(last)
    leastTokens = spent(min(1, last))
    firstRightStep = winners.first { $0.winner == recording.question.gold }?.step
    firstRightTokens = firstRightStep.map(spent)
  }

  /// The winner after each round, or after each full read where there are no rounds.
  private static func winners(of recording: Recording) -> [(step: Int, winner: Answer?)] {
    guard recording.rounds.isEmpty else { return recording.rounds.map { ($0.stepCount, $0.signals.winner) } }
    var vote = Vote(classes: recording.question.answerTexts.count, abstention: recording.question.abstention)
    var winners: [(step: Int, winner: Answer?)] = []
    for (index, step) in recording.steps.enumerated() where step.kind == .read {
      if let answer = step.answer { vote.add(answer) }
      winners.append((index + 1, vote.winner))
    }
    return winners
  }
}
