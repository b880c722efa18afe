import Replay

/// The published bootstrap: the recorded branches of every question are resampled with replacement before the seeds.
///
/// Resample `index` draws with MT19937 seeded with `index`: question by question in the store's order, N draws below N
/// each, the first draw the first branch of the resampled question. The published rule says no more than that branches
/// are resampled; the generator is ours. Its figure is the spread of a setting's accuracy over resamples, the standard
/// deviation with division by their number. Accuracy and tokens stay those of the recorded branches.
public struct BranchBootstrap: Hashable, Sendable {
  /// How many resamples are run.
  public var resamples: Int

  /// A bootstrap of at least one resample.
  public init(resamples: Int) {
    precondition(resamples > 0, "at least one resample")
    self.resamples = resamples
  }

  /// A store whose questions' branches are drawn anew.
  public static func resample(_ store: Store, index: Int) -> Store {
    var twister = MersenneTwister(seed: UInt64(index))
    return Store(
      name: store.name,
      questions: store.questions.map { question in
        question.choosing(question.branches.indices.map { _ in twister.next(below: question.branches.count) })
      })
  }

  /// The standard deviation of the accuracy of each pair over resamples, in percentage points; store by store, within a
  /// store setting by setting, as ``SweepResult/evaluations``.
  ///
  /// One resample is run at a time, so that no more memory is needed than by the sweep itself.
  ///
  /// - Throws: `CancellationError` within a few runs of the task's cancellation.
  public func accuracySpread(
    of sweep: Sweep, threads: Int, orders: BranchOrderCache = BranchOrderCache(),
    progress: @escaping @Sendable (Sweep.Progress) -> Void = { _ in }
  ) async throws -> [Double] {
    var accuracies: [[Double]] = []
    for index in 0..<resamples {
      let resampled = sweep.replacing(stores: sweep.stores.map { Self.resample($0, index: index) })
      let result = try await resampled.run(threads: threads, orders: orders) { [resamples] in
        progress(Sweep.Progress(done: index * $0.total + $0.done, total: resamples * $0.total))
      }
      accuracies.append(result.evaluations.map(\.exactAccuracy))
    }
    let count = Double(resamples)
    return accuracies[0].indices.map { pair in
      let mean = accuracies.reduce(0) { $0 + $1[pair] } / count
      let squares = accuracies.reduce(0) { $0 + ($1[pair] - mean) * ($1[pair] - mean) }
      return (squares / count).squareRoot()
    }
  }
}
