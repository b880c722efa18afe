import Replay

/// CMC, the confidence momentum controller: stops on a moving average of the pool's confidence that no longer falls.
///
/// Discovered in round 5 of AutoTTS, arXiv 2605.08083.
struct ConfidenceMomentum: Controller {
  struct Knobs {
    var nInit = 0
    var maxBranchUse = 0
    var warmUp = 0
    var abandonPatience = 0
    var window = 0
    var emaAlpha = 0.0
    var confThresh = 0.0
    var deltaSlack = 0.0
    var trendThresh = 0.0
    var burstAligned = 0
    var widenBurst = 0
    var minComplete = 0
  }

  static let family = ControllerFamily(
    name: "cmc", publishedName: "CMC", className: "OptimalController",
    meaning: "confidence momentum: stops when a moving average of the confidence is high and not falling",
    source: "arXiv 2605.08083, round 5", initial: Knobs(), knobs: schedule,
    make: { ConfidenceMomentum(knobs: $0) })

  static let schedule: [Knob<Knobs>] = [
    .integer("n_init", \.nInit, "max(2, round(2 + 6β))", in: 1...100_000, .branches, "branches opened at the start") {
      max(2, Rounding.halfEven(2 + 6 * $0))
    },
    .integer(
      "max_branch_use", \.maxBranchUse, "min(64, round(4 + 60β))", in: 1...100_000, .branches,
      "branches opened at most"
    ) { min(64, Rounding.halfEven(4 + 60 * $0)) },
    .integer(
      "warm_up", \.warmUp, "max(2, round(2 + 8β))", in: 0...500, .rounds,
      "rounds before it abandons, bursts or stops; half of them before it widens"
    ) { max(2, Rounding.halfEven(2 + 8 * $0)) },
    .integer(
      "abandon_patience", \.abandonPatience, "max(3, round(3 + 9β))", in: 1...100_000, .rounds,
      "rounds that a branch may disagree with the pool's winner"
    ) { max(3, Rounding.halfEven(3 + 9 * $0)) },
    .integer(
      "T_ema", \.window, "max(2, round(2 + 6β))", in: 1...500, .rounds, "rounds over which the trend is taken"
    ) { max(2, Rounding.halfEven(2 + 6 * $0)) },
    .real("ema_alpha", \.emaAlpha, "0.70 − 0.40β", .falling, in: 0...1, "weight of the newest confidence") {
      Rounding.decimal(0.70 - 0.40 * $0, places: 4)
    },
    .real("conf_thresh", \.confThresh, "0.85 + 0.12β", in: 0...2, "moving average at which the gate opens") {
      Rounding.decimal(0.85 + 0.12 * $0, places: 4)
    },
    .real("delta_slack", \.deltaSlack, "0.04 − 0.03β", .falling, in: -1...1, "fall of the average that still stops") {
      Rounding.decimal(0.04 - 0.03 * $0, places: 4)
    },
    .real(
      "trend_thresh", \.trendThresh, "0.04 − 0.03β", .falling, in: -1...1, "rise of the average above which it waits"
    ) {
      Rounding.decimal(0.04 - 0.03 * $0, places: 4)
    },
    .integer(
      "burst_aligned", \.burstAligned, "max(1, round(1 + 2β))", in: 1...100_000, .intervals,
      "advances a round of a branch that agrees with the winner"
    ) { max(1, Rounding.halfEven(1 + 2 * $0)) },
    .integer(
      "widen_burst", \.widenBurst, "max(1, round(1 + 3β))", in: 1...100_000, .branches, "branches opened at a time"
    ) { max(1, Rounding.halfEven(1 + 3 * $0)) },
    .integer(
      "min_complete", \.minComplete, "max(2, round(2 + 3β))", in: 1...100_000, .answers, "answers in the pool to stop"
    ) { max(2, Rounding.halfEven(2 + 3 * $0)) },
  ]

  static let maxRounds = 500

  let knobs: Knobs

  var latency: Latency { .parallel }

  func solve(_ episode: inout Episode) -> Answer? {
    guard episode.openBranches(knobs.nInit, .firstBatch) > 0 else {
      return episode.answer(nil, episode.refusal)
    }
    episode.declare(
      [
        Threshold(.ema, .atLeast, knobs.confThresh), Threshold(.delta, .atLeast, -knobs.deltaSlack),
        Threshold(.delta, .atMost, knobs.trendThresh),
      ], ofBranches: [Threshold(.disagreement, .atLeast, Double(knobs.abandonPatience))])
    var average = MovingAverage(window: knobs.window, alpha: knobs.emaAlpha)
    for step in 0..<Self.maxRounds {
      episode.beginRound(step)
      // a. The pool as the round begins.
      let winner = episode.pool.winner
      average.append(episode.pool.confidence)
      // b. Branches that keep disagreeing with it are abandoned.
      if step >= knobs.warmUp, let winner { episode.abandon(disagreeingWith: winner, patience: knobs.abandonPatience) }
      // c. Every active branch advances, the most advanced first.
      let aligned = step >= knobs.warmUp ? winner : nil
      guard
        episode.advanceActive(
          first: .mostAdvanced, aligned == nil ? .round : .deviant, bursting: aligned, bursts: knobs.burstAligned)
      else { return episode.answer(episode.poolOrBallotWinner(), .budget) }
      // d. The pool after the advances.
      let trend = average.replaceNewest(episode.pool.confidence)
      report(step, trend, &episode)
      // e. The gate.
      if checkGate(step, trend, &episode) {
        return episode.answer(episode.pool.winner, .momentumGate)
      }
      // f. Nothing left to advance.
      if !episode.hasActiveBranch() { return episode.answer(episode.poolOrBallotWinner(), .resolved) }
      // g. Widening.
      widen(step, trend, &episode)
    }
    return episode.answer(episode.poolOrBallotWinner(), .roundLimit)
  }

  @inline(__always) private func checkGate(_ step: Int, _ trend: Trend, _ episode: inout Episode) -> Bool {
    let pool = episode.pool.count
    let isOpen =
      step >= knobs.warmUp && pool >= knobs.minComplete && trend.ema >= knobs.confThresh
      && trend.delta >= -knobs.deltaSlack
    episode.check(
      .momentumGate, passed: isOpen,
      [
        Condition(.round, step, .atLeast, knobs.warmUp), Condition(.poolSize, pool, .atLeast, knobs.minComplete),
        Condition(.ema, trend.ema, .atLeast, knobs.confThresh),
        Condition(.delta, trend.delta, .atLeast, -knobs.deltaSlack),
      ])
    return isOpen
  }

  @inline(__always) private func widen(_ step: Int, _ trend: Trend, _ episode: inout Episode) {
    let opened = episode.openedCount
    let start = max(1, knobs.warmUp / 2)
    let widens =
      opened < knobs.maxBranchUse && trend.delta <= knobs.trendThresh && step >= start && trend.ema < knobs.confThresh
    let wanted = max(0, min(knobs.widenBurst, knobs.maxBranchUse - opened))
    episode.check(
      .widen, passed: widens,
      [
        Condition(.opened, opened, .below, knobs.maxBranchUse), Condition(.round, step, .atLeast, start),
        Condition(.delta, trend.delta, .atMost, knobs.trendThresh),
        Condition(.ema, trend.ema, .below, knobs.confThresh),
      ], part: widens ? wanted : 0, of: knobs.widenBurst)
    if widens { _ = episode.openBranches(wanted, .widen) }
  }

  @inline(__always) private func report(_ step: Int, _ trend: Trend, _ episode: inout Episode) {
    episode.reportPool(round: step, [.init(.ema, trend.ema), .init(.delta, trend.delta)])
  }
}

/// Where the moving average of the confidence stands.
struct Trend {
  /// Its value.
  var ema: Double
  /// Its change over the window.
  var delta: Double
}

/// An exponential moving average and its values in the last rounds, as many as the rules allow.
struct MovingAverage {
  private let alpha: Double
  private let window: Int
  private var values = InlineArray<500, Double>(repeating: 0)
  private var count = 0
  private var newest = 0.0

  init(window: Int, alpha: Double) {
    self.window = window
    self.alpha = alpha
  }

  /// One more round begins.
  mutating func append(_ value: Double) {
    newest = (1 - alpha) * newest + alpha * value
    values[count] = newest
    count += 1
  }

  /// The round goes on: the average moves again, in the same place of the window.
  ///
  /// - Returns: its value and its change since the oldest value in the window, 0 in the first round.
  mutating func replaceNewest(_ value: Double) -> Trend {
    newest = (1 - alpha) * newest + alpha * value
    values[count - 1] = newest
    return Trend(ema: newest, delta: count < 2 ? 0 : newest - values[max(0, count - window)])
  }
}
