import Replay

/// A store as different rules see it: worked out once each, since a key is to find it at once.
struct StoreGradings: Sendable {
  /// The store as it was read.
  let original: Store
  private var known: [AnswerRules: Store] = [:]

  init(of store: Store) { original = store }

  /// The store under some rules.
  mutating func store(under rules: AnswerRules) -> Store {
    if rules == .published { return original }
    if let store = known[rules] { return store }
    let store = original.graded(rules)
    known[rules] = store
    return store
  }
}

// What answers count for: another run of the same question, and other store-wide results.
extension Model {
  /// Goes from exact grading to canonical, or back.
  mutating func toggleGrading() {
    var rules = state.rules
    rules.grading = rules.grading == .exact ? .canonical : .exact
    change(to: rules)
  }

  /// Does what `:grading NAME` and `:err NAME` say; what would be right where they say something else.
  mutating func setRule(_ name: String, typed value: String) -> String? {
    var rules = state.rules
    if name == "grading" {
      guard let grading = Grading(rawValue: value) else { return Self.choices(name, Grading.allCases.map(\.rawValue)) }
      rules.grading = grading
    } else {
      guard let errors = ErrorAnswers(rawValue: value) else {
        return Self.choices(name, ErrorAnswers.allCases.map(\.rawValue))
      }
      rules.errors = errors
    }
    change(to: rules)
    return nil
  }

  private static func choices(_ name: String, _ names: [String]) -> String {
    "\(name) is one of \(names.joined(separator: ", "))"
  }

  /// Records the run anew under other rules, and tells what they make of this question's answers.
  private mutating func change(to rules: AnswerRules) {
    var next = state
    next.rules = rules
    change(to: next, topic: "")
    notice = Notice(text: words(of: rules), isError: false)
  }

  private func words(of rules: AnswerRules) -> String {
    let original = gradings.original.questions[state.question]
    let merged = original.answerTexts.count - question.answerTexts.count
    let count = merged == 1 ? "1 answer" : "\(merged) answers"
    let grading =
      rules.grading == .exact
      ? "exact grading, as published" : "canonical grading: \(count) of this question counted with others"
    return rules.errors == .answer ? grading : grading + "; ERR is no vote"
  }
}
