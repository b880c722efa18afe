import Controllers
import Explorer
import Replay
import Testing

/// Frames of any size, whatever lies over them.
@Suite struct SizeTests {
  /// Keys that lay everything there is over the view, one thing each.
  static let overlays = [
    "", "?", "?/ten", "?G", "i", "iG", "c", "cG", "e", ":", ":controller c", "/abc", "m", "x", "z", "vf", "t", "tbA",
    "tb\n",
    "t\tz", "t?",
  ]

  @Test(arguments: overlays) func tiny(_ keys: String) throws {
    for unicode in [true, false] {
      var hands = try explorer(question: 2, unicode: unicode)
      hands.type("5" + keys)
      for width in [0, 1, 2, 3, 20, 37, 38, 39, 40, 41, 42, 45] {
        for height in Array(0...14) {
          hands.resize(width, height)
          expectSound(hands.model, "\(keys) at \(width)x\(height)")
        }
      }
    }
  }

  @Test(arguments: overlays) func large(_ keys: String) throws {
    let sizes = [
      (1000, 1), (1, 1000), (1000, 12), (40, 100), (200, 60), (71, 24), (72, 23), (59, 40),
    ]
    for (width, height) in sizes {
      for unicode in [true, false] {
        var hands = try explorer(question: 2, width: width, height: height, unicode: unicode)
        hands.type("7" + keys)
        expectSound(hands.model, "\(keys) at \(width)x\(height)")
        if !unicode { #expect(isASCII(hands.frame), "\(keys) at \(width)x\(height)") }
      }
    }
  }

  @Test(arguments: Catalog.published.families.map(\.name)) func everyController(_ name: String) throws {
    for (width, height) in [(40, 12), (80, 24), (120, 40), (64, 70)] {
      for unicode in [true, false] {
        var hands = try explorer(name, question: 3, width: width, height: height, unicode: unicode)
        for keys in ["5", "G", "fv", "g", "z", "\t", "\t", "\t", "\t"] {
          hands.type(keys)
          expectSound(hands.model, "\(name) after \(keys) at \(width)x\(height)")
          if !unicode { #expect(isASCII(hands.frame), "\(name) after \(keys) at \(width)x\(height)") }
        }
      }
    }
  }

  @Test(arguments: [(0, 0), (1, 1), (39, 12), (40, 11), (40, 4), (12, 2)]) func keysWhereNothingFits(
    _ width: Int, _ height: Int
  ) throws {
    for binding in Bindings.table {
      for key in binding.keys {
        var hands = try explorer(question: 2, cursor: 60, width: width, height: height)
        hands.press(key)
        hands.type("jjkG")
        hands.press(.pageDown)
        hands.press(.pageUp)
        hands.press(.enter)
        hands.press(.tab)
        expectSound(hands.model, "\(key.name) at \(width)x\(height)")
      }
    }
    var hands = try explorer(width: width, height: height)
    hands.type("?q")
    #expect(hands.effects.isEmpty)
    hands.type("q")
    #expect(hands.effects == [.quit])
  }

  /// However narrow, the end of a run tells the whole answer, and beside it whether that is right.
  @Test(arguments: [true, false]) func theVerdictIsAlwaysThere(_ unicode: Bool) throws {
    var hands = try explorer(question: 2, unicode: unicode)
    hands.type("G")
    let model = hands.model
    let answer = try #require(model.run.recording.answer)
    let text = model.question.text(of: answer)
    let isRight = answer == model.question.gold
    let marks = unicode ? [isRight ? "✓" : "✗"] : isRight ? ["right", "+"] : ["wrong", "x"]
    for width in 40...130 {
      for height in [12, 24, 40] {
        hands.resize(width, height)
        let header = hands.text.split(separator: "\n")[1]
        #expect(marks.contains { header.contains("\(text) \($0)") }, "\(width)x\(height): \(header)")
        let ends = hands.text.split(separator: "\n").filter { $0.contains(unicode ? "→" : "->") }
        #expect(
          ends.contains { end in marks.contains { end.contains("\(text) \($0)") } }, "\(width)x\(height): \(ends)")
      }
    }
  }

  /// A number that is cut reads as another one.
  @Test func thePresentActionIsToldWhole() throws {
    var hands = try explorer(question: 2, cursor: 200)
    let steps = hands.model.run.recording.steps
    let index = try #require((0..<200).last { steps[$0].answer != nil })
    let text = hands.model.question.text(of: try #require(steps[index].answer))
    for width in 40...59 {
      hands.resize(width, 12)
      hands.type(":step \(index + 1)\n")
      let line = try #require(hands.text.split(separator: "\n").last)
      #expect(line.contains(" \(text)  "), "\(width): \(line)")
    }
  }

  /// The legend of the timeline is whole wherever there is one.
  @Test func theLegendIsWhole() throws {
    var hands = try explorer(question: 2)
    for width in 40...70 {
      hands.resize(width, 25)
      #expect(hands.text.split(separator: "\n")[23].hasSuffix("╳ stop"), "\(width)")
    }
  }

  /// Hidden cells do not draw the matrix away from where the run is, at a check no more than at an action.
  @Test func hiddenCellsLeaveTheMatrixInPlace() throws {
    var hands = try explorer(question: 2, width: 60, height: 24)
    hands.type("f")
    let steps = hands.model.run.recording.steps
    for index in try #require(steps.firstIndex { $0.kind == .check })..<60 {
      hands.type(":step \(index + 1)\n")
      #expect(hands.text.contains("····5···10"), "step \(index + 1)")
    }
  }

  /// A stop is first possible only where rounds and answers are counted for it.
  @Test func stopsFirstPossible() throws {
    #expect(try explorer("cmc", question: 2).model.run.firstEligible != nil)
    for spec in ["parallel-probe", "asc", "esc", "sc"] {
      #expect(try explorer(spec, question: 2).model.run.firstEligible == nil, "\(spec)")
    }
  }

  /// Every pane has a row of text at least, the plane three, and together they fill the body.
  @Test func panesHaveRoom() throws {
    let hands = try explorer(question: 2)
    for width in stride(from: 40, through: 160, by: 3) {
      for height in 12...110 {
        let layout = StepLayout(size: Size(width: width, height: height), state: hands.state)
        let last = layout.timeline.row - (height >= 20 ? 1 : 0)
        #expect(layout.panes.map { $0.rect.row + $0.rect.height }.max() == last, "\(width)x\(height)")
        for (pane, rect) in layout.panes {
          #expect(rect.height - 2 >= (pane == .plane ? 3 : 1), "\(pane) at \(width)x\(height)")
        }
      }
    }
  }

  /// Where nothing can be shown, nothing happens unseen: only the keys told there answer.
  @Test func tooSmallForAnythingUnseen() throws {
    var hands = try explorer(question: 2, width: 30, height: 8)
    let cursor = hands.state.cursor
    hands.type("e5c:x")
    hands.type("i")
    #expect(hands.model.overlays.isEmpty)
    #expect(hands.state.cursor == cursor)
    hands.type("?")
    #expect(hands.text.contains("help: enlarge"))
    hands.type("q")
    #expect(hands.text.contains("q quits"))
    hands.resize(80, 24)
    hands.type("e")
    hands.resize(30, 8)
    hands.type("q")
    #expect(hands.effects == [.quit])
  }

  @Test func tooSmallSaysSo() throws {
    #expect(try explorer(width: 10, height: 3).text.hasPrefix("needs\n40x12"))
    #expect(try explorer(width: 39, height: 12).text.contains("needs 40x12"))
    #expect(try explorer(width: 40, height: 11).text.contains("q quits"))
    #expect(try explorer(width: 40, height: 12).text.contains("Branches"))
  }
}

/// Whether a frame can be shown where there is nothing but ASCII.
func isASCII(_ frame: Frame) -> Bool { frame.cells.allSatisfy { $0.glyph.utf8.allSatisfy { $0 < 0x80 } } }
