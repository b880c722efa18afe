import Explorer
import Replay
import Testing

/// Two runs side by side: where they part, how the cursor moves, what can stand on the right.
@Suite struct DiffTests {
  private func diff(_ spec: String = "cmc:beta=0.5", against other: String? = nil, question: Int = 2) throws -> Hands {
    var hands = try explorer(spec, question: question)
    hands.press(.function(3))
    if let other { hands.type(":against \(other)\n") }
    return hands
  }

  @Test func opensWhereTheRunsPart() throws {
    let hands = try diff()
    let alignment = try #require(hands.model.alignment)
    #expect(hands.state.view == .diff && hands.model.diffRow == alignment.firstDivergence)
    #expect(hands.text.contains("CMC β 0.5") && hands.text.contains("CMC β 0.6"))
    #expect(hands.text.contains("divergence 1 of \(alignment.divergenceCount)"))
    // What the header says is what the left side has done by then.
    #expect(hands.cursor == alignment.steps(through: try #require(alignment.firstDivergence)).left)
  }

  @Test(arguments: everySpec) func aRunBesideItselfIsEqual(_ spec: String) throws {
    let hands = try diff(spec, against: spec)
    #expect(hands.text.contains("the runs are equal"))
    #expect(hands.model.diffLines.count == 1 || hands.model.run.count < 3)
    expectSound(hands.model, spec)
  }

  /// All rows stand in the lines, once and in order, folded or not.
  @Test(arguments: ["cmc:beta=0.6", "sc", "cmc:beta=0.5@seed=1", "esc@question=4", "parallel-probe"])
  func everyRowStandsInALine(_ other: String) throws {
    var hands = try diff(against: other)
    let rows = try #require(hands.model.alignment).rows.count
    for isFolded in [true, false] {
      let shown = hands.model.diffLines.flatMap { line in
        switch line {
        case .row(let row): [row]
        case .fold(let rows): Array(rows)
        }
      }
      #expect(shown == Array(0..<rows))
      #expect(isFolded || hands.model.diffLines.count == rows)
      hands.type("e")
    }
  }

  @Test func aFoldIsOneLineAndEnterUnfoldsIt() throws {
    var hands = try diff(against: "cmc:beta=0.53")
    hands.type("g")
    guard case .fold(let rows)? = hands.model.diffLines.first else {
      Issue.record("the equal beginning is not folded")
      return
    }
    #expect(hands.text.contains("… \(rows.count) equal steps"))
    hands.type("j")
    #expect(hands.model.diffRow == rows.upperBound)
    hands.type("k\n")
    #expect(hands.state.diff.showsEqual && hands.model.diffRow == 0 && hands.state.view == .diff)
    hands.type("jjj\n")
    #expect(hands.state.view == .step && hands.cursor == 4)
  }

  @Test func divergencesAndReconvergences() throws {
    var hands = try diff(against: "cmc:beta=0.53")
    let alignment = try #require(hands.model.alignment)
    let starts = alignment.stretches.filter { !$0.isEqual }.map(\.rows.lowerBound)
    hands.type("g")
    var seen: [Int] = []
    for _ in starts {
      hands.type("n")
      seen.append(hands.model.diffRow ?? -1)
    }
    #expect(seen == starts)
    hands.type("n")
    #expect(hands.model.notice?.text == "no further divergence" && hands.model.diffRow == starts.last)
    hands.type("gnr")
    let row = try #require(hands.model.diffRow)
    #expect(alignment.rows[row].isEqual && !alignment.rows[row - 1].isEqual)
    hands.type("GN")
    #expect(hands.model.diffRow == starts.last { $0 < alignment.rows.count - 1 })
  }

  /// The slider moves the left run; the cursor stays at the same action of it.
  @Test func betaMovesTheLeftSide() throws {
    var hands = try diff(against: "cmc:beta=0.9")
    hands.type("nnnn")
    let before = try #require(hands.model.run.step(at: hands.cursor))
    hands.type("=")
    let after = try #require(hands.model.run.step(at: hands.cursor))
    #expect(hands.state.setting.beta == 0.51 && hands.text.contains("CMC β 0.9"))
    #expect((after.round, after.kind, after.branch) == (before.round, before.kind, before.branch))
    let row = try #require(hands.model.diffRow)
    #expect(hands.model.alignment?.steps(through: row).left == hands.cursor)
    hands.type("u")
    #expect(hands.state.setting.beta == 0.5 && hands.state.diff.right?.description == "cmc:beta=0.9")
  }

  @Test func questionAndSeedMoveBothUnlessTheOtherHasItsOwn() throws {
    var hands = try diff(against: "cmc:beta=0.9")
    hands.type("}s")
    #expect(hands.text.contains("Q4/30") && !hands.text.contains("CMC β 0.9 seed"))
    hands.type(":against cmc:beta=0.9@seed=7@question=2\n")
    #expect(hands.text.contains("CMC β 0.9 Q2 seed 7"))
  }

  /// Step and Diff are at the same place of the left run.
  @Test func theViewsShareTheirPlace() throws {
    var hands = try diff()
    hands.type("5")
    let cursor = hands.cursor
    hands.press(.function(1))
    #expect(hands.cursor == cursor)
    hands.type("LL")
    hands.press(.function(3))
    let row = try #require(hands.model.diffRow)
    #expect(hands.model.alignment?.rows[row].left == cursor + 19)
  }

  @Test func typedStepsAndMarksMoveTheRow() throws {
    var hands = try diff()
    hands.type(":step 200\n")
    let row = try #require(hands.model.diffRow)
    #expect(hands.cursor == 200 && hands.model.alignment?.rows[row].left == 199)
  }

  @Test func theListOffersTheSettingBefore() throws {
    var hands = try explorer(question: 2)
    hands.type(":controller dgcc:beta=0.3\nd")
    #expect(hands.text.contains("CMC β 0.5") && hands.text.contains("the setting before this one"))
    hands.type("\n")
    #expect(hands.state.view == .diff && hands.state.diff.right?.description == "cmc:beta=0.5")
  }

  @Test func overridesAreNamed() throws {
    let hands = try diff(against: "cmc:beta=0.5,warm_up=12")
    #expect(hands.text.contains("CMC β 0.5 warm_up=12"))
    #expect(hands.state.diff.right?.description == "cmc:beta=0.5,warm_up=12")
  }

  @Test(arguments: [
    ("nonsense", "nonsense"), ("cmc:beta=7", "beta"), ("cmc@seed=-1", "seed"), ("cmc@question=0", "count from 1"),
    ("trace:", "names no file"),
  ])
  func sidesThatAreNone(_ text: String, _ words: String) throws {
    let hands = try diff(against: text)
    #expect(hands.model.notice?.isError == true && hands.model.notice?.text.contains(words) == true)
    #expect(hands.state.diff.right == nil)
  }

  @Test func aQuestionThatTheStoreLacks() throws {
    let hands = try diff(against: "cmc@question=31")
    #expect(hands.text.contains("this store has questions 1 to 30, not 31"))
    expectSound(hands.model, "no pair")
  }

  @Test func exchangedTwiceIsAsBefore() throws {
    var hands = try diff(against: "sdgv:beta=0.2@seed=4")
    let before = hands.state
    hands.type("x")
    #expect(hands.state.setting.description == "sdgv:beta=0.2" && hands.state.seed == 4)
    hands.type("x")
    #expect(hands.state.setting == before.setting && hands.state.seed == before.seed)
    #expect(hands.state.diff.right == before.diff.right)
  }

  @Test func aClickPutsTheCursorOnALine() throws {
    var hands = try diff(against: "cmc:beta=0.53")
    hands.type("5")
    let layout = DiffLayout(size: hands.model.size)
    let lines = hands.model.diffLines
    let first = layout.firstLine(lines.index(ofRow: try #require(hands.model.diffRow)), of: lines.count)
    for side in [layout.left, layout.right] {
      var clicked = hands
      clicked.mouse(.press, side.column + 6, side.row + 3)
      #expect(clicked.model.diffRow == lines[first + 2].first)
      clicked.mouse(.wheelDown, side.column + 6, side.row + 3)
      #expect(clicked.model.diffRow == lines[first + 3].first)
      clicked.mouse(.press, side.column + 6, side.row)
      #expect(clicked.model.diffRow == lines[first + 3].first)
    }
  }

  @Test(arguments: [(40, 12), (60, 20), (80, 24), (120, 40), (60, 100), (300, 80), (79, 13)])
  func everySizeShowsBothSides(_ width: Int, _ height: Int) throws {
    for unicode in [true, false] {
      var hands = try explorer("cmc:beta=0.5", question: 2, width: width, height: height, unicode: unicode)
      hands.press(.function(3))
      for key in ["", "5", "G", "n", "e", "g"] {
        hands.type(key)
        expectSound(hands.model, "\(width)x\(height) \(key)")
        let beta = unicode ? "β" : "b"
        #expect(hands.text.contains("CMC \(beta) 0.5") && hands.text.contains("CMC \(beta) 0.6"))
      }
    }
  }

  // MARK: - Runs by hand

  @Test func aRunByHandOnEitherSide() throws {
    var hands = try explorer(question: 2)
    hands.type("5tbp\n:save mine\n")
    hands.press(.function(3))
    #expect(hands.text.contains("by hand from CMC β 0.5"))
    hands.type(":against cmc:beta=0.5\n")
    let alignment = try #require(hands.model.alignment)
    // All before the fork is equal, nothing after it.
    #expect(alignment.divergenceCount == 1 && alignment.firstDivergence.map { alignment.rows[$0].left } == 312)
    hands.type(":against hand:mine\n")
    #expect(hands.text.contains("the runs are equal") && hands.text.contains("by hand: mine"))
    hands.press(.function(1))
    hands.press(.escape)
    hands.press(.function(3))
    #expect(!hands.text.contains("the runs are equal") && hands.text.contains("by hand: mine"))
    hands.type("dg")
    #expect(hands.text.contains("by hand, Q3 seed 0"))
  }

  @Test func anUnfinishedRunByHandSaysSo() throws {
    var hands = try explorer(question: 2)
    hands.type("5tbp")
    hands.press(.function(3))
    hands.type("g")
    #expect(hands.text.contains("unfinished") && hands.text.contains("not both have ended"))
    expectSound(hands.model, "unfinished")
  }

  @Test func aRunByHandKeepsItsSideAndIsOfferedItsController() throws {
    var hands = try explorer(question: 2)
    hands.type("5tbp")
    hands.press(.function(3))
    let state = hands.state
    hands.type("x")
    #expect(hands.state == state && hands.model.notice?.text == "only runs of controllers change sides")
    hands.type("d")
    #expect(hands.text.contains("the controller that it was taken over from"))
  }

  @Test func noSuchRunByHand() throws {
    let hands = try diff(against: "hand:nobody")
    #expect(hands.text.contains("there is no run by hand 'nobody'"))
  }

  // MARK: - Trace files

  /// A run of the bundled store as trace files tell it, with one value altered where asked.
  private func told(altered: Bool) throws -> TracedRun {
    let hands = try explorer("cmc:beta=0.5", question: 2)
    let catalog = hands.model.catalog
    let controller = try catalog.controller(hands.state.setting)
    var steps = controller.trace(of: hands.model.run.recording, beta: 0.5)
    let index = try #require(steps.indices.last { steps[$0].output["pool_conf"] != nil })
    if altered, case .object(var fields) = steps[index].output {
      for field in fields.indices where fields[field].key == "pool_conf" { fields[field].value = 0.1234 }
      steps[index].output = .object(fields)
    }
    let run = TraceRun(
      model: "Synth-M", dataset: "search", method: "OptimalController", description: "cmc:beta=0.5", shuffleSeed: 0,
      questionIndex: 2, isCorrect: true, cost: hands.model.run.recording.costs.tokens, trace: steps)
    return TracedRun(run, at: TracePlace(file: "/data/runs.jsonl", line: 4))
  }

  /// Each test has a file name of its own: what background work finds is shared by all tests.
  private func besideTrace(
    _ file: String, _ run: @escaping @Sendable (TracePlace) throws -> TracedRun
  ) async throws -> Hands {
    let store = try Bundled.store()
    let catalog = try explorer().model.catalog
    let state = ViewState(
      store: store.name, question: 2, setting: try catalog.setting("cmc:beta=0.5"), view: .diff,
      diff: DiffState(right: .trace(file: "/data/\(file)", line: 4)))
    var hands = Hands(
      try Model(
        state: state, store: store, storeNames: Bundled.storeNames, catalog: catalog,
        size: Size(width: 120, height: 40), unicode: true, shelf: Bundled.shelf, sweepSeeds: [0],
        sideShelf: SideShelf(load: run)))
    hands.resize(120, 40)
    #expect(hands.text.contains("the file is being read"))
    try await hands.finishWork()
    return hands
  }

  @Test func aRunBesideTheSameOfAFile() async throws {
    let run = try told(altered: false)
    let hands = try await besideTrace("same.jsonl") { _ in run }
    #expect(hands.text.contains("the runs are equal") && hands.text.contains("runs.jsonl line 4"))
  }

  @Test func anAlteredValueIsNamed() async throws {
    let run = try told(altered: true)
    let hands = try await besideTrace("altered.jsonl") { _ in run }
    #expect(hands.text.contains("divergence 1 of 1") && hands.text.contains("output.pool_conf: "))
    #expect(hands.text.contains("0.1234 right"))
    expectSound(hands.model, "altered")
  }

  /// Only the same question under the same seed is compared with a file's run.
  @Test func aRunOfAnotherQuestionIsNotCompared() async throws {
    let run = try told(altered: false)
    var hands = try await besideTrace("other.jsonl") { _ in run }
    #expect(hands.model.alignment != nil)
    hands.type("s")
    #expect(hands.model.alignment == nil && hands.text.contains("that line is a run of question 3 with seed 0"))
    hands.type("S")
    #expect(hands.model.alignment != nil)
  }

  @Test func aRunOnAnotherStoreIsNotCompared() async throws {
    var run = try told(altered: false).run
    run.model = "Synth-L"
    let other = TracedRun(run, at: TracePlace(file: "/data/large.jsonl", line: 4))
    let hands = try await besideTrace("large.jsonl") { _ in other }
    #expect(hands.model.alignment == nil && hands.text.contains("that line is a run on Synth-L/search"))
  }

  /// Beside a file the left run is told in the file's steps; the cursor counts its actions all the same.
  @Test func theCursorStaysWhereStepsAreTold() async throws {
    let run = try told(altered: true)
    var hands = try await besideTrace("steps.jsonl") { _ in run }
    let cursor = hands.cursor
    hands.type("gjjG")
    #expect(hands.cursor == cursor && hands.model.diffRow == (hands.model.alignment?.rows.count ?? 0) - 1)
  }

  /// A run of a trace file on the left, with the bundled stores at hand.
  private func besideTraced(_ run: TracedRun, against side: String? = nil) async throws -> Hands {
    let catalog = try explorer().model.catalog
    var hands = Hands(
      try Model(
        trace: run, storeNames: Bundled.storeNames, catalog: catalog, size: Size(width: 120, height: 40),
        unicode: true, shelf: Bundled.shelf, storeDirectories: ["my stores"]))
    #expect(hands.text.contains("autotts --stores 'my stores' --store"))
    #expect(!hands.model.frameCommand.contains("--stores"))
    hands.press(.function(3))
    if let side { hands.type(":against \(side)\n") }
    hands.resize(120, 40)
    #expect(hands.text.contains("the store is being read"))
    try await hands.finishWork()
    return hands
  }

  /// Nothing chosen, a traced run stands beside the same run made anew on the store that its file names.
  @Test func aTracedRunBesideItselfMadeAnew() async throws {
    let hands = try await besideTraced(try told(altered: false))
    #expect(hands.model.otherSide.description == "cmc:beta=0.5")
    #expect(hands.text.contains("the runs are equal"))
    #expect(hands.model.frameCommand.suffix(2) == ["--stores", "my stores"])
    expectSound(hands.model, "anew")
    var asked = hands
    asked.type("r")
    #expect(asked.text.contains("the runs never part"))
  }

  @Test func anAlteredTraceIsFoundOut() async throws {
    var hands = try await besideTraced(try told(altered: true))
    #expect(hands.text.contains("divergence 1 of 1") && hands.text.contains("0.1234 left"))
    // The cursor counts the steps of the file, which stands on the left.
    hands.type("g")
    #expect(hands.cursor == 1)
  }

  @Test func aTracedRunBesideAnotherController() async throws {
    let hands = try await besideTraced(try told(altered: false), against: "cmc:beta=0.9@seed=4")
    let alignment = try #require(hands.model.alignment)
    #expect(alignment.firstDivergence != nil)
    #expect(hands.text.contains("seed 4"))
    expectSound(hands.model, "another controller")
  }

  @Test func theStoreOfATraceMayBeMissing() async throws {
    var run = try told(altered: false).run
    run.model = "Nowhere"
    let elsewhere = try await besideTraced(TracedRun(run, at: TracePlace(file: "/data/runs.jsonl", line: 1)))
    #expect(elsewhere.model.alignment == nil && elsewhere.text.contains("Nowhere/search"))
    run.model = "Synth-M"
    run.questionIndex = 99
    let beyond = try await besideTraced(TracedRun(run, at: TracePlace(file: "/data/runs.jsonl", line: 1)))
    #expect(beyond.model.alignment == nil && beyond.text.contains("has questions 1 to 30, not 100"))
  }

  @Test func aFileThatCannotBeRead() async throws {
    struct Gone: Error, CustomStringConvertible { let description = "/data/runs.jsonl: no such\u{1b}[2J file" }
    let hands = try await besideTrace("gone.jsonl") { _ in throw Gone() }
    #expect(hands.text.contains("/data/runs.jsonl: no such") && hands.model.alignment == nil)
    expectSound(hands.model, "gone")
    var walked = hands
    walked.type("nrejkgGx")
    expectSound(walked.model, "gone")
  }

  @Test func aTracedRunOnTheLeft() throws {
    var hands = try traceExplorer()
    hands.press(.function(3))
    #expect(hands.text.contains("the store is being read"))
    expectSound(hands.model, "traced")
  }

  /// Where a file does not say which controller made its runs, none is guessed.
  @Test(arguments: ["told", "cmc | config={'gamma': 1}", "asc | config={}", ""])
  func aTracedRunOfAnUnknownController(description: String) throws {
    var run = Traces.momentum
    run.description = description
    var hands = try traceExplorer(run)
    hands.press(.function(3))
    #expect(hands.text.contains("name one, SPEC or trace:FILE:LINE"))
    hands.type("d")
    #expect(hands.model.overlays.isEmpty && hands.text.contains("there is nothing to offer"))
    #expect(!hands.jobs.contains { $0.work.kind == .side })
    expectSound(hands.model, "unknown")
  }
}
