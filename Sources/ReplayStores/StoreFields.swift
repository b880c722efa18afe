import Replay

/// The keys of a question in a store file.
enum StoreKey {
  static let text = "question"
  static let trace = "final_answers_trace"
  static let gold = "gold_answer"
  static let interval = "probe_freq"
  /// Of the published form.
  static let branches = "each_branch"
  /// Of the raw form.
  static let probeMatrix = "probe_matrix_mxn"
  /// Of the raw form.
  static let lengths = "branch_tokens"

  /// Those whose values are arrays of one element a branch.
  static let perBranch: Set<String> = [trace, branches, probeMatrix, lengths]
  /// All of both forms.
  static let all = perBranch.union([text, gold, interval])
}

/// What both forms have in common: the fields beside the branches, and the limits within which a question is built.
struct QuestionFields {
  let interval: Int
  /// The final answers, one a branch.
  let trace: JSONElements
  let gold: UnsafeRawBufferPointer
  private let text: String
  private var tokens = 0
  private var answers = 0
  private var branches = 0

  init(_ fields: JSONFields) throws(JSONMismatch) {
    let limit = QuestionBuilder.tokenLimit
    text = String(
      decoding: try fields.required(StoreKey.text).string("the question's text (a string)"), as: UTF8.self)
    let interval = try fields.required(StoreKey.interval)
    // Out of range at the top only for a number that no store has: the message names the bound only then.
    let isHuge = (interval.integer ?? 0) > limit
    self.interval = try interval.integer(
      in: 1...limit, "a whole number of tokens from 1 \(isHuge ? "to \(limit)" : "up")")
    gold = try fields.required(StoreKey.gold).string("the reference answer (a string)")
    trace = try fields.required(StoreKey.trace).array("an array of final answers")
  }

  func builder() -> QuestionBuilder { QuestionBuilder(text: text, interval: interval) }

  /// Requires as many elements as there are branches.
  static func require(
    _ elements: JSONElements, branches: Int, what: String
  ) throws(JSONMismatch) {
    guard elements.count != branches else { return }
    let count = branches == 1 ? "1 branch" : "\(branches) branches"
    throw JSONMismatch(at: elements.array, expected: "an array of \(branches) \(what), one for each of \(count)")
  }

  /// Counts a branch's tokens and answers, which together must stay within the builder's limits.
  ///
  /// - Parameters:
  ///   - value: the branch's length.
  ///   - probes: its probes, at most `probes.array.end - probes.array.index` of them.
  /// - Returns: the length in tokens.
  mutating func length(_ value: JSONValue, probes: Int) throws(JSONMismatch) -> Int {
    let length = try value.integer(in: 0...Int.max, "a whole number of tokens from 0 to 2^40")
    let (probed, overflow) = probes.multipliedReportingOverflow(by: interval)
    let most = max(length, probed)
    guard !overflow, most <= QuestionBuilder.tokenLimit - tokens else {
      throw JSONMismatch(
        at: value, expected: "at most \(QuestionBuilder.tokenLimit) tokens in a question's branches together",
        found: "more")
    }
    tokens += most
    return length
  }

  /// Counts a branch and its answers before they are added; `probes` may hold fewer than counted, never more.
  mutating func reserveBranch(_ probes: JSONElements) throws(JSONMismatch) {
    branches += 1
    guard branches <= QuestionBuilder.branchLimit else {
      throw JSONMismatch(
        at: probes.array, expected: "at most \(QuestionBuilder.branchLimit) branches in a question", found: "more")
    }
    answers += probes.array.end - probes.array.index
    guard answers <= QuestionBuilder.answerLimit else {
      throw JSONMismatch(
        at: probes.array, expected: "at most \(QuestionBuilder.answerLimit) answers in a question", found: "more")
    }
  }
}
