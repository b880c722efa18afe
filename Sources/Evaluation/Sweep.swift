import Replay
import Synchronization

/// What to run: every setting on every store, every question under every seed.
///
/// A sweep is a value, and so is what it gives (``SweepResult``): all curves, comparisons and tables are derived from it
/// without running again. At its peak it needs 32 bytes a run beside the stores, its result 12: twelve stores of 30
/// questions under 100 seeds at 11 β are 396 000 runs, 13 MB.
public struct Sweep: Sendable {
  /// How far a sweep has come, as told to whoever waits for it.
  public struct Progress: Hashable, Sendable {
    /// Pieces done.
    public var done: Int
    /// All pieces.
    public var total: Int
  }

  /// The stores; at least one.
  public private(set) var stores: [Store]
  /// The controllers with their parameters.
  public let settings: [ControllerSetting]
  /// The seeds; at least one.
  public let seeds: [UInt64]
  /// B, the tokens that a run may spend at most; nil for no bound.
  public let budget: Int?
  /// The controllers of ``settings``.
  private let controllers: [any Controller]

  /// The seeds of the published figures, 0 … 99.
  public static let publishedSeeds: [UInt64] = Array(0..<100)

  /// A sweep over stores × settings × seeds.
  ///
  /// - Throws: `SpecError` if the catalog lacks the family of a setting.
  public init(
    stores: [Store], settings: [ControllerSetting], catalog: Catalog, seeds: [UInt64] = publishedSeeds,
    budget: Int? = nil
  ) throws {
    precondition(!stores.isEmpty && !seeds.isEmpty, "a sweep has at least one store and one seed")
    var controllers: [any Controller] = []
    for setting in settings { controllers.append(try catalog.controller(setting)) }
    self.stores = stores
    self.settings = settings
    self.seeds = seeds
    self.budget = budget
    self.controllers = controllers
  }

  /// The same on other stores.
  func replacing(stores: [Store]) -> Sweep {
    var sweep = self
    sweep.stores = stores
    return sweep
  }

  /// How many runs it has.
  public var runCount: Int { stores.reduce(0) { $0 + $1.questions.count } * settings.count * seeds.count }

  /// Runs everything; the same result, to the last byte, for any number of threads.
  ///
  /// - Parameters:
  ///   - threads: How many threads at most.
  ///   - orders: Where branch orders are kept from one sweep to the next.
  ///   - progress: Called from any thread; of two messages the one with more done is the later one.
  /// - Throws: `CancellationError` within a few runs of the task's cancellation.
  public func run(
    threads: Int, orders: BranchOrderCache = BranchOrderCache(),
    progress: @escaping @Sendable (Progress) -> Void = { _ in }
  ) async throws -> SweepResult {
    let pieces = pieces()
    let queue = PieceQueue(count: pieces.count)
    let orders = branchOrders(orders)
    var done = await withTaskGroup(of: [(Int, PieceRuns)].self) { group in
      for _ in 0..<max(1, min(threads, pieces.count)) {
        group.addTask {
          var own: [(Int, PieceRuns)] = []
          while !Task.isCancelled, let index = queue.next() {
            own.append((index, run(pieces[index], orders)))
            progress(Progress(done: queue.finishOne(), total: pieces.count))
          }
          return own
        }
      }
      var runs = [PieceRuns](repeating: PieceRuns(), count: pieces.count)
      for await part in group { for (index, own) in part { runs[index] = own } }
      return runs
    }[...]
    try Task.checkCancellation()
    var evaluations: [Evaluation] = []
    for store in stores {
      for setting in settings {
        let count = store.questions.count * chunks.count
        evaluations.append(evaluation(of: done.prefix(count), setting: setting, on: store))
        done = done.dropFirst(count)
      }
    }
    return SweepResult(sweep: self, evaluations: evaluations)
  }
}

// MARK: - Pieces of work

/// Some runs of one controller on one question: what a thread takes at a time.
private struct Piece {
  var store: Int
  var setting: Int
  var question: Int
  /// The seeds, by their index.
  var seeds: Range<Int>
}

/// What the runs of a piece returned and cost.
private struct PieceRuns: Sendable {
  var answers: [Int32] = []
  var tokens: [Int] = []
  var sequentialTokens: [Int] = []
  var steps = 0
}

extension Sweep {
  /// The seeds of one piece at most: few enough that all threads are busy to the end, and enough that starting costs
  /// nothing beside them.
  private static let seedsAPiece = 50

  /// The seeds piece by piece.
  private var chunks: [Range<Int>] {
    stride(from: 0, to: seeds.count, by: Self.seedsAPiece).map { $0..<min($0 + Self.seedsAPiece, seeds.count) }
  }

  /// All pieces: store by store, setting by setting, question by question.
  private func pieces() -> [Piece] {
    let chunks = chunks
    var pieces: [Piece] = []
    for (store, questions) in stores.map(\.questions).enumerated() {
      for setting in settings.indices {
        for question in questions.indices {
          pieces += chunks.map { Piece(store: store, setting: setting, question: question, seeds: $0) }
        }
      }
    }
    return pieces
  }

  private func branchOrders(_ cache: BranchOrderCache) -> [Int: BranchOrders] {
    let sizes = Set(stores.flatMap { $0.questions.map(\.branches.count) })
    return Dictionary(uniqueKeysWithValues: sizes.map { ($0, cache.orders(branchCount: $0, seeds: seeds)) })
  }

  private func run(_ piece: Piece, _ orders: [Int: BranchOrders]) -> PieceRuns {
    let question = stores[piece.store].questions[piece.question]
    var runs = PieceRuns()
    guard let orders = orders[question.branches.count] else { return runs }
    runs.answers.reserveCapacity(piece.seeds.count)
    runs.tokens.reserveCapacity(piece.seeds.count)
    runs.sequentialTokens.reserveCapacity(piece.seeds.count)
    question.replay(controllers[piece.setting], over: orders, in: piece.seeds, budget: budget) { index, run in
      runs.answers.append(run.answer?.id ?? -1)
      runs.tokens.append(run.costs.tokens)
      runs.sequentialTokens.append(run.costs.sequentialTokens)
      runs.steps += run.costs.steps
      return index % 4 != 0 || !Task.isCancelled
    }
    return runs
  }

  private func evaluation(
    of pieces: ArraySlice<PieceRuns>, setting: ControllerSetting, on store: Store
  ) -> Evaluation {
    Evaluation(
      store: store, setting: setting, seeds: seeds, answers: pieces.flatMap(\.answers),
      tokens: RunCounts(pieces.flatMap(\.tokens)), sequentialTokens: RunCounts(pieces.flatMap(\.sequentialTokens)),
      steps: pieces.reduce(0) { $0 + $1.steps })
  }
}

/// Hands out the numbers of pieces to threads, each once.
final class PieceQueue: Sendable {
  let count: Int
  private let taken = Atomic(0)
  private let finished = Atomic(0)

  init(count: Int) { self.count = count }

  func next() -> Int? {
    let piece = taken.wrappingAdd(1, ordering: .relaxed).oldValue
    return piece < count ? piece : nil
  }

  func finishOne() -> Int { finished.wrappingAdd(1, ordering: .relaxed).newValue }
}

// MARK: - Result

/// What a sweep gave: an evaluation for every store and setting.
public struct SweepResult: Sendable {
  /// What was run.
  public let sweep: Sweep
  /// Store by store, and within a store in the order of the settings.
  public let evaluations: [Evaluation]

  init(sweep: Sweep, evaluations: [Evaluation]) {
    self.sweep = sweep
    self.evaluations = evaluations
  }

  /// The evaluation of a setting on a store, both by their index in the sweep.
  public subscript(store store: Int, setting setting: Int) -> Evaluation {
    evaluations[store * sweep.settings.count + setting]
  }

  /// The evaluations of a setting, store by store.
  public func evaluations(ofSetting setting: Int) -> [Evaluation] {
    sweep.stores.indices.map { self[store: $0, setting: setting] }
  }
}
