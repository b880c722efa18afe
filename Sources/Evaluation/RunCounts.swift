/// Whole numbers from 0 up, one a run: four bytes each where all of them fit, else eight.
public struct RunCounts: RandomAccessCollection, Hashable, Sendable {
  private enum Storage: Hashable, Sendable {
    case narrow([UInt32])
    case wide([Int])
  }

  private let storage: Storage

  /// Keeps these counts, none of them negative.
  public init(_ counts: some Collection<Int>) {
    // No bit beyond the low 32, of all taken together: a loop without an early end, which has vector instructions.
    let fits = counts.reduce(0, |) <= UInt32.max
    storage = fits ? .narrow(counts.map { UInt32(truncatingIfNeeded: $0) }) : .wide(Array(counts))
  }

  /// 0.
  public var startIndex: Int { 0 }

  /// The number of runs.
  public var endIndex: Int {
    switch storage {
    case .narrow(let counts): counts.count
    case .wide(let counts): counts.count
    }
  }

  /// The count of a run.
  public subscript(run: Int) -> Int {
    switch storage {
    case .narrow(let counts): Int(counts[run])
    case .wide(let counts): counts[run]
    }
  }
}
