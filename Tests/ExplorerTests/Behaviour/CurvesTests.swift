import Controllers
import Evaluation
import Explorer
import Replay
import Testing

/// The Curves view: what it shows is what sweeps give, and what it asks for in the background.
@Suite struct CurvesTests {
  private func curves(
    _ spec: String = "cmc:beta=0.5", width: Int = 120, height: Int = 40, unicode: Bool = true
  ) async throws -> Hands {
    var hands = try explorer(
      spec, question: 2, width: width, height: height, unicode: unicode, store: try Bundled.smallStore())
    hands.press(.function(2))
    try await hands.finishWork()
    return hands
  }

  private func evaluation(_ spec: String, _ stores: [Store]) async throws -> OperatingPoint {
    let setting = try Catalog.published.setting(spec)
    let sweep = try Sweep(stores: stores, settings: [setting], catalog: .published, seeds: [0, 1])
    return OperatingPoint(try await sweep.run(threads: 1).evaluations)
  }

  // MARK: - What is shown

  @Test func everyFamilyOverItsSweep() async throws {
    let chart = try await curves().model.chart
    #expect(chart.series.map(\.id) == Catalog.published.families.map(\.name))
    let store = try Bundled.smallStore()
    for (family, series) in zip(Catalog.published.families, chart.series) {
      #expect(series.points.count == family.sweep.count)
      let result = try await evaluation(try #require(family.sweep.last).description, [store])
      let point = try #require(series.points.last)
      #expect(point.accuracy == result.accuracy && point.tokens == result.tokens)
      let interval = try #require(point.interval)
      #expect((interval.low...interval.high).contains(point.accuracy))
    }
  }

  @Test func sequentialTokens() async throws {
    var hands = try await curves()
    hands.type("T")
    let result = try await evaluation("sc:max_samples=64", [try Bundled.smallStore()])
    #expect(hands.model.chart.series[0].points.last?.tokens == result.sequentialTokens)
    #expect(hands.text.contains("accuracy % over sequential tokens"))
  }

  @Test func frontierIsOfWhatIsShown() async throws {
    var hands = try await curves()
    hands.type("F")
    let frontier = hands.model.chart.frontier
    #expect(frontier.map(\.accuracy) == frontier.map(\.accuracy).sorted() && !frontier.isEmpty)
    for series in hands.model.chart.series {
      for point in series.points {
        #expect(frontier.contains { $0.tokens <= point.tokens && $0.accuracy >= point.accuracy })
      }
    }
    hands.type("l")
    for _ in Catalog.published.families.dropFirst() { hands.type("x") }
    let left = hands.model.chart.series.filter(\.isShown)
    #expect(left.count == 1)
    #expect(hands.model.chart.frontier.allSatisfy { left[0].points.contains($0.withInterval(of: left[0])) })
  }

  @Test func bandsAndBars() async throws {
    var hands = try await curves()
    #expect(hands.model.chart.series.allSatisfy { $0.intervals == .hidden })
    hands.type("e")
    #expect(hands.model.chart.series.filter { $0.intervals == .band }.map(\.id) == ["cmc"])
    hands.type("e")
    #expect(hands.model.chart.series.allSatisfy { $0.intervals == .bars })
    hands.type("e")
    #expect(hands.model.chart.series.allSatisfy { $0.intervals == .hidden })
  }

  @Test func ceilings() async throws {
    var hands = try await curves()
    hands.type("O")
    try await hands.finishWork()
    #expect(hands.model.chart.ceilings.map(\.name) == ["oracle stop of CMC β 0.5", "pass@128", "majority@128"])
    let mark = try #require(hands.model.chart.current)
    let oracle = hands.model.chart.ceilings[0].points
    #expect(try #require(oracle.last).accuracy >= mark.point.accuracy)
    #expect(try #require(oracle.last).tokens <= mark.point.tokens)
    let pass = hands.model.chart.ceilings[1].points[0].accuracy
    #expect(pass == Ceiling.pass(at: 128, of: try Bundled.smallStore()))
    // An oracle's curve belongs to one setting: another one's is not shown in its place.
    hands.type("=")
    #expect(hands.model.chart.ceilings.map(\.name) == ["pass@128", "majority@128"])
    try await hands.finishWork()
    #expect(hands.model.chart.ceilings.first?.name == "oracle stop of CMC β 0.51")
  }

  @Test func averages() async throws {
    var hands = try await curves("sc:max_samples=4")
    hands.type("A")
    #expect(hands.text.contains("mean of 2 search stores") && hands.text.contains("reading 2 stores"))
    #expect(hands.model.chart.series.isEmpty && hands.model.chart.current == nil)
    try await hands.finishWork()
    let stores = [try Bundled.store(), try Bundled.smallStore()]
    let result = try await evaluation("sc:max_samples=4", stores)
    #expect(hands.model.chart.current?.point.accuracy == result.accuracy)
    #expect(hands.model.chart.series[0].points[1].tokens == result.tokens)
    hands.type("A")
    #expect(hands.text.contains("Synth-M/held-out · 2 seeds"))
    hands.type("A")
    // What was found for this store is still there.
    #expect(hands.model.chart.series.count == Catalog.published.families.count)
    #expect(hands.model.chart.current?.isStale == false)
  }

  @Test func anAverageThatCannotBeRead() throws {
    let store = try Bundled.smallStore()
    let state = ViewState(store: store.name, setting: try Catalog.published.setting("sc"), view: .curves)
    let shelf = StoreShelf([[.search: [store.name], .heldOut: ["gone/away"]]]) { _ in throw Gone() }
    var hands = Hands(
      try Model(
        state: state, store: store, storeNames: [], catalog: .published, size: Size(width: 80, height: 24),
        unicode: true, shelf: shelf, sweepSeeds: [0]))
    hands.type("AA")
    let job = try #require(hands.jobs.first { $0.work.kind == .stores })
    hands.send(.found(.storesFailed("gone/away: no such store"), generation: job.generation))
    #expect(hands.model.notice?.text == "gone/away: no such store" && hands.model.notice?.isError == true)
    #expect(hands.state.curves.scope == .store)
  }

  private struct Gone: Error {}

  // MARK: - The mark

  @Test func markFollowsBeta() async throws {
    var hands = try await curves()
    let before = try #require(hands.model.chart.current)
    #expect(before.point.label == "β 0.5" && !before.isStale)
    hands.type(":beta 0.63\n")
    // Until the new one is known, the old one is shown as such.
    #expect(hands.model.chart.current == Chart.Current(series: "cmc", point: before.point, isStale: true))
    try await hands.finishWork()
    let result = try await evaluation("cmc:beta=0.63", [try Bundled.smallStore()])
    let mark = try #require(hands.model.chart.current)
    #expect(!mark.isStale && mark.point.accuracy == result.accuracy && mark.point.tokens == result.tokens)
  }

  /// A step of 0.01 finds its result there; one of 0.1 supersedes what is under way, whose late findings are dropped.
  @Test func neighboursAheadAndStaleResults() async throws {
    var hands = try await curves()
    hands.type("=")
    #expect(hands.model.chart.current?.point.label == "β 0.51" && hands.model.chart.current?.isStale == false)
    hands.type(":beta 0.345\n")
    let late = try #require(hands.jobs.first { $0.work.kind == .mark })
    #expect(hands.model.chart.current?.isStale == true)
    hands.type(":beta 0.777\n")
    let current = try #require(hands.jobs.first { $0.work.kind == .mark })
    #expect(current.generation > late.generation && current.work != late.work)
    for finding in try await Findings.shared.findings(of: late.work) {
      hands.send(.found(finding, generation: late.generation))
    }
    #expect(hands.model.chart.current?.isStale == true && hands.model.chart.current?.point.label == "β 0.51")
    for finding in try await Findings.shared.findings(of: current.work) {
      hands.send(.found(finding, generation: current.generation))
    }
    #expect(hands.model.chart.current?.point.label == "β 0.777" && hands.model.chart.current?.isStale == false)
    // Now the neighbours, one after another.
    #expect(hands.jobs.contains { $0.work.kind == .mark && $0.generation > current.generation })
  }

  /// The mark of the hand goes before the sweep of all families, which goes on afterwards where it was.
  @Test func theSweepWaitsForTheMark() async throws {
    var hands = try explorer(question: 2, store: try Bundled.smallStore())
    hands.press(.function(2))
    #expect(Set(hands.jobs.map(\.work.kind)) == [.ticks, .mark])
    let mark = try #require(hands.jobs.first { $0.work.kind == .mark })
    for finding in try await Findings.shared.findings(of: mark.work) {
      hands.send(.found(finding, generation: mark.generation))
    }
    let curve = try #require(hands.jobs.first { $0.work.kind == .curve })
    hands.type("+")
    #expect(!hands.jobs.contains { $0.work.kind == .curve })
    hands.type("_")
    #expect(hands.jobs.contains { $0.work.kind == .curve && $0.work == curve.work })
    #expect(hands.text.contains("curves 0 %"))
    try await hands.finishWork()
    #expect(!hands.text.contains("curves ") || hands.model.chart.series.count == Catalog.published.families.count)
  }

  @Test func nothingBeforeTheViewIsOpened() async throws {
    var hands = try explorer(question: 2)
    hands.type("=+-")
    #expect(hands.jobs.allSatisfy { $0.work.kind == .ticks })
    hands.press(.function(2))
    hands.press(.function(1))
    hands.type("+")
    // From then on the mark follows in any view.
    #expect(hands.jobs.contains { $0.work.kind == .mark })
  }

  /// However long β moves, what is kept is bounded.
  @Test func memoryIsBounded() async throws {
    var hands = try await curves()
    let point = OperatingPoint(
      setting: try Catalog.published.setting("cmc:beta=0.5"), accuracy: 50, tokens: 1000, sequentialTokens: 100)
    let key = StoreWideKey(stores: ["Synth-M/small"], seeds: [0, 1])
    for step in 0..<350 {
      hands.type(":beta 0.\(100 + step)5\n")
      let job = try #require(hands.jobs.first { $0.work.kind == .mark })
      var found = point
      found.setting = hands.state.setting
      hands.send(.found(.point(found, key), generation: job.generation))
      #expect(hands.model.chart.current?.isStale == false)
    }
    #expect(hands.model.keptPointCount <= 300)
  }

  // MARK: - Reading and picking

  @Test func cursorReadsPoints() async throws {
    var hands = try await curves()
    hands.type("l")
    #expect(hands.state.curves.cursor?.description == "cmc:beta=0.5")
    hands.type("ll")
    let result = try await evaluation("cmc:beta=0.7", [try Bundled.smallStore()])
    let row = hands.frame.text(row: 38)
    #expect(row.contains("CMC β 0.7: \(Wording(unicode: true).fixed(result.accuracy, places: 2)) %"), "\(row)")
    #expect(row.contains(Wording(unicode: true).tokens(Int(result.tokens.rounded())) + " tokens"), "\(row)")
    for _ in 0..<20 { hands.type("l") }
    #expect(hands.state.curves.cursor?.description == "cmc:beta=1")
    var families: Set<String> = []
    for _ in Catalog.published.families {
      hands.type("j")
      families.insert(try #require(hands.state.curves.cursor).family)
    }
    #expect(families.count == Catalog.published.families.count && hands.state.curves.cursor?.family == "cmc")
  }

  @Test func twoPicksAreCompared() async throws {
    var hands = try await curves()
    hands.type("l" + String(repeating: "l", count: 9) + " ")
    hands.type(":choose-curves\n\u{1b}")
    while hands.state.curves.cursor?.family != "sc" { hands.type("j") }
    hands.type("llllll ")
    #expect(hands.state.curves.picked.map(\.description) == ["cmc:beta=1", "sc:max_samples=64"])
    #expect(hands.text.contains("being compared") && hands.jobs.contains { $0.work.kind == .comparison })
    try await hands.finishWork()
    let comparison = try #require(hands.model.comparison)
    let store = try Bundled.smallStore()
    let sweep = try Sweep(
      stores: [store], settings: hands.state.curves.picked, catalog: .published, seeds: [0, 1])
    let result = try await sweep.run(threads: 1)
    let paired = PairedComparison([result[store: 0, setting: 0]], [result[store: 0, setting: 1]])
    #expect(comparison.paired.accuracy == paired.accuracy && comparison.paired.tokens == paired.tokens)
    #expect(hands.text.contains("won \(paired.won) lost \(paired.lost) tied \(paired.tied)"))
    for (word, isMeant) in [("won", { $0 > $1 }), ("lost", { $0 < $1 })] as [(String, (Int, Int) -> Bool)] {
      let numbers = paired.questions.filter { isMeant($0.firstCorrect, $0.secondCorrect) }.map { "Q\($0.question + 1)" }
      #expect(numbers.isEmpty || hands.text.contains("\(word) \(numbers.joined(separator: " "))"))
    }
    #expect(hands.text.contains("CMC β 1 − SC n 64"))
    let isOpen = paired.accuracy.verdict == .indistinguishable
    #expect(hands.text.contains("indistinguishable") == isOpen)
    // Enter shows both runs side by side where they tell most.
    let telling = comparison.telling
    hands.type("\n")
    #expect(hands.state.view == .diff && hands.state.setting.description == "cmc:beta=1")
    #expect(hands.state.question == telling.question && hands.state.seed == telling.seed)
    #expect((hands.model.run.recording.answer == hands.model.question.gold) == telling.isFirstRight)
    #expect(hands.model.notice?.text.contains(telling.isFirstRight ? "CMC β 1 right" : "CMC β 1 wrong") == true)
    #expect(hands.text.contains("SC n 64") && hands.model.diffRow == hands.model.alignment?.firstDivergence)
    // A third pick takes the place of the second, a picked one is dropped.
    hands.press(.function(2))
    hands.type("h ")
    #expect(hands.state.curves.picked.map(\.description) == ["cmc:beta=1", "sc:max_samples=32"])
    hands.type(" ")
    #expect(hands.state.curves.picked.map(\.description) == ["cmc:beta=1"])
  }

  @Test func theFirstPickIsTheSettingUnderTheHand() async throws {
    var hands = try await curves()
    hands.type(" ")
    #expect(hands.state.curves.picked == [hands.state.setting] && hands.state.curves.cursor == nil)
    #expect(hands.text.contains("pick another to compare"))
    for key in [" ", "\n"] {
      hands.type(key)
      #expect(hands.state.curves.picked == [hands.state.setting])
      #expect(hands.model.notice?.text == "that is picked; h l go to another point")
    }
  }

  @Test func overridesAreNamed() async throws {
    let hands = try await curves("cmc:beta=0.5,warm_up=12")
    #expect(hands.model.chart.current?.point.label == "β 0.5 warm_up=12")
    #expect(hands.text.contains("CMC β 0.5 warm_up=12: "))
    let result = try await evaluation("cmc:beta=0.5,warm_up=12", [try Bundled.smallStore()])
    #expect(hands.model.chart.current?.point.accuracy == result.accuracy)
  }

  // MARK: - Mouse and lists

  @Test(arguments: [(80, 24), (120, 40), (60, 100)]) func mouse(_ width: Int, _ height: Int) async throws {
    var hands = try await curves(width: width, height: height)
    var read = 0
    for row in stride(from: 2, to: height - 2, by: 2) {
      for column in stride(from: 0, to: width, by: 7) {
        let before = hands.state.curves
        hands.mouse(.press, column, row)
        if hands.state.curves.cursor != before.cursor, hands.state.curves.cursor != nil { read += 1 }
      }
    }
    #expect(read > 5)
    // Every legend entry switches its curve, off and on again.
    var fresh = try await curves(width: width, height: height)
    let place = try #require(legendPlace(of: "SDGV", in: fresh.frame))
    fresh.mouse(.press, place.column, place.row)
    #expect(fresh.state.curves.hidden == ["sdgv"])
    fresh.mouse(.press, place.column, place.row)
    #expect(fresh.state.curves.hidden.isEmpty)
  }

  private func legendPlace(of name: String, in frame: Frame) -> (column: Int, row: Int)? {
    for row in 0..<frame.size.height {
      let text = frame.text(row: row)
      if let range = text.firstRange(of: name) {
        return (text.distance(from: text.startIndex, to: range.lowerBound), row)
      }
    }
    return nil
  }

  @Test func listOfCurves() async throws {
    var hands = try await curves()
    hands.type("Xj \u{1b}")
    #expect(hands.state.curves.hidden == ["asc"])
    hands.type("Xj \u{1b}")
    #expect(hands.state.curves.hidden.isEmpty && hands.model.overlays.isEmpty)
  }

  @Test func readsWithoutCurves() throws {
    var hands = try explorer(question: 2, store: try Bundled.smallStore())
    hands.press(.function(2))
    for (keys, line) in [("l", "no curve is there yet"), ("x", "no point is read; h l go to one")] {
      hands.type(keys)
      #expect(hands.model.notice?.text == line)
    }
    #expect(hands.text.contains("being evaluated"))
  }
}

extension Chart.Point {
  /// The same with the interval that the curve's own point has: the frontier's points have it too.
  fileprivate func withInterval(of series: Chart.Series) -> Chart.Point {
    series.points.first { $0.tokens == tokens && $0.accuracy == accuracy } ?? self
  }
}
