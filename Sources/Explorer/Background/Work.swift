import Evaluation
import Replay

/// Work that is done beside the screen: immutable inputs, findings as they come.
///
/// Equal work has equal inputs; a new kind is a case here, what it finds a case of ``Finding``, and what asks for it a line
/// of ``Model/wantedWork``.
public enum Work: Hashable, Sendable {
  /// The β at which the decisions of the run on the screen change.
  case ticks(TickQuery)
  /// The stores of an average.
  case stores(StoresQuery)
  /// Where the setting under the hand lies, or one that the next key may lead to.
  case mark(MarkQuery)
  /// The curve of a family.
  case curve(CurveQuery)
  /// Two picked settings compared.
  case comparison(ComparisonQuery)
  /// The bounds that no legal controller attains.
  case ceilings(CeilingsQuery)
  /// A run to compare with that is not made of the open store.
  case side(SideQuery)

  /// What it is for: of each kind one is under way at a time, and a new one supersedes it.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case ticks, stores, mark, curve, comparison, ceilings, side

    /// How soon it is wanted: the mark follows the hand, whole sweeps wait.
    var priority: TaskPriority {
      switch self {
      case .mark, .side: .high
      case .ticks, .stores, .comparison: .medium
      case .curve, .ceilings: .low
      }
    }
  }

  /// What it is for.
  public var kind: Kind {
    switch self {
    case .ticks: .ticks
    case .stores: .stores
    case .mark: .mark
    case .curve: .curve
    case .comparison: .comparison
    case .ceilings: .ceilings
    case .side: .side
    }
  }

  /// How long the user is to pause before the ticks of a run are worth looking for.
  private static let pause = Duration.milliseconds(25)

  /// Does it on the task that calls, and reports what it finds: once, or several times, the last of which is whole.
  ///
  /// - Throws: `CancellationError` soon after the task's cancellation.
  func perform(report: @escaping @Sendable (Finding) -> Void) async throws {
    switch self {
    case .ticks(let query):
      // Keys that follow one another have both cores to themselves.
      try await Task.sleep(for: Self.pause)
      report(.ticks(try await query.search.ticks()))
    case .stores(let query): try query.perform(report: report)
    case .mark(let query): try await query.perform(report: report)
    case .curve(let query): try await query.perform(report: report)
    case .comparison(let query): try await query.perform(report: report)
    case .ceilings(let query): try await query.perform(report: report)
    case .side(let query): query.perform(report: report)
    }
  }
}

/// What work has found.
public enum Finding: Sendable {
  case ticks(BetaTicks)
  /// The stores of an average, as some rules see them.
  case stores([Store], AnswerRules)
  /// Why a store of an average could not be read.
  case storesFailed(String)
  /// Where a setting lies and, on a single store, how it fares on each question.
  case point(OperatingPoint, StoreWideKey, questions: [QuestionFigures] = [])
  case curve(FamilyCurve, StoreWideKey)
  /// How far the curve under way has come, in percent.
  case curveProgress(Int)
  case comparison(SettingComparison, ComparisonQuery)
  case ceilings([Chart.Ceiling], CeilingsQuery)
  /// The run that was asked for, or why it cannot be had.
  case side(Result<TracedRun, SideFailure>, SideQuery)
}

/// Work with its number: findings of a number that has been superseded are dropped.
public struct Job: Hashable, Sendable {
  /// What is to be done.
  public let work: Work
  /// Greater than that of every job before.
  public let generation: Int

  /// Work under a number.
  public init(work: Work, generation: Int) {
    self.work = work
    self.generation = generation
  }

  /// Does the work; every finding becomes a message for ``Model/update(_:)``.
  ///
  /// - Throws: `CancellationError` soon after the task's cancellation.
  public func perform(report: @escaping @Sendable (Message) -> Void) async throws {
    try await work.perform { report(.found($0, generation: generation)) }
  }
}

/// The run whose ticks are asked for; β does not matter.
public struct TickQuery: Hashable, Sendable {
  private let store: String
  private let question: Int
  private let seed: UInt64
  private let setting: ControllerSetting
  private let rules: AnswerRules
  let search: BetaTickSearch

  /// The ticks of a state's run, the question and the family being those that the state names.
  init(_ state: ViewState, _ question: Question, _ family: ControllerFamily) {
    store = state.store
    self.question = state.question
    seed = state.seed
    rules = state.rules
    var setting = state.setting
    setting.beta = nil
    self.setting = setting
    search = BetaTickSearch(question: question, seed: seed, family: family, setting: setting)
  }

  /// Whether two ask for the same.
  public static func == (one: TickQuery, other: TickQuery) -> Bool {
    (one.store, one.question, one.seed, one.setting, one.rules)
      == (other.store, other.question, other.seed, other.setting, other.rules)
  }

  /// Feeds what is asked for.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(store)
    hasher.combine(question)
    hasher.combine(seed)
    hasher.combine(setting)
    hasher.combine(rules)
  }
}
