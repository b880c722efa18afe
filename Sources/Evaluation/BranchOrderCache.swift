import Replay
import Synchronization

/// Keeps the branch orders that sweeps have needed, so that the next sweep starts at once.
///
/// It holds at most ``limit`` branch numbers of four bytes; beyond, everything is dropped and made again when needed.
public final class BranchOrderCache: Sendable {
  /// The most branch numbers kept: 64 MiB of them.
  public static let limit = 1 << 24

  private struct Key: Hashable {
    var branchCount: Int
    var seeds: [UInt64]
  }

  private let kept = Mutex<[Key: BranchOrders]>([:])

  /// An empty cache.
  public init() {}

  /// The orders of `branchCount` branches for these seeds.
  public func orders(branchCount: Int, seeds: [UInt64]) -> BranchOrders {
    let key = Key(branchCount: branchCount, seeds: seeds)
    if let orders = kept.withLock({ $0[key] }) { return orders }
    let orders = BranchOrders(branchCount: branchCount, seeds: seeds)
    kept.withLock { kept in
      let size = kept.keys.reduce(branchCount * seeds.count) { $0 + $1.branchCount * $1.seeds.count }
      if size > Self.limit { kept.removeAll() }
      kept[key] = orders
    }
    return orders
  }
}
