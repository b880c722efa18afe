/// An answer class of one question: two answers are of one class if and only if their UTF-8 bytes are equal.
///
/// Classes are small integers, given once at load, so that no run compares or hashes a string. Those that occur as a
/// final answer come first (below ``Question/finalAnswerCount``).
public struct Answer: Hashable, Sendable, Codable {
  /// The number of the class within its question, from 0.
  public let id: Int32

  /// The class with this number.
  @inlinable public init(id: Int32) { self.id = id }
}

/// One finished reasoning chain of a question, as the store recorded it.
public struct Branch: Hashable, Sendable {
  /// Where its answers start in ``Question/answers``: K probe answers, then the final one.
  public let start: Int32
  /// K, the number of its probes: the answers forced out of the chain after 1·Δ, 2·Δ … K·Δ tokens.
  public let probeCount: Int32
  /// T, the length of the finished chain in tokens.
  public let tokens: Int

  /// A branch whose answers start at `start`.
  @inlinable public init(start: Int32, probeCount: Int32, tokens: Int) {
    self.start = start
    self.probeCount = probeCount
    self.tokens = tokens
  }
}

/// A question of a replay store with all its branches; immutable once built (see ``QuestionBuilder``).
public struct Question: Sendable {
  /// The problem's text, as untrusted as any text of a store.
  public let text: String
  /// Δ, tokens an interval.
  public let interval: Int
  /// The N recorded chains in the store's order.
  public let branches: [Branch]
  /// The class ids of all branches' answers, branch by branch: K probe answers and the final one.
  public let answers: [Int32]
  /// The text of each answer class, by id.
  public let answerTexts: [String]
  /// How many classes occur as a final answer; their ids are below this number.
  public let finalAnswerCount: Int
  /// The class of the reference answer, which need not occur in any branch.
  public let gold: Answer
  let table: ReplayTable
  /// The class of answers that are no vote, nil of none: what could not be read, where the user wants that (see
  /// ``ErrorAnswers``).
  ///
  /// Pools and ballots leave such an answer out, so that it never wins and is not counted; a window of full reads is
  /// unanimous if all that vote agree. In everything else it is an answer like any other, one that no winner equals: its
  /// branch disagrees with every winner, equal ones in a row are a streak, and a branch that ends with it has ended.
  public internal(set) var abstention: Answer?

  init(
    text: String, interval: Int, branches: [Branch], answers: [Int32], answerTexts: [String], finalAnswerCount: Int,
    gold: Answer, abstention: Answer? = nil
  ) {
    self.text = text
    self.interval = interval
    self.branches = branches
    self.answers = answers
    self.answerTexts = answerTexts
    self.finalAnswerCount = finalAnswerCount
    self.gold = gold
    table = ReplayTable(branches: branches, answers: answers)
    self.abstention = abstention
  }

  /// The question with other branches: those of these numbers, which may occur more than once. All answer classes stay.
  public func choosing(_ numbers: [Int]) -> Question {
    precondition(!numbers.isEmpty, "a question has at least one branch")
    return Question(
      text: text, interval: interval, branches: numbers.map { branches[$0] }, answers: answers,
      answerTexts: answerTexts, finalAnswerCount: finalAnswerCount, gold: gold, abstention: abstention)
  }

  /// The text of an answer class of this question.
  public func text(of answer: Answer) -> String { answerTexts[Int(answer.id)] }

  /// The probe answers of a branch, shallowest first.
  public func probes(of branch: Int) -> [Answer] {
    let record = branches[branch]
    return answers[Int(record.start)..<Int(record.start + record.probeCount)].map(Answer.init(id:))
  }

  /// The final answer of a branch.
  public func finalAnswer(of branch: Int) -> Answer {
    let record = branches[branch]
    return Answer(id: answers[Int(record.start + record.probeCount)])
  }
}

/// A replay store: the questions of one benchmark with the branches of one model.
public struct Store: Sendable {
  /// `MODEL/BENCHMARK`, or the path of a file given by name.
  public let name: String
  /// The questions in the file's order; at least one.
  public let questions: [Question]
  /// The SHA-256 of the bytes that it was read from, as 64 hexadecimal digits; nil for a store made otherwise.
  public let sha256: String?

  /// A store of at least one question.
  public init(name: String, questions: [Question], sha256: String? = nil) {
    precondition(!questions.isEmpty, "a store holds at least one question")
    self.name = name
    self.questions = questions
    self.sha256 = sha256
  }
}
