import Evaluation
import Replay

/// The accuracy-token curve of a controller family, on one store or on average over several.
public struct FamilyCurve: Hashable, Sendable {
  /// One setting with its result.
  public struct Point: Hashable, Sendable {
    /// Where it lies.
    public var result: OperatingPoint
    /// The 95 % interval of its accuracy in percent, by resampling questions.
    public var accuracyInterval: ClosedRange<Double>

    /// A result with its interval.
    public init(result: OperatingPoint, accuracyInterval: ClosedRange<Double>) {
      self.result = result
      self.accuracyInterval = accuracyInterval
    }
  }

  /// The setting from which the curve departs along the family's sweep axis.
  public let base: ControllerSetting
  /// Its points in the order of the sweep.
  public let points: [Point]

  /// A curve.
  public init(base: ControllerSetting, points: [Point]) {
    self.base = base
    self.points = points
  }
}

/// Controller families over their sweeps on some stores, curve by curve.
public struct CurveSweep: Sendable {
  private let sweeps: [(base: ControllerSetting, sweep: Sweep)]

  /// The curves that depart from some settings, one each.
  ///
  /// - Parameter stores: At least one; of several, points are means in which each store weighs the same.
  /// - Throws: `SpecError` if the catalog lacks the family of a setting.
  public init(stores: [Store], bases: [ControllerSetting], catalog: Catalog, seeds: [UInt64]) throws {
    sweeps = try bases.map { base in
      let settings = try catalog.family(base.family).sweep(from: base)
      return (base, try Sweep(stores: stores, settings: settings, catalog: catalog, seeds: seeds))
    }
  }

  /// Runs everything; the same curves for any number of threads.
  ///
  /// - Parameters:
  ///   - progress: Called from any thread with the runs done and all runs.
  /// - Throws: `CancellationError` within a few runs of the task's cancellation.
  public func run(
    threads: Int, orders: BranchOrderCache = BranchOrderCache(),
    progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) async throws -> [FamilyCurve] {
    let total = sweeps.reduce(0) { $0 + $1.sweep.runCount }
    var done = 0
    var curves: [FamilyCurve] = []
    for (base, sweep) in sweeps {
      let (before, own) = (done, sweep.runCount)
      let result = try await sweep.run(threads: threads, orders: orders) {
        progress(before + own * $0.done / $0.total, total)
      }
      curves.append(FamilyCurve(base: base, points: Self.points(of: result)))
      done += own
    }
    return curves
  }

  private static func points(of result: SweepResult) -> [FamilyCurve.Point] {
    let evaluations = result.sweep.settings.indices.map { result.evaluations(ofSetting: $0) }
    let intervals = QuestionBootstrap().intervals(of: evaluations.map { $0.map(\.accuracyByQuestion) })
    return zip(evaluations, intervals).map {
      FamilyCurve.Point(result: OperatingPoint($0), accuracyInterval: $1)
    }
  }
}
