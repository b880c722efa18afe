import Explorer
import Replay
import ReplayStores

/// What a store holds, in figures.
struct StoreSummary {
  /// Questions, branches and Δ.
  let shape: StoreShape
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
    shape = StoreShape(store)
    probes = StoreShape.range(store.questions.flatMap { $0.branches.map { Int($0.probeCount) } })
    distinctAnswers = StoreShape.range(store.questions.map { Set($0.answers).count })
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
}

extension StoreVerdict {
  /// What tables call it.
  var words: String {
    switch self {
    case .frozen: "frozen"
    case .changed: "changed"
    case .missing: "missing"
    case .unreadable: "unreadable"
    case .unlisted: "not in manifest"
    case .unfrozen: "not frozen"
    }
  }
}

extension Wording {
  /// A range of whole numbers, or the one number that there is.
  func range(_ range: ClosedRange<Int>) -> String {
    range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)\(unicode ? "–" : "-")\(range.upperBound)"
  }
}
