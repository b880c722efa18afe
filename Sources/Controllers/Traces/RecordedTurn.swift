import Replay

/// One round of a recorded run, cut where its signals were taken: the moves before, the decisions after.
struct RecordedTurn {
  /// The round, from 0.
  let round: Int
  /// Its signals; nil where the run ended before they were taken.
  let recorded: RecordedRound?
  /// Advances and prunes, up to the signals.
  let moves: ArraySlice<RecordedStep>
  /// Checks, and branches opened by them, after the signals.
  let decisions: ArraySlice<RecordedStep>

  /// The branches that advanced, each by its first advance of the round.
  var advanced: [RecordedStep] { moves.filter { $0.kind == .continue && $0.reason.part <= 1 } }
  /// The branches pruned, in order.
  var pruned: [Int] { moves.filter { $0.kind == .prune }.map(\.branch) }
  /// How many branches were opened.
  var opened: Int { decisions.count { $0.kind == .branch } }
  /// Whether the last of the checks by which branches are opened passed; nil where none was made.
  var widens: Bool? { decisions.last { $0.kind == .check && $0.reason.rule == .widen }?.passed }
}

extension Recording {
  /// The rounds in order; the first batch comes before them.
  var turns: [RecordedTurn] {
    var turns: [RecordedTurn] = []
    var start = steps.firstIndex { $0.round >= 0 } ?? steps.endIndex
    var rounds = rounds[...]
    while start < steps.endIndex {
      let round = steps[start].round
      let end = steps[start...].firstIndex { $0.round != round } ?? steps.endIndex
      let recorded = rounds.first?.signals.round == round ? rounds.removeFirst() : nil
      let cut = recorded?.stepCount ?? end
      turns.append(
        RecordedTurn(round: round, recorded: recorded, moves: steps[start..<cut], decisions: steps[cut..<end]))
      start = end
    }
    return turns
  }

  /// The steps before the first round.
  var firstBatch: ArraySlice<RecordedStep> { steps.prefix { $0.round < 0 } }

  /// The rule that ended the run.
  var endingRule: Rule? { steps.last?.reason.rule }

  /// Whether a step revealed the final answer of its branch.
  func isFinal(_ step: RecordedStep) -> Bool {
    step.kind == .probe && step.depth > Int(question.branches[tracks[step.branch].storeIndex].probeCount)
  }
}
