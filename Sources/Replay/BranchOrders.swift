/// MT19937 seeded as CPython seeds it, for orders that equal CPython's to the last item.
///
/// Matsumoto and Nishimura 1998; the seeding is `init_by_array` over the seed's 32-bit limbs, least significant first.
package struct MersenneTwister: Sendable {
  private var state = [UInt32](repeating: 0, count: 624)
  private var index = 624

  package init(seed: UInt64) {
    let high = UInt32(truncatingIfNeeded: seed >> 32)
    let key = high == 0 ? [UInt32(truncatingIfNeeded: seed)] : [UInt32(truncatingIfNeeded: seed), high]
    state[0] = 19_650_218
    for i in 1..<624 { state[i] = 1_812_433_253 &* (state[i - 1] ^ (state[i - 1] >> 30)) &+ UInt32(i) }
    var i = 1
    var j = 0
    for _ in 0..<624 {
      state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) &* 1_664_525)) &+ key[j] &+ UInt32(j)
      i += 1
      j = j + 1 < key.count ? j + 1 : 0
      if i == 624 {
        state[0] = state[623]
        i = 1
      }
    }
    for _ in 0..<623 {
      state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) &* 1_566_083_941)) &- UInt32(i)
      i += 1
      if i == 624 {
        state[0] = state[623]
        i = 1
      }
    }
    state[0] = 0x8000_0000
  }

  /// The next 32 random bits.
  package mutating func next() -> UInt32 {
    if index == 624 { twist() }
    var y = state[index]
    index += 1
    y ^= y >> 11
    y ^= (y << 7) & 0x9d2c_5680
    y ^= (y << 15) & 0xefc6_0000
    return y ^ (y >> 18)
  }

  /// A uniform draw below `bound`, as CPython's `_randbelow`: the top bits of one word, redrawn until below.
  package mutating func next(below bound: Int) -> Int {
    let bits = Int.bitWidth - bound.leadingZeroBitCount
    var draw = bound
    while draw >= bound { draw = Int(next() >> (32 - UInt32(bits))) }
    return draw
  }

  private mutating func twist() {
    for i in 0..<624 {
      let y = (state[i] & 0x8000_0000) | (state[(i + 1) % 624] & 0x7fff_ffff)
      state[i] = state[(i + 397) % 624] ^ (y >> 1) ^ (y & 1 == 0 ? 0 : 0x9908_b0df)
    }
    index = 0
  }
}

/// The orders in which the runs of several seeds see the branches of a question; they depend on seed and N only.
///
/// Run `seed` sees the order that CPython's `random.Random(seed).shuffle` gives a list of N items. Computed once and
/// shared by all questions with N branches and by all threads.
public final class BranchOrders: @unchecked Sendable {
  /// N, the number of branches.
  public let branchCount: Int
  /// The seeds, one an order.
  public let seeds: [UInt64]
  /// Written in the initialisers only, hence safe to share.
  private let orders: UnsafeMutablePointer<BranchPlace>

  /// Where the orders lie, one after another, as long as this object lives: what a loop over runs needs of it, apart from
  /// what threads write when they retain it.
  struct Places {
    fileprivate let first: UnsafePointer<BranchPlace>
    fileprivate let branchCount: Int
    fileprivate let count: Int

    /// The order of the seed at an index of ``BranchOrders/seeds``.
    subscript(index: Int) -> UnsafePointer<BranchPlace> {
      precondition((0..<count).contains(index), "there are orders of \(count) seeds")
      return first + index &* branchCount
    }
  }

  /// Where the orders lie.
  var places: Places { Places(first: UnsafePointer(orders), branchCount: branchCount, count: seeds.count) }

  /// The orders of `branchCount` branches for each of these seeds.
  ///
  /// - Complexity: O(seeds · N).
  public init(branchCount: Int, seeds: [UInt64]) {
    self.branchCount = branchCount
    self.seeds = seeds
    orders = .allocate(capacity: max(1, branchCount * seeds.count))
    for (index, seed) in seeds.enumerated() {
      _ = UnsafeMutableBufferPointer(start: orders + index * branchCount, count: branchCount)
        .initialize(fromContentsOf: Self.shuffled(branchCount, seed: seed).map(BranchPlace.init))
    }
  }

  /// The orders of several, one after another; at least one, all of as many branches.
  public init(joining parts: [BranchOrders]) {
    precondition(Set(parts.map(\.branchCount)).count == 1, "orders of as many branches")
    branchCount = parts[0].branchCount
    seeds = parts.flatMap(\.seeds)
    orders = .allocate(capacity: max(1, branchCount * seeds.count))
    var end = orders
    for part in parts {
      let count = branchCount * part.seeds.count
      end.initialize(from: part.orders, count: count)
      end += count
    }
  }

  deinit { orders.deallocate() }

  /// The orders that questions need for each of these seeds, by their numbers of branches.
  public static func bySize(of questions: [Question], seeds: [UInt64]) -> [Int: BranchOrders] {
    let sizes = Set(questions.map(\.branches.count))
    return Dictionary(uniqueKeysWithValues: sizes.map { ($0, BranchOrders(branchCount: $0, seeds: seeds)) })
  }

  /// The order of the seed at `index` of ``seeds``.
  public func order(at index: Int) -> [Int32] {
    UnsafeBufferPointer(start: places[index], count: branchCount).map { Int32($0.branch) }
  }

  private static func shuffled(_ count: Int, seed: UInt64) -> [Int32] {
    var twister = MersenneTwister(seed: seed)
    var items = Array(0..<Int32(count))
    for i in stride(from: count - 1, to: 0, by: -1) { items.swapAt(i, twister.next(below: i + 1)) }
    return items
  }
}
