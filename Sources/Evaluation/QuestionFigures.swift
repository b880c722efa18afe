import Replay

/// How a setting fares on one question: its answers and tokens over all seeds.
public struct QuestionFigures: Hashable, Sendable {
  /// An answer with the number of runs that returned it.
  public struct AnswerCount: Hashable, Sendable {
    /// The answer; nil for none.
    public var answer: Answer?
    /// How many runs returned it.
    public var runs: Int

    /// An answer with its number of runs.
    public init(answer: Answer?, runs: Int) {
      self.answer = answer
      self.runs = runs
    }
  }

  /// One run of the question.
  public struct Run: Hashable, Sendable {
    /// The seed of the order of branches.
    public var seed: UInt64
    /// What it returned; nil for no answer.
    public var answer: Answer?
    /// Its total tokens.
    public var tokens: Int
  }

  /// The question, by its index in the store.
  public let question: Int
  /// How many runs there are, one a seed.
  public let runs: Int
  /// How many of them returned the reference answer.
  public let correct: Int
  /// Tokens of all runs together.
  public let totalTokens: Int
  /// Sequential tokens of all runs, added up.
  public let totalSequentialTokens: Int
  /// What the runs returned, the most frequent first, of equals the one under the earliest seed; no answer counts as one
  /// of its own.
  public let answers: [AnswerCount]
  /// The reference answer.
  public let gold: Answer
  /// The run that disagrees most with the majority: among the runs that did not return the answer of ``majority``, one
  /// whose answer the fewest runs share; of several, the one with the most tokens, then the one with the first seed.
  ///
  /// Where all runs agree, the same rule is left with tokens: it is the most expensive run.
  public let telling: Run

  /// The figures of one question of an evaluation.
  ///
  /// - Complexity: O(seeds).
  public init(_ evaluation: Evaluation, question: Int) {
    let runs = evaluation.runs(of: question)
    self.question = question
    self.runs = runs.count
    correct = evaluation.correctCounts[question]
    totalTokens = runs.reduce(0) { $0 + evaluation.tokens[$1] }
    totalSequentialTokens = runs.reduce(0) { $0 + evaluation.sequentialTokens[$1] }
    gold = evaluation.store.questions[question].gold
    let answers = Self.counts(runs.map { evaluation.answer(ofRun: $0) })
    self.answers = answers
    let listed = runs.enumerated().map { index, run in
      Run(seed: evaluation.seeds[index], answer: evaluation.answer(ofRun: run), tokens: evaluation.tokens[run])
    }
    telling = Self.telling(listed, answers)
  }

  /// The share of right runs in percent.
  public var accuracy: Double { share(correct) }

  /// Mean tokens a run.
  public var averageTokens: Double { Double(totalTokens) / Double(runs) }

  /// Mean sequential tokens a run.
  public var averageSequentialTokens: Double { Double(totalSequentialTokens) / Double(runs) }

  /// How many different answers were returned.
  public var distinctAnswers: Int { answers.count { $0.answer != nil } }

  /// The answer that most runs returned; nil if none returned any.
  public var majority: AnswerCount? { answers.first { $0.answer != nil } }

  /// The answer other than the reference that most runs returned; nil if none returned such.
  public var strongestWrong: AnswerCount? { answers.first { $0.answer != nil && $0.answer != gold } }

  /// Whether all runs returned the same.
  public var isUnanimous: Bool { answers.count == 1 }

  /// A number of runs in percent of all.
  public func share(_ runs: Int) -> Double { 100 * Double(runs) / Double(self.runs) }

  private static func counts(_ answers: [Answer?]) -> [AnswerCount] {
    var places: [Answer?: Int] = [:]
    var counts: [AnswerCount] = []
    for answer in answers {
      if let place = places[answer] {
        counts[place].runs += 1
      } else {
        places[answer] = counts.count
        counts.append(AnswerCount(answer: answer, runs: 1))
      }
    }
    return counts.enumerated()
      .sorted { ($0.element.runs, -$0.offset) > ($1.element.runs, -$1.offset) }
      .map(\.element)
  }

  /// The run of ``telling``; the runs are in the order of the seeds, at least one.
  private static func telling(_ runs: [Run], _ answers: [AnswerCount]) -> Run {
    let majority = answers.first { $0.answer != nil }?.answer
    let shared = Dictionary(uniqueKeysWithValues: answers.map { ($0.answer, $0.runs) })
    var telling = runs[0]
    for run in runs.dropFirst() {
      let (new, old) = (run.answer != majority, telling.answer != majority)
      let (newShare, oldShare) = (shared[run.answer] ?? 0, shared[telling.answer] ?? 0)
      let isMoreTelling =
        new != old ? new : newShare != oldShare ? newShare < oldShare : run.tokens > telling.tokens
      if isMoreTelling { telling = run }
    }
    return telling
  }
}

extension Evaluation {
  /// The figures of every question, in the store's order.
  public var questionFigures: [QuestionFigures] {
    store.questions.indices.map { QuestionFigures(self, question: $0) }
  }
}
