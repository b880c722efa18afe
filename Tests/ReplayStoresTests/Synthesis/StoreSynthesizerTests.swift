import Foundation
import ReplayStores
import Testing

@Suite struct StoreSynthesizerTests {
  static let questions = Array(QuestionBank.search.questions.prefix(3))

  static func recipe(change: (inout SynthesisRecipe) -> Void = { _ in }) -> SynthesisRecipe {
    var recipe = SynthesisRecipe.medium
    recipe.branches = 8
    change(&recipe)
    return recipe
  }

  static func text(_ recipe: SynthesisRecipe, _ questions: [SynthesisQuestion] = questions) throws -> String {
    String(decoding: try StoreSynthesizer.json(recipe: recipe, questions: questions), as: UTF8.self)
  }

  @Test func theSameRecipeGivesTheSameBytes() throws {
    #expect(try Self.text(Self.recipe()) == Self.text(Self.recipe()))
  }

  @Test func anotherSeedOrModelGivesAnotherStore() throws {
    #expect(try Self.text(Self.recipe()) != Self.text(Self.recipe { $0.seed += 1 }))
    #expect(try Self.text(Self.recipe()) != Self.text(Self.recipe { $0.model = "Other" }))
  }

  @Test func aSmallerStoreIsABeginningOfALargerOne() throws {
    let few = try Self.text(Self.recipe { $0.branches = 4 }, [Self.questions[0]])
    let many = try Self.text(Self.recipe { $0.branches = 9 }, [Self.questions[0]])
    let branches = try #require(few.range(of: #"]],"final"#))
    #expect(many.hasPrefix(few[..<branches.lowerBound]))
    let oneQuestion = try Self.text(Self.recipe(), [Self.questions[0]])
    #expect(try Self.text(Self.recipe()).hasPrefix(oneQuestion.dropLast(2)))
  }

  @Test func textsAreEscaped() throws {
    let question = SynthesisQuestion(name: "odd", difficulty: 5, answer: 1, text: "a \"b\" \\c\n\u{1}é")
    let text = try Self.text(Self.recipe(), [question])
    #expect(text.hasPrefix(#"[{"question":"a \"b\" \\c\u000a\u0001é","each_branch":[[[""#))
  }

  @Test(arguments: [-999_999_999, -1, 0, 7, 999_999_999])
  func anyAnswerCanBeAskedFor(answer: Int) throws {
    let question = SynthesisQuestion(name: "any", difficulty: 5, answer: answer, text: "?")
    #expect(try Self.text(Self.recipe(), [question]).contains(#""gold_answer":"\#(answer)""#))
  }

  @Test func moreSkillIsMoreOftenRight() throws {
    let accuracies = try [200, 500, 800].map { skill in
      let recipe = Self.recipe {
        $0.skill = skill
        $0.branches = 40
      }
      return try StoreStatistics(
        Data(StoreSynthesizer.json(recipe: recipe, questions: QuestionBank.heldOut.questions))
      ).accuracy
    }
    #expect(accuracies == accuracies.sorted())
    #expect(accuracies[2] > accuracies[0] + 0.3)
  }

  @Test func valuesAtTheirBoundsWork() throws {
    let extremes = Self.recipe {
      $0.interval = 1
      $0.tokenCap = 3
      $0.medianLength = 1
      $0.skill = -1_000
      $0.restlessness = 1_000
      $0.unreadable = 1_000
      $0.relapse = 1_000
      $0.shortfall = 1_000
      $0.wrongStretch = 5_000
    }
    let store = try StoreStatistics(Data(StoreSynthesizer.json(recipe: extremes, questions: Self.questions)))
    #expect(Set(store.probeCounts) == [3])
  }

  @Test func aRecipeOutOfRangeIsRefusedWithTheRemedy() {
    let none = SynthesisError.outOfRange(field: "branches", value: 0, allowed: 1...10_000)
    #expect(throws: none) { try Self.recipe { $0.branches = 0 }.validate() }
    #expect(none.description == "recipe: branches is 0, must be 1 to 10000")
    #expect(throws: SynthesisError.outOfRange(field: "tokenCap", value: 1_499, allowed: 1_500...100_000)) {
      try Self.text(Self.recipe { $0.tokenCap = 1_499 })
    }
    #expect(throws: SynthesisError.outOfRange(field: "unreadable", value: 1_001, allowed: 0...1_000)) {
      try Self.recipe { $0.unreadable = 1_001 }.validate()
    }
    let hard = SynthesisQuestion(name: "hard", difficulty: 11, answer: 1, text: "?")
    #expect(throws: SynthesisError.outOfRange(field: "difficulty of hard", value: 11, allowed: 1...10)) {
      try Self.text(Self.recipe(), [hard])
    }
    #expect(throws: SynthesisError.namelessModel) { try Self.recipe { $0.model = "" }.validate() }
    #expect(throws: SynthesisError.noQuestions) { try Self.text(Self.recipe(), []) }
  }

  @Test func aRecipeSurvivesJSON() throws {
    let data = try JSONEncoder().encode(SynthesisRecipe.small)
    #expect(try JSONDecoder().decode(SynthesisRecipe.self, from: data) == .small)
  }
}
