import Glibc
import Testing

extension TerminalTests {
  /// Sessions recorded by the program in a terminal, and played, with a terminal and without.
  @Suite struct SessionProcess {
    /// A path of a test's own, gone afterwards.
    private final class Place {
      let path: String

      init(_ name: String) {
        path = "/tmp/autotts-\(getpid())-\(name)"
        unlink(path)
      }

      deinit { unlink(path) }

      var text: String {
        guard let file = fopen(path, "r") else { return "" }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        return String(decoding: bytes[..<fread(&bytes, 1, bytes.count, file)], as: UTF8.self)
      }
    }

    /// The last frame that playing without a terminal prints, as lines without spaces at their ends.
    private func played(_ session: Place) throws -> String {
      let output = Place("played")
      let printer = try PseudoTerminal(
        [executable("autotts"), "--play", session.path, "--format", "text"], redirections: [1: output.path])
      #expect(printer.waitForEnd(seconds: 60) == .exit(0), "\(printer.output)")
      return output.text
    }

    private func lines(_ terminal: PseudoTerminal) -> String {
      (0..<terminal.rows).map { row in
        var line = terminal.text(row: row)
        while line.hasSuffix(" ") { line.removeLast() }
        return line + "\n"
      }.joined()
    }

    private func record(_ session: Place) throws -> PseudoTerminal {
      let terminal = try PseudoTerminal([executable("autotts"), "--question", "4", "--record", session.path])
      try #require(terminal.wait { $0.text(row: 0).contains("┼") })
      return terminal
    }

    @Test func whatIsRecordedIsPlayedToTheSameFrame() throws {
      let session = Place("recorded")
      let terminal = try record(session)
      terminal.send("]]ll=u.")
      terminal.resize(rows: 24, columns: 90)
      #expect(terminal.wait { $0.text(row: 23).contains("? help") })
      terminal.send(":store Synth-S/search\rs\u{1b}5jjx12\r")
      #expect(terminal.wait { $0.text(row: 0).contains("CMC*") && $0.text(row: 0).contains("┼") })
      let shown = lines(terminal)
      terminal.send("q")
      #expect(terminal.waitForEnd() == .exit(0))
      #expect(session.text.contains(#"{"hash":"d8b5e7aeec05","loaded":"Synth-S/search","#))
      #expect(try played(session) == shown)
    }

    /// Every line is in the file before the next key is read: a program that is killed leaves what was typed.
    @Test func aKilledProgramLeavesWhatWasTyped() throws {
      let session = Place("killed")
      let terminal = try record(session)
      terminal.send("gLLl")
      #expect(terminal.wait(for: "action 21/"))
      kill(terminal.process, SIGKILL)
      #expect(terminal.waitForEnd() == .signal(SIGKILL))
      #expect(session.text.hasSuffix("\n") && session.text.contains(#""key":"g""#))
      #expect(try played(session).contains("action 21/"))
    }

    @Test func playedInATerminalItGivesTheKeyboardBack() throws {
      let session = Place("replayed")
      let recording = try record(session)
      recording.send("gLLlq")
      #expect(recording.waitForEnd() == .exit(0))
      let terminal = try PseudoTerminal(
        [executable("autotts"), "--play", session.path, "--speed", "100"], rows: 32, columns: 110)
      #expect(terminal.wait { $0.text.contains("action 21/") && $0.text(row: 31).contains("the session quit here") })
      terminal.send("l")
      #expect(terminal.wait(for: "action 22/"))
      terminal.send("q")
      #expect(terminal.waitForEnd() == .exit(0))
    }

    @Test func escapeStopsThePlay() throws {
      let session = Place("stopped")
      let recording = try record(session)
      recording.send("gLLlq")
      #expect(recording.waitForEnd() == .exit(0))
      let terminal = try PseudoTerminal([executable("autotts"), "--play", session.path, "--speed", "0.01"])
      #expect(terminal.wait(for: "action 10/"))
      terminal.send("lll\u{1b}")
      #expect(terminal.wait(for: "stopped: the keyboard is yours"))
      #expect(terminal.text.contains("action 10/"))
      terminal.send("l")
      #expect(terminal.wait(for: "action 11/"))
    }

    @Test func aFileThatIsThereIsNotWrittenOver() throws {
      let session = Place("there")
      let recording = try record(session)
      recording.send("q")
      #expect(recording.waitForEnd() == .exit(0))
      let before = session.text
      let terminal = try PseudoTerminal([executable("autotts"), "--record", session.path])
      #expect(terminal.waitForEnd() == .exit(74))
      #expect(terminal.output.contains("exists already") && session.text == before)
    }
  }
}
