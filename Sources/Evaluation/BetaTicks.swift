import Replay

/// A β at which the decisions of a run change.
public struct BetaTick: Hashable, Sendable {
  /// The first millionth at which the new decisions hold; they begin at most a millionth below it.
  public var beta: Double
  /// The run just below it.
  public var before: RunOutcome
  /// The run from it on.
  public var after: RunOutcome

  /// A change.
  public init(beta: Double, before: RunOutcome, after: RunOutcome) {
    self.beta = beta
    self.before = before
    self.after = after
  }

  /// Whether the answer changes too.
  public var changesAnswer: Bool { before.answer != after.answer }

  /// Brings ticks in order of β to millionths; those that fall on one millionth become one, or none where they undo each
  /// other.
  static func inMillionths(_ ticks: [BetaTick]) -> [BetaTick] {
    var told: [BetaTick] = []
    for var tick in ticks {
      let nearest = (tick.beta * 1e6).rounded()
      tick.beta = min(1, (nearest / 1e6 < tick.beta ? nearest + 1 : nearest) / 1e6)
      if let last = told.last, last.beta == tick.beta {
        told.removeLast()
        tick.before = last.before
        if tick.before.decisions == tick.after.decisions { continue }
      }
      told.append(tick)
    }
    return told
  }
}

/// The β at which the decisions of a run change.
public struct BetaTicks: Hashable, Sendable {
  /// The changes, in order of β.
  public var ticks: [BetaTick]
  /// Stretches of β within which some changes may be left out: the last digits of sums decide there, at every step anew.
  public var undecided: [ClosedRange<Double>]

  /// Changes with what is left out.
  public init(ticks: [BetaTick], undecided: [ClosedRange<Double>]) {
    self.ticks = ticks
    self.undecided = undecided
  }
}

/// Finds every β at which the decisions of one run change: its question, seed, controller and overrides fixed.
///
/// The schedule of the controller cuts β into pieces at which a rounded knob jumps. Within a piece only knobs that are not
/// rounded vary. A schedule that has none of those is told by one run a piece. Otherwise runs at both ends of a piece are
/// compared and the piece is divided, to ``resolution`` where they differ and to ``finestEqual`` where they do not: the
/// rules compare a measured value with a bound that goes one way with β, so equal ends mostly mean an equal inside, but a
/// weighted vote (SDGV) can leave a decision and come back to it.
///
/// Where SDGV's weights tie, its sums differ by their last digits only and β decides at every step, at random; such a piece
/// is looked at as far as ``mostRuns`` go and told as ``BetaTicks/undecided``.
public struct BetaTickSearch: Sendable {
  /// Within how much a change is located where no knob jumps.
  static let resolution = 1e-9
  /// The widest stretch of β over which equal ends are taken for an equal inside, where knobs vary steadily.
  static let finestEqual = 1.0 / 4096

  /// How often a piece is run at most; one that does not change at random takes a few hundred.
  static let mostRuns = 1024

  private let question: Question
  private let seed: UInt64
  private let family: ControllerFamily
  private let setting: ControllerSetting

  /// A search; the β of the setting does not matter.
  public init(question: Question, seed: UInt64, family: ControllerFamily, setting: ControllerSetting) {
    self.question = question
    self.seed = seed
    self.family = family
    self.setting = setting
  }

  /// All changes.
  ///
  /// - Throws: `CancellationError` within some runs of the task's cancellation.
  public func ticks(threads: Int = 2) async throws -> BetaTicks {
    let schedule = KnobSchedule(family, setting)
    let pieces = schedule.pieces
    let parts = max(1, min(threads, pieces.count))
    let found = await withTaskGroup(of: (Int, BetaTicks, RunOutcome?, RunOutcome?).self) { group in
      for part in 0..<parts {
        let range = pieces.count * part / parts..<pieces.count * (part + 1) / parts
        group.addTask {
          var run = Runs(self, isSteady: schedule.isSteady)
          let ticks = run.ticks(in: pieces[range])
          return (part, ticks, run.first, run.last)
        }
      }
      var found: [(Int, BetaTicks, RunOutcome?, RunOutcome?)] = []
      for await part in group { found.append(part) }
      return found.sorted { $0.0 < $1.0 }
    }
    try Task.checkCancellation()
    var ticks: [BetaTick] = []
    var undecided: [ClosedRange<Double>] = []
    var last: RunOutcome?
    for (part, own, first, end) in found {
      // Where one part ends and the next begins, there may be a change as well.
      if let last, let first, last.decisions != first.decisions {
        ticks.append(BetaTick(beta: pieces[pieces.count * part / parts].lowerBound, before: last, after: first))
      }
      ticks += own.ticks
      undecided += own.undecided
      last = end
    }
    return BetaTicks(ticks: BetaTick.inMillionths(ticks), undecided: undecided)
  }

  /// The runs of one thread.
  private struct Runs: ~Copyable {
    let search: BetaTickSearch
    let isSteady: Bool
    var replay: DecisionReplay
    var found = BetaTicks(ticks: [], undecided: [])
    /// The outcomes at the lowest and the highest β looked at.
    var first: RunOutcome?
    var last: RunOutcome?
    private var runsLeft = 0

    init(_ search: BetaTickSearch, isSteady: Bool) {
      self.search = search
      self.isSteady = isSteady
      replay = DecisionReplay(question: search.question, seed: search.seed)
    }

    mutating func ticks(in pieces: ArraySlice<ClosedRange<Double>>) -> BetaTicks {
      for piece in pieces {
        if Task.isCancelled { break }
        if isSteady {
          add(outcome(at: (piece.lowerBound + piece.upperBound) / 2), from: piece.lowerBound)
        } else {
          runsLeft = BetaTickSearch.mostRuns
          let (start, end) = (outcome(at: piece.lowerBound), outcome(at: piece.upperBound))
          add(start, from: piece.lowerBound)
          divide(piece, start, end)
          if runsLeft == 0 { leave(piece) }
        }
      }
      return found
    }

    private mutating func outcome(at beta: Double) -> RunOutcome {
      var setting = search.setting
      setting.beta = beta
      return replay.outcome(of: search.family.controller(setting))
    }

    /// Goes on to an outcome that holds from a β on.
    private mutating func add(_ outcome: RunOutcome, from beta: Double) {
      if let last, last.decisions != outcome.decisions {
        found.ticks.append(BetaTick(beta: beta, before: last, after: outcome))
      }
      if first == nil { first = outcome }
      last = outcome
    }

    /// Notes that a piece was not looked at to its end.
    private mutating func leave(_ piece: ClosedRange<Double>) {
      if let last = found.undecided.last, last.upperBound == piece.lowerBound {
        found.undecided.removeLast()
        found.undecided.append(last.lowerBound...piece.upperBound)
      } else {
        found.undecided.append(piece)
      }
    }

    private mutating func divide(_ piece: ClosedRange<Double>, _ start: RunOutcome, _ end: RunOutcome) {
      let isEqual = start.decisions == end.decisions
      let width = piece.upperBound - piece.lowerBound
      guard width > (isEqual ? BetaTickSearch.finestEqual : BetaTickSearch.resolution), runsLeft > 0, !Task.isCancelled
      else { return add(end, from: piece.upperBound) }
      runsLeft -= 1
      // Off the middle where nothing is known to be sought: fractions of two are kind to sums, and hide what rounding does.
      let middle = piece.lowerBound + (isEqual ? 0.381966 : 0.5) * width
      let outcome = outcome(at: middle)
      divide(piece.lowerBound...middle, start, outcome)
      divide(middle...piece.upperBound, outcome, end)
    }
  }
}
