import ReplayStores
import Testing

@Suite struct QuestionBankTests {
  @Test(arguments: QuestionBank.allCases)
  func everyAnswerIsWhatItsProblemComputesTo(bank: QuestionBank) {
    let computations = bank == .search ? SearchComputations.all : HeldOutComputations.all
    #expect(Set(computations.keys) == Set(bank.questions.map(\.name)))
    for question in bank.questions {
      #expect(computations[question.name]?() == question.answer, "\(question.name)")
    }
  }

  @Test func theBanksHoldThirtyProblemsEachAndShareNone() {
    let questions = QuestionBank.allCases.flatMap(\.questions)
    #expect(QuestionBank.allCases.allSatisfy { $0.questions.count == 30 })
    #expect(Set(questions.map(\.name)).count == 60)
    #expect(Set(questions.map(\.text)).count == 60)
    #expect(questions.allSatisfy { (1...10).contains($0.difficulty) })
  }

  @Test(arguments: QuestionBank.allCases)
  func dollarSignsComeInPairs(bank: QuestionBank) {
    #expect(bank.questions.allSatisfy { $0.text.count { $0 == "$" } % 2 == 0 })
  }
}
