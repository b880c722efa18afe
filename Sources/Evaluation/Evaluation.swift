import Digest
import Replay

/// The runs of one controller setting on one store: every question under every seed.
///
/// Runs are kept question by question, and within a question seed by seed; every figure is derived from them. A run takes
/// 12 bytes: class of the answer, tokens, sequential tokens.
public struct Evaluation: Sendable {
  /// The store's questions, for their texts and reference answers.
  public let store: Store
  /// The controller with its parameters.
  public let setting: ControllerSetting
  /// The seeds in order.
  public let seeds: [UInt64]
  /// The class ids of the answers, -1 for none; question × seed.
  public let answers: [Int32]
  /// Total tokens of each run; question × seed.
  public let tokens: RunCounts
  /// Sequential tokens of each run; question × seed.
  public let sequentialTokens: RunCounts
  /// Opens, advances and full reads of all runs together.
  public let steps: Int
  /// How many runs of each question returned its reference answer.
  public let correctCounts: [Int]

  init(
    store: Store, setting: ControllerSetting, seeds: [UInt64], answers: [Int32], tokens: RunCounts,
    sequentialTokens: RunCounts, steps: Int
  ) {
    self.store = store
    self.setting = setting
    self.seeds = seeds
    self.answers = answers
    self.tokens = tokens
    self.sequentialTokens = sequentialTokens
    self.steps = steps
    correctCounts = store.questions.enumerated().map { number, question in
      answers[number * seeds.count..<(number + 1) * seeds.count].count { $0 == question.gold.id }
    }
  }

  /// How many runs there are.
  public var runCount: Int { answers.count }

  /// How many of them returned the reference answer.
  public var correctCount: Int { correctCounts.reduce(0, +) }

  /// The share of right runs in percent, as published: rounded to 2 decimals, half to even.
  public var accuracy: Double { Rounding.decimal(exactAccuracy, places: 2) }

  /// The share of right runs in percent.
  public var exactAccuracy: Double { 100 * Double(correctCount) / Double(runCount) }

  /// Tokens of all runs together.
  public var totalTokens: Int { tokens.reduce(0, +) }

  /// Mean tokens a run.
  public var averageTokens: Double { Double(totalTokens) / Double(runCount) }

  /// Sequential tokens of all runs, added up.
  public var totalSequentialTokens: Int { sequentialTokens.reduce(0, +) }

  /// Mean sequential tokens a run.
  public var averageSequentialTokens: Double { Double(totalSequentialTokens) / Double(runCount) }

  /// SHA-256 over all runs as lines `answer TAB tokens`, seeds outer, questions inner, joined by newlines; no answer is
  /// written `None`.
  public var sha256: String {
    var digest = SHA256()
    let texts = store.questions.map(\.answerTexts)
    var lines: [UInt8] = []
    for seed in seeds.indices {
      for question in texts.indices {
        let run = run(question: question, seed: seed)
        let id = Int(answers[run])
        if seed > 0 || question > 0 { lines.append(UInt8(ascii: "\n")) }
        lines.append(contentsOf: (id < 0 ? "None" : texts[question][id]).utf8)
        lines.append(UInt8(ascii: "\t"))
        lines.append(contentsOf: "\(tokens[run])".utf8)
      }
      digest.update(lines)
      lines.removeAll(keepingCapacity: true)
    }
    return digest.finish()
  }

  /// The indices of a question's runs.
  public func runs(of question: Int) -> Range<Int> { question * seeds.count..<(question + 1) * seeds.count }

  /// The index of the run of a question under the seed at an index of ``seeds``.
  public func run(question: Int, seed: Int) -> Int { question * seeds.count + seed }

  /// The answer of a run; nil for none.
  public func answer(ofRun run: Int) -> Answer? { answers[run] < 0 ? nil : Answer(id: answers[run]) }

  /// Whether a run returned the reference answer.
  public func isCorrect(_ run: Int) -> Bool { answers[run] == store.questions[run / seeds.count].gold.id }

  /// The share of right runs of each question, in percent.
  public var accuracyByQuestion: [Double] { correctCounts.map { 100 * Double($0) / Double(seeds.count) } }

  /// Mean tokens a run of each question.
  public func tokensByQuestion(_ measure: TokenMeasure = .total) -> [Double] {
    let counts = counts(measure)
    return store.questions.indices.map { question in
      Double(runs(of: question).reduce(0) { $0 + counts[$1] }) / Double(seeds.count)
    }
  }

  /// The tokens of each run by one of both measures.
  public func counts(_ measure: TokenMeasure) -> RunCounts {
    switch measure {
    case .total: tokens
    case .sequential: sequentialTokens
    }
  }
}

/// Which tokens of a run are counted.
public enum TokenMeasure: String, CaseIterable, Hashable, Sendable, Codable {
  /// Those of all branches: the price.
  case total
  /// Those one after another: the latency (see `Latency`).
  case sequential
}
