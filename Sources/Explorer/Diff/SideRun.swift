import Replay

/// A run that stands on one side of a diff, wherever it comes from.
public enum SideRun: Sendable {
  case recorded(RecordedRun)
  case traced(TracedRun)

  /// The number of steps.
  var count: Int { walk.count }

  /// The run as the cursor walks it.
  var walk: any Walk {
    switch self {
    case .recorded(let run): run
    case .traced(let run): run
    }
  }

  /// What the whole run cost.
  var totalTokens: Int {
    switch self {
    case .recorded(let run): run.recording.costs.tokens
    case .traced(let run): run.run.cost
    }
  }

  /// Whether it has come to its end: a run by hand may be under way.
  var hasEnded: Bool {
    switch self {
    case .recorded(let run): run.recording.hasEnded
    case .traced: true
    }
  }

  /// Whether it returned the reference answer.
  var isRight: Bool {
    switch self {
    case .recorded(let run): run.recording.hasEnded && run.recording.answer == run.recording.question.gold
    case .traced(let run): run.run.isCorrect
    }
  }

  /// The text of the answer returned; nil of none.
  var answer: String? {
    switch self {
    case .recorded(let run): run.recording.answer.map(run.recording.question.text(of:))
    case .traced(let run): run.answer
    }
  }

  /// Tokens spent after so many steps; nil where a file does not tell them.
  func tokens(after steps: Int) -> Int? {
    switch self {
    case .recorded(let run): steps > 0 ? run.recording.steps[steps - 1].tokens : 0
    case .traced(let run): steps == run.count ? run.run.cost : steps == 0 ? 0 : nil
    }
  }

  /// The text of the answer that leads after so many steps; nil of none.
  func winner(after steps: Int) -> String? {
    switch self {
    case .recorded(let run):
      run.winner(in: run.recording.state(after: steps)).map(run.recording.question.text(of:))
    case .traced(let run): steps == run.count ? run.answer : run.moment(at: steps).winner
    }
  }
}

/// The signal by which a run is shown in the plot of a diff: its moving average, or whatever it goes by.
struct SideSignal: Sendable {
  /// Its name.
  var name: String
  /// Its values by round.
  var points: [(round: Int, value: Double)]
  /// The bound that it is held against.
  var bound: Double?
  /// What values are divided by, to lie between 0 and 1.
  var scale = 1.0

  /// The value told last up to a round.
  func value(atRound round: Int) -> Double? { points.last { $0.round <= round }?.value }
}

extension SideRun {
  /// The signal of this run; nil of one that tells none.
  func signal(_ wording: Wording) -> SideSignal? {
    switch self {
    case .recorded(let run): Self.signal(run.recording, wording)
    case .traced(let run): Self.signal(run, wording)
    }
  }

  private static func signal(_ recording: Recording, _ wording: Wording) -> SideSignal? {
    guard let measures = recording.rounds.first?.signals.values.map(\.measure),
      let measure = [.ema, .confidence].first(where: measures.contains) ?? measures.first
    else { return nil }
    let points = recording.rounds.compactMap { round in
      round.signals[measure].map { (round: round.signals.round, value: $0) }
    }
    let bound = recording.thresholds.first { $0.measure == measure }?.bound
    let most = points.map(\.value).max() ?? 1
    let scale = measure.kind == .real ? 1 : max(1, bound ?? most, most)
    return SideSignal(name: wording.measure(measure), points: points, bound: bound, scale: scale)
  }

  private static func signal(_ run: TracedRun, _ wording: Wording) -> SideSignal? {
    let drawn = run.series.filter { $0.line != nil }
    guard let series = drawn.first(where: { $0.key == "ema_conf" }) ?? drawn.first else { return nil }
    let points = series.points.map { (round: run.round(ofStep: $0.step), value: $0.value) }
    return SideSignal(
      name: wording.answer(series.key, limit: 16), points: points, bound: series.bound, scale: series.scale)
  }
}
