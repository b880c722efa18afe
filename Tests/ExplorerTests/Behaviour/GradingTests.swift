import Controllers
import Evaluation
import Explorer
import Foundation
import Replay
import ReplayStores
import Testing

/// `a` and `:err`: other rules for what answers count for, in every view and in all that is store-wide.
@Suite struct GradingTests {
  private func halves(_ spec: String = "sc:max_samples=4", width: Int = 120, height: Int = 40) throws -> Hands {
    try explorer(spec, width: width, height: height, store: OddStores.halves())
  }

  @Test(arguments: ViewKind.allCases) func oneKeyInEveryView(_ view: ViewKind) throws {
    var hands = try halves()
    hands.press(.function(view.number))
    #expect(!hands.frame.text(row: 0).contains("canonical"))
    hands.type("a")
    #expect(hands.state.grading == .canonical && hands.frame.text(row: 0).contains("  canonical  SC"))
    #expect(hands.model.run.recording.answer == hands.model.question.gold)
    #expect(hands.model.notice?.text == "canonical grading: 3 answers of this question counted with others")
    hands.type("a")
    #expect(hands.state.grading == .exact && !hands.frame.text(row: 0).contains("canonical"))
    #expect(hands.model.run.recording.answer != hands.model.question.gold)
    #expect(hands.model.notice?.text == "exact grading, as published")
  }

  @Test func unreadableProbesAbstain() throws {
    var hands = try halves()
    hands.type(":question 2\n")
    #expect(hands.model.question.text(of: try #require(hands.model.run.recording.answer)) == "ERR")
    hands.type(":err abstain\n")
    #expect(hands.model.run.recording.answer == hands.model.question.gold)
    #expect(hands.frame.text(row: 0).contains("  ERR abstains  SC"))
    hands.type(":grading canonical\n")
    #expect(hands.frame.text(row: 0).contains("  canonical, ERR abstains  SC"))
    hands.type(":err answer\n:grading exact\n")
    #expect(hands.state.rules == .published)
  }

  @Test func undoAndRedo() throws {
    var hands = try halves()
    let frame = hands.frame
    hands.type("a:err abstain\n")
    let other = hands.frame
    hands.type("uu")
    #expect(hands.frame == frame && hands.state.rules == .published)
    hands.control("r")
    hands.control("r")
    #expect(hands.state.rules == AnswerRules(.canonical, errors: .abstain))
    hands.type("vv")
    #expect(hands.frame.text(row: 0) == other.text(row: 0) && hands.model.store.questions[1].abstention != nil)
  }

  @Test(arguments: [
    (":grading loose\n", "grading is one of exact, canonical"), (":err no\n", "err is one of answer, abstain"),
    (":err\n", ":err wants a value: :err answer or abstain"),
  ])
  func wrongWords(_ keys: String, _ line: String) throws {
    var hands = try halves()
    hands.type(keys)
    #expect(hands.model.notice?.text == line && hands.model.notice?.isError == true)
    #expect(hands.state.rules == .published)
  }

  @Test(arguments: [(40, 12), (80, 24), (120, 40), (60, 100)]) func saidAtAnySize(_ width: Int, _ height: Int) throws {
    var hands = try halves("asc-dirichlet", width: width, height: height)
    hands.type("a:err abstain\n")
    #expect(hands.frame.text(row: 0).contains(width < 60 ? "canonical, no ERR" : "canonical, ERR abstains"))
    expectSound(hands.model, "\(width)x\(height)")
  }

  /// What is found under one grading is kept, and never shown under another.
  @Test func storeWideResultsAreKeptApart() async throws {
    var hands = try halves()
    hands.press(.function(4))
    try await hands.finishWork()
    #expect(hands.model.questionFigures?.figures.map(\.correct) == [0, 0])
    hands.type("a")
    #expect(hands.model.questionFigures == nil)
    try await hands.finishWork()
    #expect(hands.model.questionFigures?.figures.map(\.correct) == [2, 0])
    hands.type(":err abstain\n")
    try await hands.finishWork()
    #expect(hands.model.questionFigures?.figures.map(\.correct) == [2, 2])
    hands.type("uu")
    #expect(hands.model.questionFigures?.figures.map(\.correct) == [0, 0])
    #expect(hands.model.questionFigures?.isStale == false)
  }

  @Test func curvesAndTheirTitle() async throws {
    var hands = try halves()
    hands.press(.function(2))
    try await hands.finishWork()
    #expect(hands.model.chart.current?.point.accuracy == 0)
    hands.type("a")
    #expect(hands.model.chart.series.isEmpty && hands.model.chart.current == nil)
    try await hands.finishWork()
    #expect(hands.model.chart.current?.point.accuracy == 50)
    #expect(hands.model.chart.title.hasSuffix("· 2 seeds · canonical"))
    hands.type("a")
    #expect(hands.model.chart.current?.point.accuracy == 0 && !hands.model.chart.series.isEmpty)
  }

  /// Averages read their stores anew under each grading.
  @Test func averages() async throws {
    let store = OddStores.halves()
    let shelf = StoreShelf([[.search: [store.name, "odd/more"]]]) { OddStores.halves(name: $0) }
    let state = ViewState(store: store.name, setting: try Catalog.published.setting("sc:max_samples=4"), view: .curves)
    var hands = Hands(
      try Model(
        state: state, store: store, storeNames: [], catalog: .published, size: Size(width: 80, height: 24),
        unicode: true, shelf: shelf, sweepSeeds: [0]))
    hands.type("A")
    try await hands.finishWork()
    #expect(hands.model.chart.current?.point.accuracy == 0)
    hands.type("a")
    try await hands.finishWork()
    #expect(hands.model.chart.current?.point.accuracy == 50)
    #expect(
      hands.model.chart.title.contains("mean of 2 search stores") && hands.model.chart.title.contains("canonical"))
  }

  @Test func ticksAreThoseOfTheGrading() async throws {
    var hands = try explorer("cmc:beta=0.5", question: 2)
    try await hands.finishWork()
    #expect(hands.model.ticks != nil)
    hands.type("a")
    #expect(hands.model.ticks == nil)
    try await hands.finishWork()
    #expect(hands.model.ticks != nil)
  }

  @Test func anotherStoreKeepsTheGrading() throws {
    var hands = try explorer()
    hands.type("a:store Synth-M/held-out\n")
    hands.load(try Bundled.otherStore())
    #expect(hands.state.grading == .canonical && hands.state.store == "Synth-M/held-out")
    #expect(
      hands.model.store.questions.map(\.answerTexts)
        == (try Bundled.otherStore().graded(.canonical).questions.map(\.answerTexts)))
    hands.type("u")
    hands.load(try Bundled.store())
    #expect(hands.state.grading == .canonical && hands.state.store == "Synth-M/search")
  }

  @Test func tracesKeepTheirs() throws {
    var hands = try traceExplorer()
    hands.type("a")
    #expect(hands.state.rules == .published)
    #expect(hands.model.notice?.text == "this run is as it was recorded: it keeps its grading")
    hands.type(":err abstain\n")
    #expect(hands.state.rules == .published)
  }

  /// On the published stores the run under the key is the run of the graded store.
  @Test(.enabled(if: SharedStores.directory != nil, SharedStores.none)) func publishedStores() throws {
    let directory = try #require(SharedStores.directory)
    let store = try StoreReader.load(path: directory + "/Qwen3-0.6B/aime25.json", name: "Qwen3-0.6B/aime25")
    var hands = try explorer("cmc:beta=0.5", store: store)
    hands.type("a")
    let graded = store.graded(.canonical)
    let controller = try Catalog.published.controller(try Catalog.published.setting("cmc:beta=0.5"))
    for question in graded.questions.indices {
      hands.type(":question \(question + 1)\n")
      let recording = graded.questions[question].record(controller, seed: 0)
      #expect(hands.model.run.recording.answer == recording.answer)
      #expect(hands.model.run.recording.costs == recording.costs)
    }
  }
}

/// The published stores, which lie beside the project.
enum SharedStores {
  static let directory = ProcessInfo.processInfo.environment["AUTOTTS_SHARED"].map { $0 + "/stores" }
  static let none: Comment = "SKIPPED, the published stores are not at hand: AUTOTTS_SHARED names no directory"
}
