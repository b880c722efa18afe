import Replay

/// How far a setting on a store is from the best that could be had: by stopping at the right time, and by choosing right
/// among the recorded branches.
///
/// The oracle and the ceilings know the reference answer: no legal controller attains them.
public struct Headroom: Sendable {
  /// The setting.
  public let setting: ControllerSetting
  /// The store.
  public let store: Store
  /// The seeds.
  public let seeds: [UInt64]
  /// The runs; question by question, within a question seed by seed.
  public let runs: [RunHeadroom]

  /// Records every question under every seed.
  ///
  /// - Parameters:
  ///   - threads: How many threads at most; the result is the same for any number.
  ///   - progress: Called from any thread with the questions done.
  /// - Throws: `SpecError` if the catalog lacks the family, `CancellationError` within a run of the task's cancellation.
  public init(
    store: Store, setting: ControllerSetting, catalog: Catalog, seeds: [UInt64] = Sweep.publishedSeeds, threads: Int,
    progress: @escaping @Sendable (Sweep.Progress) -> Void = { _ in }
  ) async throws {
    let controller = try catalog.controller(setting)
    let questions = store.questions
    let parts = try await Parallel.map(questions.count, threads: threads, progress: progress) { index in
      var runs: [RunHeadroom] = []
      for seed in seeds where !Task.isCancelled {
        runs.append(RunHeadroom(questions[index].record(controller, seed: seed)))
      }
      return runs
    }
    self.store = store
    self.setting = setting
    self.seeds = seeds
    runs = parts.flatMap(\.self)
  }

  /// The share of all tokens that were spent on settled questions, in percent; 0 where none were spent.
  public var wastedShare: Double {
    let all = runs.reduce(0) { $0 + $1.tokens }
    return all > 0 ? 100 * Double(runs.reduce(0) { $0 + $1.wastedTokens }) / Double(all) : 0
  }

  /// The share of runs in which the reference answer was the winner at some step, in percent.
  public var oracleAccuracy: Double { 100 * Double(runs.count { $0.firstRightStep != nil }) / Double(runs.count) }

  /// The oracle curve: mean tokens a run, and the highest accuracy in percent that stopping these runs could give for them.
  ///
  /// Each run is stopped at its first right step or after its first step; runs that need the fewest tokens more are the
  /// first to be followed. From the cheapest point to the one where every run that can be right is.
  public var oraclePoints: [(tokens: Double, accuracy: Double)] {
    let count = Double(runs.count)
    var tokens = runs.reduce(0) { $0 + $1.leastTokens }
    let extra = runs.compactMap { run in run.firstRightTokens.map { $0 - run.leastTokens } }.sorted()
    let free = extra.count { $0 == 0 }
    var points = [(tokens: Double(tokens) / count, accuracy: 100 * Double(free) / count)]
    for (index, more) in extra.enumerated() where more > 0 {
      tokens += more
      points.append((Double(tokens) / count, 100 * Double(index + 1) / count))
    }
    return points
  }
}

/// What the recorded branches of a store hold at best, whatever is spent.
public enum Ceiling {
  /// pass@k: the chance in percent that k branches drawn without replacement have a right final answer among them, the
  /// mean over questions; nil if a question has fewer than k branches.
  ///
  /// The unbiased estimate 1 − C(N − c, k) / C(N, k) of Chen et al. 2021, c being the branches that are right.
  public static func pass(at k: Int, of store: Store) -> Double? {
    guard k > 0, store.questions.allSatisfy({ $0.branches.count >= k }) else { return nil }
    let sum = store.questions.reduce(0.0) { sum, question in
      let count = question.branches.count
      let wrong = question.branches.indices.count { question.finalAnswer(of: $0) != question.gold }
      let allWrong = (0..<k).reduce(1.0) { $0 * Double(max(0, wrong - $1)) / Double(count - $1) }
      return sum + 1 - allWrong
    }
    return 100 * sum / Double(store.questions.count)
  }

  /// majority@k: the share of runs in percent in which the majority of the first k branches' final answers, all read in
  /// full, is right; nil if a question has fewer than k branches.
  public static func majority(at k: Int, of store: Store, seeds: [UInt64] = Sweep.publishedSeeds) -> Double? {
    guard k > 0, !seeds.isEmpty, store.questions.allSatisfy({ $0.branches.count >= k }) else { return nil }
    let orders = BranchOrders.bySize(of: store.questions, seeds: seeds)
    var right = 0
    for question in store.questions {
      guard let orders = orders[question.branches.count] else { continue }
      var vote = Vote(classes: question.answerTexts.count, abstention: question.abstention)
      for index in seeds.indices {
        vote.removeAll()
        for branch in orders.order(at: index).prefix(k) { vote.add(question.finalAnswer(of: Int(branch))) }
        right += vote.winner == question.gold ? 1 : 0
      }
    }
    return 100 * Double(right) / Double(store.questions.count * seeds.count)
  }
}
