import Replay
import Synchronization

/// Keeps the branch orders that sweeps have needed, so that the next sweep starts at once.
///
/// Once it would hold more than a bound, everything else is dropped, to be made again when needed.
public final class BranchOrderCache: Sendable {
  private struct Key: Hashable {
    var branchCount: Int
    var seeds: [UInt64]

    /// How many branch numbers the orders have.
    var size: Int { branchCount * seeds.count }
  }

  private let kept = Mutex<[Key: BranchOrders]>([:])

  private let limit: Int

  /// An empty cache that keeps up to `limit` branch numbers of four bytes, or one sweep's.
  public init(limit: Int = 1 << 24) { self.limit = limit }

  /// The orders of `branchCount` branches for these seeds, worked out on some threads if need be.
  ///
  /// - Throws: `CancellationError` within some orders of the task's cancellation.
  public func orders(branchCount: Int, seeds: [UInt64], threads: Int) async throws -> BranchOrders {
    let key = Key(branchCount: branchCount, seeds: seeds)
    if let orders = kept.withLock({ $0[key] }) { return orders }
    let starts = Array(stride(from: 0, to: seeds.count, by: Self.seedsAPart))
    let parts = try await Parallel.map(starts.count, threads: threads) {
      BranchOrders(branchCount: branchCount, seeds: Array(seeds[starts[$0]...].prefix(Self.seedsAPart)))
    }
    let orders = parts.count == 1 ? parts[0] : BranchOrders(joining: parts)
    kept.withLock { kept in
      let size = kept.keys.reduce(key.size) { $0 + $1.size }
      if size > limit { kept.removeAll() }
      kept[key] = orders
    }
    return orders
  }

  /// How many orders are worked out at a time: a millisecond's, of some hundred branches.
  private static let seedsAPart = 200
}
