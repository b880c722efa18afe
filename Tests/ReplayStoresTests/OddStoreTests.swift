import Replay
import ReplayStores
import Testing

/// Stores that are odd and good.
@Suite struct OddStoreTests {
  private func question(_ fixture: QuestionFixture) throws -> Question {
    let published = try #require(try read("[\(fixture.published)]").questions.first)
    let raw = try #require(try read("[\(fixture.raw)]").questions.first)
    expectEqual(published, raw)
    return published
  }

  /// Two questions are of the same text, answers, classes and branches.
  private func expectEqual(_ first: Question, _ second: Question) {
    #expect(first.text.utf8.elementsEqual(second.text.utf8))
    #expect(first.interval == second.interval)
    #expect(first.branches == second.branches)
    #expect(first.answers == second.answers)
    #expect(first.answerTexts.map { Array($0.utf8) } == second.answerTexts.map { Array($0.utf8) })
    #expect(first.finalAnswerCount == second.finalAnswerCount)
    #expect(first.gold == second.gold)
  }

  private func expect(_ question: Question, holds fixture: QuestionFixture) {
    #expect(question.text.utf8.elementsEqual(fixture.text.utf8))
    #expect(question.interval == fixture.interval)
    #expect(question.text(of: question.gold).utf8.elementsEqual(fixture.gold.utf8))
    #expect(question.branches.map(\.tokens) == fixture.branches.map(\.tokens))
    for (index, branch) in fixture.branches.enumerated() {
      let probes = question.probes(of: index).map { Array(question.text(of: $0).utf8) }
      #expect(probes == branch.probes.map { Array($0.utf8) })
      #expect(question.text(of: question.finalAnswer(of: index)).utf8.elementsEqual(branch.final.utf8))
    }
  }

  @Test func plain() throws {
    let fixture = QuestionFixture()
    expect(try question(fixture), holds: fixture)
  }

  @Test(arguments: [
    "", "\u{0}", "a\u{0}b\u{1b}[31m\u{7}\r\n\t\u{1f}", "\\", "\\\\\"", "\u{1f469}\u{200d}\u{1f52c}", "\u{feff}",
  ])
  func anyTextIsKept(text: String) throws {
    let fixture = QuestionFixture(
      text: text, branches: [.init(probes: [text, "1", text], tokens: 3, final: text)], gold: text)
    expect(try question(fixture), holds: fixture)
  }

  @Test func deepLaTeX() throws {
    let depth = 20_000
    let text = String(repeating: "\\frac{1}{\\sqrt{", count: depth) + "x" + String(repeating: "}}", count: depth)
    let fixture = QuestionFixture(text: text, branches: [.init(probes: [text], tokens: 500, final: text)])
    expect(try question(fixture), holds: fixture)
  }

  @Test func noProbes() throws {
    let fixture = QuestionFixture(branches: [.init(probes: [], tokens: 0, final: "2")])
    expect(try question(fixture), holds: fixture)
  }

  /// T < K·Δ, as one branch in seven has it.
  @Test func shorterThanItsProbes() throws {
    let fixture = QuestionFixture(branches: [.init(probes: ["1", "2", "3"], tokens: 1, final: "2")])
    expect(try question(fixture), holds: fixture)
  }

  @Test func goldThatNoBranchGives() throws {
    let fixture = QuestionFixture(gold: "nowhere")
    let question = try question(fixture)
    expect(question, holds: fixture)
    #expect(!question.answers.contains(question.gold.id))
  }

  @Test func thousandsOfBranches() throws {
    let branches = (0..<5000).map { number in
      QuestionFixture.Branch(probes: ["\(number)", "\(number % 7)"], tokens: number, final: "\(number % 11)")
    }
    let fixture = QuestionFixture(branches: branches)
    expect(try question(fixture), holds: fixture)
  }

  /// Strings that Swift calls equal, since they are canonically equivalent, stay different answers.
  @Test func canonicallyEquivalentAnswersDiffer() throws {
    let composed = "\u{e9}"
    let decomposed = "e\u{301}"
    #expect(composed == decomposed)
    let question = try question(
      QuestionFixture(branches: [.init(probes: [composed, decomposed], tokens: 9, final: decomposed)], gold: composed))
    #expect(question.probes(of: 0)[0] != question.probes(of: 0)[1])
    #expect(question.finalAnswer(of: 0) == question.probes(of: 0)[1])
    #expect(question.gold == question.probes(of: 0)[0])
    #expect(
      complaint(
        about:
          "[\(QuestionFixture().published.replacingOccurrences(of: "[\"2\", \"3\"]", with: "[\"2\", \"\u{ff13}\"]"))]")
        == "x.json: question 1, branch 2, $[0].final_answers_trace[1]: expected \"3\", the branch's final answer, found \"\u{ff13}\""
    )
  }

  @Test func keysInAnyOrderAndUnknownOnes() throws {
    let text = """
      [{"probe_freq": 7, "notes": {"deep": [1, {"a": null}]}, "gold_answer": "a", "extra": 1.5,
        "each_branch": [[["\\u0061"], 7, "a"]], "final_answers_trace": ["a"], "question": "q"}]
      """
    let question = try read(text).questions[0]
    #expect(question.answers == [0, 0])
    #expect(question.gold.id == 0)
    #expect(question.interval == 7)
  }

  @Test func surrogatePairsAndEscapes() throws {
    let text = QuestionFixture().published.replacingOccurrences(of: "ERR", with: #"\ud83d\ude00\/\b\f"#)
    let question = try read("[\(text)]").questions[0]
    #expect(question.text(of: question.probes(of: 1)[0]) == "\u{1f600}/\u{8}\u{c}")
  }
}
