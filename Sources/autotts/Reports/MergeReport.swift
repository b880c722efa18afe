import Explorer
import Replay

/// The answers of a store that canonical grading takes for one.
struct MergeReport {
  /// The merged classes of a question, which counts from 0.
  private struct Question {
    var number: Int
    var merges: [MergedClass]
  }

  private let store: Store
  private let questions: [Question]

  /// The merges of all questions of a store.
  init(_ store: Store) {
    self.store = store
    questions = store.questions.enumerated().compactMap { number, question in
      let merges = question.mergedClasses
      return merges.isEmpty ? nil : Question(number: number, merges: merges)
    }
  }

  /// A line for the store, then a line for each merged class; empty where nothing is merged.
  func text(_ wording: Wording) -> String {
    guard !questions.isEmpty else { return "" }
    let classes = questions.reduce(0) { $0 + $1.merges.count }
    let affected = questions.filter { entry in
      entry.merges.contains { $0.members.contains(store.questions[entry.number].gold) }
    }
    let golds =
      affected.isEmpty
      ? "no reference answer among them"
      : "the reference answer among them in question \(affected.map { "\($0.number + 1)" }.joined(separator: ", "))"
    let name = store.name.madeSafe(ascii: !wording.unicode)
    let extent = "\(wording.counted(classes, "class")) in \(wording.counted(questions.count, "question"))"
    let head = "\n\(name): canonical grading merges \(extent); \(golds)\n"
    return head + questions.map { lines($0, wording) }.joined()
  }

  private func lines(_ entry: Question, _ wording: Wording) -> String {
    let question = store.questions[entry.number]
    return entry.merges.map { merge in
      let texts = merge.members.map { member in
        let text = question.text(of: member).madeSafe(ascii: !wording.unicode, limit: 60)
        return "'\(text)'" + (member == question.gold ? " (reference)" : "")
      }
      return "  question \(entry.number + 1): \(texts.joined(separator: " = "))\n"
    }.joined()
  }
}
