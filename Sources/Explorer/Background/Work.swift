import Evaluation
import Replay

/// Work that is done beside the screen: immutable inputs, findings as they come.
///
/// Equal work has equal inputs; a new kind is a case here, what it finds a case of ``Finding``, and what asks for it a line
/// of ``Model/wantedWork``.
public enum Work: Hashable, Sendable {
  /// The β at which the decisions of the run on the screen change.
  case ticks(TickQuery)

  /// What it is for: of each kind one is under way at a time, and a new one supersedes it.
  public enum Kind: Hashable, Sendable, CaseIterable {
    case ticks
  }

  /// What it is for.
  public var kind: Kind {
    switch self {
    case .ticks: .ticks
    }
  }

  /// Does it on the task that calls, and reports what it finds: once, or several times, the last of which is whole.
  ///
  /// - Throws: `CancellationError` soon after the task's cancellation.
  func perform(report: @Sendable (Finding) -> Void) async throws {
    switch self {
    case .ticks(let query): report(.ticks(try await query.search.ticks()))
    }
  }
}

/// What work has found.
public enum Finding: Sendable {
  case ticks(BetaTicks)
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
  let search: BetaTickSearch

  /// The ticks of a state's run, the question and the family being those that the state names.
  init(_ state: ViewState, _ question: Question, _ family: ControllerFamily) {
    store = state.store
    self.question = state.question
    seed = state.seed
    var setting = state.setting
    setting.beta = nil
    self.setting = setting
    search = BetaTickSearch(question: question, seed: seed, family: family, setting: setting)
  }

  /// Whether two ask for the same.
  public static func == (one: TickQuery, other: TickQuery) -> Bool {
    (one.store, one.question, one.seed, one.setting) == (other.store, other.question, other.seed, other.setting)
  }

  /// Feeds what is asked for.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(store)
    hasher.combine(question)
    hasher.combine(seed)
    hasher.combine(setting)
  }
}
