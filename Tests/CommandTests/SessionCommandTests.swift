import Foundation
import Testing

/// Recorded sessions, played without a terminal: end-to-end tests, and what is refused.
///
/// A session of `Sessions` was recorded with `autotts --record` on a bundled store; beside it stand the frames that it
/// goes through. `RECORD_SNAPSHOTS=1 swift test --filter SessionCommandTests` writes the frames anew, and fails.
@Suite struct SessionCommandTests {
  private static let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Sessions")

  private static func session(_ name: String) -> String { directory.appendingPathComponent("\(name).jsonl").path }

  @Test(arguments: [
    ("step", "0,4,15,19,26,36"), ("knobs", "2,8,12,28"), ("questions", "5,9,17,23"), ("help", "1,8,12,20,54"),
  ])
  func framesAreAsTheyWere(_ name: String, _ frames: String) throws {
    let path = Self.session(name)
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").count
    let numbers = frames.split(separator: ",").compactMap { Int($0) }.map { String(min($0, lines - 1)) }
    let outcome = try Program().run("--play", path, "--format", "text", "--frames", numbers.joined(separator: ","))
    #expect(outcome.code == 0 && outcome.error.isEmpty, "\(outcome.error)")
    let expected = Self.directory.appendingPathComponent("\(name).txt")
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
      try Data(outcome.output.utf8).write(to: expected)
      Issue.record("recorded the frames of \(name); look at them, then run without RECORD_SNAPSHOTS")
    }
    #expect(outcome.output == (try? String(contentsOf: expected, encoding: .utf8)), "\(outcome.output)")
  }

  @Test func printsTheLastFrameInEveryForm() throws {
    let path = Self.session("knobs")
    let program = try Program()
    let last = try program.run("--play", path, "--format", "text")
    #expect(last.output.split(separator: "\n", omittingEmptySubsequences: false).count == 31)
    #expect(try program.run("explore", "--play", path, "--format", "text").output == last.output)
    let all = try program.run("--play", path, "--format", "text", "--frames", "all")
    #expect(all.output.hasSuffix("\n" + last.output) && all.output.hasPrefix("# 0/27\n"))
    #expect(try program.run("--play", path, "--format", "svg").output.hasPrefix("<svg "))
    #expect(try program.run("--play", path, "--format", "ansi").output.contains("\u{1b}[0;"))
    let plain = try program.run("--play", path, "--format", "text", "--ascii").output
    #expect(plain.unicodeScalars.allSatisfy { $0.isASCII })
  }

  /// A crash in the middle of a line takes that line only.
  @Test func aLineThatWasCutOffIsLeftOut() throws {
    let program = try Program()
    let text = try String(contentsOfFile: Self.session("knobs"), encoding: .utf8)
    let lines = text.split(separator: "\n")
    try program.write(lines[..<10].joined(separator: "\n") + "\n", to: "whole")
    try program.write(lines[..<10].joined(separator: "\n") + "\n" + #"{"key":"F"#, to: "torn")
    let whole = try program.run("--play", program.path("whole"), "--format", "text")
    let torn = try program.run("--play", program.path("torn"), "--format", "text")
    #expect(whole.code == 0 && whole.error.isEmpty)
    #expect(torn.code == 0 && torn.output == whole.output)
    #expect(torn.errorLines.count == 1 && torn.error.contains("torn:11: the last line was cut off"))
  }

  @Test(arguments: [
    (#""session":1"#, #""session":2"#, "1: a session of form 2; this program plays form 1"),
    (#""session":1"#, #""session":"x""#, "1: 'session' is not of the right type"),
    (#""hash":""#, #""hash":"f"#, "1: recorded on the store Synth-S/search"),
    (#""family":"cmc""#, #""family":"foo""#, "1: there is no controller 'foo'"),
    (#""size":[90,30]"#, #""size":[90,0]"#, "1: a size is [columns, rows]"),
    (#""question":1"#, #""question":-7"#, "1: a place on the screen that there is not"),
    (#""key":"j""#, #""key":"Hyper-j""#, "4: there is no key 'Hyper-j'"),
    (#""key":"j""#, #""key":7"#, "4: 'key' is not of the right type"),
    (#"{"key":"j""#, #"\u{1b}[2J{"key":"j""#, "4: not a line of a session"),
    (#""key":"j""#, #""kee":"j""#, "4: expected key, mouse, resize, tick, found or loaded"),
  ])
  func whatIsWrongIsNamedWithItsLine(_ old: String, _ new: String, _ message: String) throws {
    let program = try Program()
    let text = try String(contentsOfFile: Self.session("knobs"), encoding: .utf8)
    let place = try #require(text.firstRange(of: old))
    try program.write(text.replacingCharacters(in: place, with: new), to: "session")
    let outcome = try program.run("--play", program.path("session"), "--format", "text")
    #expect(outcome.code == 65 && outcome.output.isEmpty && outcome.errorLines.count == 1)
    #expect(outcome.error.contains("session:\(message)"), "\(outcome.error)")
  }

  @Test func refusesWhatIsNoSession() throws {
    let program = try Program()
    try program.write("", to: "empty")
    let directory = program.directory.path
    for (path, code) in [(program.path("none"), Int32(66)), (directory, 66), (program.path("empty"), 65)] {
      let outcome = try program.run("--play", path, "--format", "text")
      #expect(outcome.code == code && outcome.errorLines.count == 1 && outcome.error.contains(path))
    }
    let session = Self.session("knobs")
    let wrong = [
      ["--play", session, "--seed", "3"], ["--play", session, "--trace", "x"], ["--format", "text"],
      ["--play", session, "--format", "svg", "--frames", "all"], ["--play", session, "--frames", "all"],
      ["--play", session, "--format", "text", "--frames", "99"], ["--play", session, "--record", "x"],
      ["--play", session, "--speed", "0"], ["--play", session, "--format", "text", "--frames", "1,-2"],
    ]
    for arguments in wrong {
      let outcome = try program.run(arguments)
      #expect(outcome.code == 64 && outcome.errorLines.count == 1, "\(arguments): \(outcome.error)")
    }
  }
}
