import Replay
import Synchronization

/// Keeps the branch orders that sweeps have needed, so that the next sweep starts at once.
///
/// Once it would hold more than a bound, everything else is dropped, to be made again when needed.
public final class BranchOrderCache: Sendable {
  private struct Key: Hashable {
    var branchCount: Int
    var seeds: [UInt64]
  }

  private let kept = Mutex<[Key: BranchOrders]>([:])

  private let limit: Int

  /// An empty cache that keeps up to `limit` branch numbers of four bytes, or one sweep's.
  public init(limit: Int = 1 << 24) { self.limit = limit }

  /// The orders of `branchCount` branches for these seeds.
  public func orders(branchCount: Int, seeds: [UInt64]) -> BranchOrders {
    let key = Key(branchCount: branchCount, seeds: seeds)
    if let orders = kept.withLock({ $0[key] }) { return orders }
    let orders = BranchOrders(branchCount: branchCount, seeds: seeds)
    kept.withLock { kept in
      let size = kept.keys.reduce(branchCount * seeds.count) { $0 + $1.branchCount * $1.seeds.count }
      if size > limit { kept.removeAll() }
      kept[key] = orders
    }
    return orders
  }
}
