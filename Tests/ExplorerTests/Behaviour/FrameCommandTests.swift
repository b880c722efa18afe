import Controllers
import Evaluation
import Explorer
import Foundation
import Replay
import Testing

/// `y`: the command that redraws the frame, and its flags, which say of the state what it is in both directions.
@Suite struct FrameCommandTests {
  /// What a state of the same run is that takes the flags of another.
  private func reread(_ hands: Hands) throws -> ViewState {
    let state = hands.state
    var other = ViewState(store: state.store, question: state.question, seed: state.seed, setting: state.setting)
    other.view = state.view
    other.cursor = state.cursor
    other.rules = state.rules
    for flag in FrameFlag.table where flag.views.contains(state.view) {
      var words = flag.arguments(of: state, .published)[...]
      while let word = words.popFirst() {
        #expect(word.hasPrefix("--" + flag.name))
        let attached = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).dropFirst().first
        let value = flag.isSwitch ? "" : attached.map(String.init) ?? words.popFirst() ?? "missing"
        try flag.take(value, into: &other, .published)
      }
    }
    return other
  }

  @Test(arguments: [
    (1, "5\t\tzvf/-prune it's\n"), (1, "G\u{1b}jj/b\t\n"), (1, "ej j j \u{1b}"), (1, "e j j j \u{1b}l"), (1, "\t\tjjj"),
    (4, "ooOvG/ 7\n"), (4, "OGkk"), (4, "v/the\n"), (5, "jjjx0.5\n"), (5, "G"), (2, "TAFeO"),
    (2, "AAeellx l pX j \u{1b}"),
    (2, "ljj hm"), (2, "l kkxx"),
  ])
  func flagsReadBackAsTheyWereWritten(_ view: Int, _ keys: String) async throws {
    var hands = try explorer(question: 2, store: try Bundled.smallStore())
    hands.press(.function(view))
    if view == 2 { try await hands.finishWork() }
    hands.type(keys)
    var state = hands.state
    // A state that shows the first knob says so by none.
    if view != 5 { state.knobs = KnobsState() }
    #expect(try reread(hands) == state)
  }

  @Test func aNewStateHasNoFlags() throws {
    let state = try explorer().state
    for flag in FrameFlag.table { #expect(flag.arguments(of: state, .published).isEmpty, "\(flag.name)") }
    #expect(Set(FrameFlag.table.map(\.name)).count == FrameFlag.table.count)
  }

  @Test(arguments: [
    ("focus", "x"), ("events", "prunes,x"), ("events", ""), ("scroll", "branches"), ("scroll", "branches=-1"),
    ("scroll", "x=1"), ("scroll", "votes=99999999999999999999"), ("sort", "x"), ("top", "0"), ("knob", "x"),
    ("tokens", "x"), ("average", "x"), ("intervals", ""), ("hide", "x"), ("point", "x"), ("pick", "cmc:beta=2"),
  ])
  func wrongValuesAreToldOf(_ name: String, _ value: String) throws {
    let flag = try #require(FrameFlag.table.first { $0.name == name })
    var state = try explorer().state
    let error = #expect(throws: FrameFlagError.self) { try flag.take(value, into: &state, .published) }
    #expect(
      error?.description.hasPrefix("--\(name) ") == true && error?.description.hasSuffix(", not '\(value)'") == true)
  }

  @Test func whatDiffersIsInTheCommand() throws {
    var hands = try explorer("cmc:beta=0.25,warm_up=6", question: 2, seed: 7, width: 80, height: 24, unicode: false)
    hands.type(":step 12\nav\t\tz")
    hands.type("y")
    let words =
      "autotts show step --store Synth-M/search --question 3 --seed 7 --controller cmc:beta=0.25,warm_up=6 "
      + "--grading canonical --step 12 --gold --focus votes --zoom --size 80x24 --ascii --seeds 0:2"
    let hash = try #require(try Bundled.store().sha256).prefix(16)
    #expect(hands.effects == [.copy(words + " --store-hash \(hash)")])
  }

  @Test(arguments: ViewKind.allCases, ["\u{1b}", "\n", "y", "q"]) func shownAndClosed(_ view: ViewKind, _ close: String)
    throws
  {
    var hands = try explorer(width: 80, height: 24)
    hands.press(.function(view.number))
    hands.type(":step 5\n")
    let frame = hands.frame
    hands.type("y")
    #expect(hands.text.contains("autotts show \(view.rawValue) --store Synth-M/search --step 5"))
    #expect(hands.frame.text(row: 10) != frame.text(row: 10))
    hands.type(close)
    #expect(hands.frame == frame && hands.model.overlays.isEmpty && hands.effects.isEmpty)
  }

  @Test func playStops() throws {
    var hands = try explorer()
    hands.type(" y")
    #expect(!hands.model.isPlaying)
  }

  @Test func ofATrace() throws {
    var hands = try traceExplorer(cursor: 2)
    hands.type("y")
    #expect(
      hands.effects == [
        .copy("autotts show step --trace /data/aime99_trace_new_api.jsonl --line 3 --step 2 --size 120x40")
      ])
  }

  /// Whatever a store or the user wrote, the command is a line that can only be seen.
  @Test(arguments: [true, false]) func nothingIsSmuggled(_ unicode: Bool) throws {
    var hands = try explorer(width: 40, height: 12, unicode: unicode, store: OddStores.hostile())
    for text in OddStores.hostileTexts.prefix(11) {
      hands.type("/")
      hands.type(String(text.filter { !"\n\t\u{1b}\u{7f}".contains($0) }.prefix(40)) + "\n")
      hands.type("y")
      guard case .copy(let line)? = hands.effects.first else {
        Issue.record("no copy of \(text)")
        return
      }
      #expect(line.madeSafe(ascii: !unicode).utf8.elementsEqual(line.utf8))
      expectSound(hands.model, text)
      hands.type("jjjjy")
    }
  }

  /// A shell reads back the words, from the line and from the lines on the screen, however narrow.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/bin/bash"), "SKIPPED, there is no bash"))
  func shellsReadTheWordsBack() throws {
    let texts = OddStores.hostileTexts.map { String($0.prefix(90)).filter { $0 != "\u{0}" } }
    let words =
      texts + ["it's", "'", "''", "\\", "$x `ls` \"!\"", "a b", "~", "#", "*", "-", "--", "β=½"]
      + [String(repeating: "it's long ", count: 30), String(repeating: "/directory", count: 30)]
    for ascii in [true, false] {
      #expect(try Self.readByShell(ShellWords.line(words, ascii: ascii)) == words)
      for width in [40, 80, 120] {
        let lines = ShellWords.lines(words, width: width, ascii: ascii)
        #expect(lines.allSatisfy { Columns.count($0) <= width })
        #expect(try Self.readByShell(lines.joined(separator: "\n")) == words, "\(width)")
      }
    }
  }

  private static func readByShell(_ line: String) throws -> [String] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", "printf '%s\\0' " + line]
    process.environment = ["LC_ALL": "C.UTF-8"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return data.split(separator: 0, omittingEmptySubsequences: false).dropLast().map {
      String(decoding: $0, as: UTF8.self)
    }
  }
}
