import Explorer
import Replay
import Testing

@Suite struct MouseTests {
  @Test(arguments: [60, 80, 120, 200]) func dragOverTheWholeSlider(_ width: Int) throws {
    var hands = try explorer(width: width)
    let slider = try #require(Slider(hands.frame))
    hands.mouse(.press, slider.first, 0)
    #expect(hands.state.setting.beta == 0)
    var betas: [Double] = []
    for column in slider.first...slider.last {
      hands.mouse(.drag, column, 0)
      betas.append(try #require(hands.state.setting.beta))
      #expect(hands.frame[column, 0].glyph == "●", "column \(column)")
    }
    #expect(betas == betas.sorted() && betas.first == 0 && betas.last == 1)
    #expect(Set(betas).count == betas.count)
    #expect(betas.allSatisfy { ($0 * 100).rounded() / 100 == $0 })
    // The hand may leave the row and the screen.
    hands.mouse(.drag, 0, 30)
    #expect(hands.state.setting.beta == 0)
    hands.mouse(.drag, 9999, 9999)
    #expect(hands.state.setting.beta == 1)
    hands.mouse(.release, 9999, 9999)
    hands.mouse(.drag, slider.first, 0)
    #expect(hands.state.setting.beta == 1)
  }

  /// A button let go over something else holds the slider no longer.
  @Test func aDragEndsWithTheNextPress() throws {
    var hands = try explorer()
    let slider = try #require(Slider(hands.frame))
    hands.mouse(.press, slider.first, 0)
    hands.type("?")
    hands.mouse(.release, slider.first, 0)
    hands.type("\u{1b}")
    hands.mouse(.press, 5, 10)
    hands.mouse(.drag, slider.last, 0)
    #expect(hands.state.setting.beta == 0)
  }

  @Test(arguments: [80, 120]) func clickOnTheTimeline(_ width: Int) throws {
    var hands = try explorer(question: 2, width: width)
    let row = try #require(hands.timelineRow)
    let cells = (0..<width).map { hands.frame[$0, row].glyph }
    let end = try #require(cells.firstIndex(of: "┤"))
    try #require(hands.model.run.count > end)
    for column in 1..<end {
      hands.mouse(.press, column, row)
      hands.mouse(.release, column, row)
      #expect(hands.frame[column, row].glyph == "▼", "column \(column)")
    }
    #expect(hands.cursor == hands.model.run.count)
    hands.mouse(.press, end - 1, row)
    hands.mouse(.drag, 0, 3)
    #expect(hands.cursor == 0)
    hands.mouse(.release, 0, 3)
  }

  @Test func aDragFromElsewhereLeavesTheTimelineAlone() throws {
    var hands = try explorer(question: 2)
    let row = try #require(hands.timelineRow)
    hands.mouse(.press, 20, 20)
    hands.mouse(.drag, 20, row)
    #expect(hands.cursor == 0)
  }

  @Test func clickOnAnAction() throws {
    var hands = try explorer(question: 2)
    hands.type("5")
    let rect = try #require(hands.pane(.actions))
    for row in [1, 3, rect.height - 2] {
      let number = hands.frame.text(row: rect.row + row).dropFirst(rect.column + 1)
        .split { !$0.isNumber }.first.flatMap { Int($0) }
      hands.mouse(.press, rect.column + 4, rect.row + row)
      #expect(hands.cursor == number)
      #expect(hands.state.focus == .actions)
    }
  }

  @Test func clickOnACellGoesToWhereItWasRevealed() throws {
    var hands = try explorer(question: 2)
    hands.type("7")
    let rect = try #require(hands.pane(.branches))
    let place = hands.cursor
    var checked = 0
    for row in stride(from: rect.row + 1, to: rect.row + rect.height - 2, by: 3) {
      for column in stride(from: rect.column + 26, to: rect.column + rect.width - 1, by: 5) {
        hands.type(":step \(place)\n")
        let letter = hands.frame[column, row].glyph
        let number = hands.frame.text(row: row).split { !$0.isNumber }.first.flatMap { Int($0) }
        hands.mouse(.press, column, row)
        guard letter.first?.isLetter == true, let step = hands.model.run.step(at: hands.cursor) else { continue }
        checked += 1
        #expect(step.branch + 1 == number, "\(column),\(row)")
        #expect(step.kind == .probe || step.kind == .branch || step.kind == .read)
        let answer = try #require(step.answer)
        #expect(hands.model.run.legend.letter(answer, Glyphs(unicode: true)) == letter)
      }
    }
    #expect(checked > 5)
  }

  @Test func clickFocuses() throws {
    var hands = try explorer()
    for pane in Pane.allCases {
      let rect = try #require(hands.pane(pane))
      hands.mouse(.press, rect.column, rect.row)
      #expect(hands.state.focus == pane)
    }
  }

  @Test func clickOnTheStoresName() throws {
    var hands = try explorer()
    hands.mouse(.press, 4, 0)
    guard case .picker(let picker)? = hands.model.overlays.last else {
      Issue.record("no list")
      return
    }
    #expect(picker.subject == .store)
    // A click on a row takes it, a click beside the list closes it.
    let row = try #require((0..<40).first { hands.frame.text(row: $0).contains("Synth-S/search") })
    var other = hands
    hands.mouse(.press, 60, row)
    #expect(hands.effects.count == 1 && hands.model.overlays.isEmpty)
    other.mouse(.press, 1, 1)
    #expect(other.effects.isEmpty && other.model.overlays.isEmpty)
  }

  @Test func wheel() throws {
    var hands = try explorer(question: 2)
    hands.type("5")
    let actions = try #require(hands.pane(.actions))
    let place = hands.cursor
    hands.mouse(.wheelDown, actions.column + 2, actions.row + 2)
    #expect(hands.cursor == place + 3 && hands.state.focus == .branches)
    hands.mouse(.wheelUp, actions.column + 2, actions.row + 2)
    #expect(hands.cursor == place)
    hands.type("?")
    hands.mouse(.wheelDown, 50, 20)
    guard case .help(_, _, let selection)? = hands.model.overlays.last else {
      Issue.record("no help")
      return
    }
    #expect(selection == 1)
  }

  /// Every cell of small and odd screens takes a press, a drag and the wheel.
  @Test func anywhereOnAnyScreen() throws {
    var hands = try explorer(question: 2)
    for (width, height) in [(40, 12), (40, 5), (30, 4), (12, 3), (1, 1), (60, 100), (45, 13), (200, 14)] {
      hands.resize(width, height)
      for row in 0..<height {
        for column in stride(from: 0, to: width, by: 3) {
          hands.mouse(.press, column, row)
          hands.mouse(.drag, column + 1, row + 1)
          hands.mouse(.release, column, row)
          hands.mouse(.wheelDown, column, row)
          #expect((0...hands.model.run.count).contains(hands.cursor))
          if !hands.model.overlays.isEmpty { hands.press(.escape) }
        }
      }
    }
  }
}

extension Hands {
  /// The row of the whole run.
  var timelineRow: Int? {
    let frame = frame
    return (2..<frame.size.height).last { row in frame[0, row].glyph == "├" && frame[1, row].glyph == "▼" }
  }

  /// Where a pane is on the screen.
  func pane(_ pane: Pane) -> Rect? {
    StepLayout(size: model.size, state: state).panes.first { $0.pane == pane }?.rect
  }
}
