import Replay
import Testing

/// Answers are classes of equal bytes.
@Suite struct AnswerClassTests {
  /// Swift's strings compare canonically; answers do not.
  @Test func canonicallyEquivalentTextsDiffer() {
    let composed = "\u{e9}"
    let decomposed = "e\u{301}"
    #expect(composed == decomposed)
    let question = Question.of(
      [Chain(probes: [composed, decomposed, composed], tokens: 10, final: decomposed)], gold: composed)
    let probes = question.probes(of: 0)
    #expect(probes[0] != probes[1])
    #expect(probes[0] == probes[2])
    #expect(probes[1] == question.finalAnswer(of: 0))
    #expect(question.gold == probes[0])
    #expect(question.answerTexts.map { Array($0.utf8) } == [Array(decomposed.utf8), Array(composed.utf8)])
  }

  @Test func emptyTextsAndPrefixesAreClassesOfTheirOwn() {
    let texts = ["", "\0", "\0\0", "a", "a\0", "aaaaaaaa", "aaaaaaaaa", "aaaaaaaa\0", "baaaaaaaa", "ERR", "err", " a"]
    let question = Question.of([Chain(probes: texts + texts, tokens: 0, final: "ERR")])
    let probes = question.probes(of: 0)
    #expect(Set(probes).count == texts.count)
    #expect(Array(probes[..<texts.count]) == Array(probes[texts.count...]))
    #expect(probes.map { question.text(of: $0) } == texts + texts)
  }

  @Test func finalAnswersComeFirst() {
    let question = Question.of([
      Chain(probes: ["p", "a"], tokens: 0, final: "b"), Chain(probes: ["q"], tokens: 0, final: "a"),
    ])
    #expect(question.finalAnswerCount == 2)
    #expect(question.answerTexts == ["a", "b", "p", "q", "gold"])
    #expect(question.gold.id == 4)
  }

  @Test func manyClassesKeepTheirTexts() {
    let texts = (0..<5_000).map { "\\frac{\($0)}{7}" }
    let question = Question.of(texts.map { Chain(probes: [], tokens: 1, final: $0) })
    #expect(question.finalAnswerCount == 5_000)
    #expect((0..<5_000).allSatisfy { question.text(of: question.finalAnswer(of: $0)) == texts[$0] })
  }
}
