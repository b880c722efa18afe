import Foundation

/// What can be measured of a store without replaying it.
struct StoreStatistics {
  private(set) var questionCount = 0
  private(set) var branchCounts: Set<Int> = []
  /// K of every branch.
  private(set) var probeCounts: [Int] = []
  /// Different answers of a question, probes and finals together, averaged over the questions.
  private(set) var meanDistinctAnswers = 0.0
  /// The share of probes that are `ERR`.
  private(set) var unreadableShare = 0.0
  /// The share of branches with T < K·Δ.
  private(set) var shortfallShare = 0.0
  /// The share of branches whose final answer is right.
  private(set) var accuracy = 0.0
  private(set) var meanRightLength = 0.0
  private(set) var meanWrongLength = 0.0
  /// Whether every question's list of final answers repeats those of its branches.
  private(set) var tracesAgree = true

  init(contentsOf url: URL) throws { try self.init(Data(contentsOf: url)) }

  init(_ data: Data) throws {
    let questions = try JSONDecoder().decode([StoredQuestion].self, from: data)
    questionCount = questions.count
    var (distinct, unreadable, short) = (0, 0, 0)
    var lengths: [Bool: [Int]] = [true: [], false: []]
    for question in questions {
      var answers: Set<String> = []
      for branch in question.branches {
        probeCounts.append(branch.probes.count)
        answers.formUnion(branch.probes)
        answers.insert(branch.final)
        unreadable += branch.probes.count { $0 == "ERR" }
        if branch.tokens < branch.probes.count * question.interval { short += 1 }
        lengths[branch.final == question.gold]?.append(branch.tokens)
      }
      branchCounts.insert(question.branches.count)
      distinct += answers.count
      if question.branches.map(\.final) != question.finals { tracesAgree = false }
    }
    meanDistinctAnswers = Double(distinct) / Double(questionCount)
    unreadableShare = Double(unreadable) / Double(probeCounts.reduce(0, +))
    shortfallShare = Double(short) / Double(probeCounts.count)
    let (right, wrong) = (lengths[true] ?? [], lengths[false] ?? [])
    accuracy = Double(right.count) / Double(probeCounts.count)
    meanRightLength = Double(right.reduce(0, +)) / Double(right.count)
    meanWrongLength = Double(wrong.reduce(0, +)) / Double(wrong.count)
  }
}

/// A question of the published form, read by its keys alone.
private struct StoredQuestion: Decodable {
  struct Branch: Decodable {
    let probes: [String]
    let tokens: Int
    let final: String

    init(from decoder: any Decoder) throws {
      var triple = try decoder.unkeyedContainer()
      probes = try triple.decode([String].self)
      tokens = try triple.decode(Int.self)
      final = try triple.decode(String.self)
    }
  }

  enum CodingKeys: String, CodingKey {
    case text = "question"
    case branches = "each_branch"
    case finals = "final_answers_trace"
    case gold = "gold_answer"
    case interval = "probe_freq"
  }

  let text: String
  let branches: [Branch]
  let finals: [String]
  let gold: String
  let interval: Int
}
