import Digest
import Replay
import Synchronization

/// The runs of one controller setting on one store: every question under every seed.
///
/// Runs are kept question by question, and within a question seed by seed; every figure is derived from them.
public struct Evaluation: Sendable {
  /// The store's questions, for their texts and reference answers.
  public let store: Store
  /// The seeds in order.
  public let seeds: [UInt64]
  /// The class ids of the answers, -1 for none; question × seed.
  public let answers: [Int32]
  /// Total tokens of each run; question × seed.
  public let tokens: [Int]
  /// Sequential tokens of each run; question × seed.
  public let sequentialTokens: [Int]
  /// Opens, advances and full reads of all runs together.
  public let steps: Int

  /// How many runs there are.
  public var runCount: Int { answers.count }

  /// How many of them returned the reference answer.
  public var correctCount: Int {
    store.questions.indices.reduce(0) { count, question in
      let gold = store.questions[question].gold.id
      return count + runs(of: question).count { answers[$0] == gold }
    }
  }

  /// The mean over seeds of the share correct, in percent, as published: rounded to 2 decimals, half to even.
  public var accuracy: Double { Rounding.decimal(100 * Double(correctCount) / Double(runCount), places: 2) }

  /// Tokens of all runs together.
  public var totalTokens: Int { tokens.reduce(0, +) }

  /// Mean tokens a run.
  public var averageTokens: Double { Double(totalTokens) / Double(runCount) }

  /// Sequential tokens of all runs, added up.
  public var totalSequentialTokens: Int { sequentialTokens.reduce(0, +) }

  /// Mean sequential tokens a run.
  public var averageSequentialTokens: Double { Double(totalSequentialTokens) / Double(runCount) }

  /// SHA-256 over all runs as lines `answer TAB tokens`, seeds outer, questions inner, joined by newlines; no answer is
  /// written `None`.
  public var sha256: String {
    var digest = SHA256()
    for seed in seeds.indices {
      for question in store.questions.indices {
        let run = question * seeds.count + seed
        let id = answers[run]
        if run != 0 { digest.update("\n") }
        digest.update(id < 0 ? "None" : store.questions[question].answerTexts[Int(id)])
        digest.update("\t\(tokens[run])")
      }
    }
    return digest.finish()
  }

  /// The indices of a question's runs.
  public func runs(of question: Int) -> Range<Int> { question * seeds.count..<(question + 1) * seeds.count }
}

/// What to evaluate: controllers on one store under the same seeds.
public struct EvaluationPlan: Sendable {
  /// The store.
  public var store: Store
  /// The controllers, each a setting.
  public var controllers: [any Controller]
  /// The seeds; at least one.
  public var seeds: [UInt64]
  /// How many threads at most.
  public var threads: Int
  /// B, the tokens that a run may spend at most; nil for no bound.
  public var budget: Int?

  /// A plan; without further words, the published seeds 0 … 99 on all cores.
  public init(
    store: Store, controllers: [any Controller], seeds: [UInt64] = Array(0..<100), threads: Int, budget: Int? = nil
  ) {
    self.store = store
    self.controllers = controllers
    self.seeds = seeds
    self.threads = threads
    self.budget = budget
  }

  /// Runs everything and returns the evaluations in the order of ``controllers``, the same for any number of threads.
  ///
  /// - Parameter progress: called from any thread with the number of units done and the number of all.
  /// - Throws: `CancellationError` within a few runs of the task's cancellation.
  public func run(progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }) async throws -> [Evaluation] {
    let queue = UnitQueue(count: controllers.count * store.questions.count)
    let orders = sharedOrders()
    let units = await withTaskGroup(of: [(Int, Unit)].self) { group in
      for _ in 0..<max(1, min(threads, queue.count)) {
        group.addTask {
          var done: [(Int, Unit)] = []
          while !Task.isCancelled, let unit = queue.next() {
            done.append((unit, solve(unit, orders)))
            progress(queue.finishOne(), queue.count)
          }
          return done
        }
      }
      var units = [Unit?](repeating: nil, count: queue.count)
      for await part in group { for (index, unit) in part { units[index] = unit } }
      return units.compactMap(\.self)
    }
    try Task.checkCancellation()
    return controllers.indices.map { evaluation(of: units, controller: $0) }
  }

  /// The runs of one controller on one question.
  private struct Unit: Sendable {
    var answers: [Int32] = []
    var tokens: [Int] = []
    var sequentialTokens: [Int] = []
    var steps = 0
  }

  private func sharedOrders() -> [Int: BranchOrders] {
    var orders: [Int: BranchOrders] = [:]
    for question in store.questions where orders[question.branches.count] == nil {
      orders[question.branches.count] = BranchOrders(branchCount: question.branches.count, seeds: seeds)
    }
    return orders
  }

  private func solve(_ index: Int, _ orders: [Int: BranchOrders]) -> Unit {
    let question = store.questions[index % store.questions.count]
    let controller = controllers[index / store.questions.count]
    var unit = Unit()
    guard let orders = orders[question.branches.count] else { return unit }
    unit.answers.reserveCapacity(seeds.count)
    unit.tokens.reserveCapacity(seeds.count)
    unit.sequentialTokens.reserveCapacity(seeds.count)
    question.replay(controller, over: orders, in: seeds.indices, budget: budget) { index, run in
      unit.answers.append(run.answer?.id ?? -1)
      unit.tokens.append(run.costs.tokens)
      unit.sequentialTokens.append(run.costs.sequentialTokens)
      unit.steps += run.costs.steps
      return index % 16 != 0 || !Task.isCancelled
    }
    return unit
  }

  private func evaluation(of units: [Unit], controller: Int) -> Evaluation {
    let own = units[controller * store.questions.count..<(controller + 1) * store.questions.count]
    return Evaluation(
      store: store, seeds: seeds, answers: own.flatMap(\.answers), tokens: own.flatMap(\.tokens),
      sequentialTokens: own.flatMap(\.sequentialTokens), steps: own.reduce(0) { $0 + $1.steps })
  }
}

/// Hands out unit numbers to workers, each once.
private final class UnitQueue: Sendable {
  let count: Int
  private let taken = Atomic(0)
  private let finished = Atomic(0)

  init(count: Int) { self.count = count }

  func next() -> Int? {
    let unit = taken.wrappingAdd(1, ordering: .relaxed).oldValue
    return unit < count ? unit : nil
  }

  func finishOne() -> Int { finished.wrappingAdd(1, ordering: .relaxed).newValue }
}
