import Controllers
import Replay
import Testing

/// What controllers tell of their rounds is what the steps show.
@Suite struct SignalConformanceTests {
  /// Those that vote with the answers of all branches not pruned, not with a pool.
  static let withBallot: Set<String> = ["parallel-probe", "sdgv"]

  @Test(arguments: Settings.usual)
  func signalsFollowFromTheSteps(setting: ControllerSetting) throws {
    let controller = try Settings.catalog.controller(setting)
    for odd in OddQuestion.all {
      let recording = odd.question.record(controller, seed: 2)
      var lastRound = -1
      for round in recording.rounds {
        let what: Comment = "\(setting) on \(odd), round \(round.signals.round)"
        let state = recording.state(after: round.stepCount)
        #expect(round.signals.round > lastRound, what)
        #expect(round.signals.opened == state.branches.count, what)
        #expect(round.signals.active == state.count(.active), what)
        let isPooled = !Self.withBallot.contains(setting.family)
        let votes = isPooled ? state.pool : state.branches.filter { $0.status != .pruned }.compactMap(\.answer)
        #expect(round.signals.poolSize == votes.count, what)
        if setting.family != "sdgv" { checkVote(votes, round.signals, what) }
        checkAlignment(state, round.signals, what)
        lastRound = round.signals.round
      }
    }
  }

  private func checkVote(_ votes: [Answer], _ signals: RoundSignals, _ what: Comment) {
    var counts: [Answer: Int] = [:]
    for vote in votes { counts[vote, default: 0] += 1 }
    let top1 = counts.values.max() ?? 0
    #expect(signals.winner == votes.first { counts[$0] == top1 }, what)
    let top2 = counts.values.sorted(by: >).dropFirst().first ?? 0
    #expect(signals[.confidence] == Confidence.value(top1: top1, top2: top2), what)
  }

  private func checkAlignment(_ state: RecordingState, _ signals: RoundSignals, _ what: Comment) {
    let active = state.branches.filter { $0.status == .active }
    let aligned = active.count { $0.answer != nil && $0.answer == signals.winner }
    let hasWinner = signals.winner != nil
    #expect(signals.aligned == (hasWinner ? aligned : nil), what)
    #expect(signals.deviant == (hasWinner ? active.count - aligned : nil), what)
    if let share = signals[.alignedShare] {
      #expect(share == (active.isEmpty ? 0 : Double(aligned) / Double(active.count)), what)
    }
  }

  /// The measures of its own that each controller has in every round.
  @Test(arguments: [
    ("sac", [Measure.confidence, .streak]), ("parallel-probe", [.confidence, .stability]),
    ("sdgv", [.confidence, .lockedShare, .locked]), ("ibc", [.confidence]), ("scr", [.confidence, .flatRounds]),
    ("dgcc", [.confidence, .alignedShare, .winnerShare, .sleeping]), ("cmc", [.confidence, .ema, .delta]),
    ("asc", [.confidence]), ("asc-entropy", [.confidence, .entropy]), ("asc-majority", [.confidence, .winnerShare]),
    ("asc-dirichlet", [.confidence, .winnerProbability]), ("short-m", [.confidence, .finished]),
  ])
  func eachTellsItsOwnMeasures(family: String, measures: [Measure]) throws {
    let controller = try Settings.catalog.controller(Settings.catalog.setting(family))
    for odd in OddQuestion.all {
      let recording = odd.question.record(controller, seed: 2)
      #expect(!recording.rounds.isEmpty)
      for round in recording.rounds { #expect(round.signals.values.map(\.measure) == measures, "\(family) on \(odd)") }
      #expect(!recording.thresholds.isEmpty)
    }
  }
}
