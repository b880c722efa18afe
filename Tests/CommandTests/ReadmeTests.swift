import Foundation
import Testing

/// The README's promises: its pictures are current, and its commands work as they stand.
@Suite struct ReadmeTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static let text = (try? String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)) ?? ""

  /// What stands between backticks and begins with the program's name and a subcommand.
  private static let commands: [[String]] = text.split(separator: "`").map(String.init).compactMap { span in
    let words = span.split(separator: " ").map(String.init)
    let isPlain = !["\n", "FILE", "DIR", "…"].contains { span.contains($0) } && words.count > 2
    let subcommands = [
      "show", "run", "diff", "eval", "curve", "compare", "questions", "headroom", "table", "evolution", "controllers",
      "stores", "bench", "help", "generate", "config",
    ]
    guard isPlain, words[0] == "autotts", subcommands.contains(words[1]) else { return nil }
    return Array(words.dropFirst())
  }

  /// The commands that draw its pictures.
  static let redrawings = commands.filter { $0.contains(">") }

  @Test func itHasAPictureOfEveryView() {
    let views = ["step", "curves", "diff", "questions", "knobs"]
    #expect(Self.redrawings.map { $0[1] } == views)
  }

  @Test(arguments: redrawings) func pictureIsCurrent(_ redraw: [String]) throws {
    let end = try #require(redraw.firstIndex(of: ">"))
    let outcome = try Program().run(Array(redraw[..<end]))
    let picture = try String(contentsOf: Self.root.appendingPathComponent(redraw[end + 1]), encoding: .utf8)
    #expect(Self.text.contains("](\(redraw[end + 1]))"), "the README shows another picture")
    #expect(outcome.code == 0)
    #expect(
      outcome.output == picture, "draw it again with the README's command: autotts \(redraw.joined(separator: " "))")
  }

  /// What the tour says of a comparison is what the command prints.
  @Test func theToursComparisonIsTrue() throws {
    let command = try #require(
      Self.commands.first { $0.contains("cmc:beta=0.5,max_branch_use=64") && $0[0] == "compare" })
    let outcome = try Program().run(command)
    #expect(outcome.output.contains("−90,059") && Self.text.contains("90 059 more tokens a run"))
    let accuracy = outcome.output.split(separator: "\n").first { $0.hasPrefix("accuracy, points") }
    #expect(accuracy?.hasSuffix("indistinguishable") == true)
  }

  @Test func commandsWork() throws {
    let commands = Self.commands.filter { !$0.contains(">") }
    #expect(commands.count >= 6)
    for command in commands {
      // Every seed would take long in a debug build.
      let isSweep = ["eval", "curve", "compare", "questions"].contains(command[0])
      let few = isSweep ? ["--seeds", "0:2"] : command[0] == "bench" ? ["--repetitions", "1"] : []
      let outcome = try Program().run(command + few)
      // Like diff(1), that ends with 1 where there is a difference.
      #expect(
        outcome.code == (command[0] == "diff" ? 1 : 0), "autotts \(command.joined(separator: " ")): \(outcome.error)")
      #expect(!outcome.output.isEmpty, "autotts \(command.joined(separator: " "))")
    }
  }

  @Test func installsWhatThePackageNeeds() {
    for library in ["libncursesw5-dev", "libsimdjson-dev", "libssl-dev", "libtomlplusplus-dev"] {
      #expect(Self.text.components(separatedBy: library).count == 3, "\(library) in both commands")
    }
  }
}
