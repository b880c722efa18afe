import Replay

/// What a store holds, in figures.
struct StoreSummary {
  /// Branches a question.
  let branches: ClosedRange<Int>
  /// Δ, tokens an interval.
  let intervals: ClosedRange<Int>
  /// K, probes a branch.
  let probes: ClosedRange<Int>
  /// Distinct answers a question, the reference answer only if a branch gives it.
  let distinctAnswers: ClosedRange<Int>
  /// The share of the probes that read `ERR`; 0 without probes.
  let errorShare: Double

  /// The figures of a store.
  ///
  /// - Complexity: O(answers).
  init(_ store: Store) {
    branches = Self.range(store.questions.map(\.branches.count))
    intervals = Self.range(store.questions.map(\.interval))
    probes = Self.range(store.questions.flatMap { $0.branches.map { Int($0.probeCount) } })
    distinctAnswers = Self.range(store.questions.map { Set($0.answers).count })
    var errors = 0
    var count = 0
    for question in store.questions {
      guard let id = question.answerTexts.firstIndex(where: { $0.utf8.elementsEqual("ERR".utf8) }) else {
        count += question.answers.count - question.branches.count
        continue
      }
      for branch in question.branches {
        let answers = question.answers[Int(branch.start)..<Int(branch.start + branch.probeCount)]
        errors += answers.count { Int($0) == id }
        count += answers.count
      }
    }
    errorShare = Double(errors) / Double(max(1, count))
  }

  private static func range(_ values: [Int]) -> ClosedRange<Int> {
    let low = values.min() ?? 0
    return low...max(low, values.max() ?? 0)
  }
}
