import Foundation
import Glibc
import Replay
import ReplayStores
import Testing

/// Files of lines: found by number, by question and by seed; odd files told in one line.
@Suite struct TraceFileTests {
  let folder: Folder

  init() throws { folder = try Folder() }

  private func index(_ text: String) throws -> TraceIndex {
    try TraceIndex(of: TraceFile(path: folder.write(text)))
  }

  @Test(arguments: ["\n", "\r\n"]) func lineEnds(_ end: String) throws {
    let lines = (0..<5).map { TraceLines.run(question: $0) }
    for tail in [end, "", end + end] {
      let path = try folder.write(lines.joined(separator: end) + tail)
      let index = try TraceIndex(of: TraceFile(path: path))
      #expect(index.outline.entries.map(\.line) == [1, 2, 3, 4, 5])
      #expect(index.outline.malformedCount == 0)
      for line in 1...5 {
        #expect(try index.run(line: line).questionIndex == line - 1)
        #expect(try TraceFile(path: path).run(line: line).run == index.run(line: line))
        #expect(try TraceFile(path: path).text(line: line).hasPrefix("{\"model\""))
      }
    }
  }

  @Test func byteOrderMark() throws {
    let index = try index("\u{feff}" + TraceLines.run(question: 4) + "\n" + TraceLines.run(question: 5))
    #expect(try index.run(line: 1).questionIndex == 4)
    #expect(try index.run(line: 2).questionIndex == 5)
  }

  /// Lines that end before, at and behind the ends of the scanner's chunks of a mebibyte.
  @Test func chunkBoundaries() throws {
    let chunk = 1 << 20
    let bare = TraceLines.run(description: "").utf8.count
    for excess in -2...2 {
      let long = TraceLines.run(description: String(repeating: "x", count: chunk - bare - 1 + excess))
      let huge = TraceLines.run(question: 1, description: String(repeating: "y", count: 3 * chunk))
      let index = try index([long, huge, TraceLines.run(question: 2)].joined(separator: "\n"))
      #expect(index.outline.entries.map(\.question) == [0, 1, 2])
      #expect(try index.run(line: 2).description.utf8.count == 3 * chunk)
      #expect(try index.run(line: 3).questionIndex == 2)
    }
  }

  @Test func malformedLinesAreCountedAndSkipped() throws {
    let path = try folder.write(
      [
        "", TraceLines.run(question: 1), "{", TraceLines.run(question: 2), "[1]", "   ",
        String(TraceLines.run().dropLast(9)),
      ]
      .joined(separator: "\n"))
    let file = try TraceFile(path: path)
    let index = try TraceIndex(of: file)
    #expect(index.outline.lineCount == 7)
    #expect(index.outline.entries.map(\.line) == [2, 4])
    #expect(index.outline.malformedCount == 3)
    #expect(
      index.outline.malformedNotice
        == "3 malformed lines skipped, first: line 3, $, byte 1: expected a key in quotation marks, "
        + "found the end of the line")
    #expect(try file.run(line: nil).line == 2)
    let error = try #require(throws: TraceError.self) { try index.run(line: 3) }
    #expect(error.line == 3)
    let blank = try #require(throws: TraceError.self) { try index.run(line: 6) }
    #expect(blank.words == "line 6: expected a run, found a blank line")
    let beyond = try #require(throws: TraceError.self) { try index.run(line: 8) }
    #expect(beyond.description == "\(path): expected a line 8, found a file of 7 lines")
    #expect(beyond.exitCode == 66)
    #expect(throws: TraceError.self) { try file.run(line: 0) }
    #expect(throws: TraceError.self) { try index.run(line: -1) }
  }

  @Test func nothingToRead() throws {
    for (text, found) in [
      ("", "expected at least one run, found an empty file"),
      ("\n \n", "expected at least one run, found nothing but blank lines"),
      (
        "{\n",
        "expected at least one run, found 1 malformed line skipped: line 1, $, byte 1: expected a key in "
          + "quotation marks, found the end of the line"
      ),
    ] {
      let error = try #require(throws: TraceError.self) { try index(text) }
      #expect(error.words == found)
      #expect(error.exitCode == 65)
    }
    let pipe = folder.url.appendingPathComponent("pipe").path
    try #require(mkfifo(pipe, 0o600) == 0)
    for (path, found) in [
      (folder.url.path, "a directory"), (folder.url.path + "/none", "no such file"),
      (pipe, "a pipe, a socket or a device"),
    ] {
      let error = try #require(throws: TraceError.self) { try TraceFile(path: path) }
      #expect(error.description == "\(path): expected a readable trace file, found \(found)")
      #expect(error.exitCode == 66)
    }
  }

  /// A file that shrinks, grows or is rewritten while open is an error, not a crash or a wrong run.
  @Test func changesWhileOpen() throws {
    let text = (0..<3).map { TraceLines.run(question: $0) }.joined(separator: "\n")
    for changed in ["", String(text.dropLast(40)), text + "\n\n", String(text.reversed())] {
      let path = try folder.write(text)
      let file = try TraceFile(path: path)
      let index = try TraceIndex(of: file)
      let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
      usleep(20_000)
      try handle.truncate(atOffset: 0)
      try handle.write(contentsOf: Data(changed.utf8))
      try handle.close()
      for line in 1...3 {
        let error = try #require(throws: TraceError.self) { try index.run(line: line) }
        #expect(error.words == "expected the file as it was when it was opened, found a changed one; open it again")
      }
      #expect(throws: TraceError.self) { try file.run(line: 1) }
      #expect(throws: TraceError.self) { try TraceIndex(of: file) }
    }
  }

  @Test func tooLongALine() throws {
    let path = folder.url.appendingPathComponent("sparse.jsonl").path
    try #require(FileManager.default.createFile(atPath: path, contents: Data()))
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try handle.truncate(atOffset: UInt64(TraceFile.lineLimit) + 1)
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(("\n" + TraceLines.run()).utf8))
    try handle.close()
    let index = try TraceIndex(of: TraceFile(path: path))
    #expect(index.outline.entries.map(\.line) == [2])
    #expect(
      index.outline.firstMalformed
        == "line 1: expected a line of at most \(TraceFile.lineLimit) bytes, found \(TraceFile.lineLimit + 1)")
  }

  @Test func neighbors() throws {
    // Two settings; question 2 lacks seed 5.
    let runs: [(Int, Int, String)] = [
      (0, 0, "a"), (0, 5, "a"), (0, 5, "b"), (2, 0, "a"), (7, 5, "a"), (7, 9, "a"), (1, 5, "b"),
    ]
    let outline = try index(
      runs.map { TraceLines.run(question: $0.0, seed: $0.1, description: $0.2) }.joined(separator: "\n")
    ).outline
    func line(_ start: Int, _ neighbor: (TraceOutline.Entry) -> TraceOutline.Entry?) -> Int? {
      outline.entry(line: start).flatMap(neighbor)?.line
    }
    #expect(line(2) { outline.neighbor(of: $0, question: 1) } == 4)
    #expect(line(4) { outline.neighbor(of: $0, question: 1) } == 5)
    #expect(line(5) { outline.neighbor(of: $0, question: 1) } == nil)
    #expect(line(5) { outline.neighbor(of: $0, question: -1) } == 4)
    #expect(line(1) { outline.neighbor(of: $0, question: -1) } == nil)
    #expect(line(3) { outline.neighbor(of: $0, question: 1) } == 7)
    #expect(line(1) { outline.neighbor(of: $0, seed: 1) } == 2)
    #expect(line(2) { outline.neighbor(of: $0, seed: -1) } == 1)
    #expect(line(2) { outline.neighbor(of: $0, seed: 1) } == nil)
    #expect(line(6) { outline.entry(like: $0, seed: 5) } == 5)
    #expect(line(6) { outline.entry(like: $0, question: 0) } == 1)
    #expect(outline.settings.map(\.description) == ["a", "b"])
    #expect(outline.entry(line: 8) == nil)
  }
}
