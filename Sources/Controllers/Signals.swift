import Replay

extension Episode {
  /// Tells the signals of a controller that goes by its pool.
  @inline(__always) mutating func reportPool(round: Int, _ values: @autoclosure () -> [RoundSignals.Value] = []) {
    if isRecording { recordPool(round, values()) }
  }

  private mutating func recordPool(_ round: Int, _ values: [RoundSignals.Value]) {
    let active = activeCount()
    let aligned = alignedCount(with: pool.winner)
    let confidence = RoundSignals.Value(.confidence, pool.confidence)
    report(
      RoundSignals(
        round: round, winner: pool.winner, poolSize: pool.count, active: active, opened: openedCount,
        aligned: aligned, deviant: active - aligned, values: [confidence] + values))
  }

  /// Tells the signals of a controller that goes by a vote of the branches' last answers.
  @inline(__always) mutating func reportBallot(round: Int, _ values: @autoclosure () -> [RoundSignals.Value] = []) {
    if isRecording { recordBallot(round, values()) }
  }

  private mutating func recordBallot(_ round: Int, _ values: [RoundSignals.Value]) {
    let active = activeCount()
    let aligned = alignedCount(with: ballot.winner)
    let confidence = RoundSignals.Value(
      .confidence, Confidence.value(top1: ballot.top1, top2: ballot.top2))
    report(
      RoundSignals(
        round: round, winner: ballot.winner, poolSize: ballot.count, active: active, opened: openedCount,
        aligned: aligned, deviant: active - aligned, values: [confidence] + values))
  }

  /// Why a full read or an opening got nothing: no branch is left, or the budget.
  var refusal: Rule { hasBranchLeft ? .budget : .branchesExhausted }
}
