/// When two answers are equal, both at the vote and at grading.
public enum Grading: String, CaseIterable, Hashable, Sendable, Codable {
  /// Where their UTF-8 bytes are: as published.
  case exact
  /// Where their canonical texts are (see ``CanonicalAnswer``).
  case canonical
}

/// What an answer `ERR`, a probe from which none could be read, counts for.
public enum ErrorAnswers: String, CaseIterable, Hashable, Sendable, Codable {
  /// An answer like any other: as published.
  case answer
  /// No vote (see ``Question/abstention``).
  case abstain
}

/// What answers count for: what holds at every vote and at grading.
public struct AnswerRules: Hashable, Sendable, Codable {
  /// When two answers are equal.
  public var grading: Grading
  /// What an answer that could not be read counts for.
  public var errors: ErrorAnswers

  /// Rules; without further words, the published ones.
  public init(_ grading: Grading = .exact, errors: ErrorAnswers = .answer) {
    self.grading = grading
    self.errors = errors
  }

  /// The rules of all published figures.
  public static let published = AnswerRules()

  /// In what they differ from the published rules, in words; empty where in nothing.
  public var words: String {
    let parts = (grading == .exact ? [] : [grading.rawValue]) + (errors == .answer ? [] : ["ERR abstains"])
    return parts.joined(separator: ", ")
  }
}

/// Some answers of a question that canonical grading takes for one.
public struct MergedClass: Hashable, Sendable {
  /// What they have in common.
  public var canonical: String
  /// The classes, by rising id; at least two.
  public var members: [Answer]
}

extension Question {
  /// The text of a probe from which no answer could be read.
  public static let errorText = "ERR"

  /// The answers that canonical grading takes for one, in order of first appearance.
  ///
  /// - Complexity: O(length of the answers).
  public var mergedClasses: [MergedClass] {
    var members: [String: [Answer]] = [:]
    var order: [String] = []
    for (id, text) in answerTexts.enumerated() {
      let canonical = CanonicalAnswer.text(of: text)
      if members[canonical] == nil { order.append(canonical) }
      members[canonical, default: []].append(Answer(id: Int32(id)))
    }
    return order.compactMap { canonical in
      members[canonical].flatMap { $0.count > 1 ? MergedClass(canonical: canonical, members: $0) : nil }
    }
  }

  /// The question as a grading sees it: answers that count as equal are of one class, so that controllers run unchanged.
  ///
  /// A merged class bears the text of its member with the lowest id: a final answer where there is one, of several the
  /// one that appears first in the store.
  ///
  /// - Complexity: O(answers + length of their texts); O(1) for the published rules.
  public func graded(_ grading: Grading, errors: ErrorAnswers = .answer) -> Question {
    var question = grading == .canonical ? merged(mergedClasses) : self
    if errors == .abstain {
      let error = question.answerTexts.firstIndex { text in
        (grading == .canonical ? CanonicalAnswer.text(of: text) : text).utf8.elementsEqual(Self.errorText.utf8)
      }
      question.abstention = error.map { Answer(id: Int32($0)) }
    }
    return question
  }

  private func merged(_ merges: [MergedClass]) -> Question {
    guard !merges.isEmpty else { return self }
    var first = Array(0..<Int32(answerTexts.count))
    for merge in merges {
      for member in merge.members { first[Int(member.id)] = merge.members[0].id }
    }
    // Members have higher ids than the class's first one, so that the new ids keep final answers lowest.
    var newID: [Int32] = []
    var texts: [String] = []
    for (old, first) in first.enumerated() {
      if first == old { texts.append(answerTexts[old]) }
      newID.append(first == old ? Int32(texts.count - 1) : newID[Int(first)])
    }
    return Question(
      text: text, interval: interval, branches: branches, answers: answers.map { newID[Int($0)] }, answerTexts: texts,
      finalAnswerCount: (0..<finalAnswerCount).count { first[$0] == $0 }, gold: Answer(id: newID[Int(gold.id)]))
  }
}

extension Store {
  /// The store as a grading sees it (see ``Question/graded(_:errors:)``).
  public func graded(_ grading: Grading, errors: ErrorAnswers = .answer) -> Store {
    guard grading != .exact || errors != .answer else { return self }
    return Store(name: name, questions: questions.map { $0.graded(grading, errors: errors) }, sha256: sha256)
  }

  /// The store as some rules see it.
  public func graded(_ rules: AnswerRules) -> Store { graded(rules.grading, errors: rules.errors) }
}
