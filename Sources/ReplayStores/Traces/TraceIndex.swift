import Replay

/// Where the lines of a trace file begin and what runs they hold: any of them opens at once.
///
/// Some 32 bytes a line. Building reads the whole file once, line by line, and checks every line.
public struct TraceIndex: Sendable {
  /// What the lines are runs of.
  public private(set) var outline = TraceOutline()
  private let file: TraceFile
  /// Where each line begins, and where behind the last one the file ends.
  private var starts: [Int] = []

  /// Reads a file from its start to its end.
  ///
  /// - Throws: ``TraceError`` where it cannot be read or holds no run; `CancellationError` where its task is cancelled.
  public init(of file: TraceFile) throws {
    self.file = file
    var scanner = LineScanner(file)
    while let range = try scanner.next() {
      try Task.checkCancellation()
      starts.append(range.lowerBound)
      try add(range)
    }
    starts.append(file.size)
    guard outline.entries.isEmpty else { return }
    throw TraceError(
      .malformed, file: file.path, expected: "at least one run",
      found: outline.malformedNotice ?? "nothing but blank lines")
  }

  private mutating func add(_ range: Range<Int>) throws(TraceError) {
    let number = outline.lineCount + 1
    do {
      let bytes = try file.line(range, number: number)
      if let run = try TraceReader.header(bytes, line: number, file: file.path) {
        outline.add(run)
      } else {
        outline.addBlank()
      }
    } catch {
      // What is wrong with the file, not with a line, ends the reading.
      guard error.line != nil else { throw error }
      outline.addMalformed(error.words)
    }
  }

  /// The run in a line, counted from 1.
  ///
  /// O(its length).
  ///
  /// - Throws: ``TraceError`` where there is no such line or it is no run.
  public func run(line: Int) throws(TraceError) -> TraceRun {
    guard (1...outline.lineCount).contains(line) else {
      throw .noLine(line, of: outline.lineCount, in: file)
    }
    return try file.run(starts[line - 1]..<starts[line], line: line)
  }
}

extension TraceFile {
  /// The run in a line, found by going through the file as far as it.
  ///
  /// O(bytes before it), some 3 GB/s.
  ///
  /// - Parameter line: its number, from 1; the first line that holds a run if nil.
  /// - Returns: the run and its line's number.
  /// - Throws: ``TraceError`` where there is no such line or it is no run.
  public func run(line: Int?) throws(TraceError) -> (run: TraceRun, line: Int) {
    var scanner = LineScanner(self)
    var number = 0
    var firstError: TraceError?
    while let range = try scanner.next() {
      number += 1
      if let line {
        if number == line { return (try run(range, line: number), number) }
        continue
      }
      do {
        return (try run(range, line: number), number)
      } catch {
        if error.line == nil { throw error }
        firstError = firstError ?? error
      }
    }
    if let line { throw .noLine(line, of: number, in: self) }
    throw firstError ?? TraceError(.malformed, file: path, expected: "at least one run", found: "nothing")
  }

  /// A line as it stands, without its end.
  ///
  /// - Throws: ``TraceError`` where there is no such line or it is no UTF-8.
  public func text(line: Int) throws(TraceError) -> String {
    var scanner = LineScanner(self)
    var number = 0
    while let range = try scanner.next() {
      number += 1
      guard number == line else { continue }
      return try self.line(range, number: line).withBytes { String(decoding: $0, as: UTF8.self) }
    }
    throw .noLine(line, of: number, in: self)
  }

  fileprivate func run(_ range: Range<Int>, line: Int) throws(TraceError) -> TraceRun {
    guard let run = try TraceReader.run(try self.line(range, number: line), line: line, file: path) else {
      throw TraceError(.malformed, file: path, line: line, expected: "a run", found: "a blank line")
    }
    return run
  }
}

extension TraceError {
  fileprivate static func noLine(_ line: Int, of count: Int, in file: TraceFile) -> TraceError {
    TraceError(
      .unreadable, file: file.path, expected: "a line \(line)",
      found: count == 1 ? "a file of 1 line" : "a file of \(count) lines")
  }
}
