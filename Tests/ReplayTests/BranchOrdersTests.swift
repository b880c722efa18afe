import Foundation
import Replay
import Testing

/// Orders equal those of CPython's `random.Random(seed).shuffle(list)`.
@Suite struct BranchOrdersTests {
  struct Shuffle: Decodable {
    let n: Int
    let seed: UInt64
    let order: [Int32]
  }

  /// Made in CPython 3.11: `o = list(range(n)); random.Random(seed).shuffle(o)` for seeds around 0, 2³¹, 2³² and 2⁶⁴.
  @Test func ordersEqualThoseOfCPython() throws {
    let shuffles = try Fixture.read("shuffles.json", as: [Shuffle].self)
    #expect(shuffles.count == 70)
    for shuffle in shuffles { check(shuffle) }
  }

  static let golden = ProcessInfo.processInfo.environment["AUTOTTS_SHARED"].map { "\($0)/golden/shuffles.json" }

  @Test(.enabled(if: golden != nil, "SKIPPED: AUTOTTS_SHARED does not lead to golden/shuffles.json"))
  func ordersEqualTheGoldenOnes() throws {
    let path = try #require(Self.golden)
    let shuffles = try JSONDecoder().decode([Shuffle].self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    #expect(shuffles.count == 70)
    for shuffle in shuffles { check(shuffle) }
  }

  @Test func severalSeedsShareOneBlock() {
    let seeds: [UInt64] = [3, 0, 7, 3]
    let orders = BranchOrders(branchCount: 128, seeds: seeds)
    for (index, seed) in seeds.enumerated() {
      #expect(Array(orders.order(at: index)) == Array(BranchOrders(branchCount: 128, seeds: [seed]).order(at: 0)))
    }
    #expect(orders.order(at: 0) != orders.order(at: 1))
  }

  /// A run opens the branches in the order of its seed.
  @Test func aRunFollowsTheOrder() {
    let question = Question.random(branches: 40, seed: 1)
    let recording = question.play(seed: 12_345) { episode in
      while episode.read(.sample) != nil {}
      return episode.answer(nil, .hand)
    }
    let order = BranchOrders(branchCount: 40, seeds: [12_345]).order(at: 0)
    #expect(recording.tracks.map(\.storeIndex) == order.map(Int.init))
  }

  private func check(_ shuffle: Shuffle) {
    let orders = BranchOrders(branchCount: shuffle.n, seeds: [shuffle.seed])
    #expect(Array(orders.order(at: 0)) == shuffle.order, "n \(shuffle.n), seed \(shuffle.seed)")
  }
}
