import Replay

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

/// Questions such as no published store holds, on which every controller must behave all the same.
struct OddQuestion: Sendable, CustomStringConvertible {
  let description: String
  let question: Question

  static let interval = 500

  /// What one branch is made of.
  typealias Chain = (probes: [String], tokens: Int, final: String)

  init(_ description: String, _ chains: [Chain]) {
    self.description = description
    var builder = QuestionBuilder(text: description, interval: Self.interval)
    for chain in chains { builder.addBranch(probes: chain.probes, tokens: chain.tokens, final: chain.final) }
    question = builder.finish(gold: "gold")
  }

  static let all: [OddQuestion] = [
    OddQuestion("one branch", [(["a", "b", "b"], 1_700, "b")]),
    OddQuestion("one branch without probes", [([], 40, "a")]),
    OddQuestion("no probes", (0..<20).map { ([], 100 + $0, "\($0 % 3)") }),
    OddQuestion("no tokens", (0..<9).map { ([], 0, "\($0 % 2)") }),
    OddQuestion("all answers equal", (0..<70).map { (.init(repeating: "a", count: 5 + $0 % 4), 4_100, "a") }),
    OddQuestion(
      "all answers different",
      (0..<70).map { branch in ((0..<6).map { "\(branch).\($0)" }, 3_300, "\(branch)") }),
    OddQuestion("two branches that never agree", [("abab".map(String.init), 2_100, "a"), (["b"], 600, "b")]),
    OddQuestion("fewer branches than wanted", (0..<3).map { (["a", "b", "\($0)"], 1_600, "\($0)") }),
    OddQuestion("T below K·Δ", (0..<30).map { (["a", "b", "c", "\($0 % 2)"], 10 * $0, "\($0 % 4)") }),
    OddQuestion("one long branch", [(.init(repeating: "x", count: 700), 350_001, "y")]),
    random(branches: 300, depth: 0...12, answers: 8, seed: 1), random(branches: 66, depth: 0...3, answers: 2, seed: 2),
    random(branches: 17, depth: 20...40, answers: 5, seed: 3), random(branches: 90, depth: 5...25, answers: 3, seed: 4),
  ]

  /// Branches whose answers drift toward the first one, as chains do, with lengths short of K·Δ among them.
  static func random(branches: Int, depth: ClosedRange<Int>, answers: Int, seed: UInt64) -> OddQuestion {
    var random = SplitMix(seed)
    func answer(_ settled: Double) -> String {
      Double.random(in: 0..<1, using: &random) < settled ? "0" : "\(Int.random(in: 0..<answers, using: &random))"
    }
    let chains: [Chain] = (0..<branches).map { _ in
      let count = Int.random(in: depth, using: &random)
      let probes = (0..<count).map { answer(Double($0) / Double(count + 1)) }
      let tokens = Int.random(in: max(0, (count - 2) * interval)...(count + 1) * interval, using: &random)
      return (probes, tokens, answer(0.5))
    }
    return OddQuestion("\(branches) random branches", chains)
  }
}
