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
    let orders = try await branchOrders(orders, threads: threads)
    let (pieces, runs) = pieces(threads: threads)
    let done = try await Parallel.map(pieces.count, threads: threads, progress: progress) {
      run(pieces[$0], orders, runs)
    }
    return SweepResult(sweep: self, evaluations: done.joined().sorted { $0.pair < $1.pair }.map(\.evaluation))
  }
}

// MARK: - Pieces of work

/// Some runs of some controllers on one question: what a thread takes at a time.
private struct Piece {
  var store: Int
  var question: Int
  /// The controllers, by the index of their setting.
  var settings: Range<Int>
  /// The seeds, by their index.
  var seeds: Range<Int>
}

extension Sweep {
  /// How many pieces there are for each thread, where runs suffice: enough that all are busy to the end.
  private static let piecesAThread = 32

  /// The runs of one piece: enough that starting costs little beside them.
  private static let runsAPiece = 50...500

  /// All pieces, store by store and question by question, and the runs of each pair of store and setting.
  private func pieces(threads: Int) -> ([Piece], [RunsUnderWay]) {
    let wanted = runCount / (max(1, threads) * Self.piecesAThread)
    let size = min(max(wanted, Self.runsAPiece.lowerBound), Self.runsAPiece.upperBound)
    let chunks = Self.chunks(of: seeds.count, size)
    let parts = Self.chunks(of: settings.count, max(1, size / seeds.count))
    var pieces: [Piece] = []
    var runs: [RunsUnderWay] = []
    for (store, questions) in stores.map(\.questions).enumerated() {
      runs += settings.map { _ in
        RunsUnderWay(runs: questions.count * seeds.count, pieces: questions.count * chunks.count)
      }
      for question in questions.indices {
        for settings in parts {
          pieces += chunks.map { Piece(store: store, question: question, settings: settings, seeds: $0) }
        }
      }
    }
    return (pieces, runs)
  }

  private static func chunks(of count: Int, _ size: Int) -> [Range<Int>] {
    stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
  }

  private func branchOrders(_ cache: BranchOrderCache, threads: Int) async throws -> [Int: BranchOrders] {
    var orders: [Int: BranchOrders] = [:]
    for size in Set(stores.flatMap { $0.questions.map(\.branches.count) }) {
      orders[size] = try await cache.orders(branchCount: size, seeds: seeds, threads: threads)
    }
    return orders
  }

  /// The evaluations to which the piece belongs, of those of which it is the last.
  private func run(
    _ piece: Piece, _ orders: [Int: BranchOrders], _ runs: [RunsUnderWay]
  ) -> [(pair: Int, evaluation: Evaluation)] {
    let store = stores[piece.store]
    let question = store.questions[piece.question]
    guard let orders = orders[question.branches.count] else { preconditionFailure("a size of question without orders") }
    var episode = question.episode(over: orders, budget: budget)
    let first = piece.question * seeds.count
    var done: [(pair: Int, evaluation: Evaluation)] = []
    for setting in piece.settings {
      let pair = piece.store * settings.count + setting
      let runs = runs[pair]
      var steps = 0
      controllers[setting].replay(&episode, in: piece.seeds) { index, run in
        runs.write(run, at: first + index)
        steps += run.costs.steps
        return index % 16 != 0 || !Task.isCancelled
      }
      guard !Task.isCancelled else { break }
      let evaluation = runs.finishPiece(steps: steps) { answers, tokens, sequentialTokens, steps in
        Evaluation(
          store: store, setting: settings[setting], seeds: seeds, answers: Array(answers), tokens: RunCounts(tokens),
          sequentialTokens: RunCounts(sequentialTokens), steps: steps)
      }
      if let evaluation { done.append((pair, evaluation)) }
    }
    return done
  }
}

/// The runs of one setting on one store, question by question and within it seed by seed, while threads make them.
///
/// No two pieces have a run in common, and only who finishes the last piece reads what the others wrote, which the lock
/// then orders before it: hence safe to share.
private final class RunsUnderWay: @unchecked Sendable {
  private let answers: UnsafeMutableBufferPointer<Int32>
  private let tokens: UnsafeMutableBufferPointer<Int>
  private let sequentialTokens: UnsafeMutableBufferPointer<Int>
  private let rest: Mutex<(pieces: Int, steps: Int)>

  /// No run is written yet.
  init(runs: Int, pieces: Int) {
    answers = .allocate(capacity: runs)
    tokens = .allocate(capacity: runs)
    sequentialTokens = .allocate(capacity: runs)
    rest = Mutex((pieces: pieces, steps: 0))
  }

  deinit {
    answers.deallocate()
    tokens.deallocate()
    sequentialTokens.deallocate()
  }

  /// Keeps a run; no two threads write the same.
  func write(_ run: Run, at index: Int) {
    answers.initializeElement(at: index, to: run.answer?.id ?? -1)
    tokens.initializeElement(at: index, to: run.costs.tokens)
    sequentialTokens.initializeElement(at: index, to: run.costs.sequentialTokens)
  }

  /// Notes that all runs of a piece are written; after the last piece, what `make` gives of all runs.
  func finishPiece<Value>(
    steps: Int,
    _ make: (
      _ answers: UnsafeMutableBufferPointer<Int32>, _ tokens: UnsafeMutableBufferPointer<Int>,
      _ sequentialTokens: UnsafeMutableBufferPointer<Int>, _ steps: Int
    ) -> Value
  ) -> Value? {
    let (pieces, steps) = rest.withLock { rest in
      rest.pieces -= 1
      rest.steps += steps
      return rest
    }
    return pieces == 0 ? make(answers, tokens, sequentialTokens, steps) : nil
  }
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
