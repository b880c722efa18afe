import Controllers
import Evaluation
import Explorer
import Replay
import Testing

/// The Questions view: its rows are what sweeps give, in the order and under the filter asked for.
@Suite struct QuestionsTests {
  private static let seeds: [UInt64] = Array(0..<6)

  private func questions(
    _ spec: String = "scr:beta=0.3", width: Int = 120, height: Int = 40, unicode: Bool = true, store: Store? = nil
  ) async throws -> Hands {
    var hands = try explorer(
      spec, width: width, height: height, unicode: unicode, store: try store ?? Bundled.smallStore(),
      sweepSeeds: Self.seeds)
    hands.press(.function(4))
    try await hands.finishWork()
    return hands
  }

  private func figures(_ hands: Hands) async throws -> [QuestionFigures] {
    let sweep = try Sweep(
      stores: [hands.model.store], settings: [hands.state.setting], catalog: .published, seeds: Self.seeds)
    return try await sweep.run(threads: 1).evaluations[0].questionFigures
  }

  /// The numbers in front of the rows on the screen, from 0.
  private func listed(_ hands: Hands) -> [Int] {
    (4..<hands.model.size.height - 1).map { hands.frame.text(row: $0).split { " │|▶>".contains($0) } }
      .prefix { $0.first.map { Int($0) != nil } ?? false }
      .compactMap { words in words.first.flatMap { Int($0) }.map { $0 - 1 } }
  }

  private func row(of question: Int, _ hands: Hands) throws -> String {
    let place = try #require(listed(hands).firstIndex(of: question))
    return hands.frame.text(row: 4 + place)
  }

  // MARK: - What is shown

  @Test func rowsAreThoseOfASweep() async throws {
    var hands = try await questions()
    let figures = try await figures(hands)
    let shown = try #require(hands.model.questionFigures)
    #expect(shown.figures == figures && !shown.isStale)
    #expect(listed(hands) == Array(figures.indices))
    let wording = Wording(unicode: true)
    for figures in figures {
      let row = try row(of: figures.question, hands)
      let majority = try #require(figures.majority)
      #expect(row.contains(wording.fixed(figures.share(majority.runs), places: 0) + " %"))
      #expect(row.contains(wording.tokens(Int(figures.averageTokens.rounded()))))
    }
    hands.type("v")
    for figures in figures {
      let row = try row(of: figures.question, hands)
      #expect(row.contains(" \(wording.fixed(figures.accuracy, places: 1)) "))
    }
  }

  /// Nothing tells what is right before the user has asked.
  @Test func goldIsHiddenUntilAsked() async throws {
    var hands = try await questions()
    #expect(!hands.frame.text(row: 3).contains("right") && !hands.frame.text(row: 3).contains("gold"))
    #expect(hands.frame.text(row: 2).contains("gold hidden"))
    #expect(hands.frame.text(row: 39).contains("v gold, right %"))
    var columns: Set<QuestionColumn> = []
    for _ in 0..<9 {
      hands.type("o")
      columns.insert(hands.state.questions.order.column)
    }
    #expect(columns == Set(QuestionColumn.allCases.filter { !$0.needsGold }))
    hands.type("v")
    #expect(hands.frame.text(row: 3).contains("right") && hands.frame.text(row: 3).contains("gold"))
    while hands.state.questions.order.column != .wrong { hands.type("o") }
    // The order goes with the gold answer, and comes back with it.
    let sorted = listed(hands)
    hands.type("v")
    #expect(listed(hands) == Array(0..<6))
    hands.type("v")
    #expect(listed(hands) == sorted)
  }

  @Test func barsShowTheSharesOfAnswers() async throws {
    let hands = try await questions("sc:max_samples=1", width: 80, height: 24)
    let titles = Array(hands.frame.text(row: 3))
    let start = try #require(titles.indices.first { titles[$0...].starts(with: "shares") })
    for figures in try await figures(hands) {
      let bar = Array(try row(of: figures.question, hands))[start...].prefix { $0 != " " && $0 != "│" }
      let majority = Double(bar.count { $0 == "A" }) / Double(bar.count)
      let share = try #require(figures.majority).runs
      #expect(abs(majority - figures.share(share) / 100) <= 1 / Double(bar.count))
    }
  }

  // MARK: - Sorting and filtering

  @Test(arguments: QuestionColumn.allCases) func sorts(_ column: QuestionColumn) async throws {
    var hands = try await questions()
    hands.type("v")
    let figures = try await figures(hands)
    while hands.state.questions.order.column != column { hands.type("o") }
    for isReversed in [false, true] {
      let order = QuestionOrder(column, isReversed: isReversed)
      #expect(hands.state.questions.order == order)
      #expect(listed(hands) == order.sorted(figures, of: hands.model.store).map(\.question))
      hands.type("O")
    }
    #expect(hands.state.questions.order == QuestionOrder(column))
  }

  /// j and k go through the rows as they are sorted, { and } by number; the rows follow.
  @Test func walksInTheOrderOfTheRows() async throws {
    var hands = try await questions()
    hands.type("oOg")
    let rows = listed(hands)
    for question in rows {
      #expect(hands.state.question == question)
      #expect(try row(of: question, hands).contains("▶"))
      hands.type("j")
    }
    #expect(hands.state.question == rows.last)
    hands.type("k")
    #expect(hands.state.question == rows[rows.count - 2])
    hands.type("g:question 4\n}")
    #expect(hands.state.question == 4)
    #expect(try row(of: 4, hands).contains("▶"))
    // One row of changes is undone as one.
    hands.type("u")
    #expect(hands.state.question == 3 && hands.state.view == .questions)
  }

  @Test func filters() async throws {
    var hands = try await questions()
    let store = hands.model.store
    let word = String(try #require(store.questions[4].text.split(separator: " ").max { $0.count < $1.count }))
    let matching = store.questions.indices.filter {
      QuestionFilter(word).keeps($0, of: store, hands.model.questionFigures?.figures[$0], showsGold: false)
    }
    try #require(matching.contains(4) && matching.count < 6)
    // What is left is seen while typing; Esc leaves everything as it was.
    hands.type("/" + word)
    #expect(listed(hands) == matching && hands.state.questions.filter.isEmpty)
    #expect(hands.frame.text(row: 39).hasPrefix("/" + word))
    hands.type("\u{1b}")
    #expect(listed(hands).count == 6 && hands.state.question == 0)
    hands.type("/" + word + "\n")
    #expect(listed(hands) == matching && hands.state.question == 0)
    #expect(hands.frame.text(row: 2).contains("\(matching.count) of 6 with '"))
    // The run is another one only once the user goes there.
    hands.type("j")
    let next = try #require(matching.first { $0 > 0 })
    #expect(hands.state.question == next)
    hands.type("/5\n")
    #expect(listed(hands).contains(4) && hands.state.question == next)
    hands.type("/no such words\n")
    #expect(listed(hands).isEmpty && hands.text.contains("no question has these words"))
    #expect(hands.model.notice?.isError == true)
    hands.type("j\n")
    #expect(hands.model.notice?.text == "no question is chosen; j k go to one" && hands.state.view == .questions)
    hands.type("/\n")
    #expect(listed(hands).count == 6)
  }

  @Test func scrolls() async throws {
    var hands = try explorer("sc:max_samples=1", width: 80, height: 24, store: try Bundled.store())
    hands.press(.function(4))
    try await hands.finishWork()
    let shown = listed(hands).count
    #expect(shown < 30 && listed(hands) == Array(0..<shown))
    for _ in 0..<shown { hands.type("j") }
    #expect(listed(hands) == Array(1...shown))
    // A click leaves the rows where they are.
    hands.mouse(.press, 10, 4 + 3)
    #expect(listed(hands) == Array(1...shown) && hands.state.question == 4)
    hands.press(.pageDown)
    #expect(hands.state.question == 4 + shown - 1)
    hands.type("G")
    #expect(hands.state.question == 29 && listed(hands).last == 29)
    hands.press(.pageUp)
    #expect(hands.state.question == 29 - shown + 1 && listed(hands).last == 29)
    hands.type("g")
    #expect(listed(hands) == Array(0..<shown))
  }

  // MARK: - Opening

  @Test func enterOpensTheTellingRun() async throws {
    let hands = try await questions("sc:max_samples=1")
    for figures in try await figures(hands) {
      var opened = hands
      opened.type(":question \(figures.question + 1)\n\n")
      #expect(opened.state.view == .step && opened.state.question == figures.question)
      #expect(opened.state.seed == figures.telling.seed)
      #expect(opened.cursor == opened.model.run.count)
      #expect(opened.model.run.recording.answer == figures.telling.answer)
      #expect(opened.model.run.recording.costs.tokens == figures.telling.tokens)
      let notice = try #require(opened.model.notice?.text)
      #expect(notice.hasPrefix("Q\(figures.question + 1) seed \(figures.telling.seed): "))
      opened.press(.function(4))
      #expect(opened.state.question == figures.question && listed(opened).count == 6)
    }
  }

  @Test func nothingOpensBeforeItIsKnown() async throws {
    var hands = try explorer(store: try Bundled.smallStore())
    hands.press(.function(4))
    #expect(hands.text.contains("being evaluated") && listed(hands) == Array(0..<6))
    hands.type("\n")
    #expect(hands.model.notice?.text == "still evaluating" && hands.state.view == .questions)
  }

  @Test(arguments: [(40, 12), (80, 24), (120, 40), (60, 100)]) func mouse(_ width: Int, _ height: Int) async throws {
    var hands = try await questions("sc:max_samples=1", width: width, height: height)
    let titles = Array(hands.frame.text(row: 3))
    let tokens = try #require(titles.indices.first { titles[$0...].starts(with: "tokens") })
    hands.mouse(.press, tokens, 3)
    #expect(hands.state.questions.order == QuestionOrder(.tokens))
    hands.mouse(.press, tokens, 3)
    #expect(hands.state.questions.order == QuestionOrder(.tokens, isReversed: true))
    let figures = try await figures(hands)
    let cheapest = try #require(
      QuestionOrder(.tokens, isReversed: true).sorted(figures, of: hands.model.store).first)
    hands.type("gj")
    hands.mouse(.press, 8, 4)
    #expect(hands.state.question == cheapest.question && hands.state.view == .questions)
    hands.mouse(.wheelDown, 8, 4)
    hands.mouse(.wheelUp, 8, 4)
    #expect(hands.state.question == cheapest.question)
    hands.mouse(.press, 8, 4)
    #expect(hands.state.view == .step && hands.state.seed == cheapest.telling.seed)
  }

  // MARK: - Background work

  /// The list follows β; until the new figures are there, the old ones are dimmed and said to be.
  @Test func followsBeta() async throws {
    var hands = try await questions()
    let before = try #require(hands.model.questionFigures?.figures)
    hands.type("+")
    let stale = try #require(hands.model.questionFigures)
    #expect(stale.isStale && stale.figures == before)
    #expect(hands.frame.text(row: 2).contains("being evaluated"))
    let share = try #require(Array(hands.frame.text(row: 4)).firstIndex(of: "%"))
    #expect(hands.frame[share, 4].style.attributes.contains(.dim))
    hands.type("\n")
    #expect(hands.state.view == .questions && hands.model.notice?.text == "still evaluating")
    try await hands.finishWork()
    let current = try #require(hands.model.questionFigures)
    let expected = try await figures(hands)
    #expect(!current.isStale && current.figures == expected)
    #expect(!hands.frame.text(row: 2).contains("being evaluated"))
    #expect(!hands.frame[share, 4].style.attributes.contains(.dim))
    // The neighbours are there before they are asked for, and so is what was there before.
    for keys in ["=", "--", "_="] {
      hands.type(keys)
      #expect(hands.model.questionFigures?.isStale == false, "\(keys)")
    }
  }

  @Test func lateFindingsAreDropped() async throws {
    var hands = try await questions()
    let key = StoreWideKey(stores: [hands.model.store.name], seeds: Self.seeds)
    let before = try #require(hands.model.questionFigures?.figures)
    hands.type("+")
    let late = try #require(hands.jobs.first { $0.work.kind == .mark })
    hands.type("+")
    let point = OperatingPoint(setting: hands.state.setting, accuracy: 0, tokens: 1, sequentialTokens: 1)
    let finding = Finding.point(point, key, questions: Array(before.reversed()))
    hands.send(.found(finding, generation: late.generation))
    #expect(hands.model.questionFigures?.isStale == true)
    let current = try #require(hands.jobs.first { $0.work.kind == .mark })
    hands.send(.found(finding, generation: current.generation))
    #expect(hands.model.questionFigures?.figures == before.reversed())
  }

  /// The questions are those of the open store, whatever Curves averages over.
  @Test func averagesOfCurvesDoNotMatter() async throws {
    var hands = try explorer("sc:max_samples=1", store: try Bundled.smallStore(), sweepSeeds: Self.seeds)
    hands.press(.function(2))
    hands.type("A")
    #expect(hands.state.curves.scope == .search)
    hands.press(.function(4))
    #expect(!hands.jobs.contains { $0.work.kind == .stores })
    try await hands.finishWork()
    let expected = try await figures(hands)
    #expect(hands.model.questionFigures?.figures == expected)
    hands.press(.function(2))
    #expect(hands.state.curves.scope == .search)
  }

  @Test func otherStoresHaveOtherQuestions() async throws {
    var hands = try await questions("sc:max_samples=1")
    hands.type(":store Synth-M/held-out\n")
    hands.load(try Bundled.otherStore())
    #expect(hands.state.view == .questions && hands.model.questionFigures == nil)
    try await hands.finishWork()
    let expected = try await figures(hands)
    #expect(hands.model.questionFigures?.figures == expected)
  }

  // MARK: - Whatever the store and the screen

  @Test(arguments: ["sc", "cmc:beta=0.5"]) func hostileTexts(_ spec: String) async throws {
    for unicode in [true, false] {
      var hands = try await questions(spec, unicode: unicode, store: OddStores.hostile())
      for keys in ["j", "j", "v", "o", "O", "/\u{301}\n", "/\n", "i", "i"] {
        hands.type(keys)
        for (width, height) in [(40, 12), (41, 13), (60, 100), (72, 23), (80, 24), (121, 41), (200, 60)] {
          hands.resize(width, height)
          expectSound(hands.model, "\(spec) after \(keys.debugDescription) at \(width)x\(height)")
          if !unicode { #expect(isASCII(hands.frame)) }
        }
      }
    }
  }

  /// Whatever the answers are, the shares stand in one column.
  @Test func wideAnswersStayInTheirColumns() async throws {
    let hands = try await questions("sc:max_samples=1", width: 80, height: 24, store: OddStores.hostile())
    let ends = (0..<4).map { place in
      (0..<80).first { hands.frame[$0, 4 + place].glyph == "%" }
    }
    #expect(Set(ends).count == 1 && ends[0] != nil)
  }

  @Test func anySize() async throws {
    var hands = try await questions("sc:max_samples=1")
    for keys in ["", "v"] {
      hands.type(keys)
      for width in Array(36...64) + [100, 119, 300] {
        for height in Array(10...30) + [99] {
          hands.resize(width, height)
          expectSound(hands.model, "\(width)x\(height)")
          guard width >= 40, height >= 12 else { continue }
          #expect(hands.frame.text(row: 3).contains(keys.isEmpty ? "majority" : "wrong"))
          #expect(!listed(hands).isEmpty)
        }
      }
    }
  }
}
