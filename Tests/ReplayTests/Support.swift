import Foundation
import Replay
import Testing

/// SplitMix64: the same random numbers in every run of the tests.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

/// Reads the committed fixtures; each says in its test how it was made.
enum Fixture {
  static func read<Value: Decodable>(_ name: String, as type: Value.Type = Value.self) throws -> Value {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures")
    return try JSONDecoder().decode(type, from: Data(contentsOf: folder.appendingPathComponent(name)))
  }
}

/// A branch as the tests write it.
struct Chain {
  var probes: [String]
  var tokens: Int
  var final: String
}

extension Question {
  /// A question of these chains.
  static func of(_ chains: [Chain], interval: Int = 500, gold: String = "gold") -> Question {
    var builder = QuestionBuilder(text: "question", interval: interval)
    for chain in chains { builder.addBranch(probes: chain.probes, tokens: chain.tokens, final: chain.final) }
    return builder.finish(gold: gold)
  }

  /// A question whose branches are random in everything: few or no probes, lengths short of K·Δ, repeating answers.
  static func random(branches: Int, seed: UInt64, interval: Int = 500) -> Question {
    var random = SplitMix(seed)
    return of(
      (0..<branches).map { _ in
        let count = Int.random(in: 0...9, using: &random)
        let probes = (0..<count).map { _ in "\(Int.random(in: 0...3, using: &random))" }
        let most = (count + 1) * interval
        return Chain(
          probes: probes, tokens: Int.random(in: 0...most, using: &random),
          final: "\(Int.random(in: 0...3, using: &random))")
      }, interval: interval)
  }

  /// The class of a text that occurs.
  func answer(_ text: String) throws -> Answer {
    Answer(id: Int32(try #require(answerTexts.firstIndex(of: text))))
  }
}

/// A controller whose rules are a closure.
struct Scripted: Controller {
  var latency = Latency.parallel
  let body: @Sendable (inout Episode) -> Answer?

  func solve(_ episode: inout Episode) -> Answer? { body(&episode) }
}

extension Question {
  /// Runs a script recorded and unrecorded, expects the same of both, and returns the recording.
  @discardableResult
  func play(
    latency: Latency = .parallel, seed: UInt64 = 0, budget: Int? = nil,
    _ body: @escaping @Sendable (inout Episode) -> Answer?
  ) -> Recording {
    play(Scripted(latency: latency, body: body), seed: seed, budget: budget)
  }

  /// Runs a controller recorded and unrecorded, expects the same of both, and returns the recording.
  @discardableResult
  func play(_ controller: some Controller, seed: UInt64 = 0, budget: Int? = nil) -> Recording {
    let recording = record(controller, seed: seed, budget: budget)
    let orders = BranchOrders(branchCount: branches.count, seeds: [seed])
    replay(controller, over: orders, in: 0..<1, budget: budget) { _, run in
      #expect(run.answer == recording.answer)
      #expect(run.costs == recording.costs)
      return true
    }
    return recording
  }
}

/// A controller that takes legal actions at random, all of them, revealing some answers and not others.
struct RandomPlayer: Controller {
  var seed: UInt64
  var actions: Int
  var latency = Latency.parallel

  func solve(_ episode: inout Episode) -> Answer? {
    var random = SplitMix(seed)
    var answer: Answer?
    for action in 0..<actions {
      if action % 5 == 0 { episode.beginRound(action / 5) }
      act(Int.random(in: 0..<9, using: &random), &random, &episode)
      if action % 5 == 4 { finishRound(action / 5, &random, &episode) }
    }
    for index in 0..<episode.openedCount where episode[index].answer.id >= 0 { answer = episode[index].answer }
    return episode.answer(answer, .hand)
  }

  private func act(_ kind: Int, _ random: inout SplitMix, _ episode: inout Episode) {
    guard kind > 2, episode.openedCount > 0 else {
      switch kind {
      case 0: _ = episode.branch(.hand)
      case 1: _ = episode.read(.hand)
      default: _ = episode.open(.hand)
      }
      return
    }
    let index = Int.random(in: 0..<episode.openedCount, using: &random)
    switch kind {
    case 3 where episode.illegality(ofProbing: index) == nil: _ = episode.probe(index, .hand)
    case 4 where episode.illegality(ofPruning: index) == nil && random.next() % 3 == 0: episode.prune(index, .hand)
    case 5 where episode.illegality(ofContinuing: index) == nil: _ = episode.continueBranch(index, .hand)
    case 6... where episode.illegality(ofContinuing: index) == nil: _ = episode.advance(index, .hand)
    default: break
    }
  }

  private func finishRound(_ round: Int, _ random: inout SplitMix, _ episode: inout Episode) {
    for index in 0..<episode.openedCount {
      _ = episode.noteDisagreement(index, winner: Answer(id: Int32.random(in: 0...1, using: &random)))
    }
    episode.report(
      RoundSignals(
        round: round, winner: nil, poolSize: 0, active: episode.activeCount(), opened: episode.openedCount))
  }
}

extension [Int] {
  /// An element, or 0 where there is none.
  subscript(safe place: Int?) -> Int { place.map { self[$0] } ?? 0 }
}
