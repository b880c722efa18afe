import Evaluation
import Replay
import Testing

/// Figures of single questions, worked out once more from the runs.
@Suite struct QuestionFigureTests {
  /// Questions on which seeds agree, waver and are right or wrong.
  private static func evaluation(_ spec: String = "sc:max_samples=3", seeds: UInt64 = 40) async throws -> Evaluation {
    let store = Store(
      name: "made/up",
      questions: [
        question("unanimous", Array(repeating: "7", count: 8), gold: "7"),
        question("split", ["5", "5", "5", "6", "6", "8", "9", "5"], gold: "6"),
        question("wrong", ["1", "2", "1", "1", "2", "1", "1", "1"], gold: "42"),
        question("Wide 漢字", ["", "10", "", "10", "10", "ERR", "10", "10"], gold: "10"),
      ])
    return try await sweep([spec], on: [store], seeds: Array(0..<seeds)).run(threads: 2).evaluations[0]
  }

  private static func question(_ text: String, _ finals: [String], gold: String) -> Question {
    var builder = QuestionBuilder(text: text, interval: 100)
    for (index, final) in finals.enumerated() {
      builder.addBranch(probes: [final, final], tokens: 210 + 37 * index * index, final: final)
    }
    return builder.finish(gold: gold)
  }

  private func text(_ evaluation: Evaluation, _ question: Int, _ answer: Answer?) -> String {
    answer.map { evaluation.store.questions[question].text(of: $0) } ?? "none"
  }

  @Test(arguments: ["sc:max_samples=3", "sc:max_samples=1", "cmc:beta=0.5", "asc"])
  func sumsUpTheRuns(_ spec: String) async throws {
    let evaluation = try await Self.evaluation(spec)
    let all = evaluation.questionFigures
    #expect(all.map(\.question) == [0, 1, 2, 3])
    for figures in all {
      let runs = evaluation.runs(of: figures.question)
      var counts: [String: Int] = [:]
      for run in runs { counts[text(evaluation, figures.question, evaluation.answer(ofRun: run)), default: 0] += 1 }
      let listed = figures.answers.map { (text(evaluation, figures.question, $0.answer), $0.runs) }
      #expect(Dictionary(uniqueKeysWithValues: listed) == counts)
      #expect(listed.map(\.1) == listed.map(\.1).sorted(by: >))
      #expect(figures.runs == 40 && figures.correct == runs.count { evaluation.isCorrect($0) })
      #expect(figures.accuracy == evaluation.accuracyByQuestion[figures.question])
      #expect(figures.averageTokens == evaluation.tokensByQuestion()[figures.question])
      #expect(figures.averageSequentialTokens == evaluation.tokensByQuestion(.sequential)[figures.question])
      #expect(figures.majority == figures.answers.first { $0.answer != nil })
      let wrong = figures.answers.filter { $0.answer != nil && $0.answer != figures.gold }
      #expect(figures.strongestWrong == wrong.max { $0.runs < $1.runs })
      #expect(figures.distinctAnswers == counts.keys.count { $0 != "none" })
    }
    #expect(all[0].isUnanimous && all[0].strongestWrong == nil && all[0].accuracy == 100)
    #expect(all[2].correct == 0 && all[2].strongestWrong == all[2].majority)
  }

  /// The rule of the telling run, by comparing every run with every other.
  @Test(arguments: ["sc:max_samples=3", "sc:max_samples=1", "sc:max_samples=8", "cmc:beta=0.5"])
  func tellingRun(_ spec: String) async throws {
    let evaluation = try await Self.evaluation(spec)
    for figures in evaluation.questionFigures {
      let runs = evaluation.runs(of: figures.question)
      let answers = runs.map { evaluation.answer(ofRun: $0) }
      let majority = figures.majority?.answer
      var candidates = Array(runs.indices)
      let deviating = candidates.filter { answers[$0 - runs.lowerBound] != majority }
      if !deviating.isEmpty { candidates = deviating }
      func shared(_ run: Int) -> Int { answers.count { $0 == answers[run - runs.lowerBound] } }
      let fewest = try #require(candidates.map(shared).min())
      candidates = candidates.filter { shared($0) == fewest }
      let most = try #require(candidates.map { evaluation.tokens[$0] }.max())
      let expected = try #require(candidates.first { evaluation.tokens[$0] == most })
      #expect(figures.telling.seed == evaluation.seeds[expected - runs.lowerBound])
      #expect(figures.telling.tokens == most)
      #expect(figures.telling.answer == answers[expected - runs.lowerBound])
      #expect((figures.telling.answer == majority) == figures.isUnanimous)
    }
  }

  /// Runs that return nothing are told apart from answers, and are no majority.
  @Test func noAnswer() async throws {
    let store = try await Self.evaluation().store
    // No branch can be read for a token.
    let result = try await sweep(["sc:max_samples=1"], on: [store], seeds: [0, 1], budget: 1).run(threads: 1)
    for figures in result.evaluations[0].questionFigures {
      #expect(figures.answers == [QuestionFigures.AnswerCount(answer: nil, runs: 2)])
      #expect(figures.majority == nil && figures.strongestWrong == nil && figures.distinctAnswers == 0)
      #expect(figures.isUnanimous && figures.telling.answer == nil && figures.telling.seed == 0)
    }
  }

  @Test(arguments: QuestionColumn.allCases, [false, true])
  func orders(_ column: QuestionColumn, _ isReversed: Bool) async throws {
    let evaluation = try await Self.evaluation("sc:max_samples=1")
    let order = QuestionOrder(column, isReversed: isReversed)
    #expect(order.isDescending == (![.number, .gold].contains(column) != isReversed))
    let sorted = order.sorted(evaluation.questionFigures, of: evaluation.store)
    #expect(Set(sorted.map(\.question)) == [0, 1, 2, 3])
    let keys = sorted.map { figures in
      switch column {
      case .number: Double(figures.question)
      case .accuracy: figures.accuracy
      case .tokens: figures.averageTokens
      case .sequential: figures.averageSequentialTokens
      case .answers: Double(figures.distinctAnswers)
      case .majority: Double(figures.majority?.runs ?? 0)
      case .gold: Double(text(evaluation, figures.question, figures.gold)) ?? .infinity
      case .wrong: Double(figures.strongestWrong?.runs ?? 0)
      }
    }
    #expect(keys == (order.isDescending ? keys.sorted(by: >) : keys.sorted()))
    for index in keys.indices.dropLast() where keys[index] == keys[index + 1] {
      #expect(sorted[index].question < sorted[index + 1].question)
    }
  }

  @Test func filters() async throws {
    let evaluation = try await Self.evaluation("sc:max_samples=1")
    let figures = evaluation.questionFigures
    func kept(_ words: String, showsGold: Bool = false, isEvaluated: Bool = true) -> [Int] {
      let filter = QuestionFilter(words)
      return figures.indices.filter {
        filter.keeps($0, of: evaluation.store, isEvaluated ? figures[$0] : nil, showsGold: showsGold)
      }
    }
    #expect(kept("") == [0, 1, 2, 3] && kept("WRONG") == [2] && kept("漢") == [3] && kept("nothing") == [])
    #expect(kept("3") == [2] && kept("9") == [1] && kept("9", isEvaluated: false) == [])
    #expect(kept("42") == [] && kept("42", showsGold: true) == [2])
  }
}
