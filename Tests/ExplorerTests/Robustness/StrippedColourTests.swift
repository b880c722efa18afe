import Controllers
import Explorer
import Testing

/// Colours add nothing that is not there without them: a frame stripped of its escape sequences is the plain one.
@Suite struct StrippedColourTests {
  @Test(arguments: ViewKind.allCases, [256, 16, 0]) func strippedIsPlain(_ view: ViewKind, _ colors: Int) throws {
    for (width, height, keys) in [(120, 40, "5vf"), (80, 24, "G?"), (40, 12, "3"), (60, 100, "7c")] {
      var hands = try explorer(question: 2, width: width, height: height)
      hands.press(.function(view.number))
      hands.type(keys)
      let colored = FrameRenderer.ansi(hands.frame, colors: colors)
      let stripped = colored.replacing(/\u{1b}\[[0-9;]*m/, with: "")
      let lines = stripped.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        String(line.reversed().drop { $0 == " " }.reversed())
      }
      #expect(lines.joined(separator: "\n") == FrameRenderer.text(hands.frame), "\(view) at \(width)x\(height)")
      #expect(colors == 0 || colored != stripped)
    }
  }
}
