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

  @Test func tooSmallSaysSo() throws {
    #expect(try explorer(width: 39, height: 12).text.contains("needs 40x12"))
    #expect(try explorer(width: 40, height: 11).text.contains("q quits"))
    #expect(try explorer(width: 40, height: 12).text.contains("Branches"))
  }
}

/// Whether a frame can be shown where there is nothing but ASCII.
func isASCII(_ frame: Frame) -> Bool { frame.cells.allSatisfy { $0.glyph.utf8.allSatisfy { $0 < 0x80 } } }
