import Replay

/// What is wrong with a trace file or one of its lines, as one line for people.
public struct TraceError: ExitCoded, Hashable, Sendable {
  /// Whether the input could be read at all: exit code 66 if not, 65 if it is not what it should be.
  public var kind: StoreError.Kind
  /// The file's path, unescaped.
  public var file: String
  /// The number of the line, from 1.
  public var line: Int?
  /// Where in the line, as a JSON path like `$.trace[3].event`; printable.
  public var path: String?
  /// Where in the line, in bytes from 0.
  public var offset: Int?
  /// What should have been there; printable.
  public var expected: String
  /// What was there; printable: escaped and shortened.
  public var found: String
  /// What to do about it, where that can be said; printable.
  public var remedy: String?

  /// An error somewhere in, or with, `file`.
  public init(
    _ kind: StoreError.Kind, file: String, line: Int? = nil, expected: String, found: String, remedy: String? = nil
  ) {
    self.kind = kind
    self.file = file
    self.line = line
    self.expected = expected
    self.found = found
    self.remedy = remedy
  }

  /// The exit code by the conventions of `sysexits.h`: 65 for bad data, 66 for a missing input.
  public var exitCode: Int32 { kind.exitCode }

  /// The error without the file's name: the place in it, what was expected and found, the remedy.
  public var words: String {
    let place = [line.map { "line \($0)" }, path, offset.map { "byte \($0)" }].compactMap { $0 }
      .joined(separator: ", ")
    return (place.isEmpty ? "" : place + ": ") + "expected \(expected), found \(found)"
      + (remedy.map { "; \($0)" } ?? "")
  }
}

extension TraceError: CustomStringConvertible {
  /// The error as one line without its end.
  public var description: String { "\(file.madeSafe()): \(words)" }
}

extension TraceError {
  static func unreadable(_ path: String, found: String) -> TraceError {
    TraceError(.unreadable, file: path, expected: "a readable trace file", found: found)
  }

  static func changed(_ path: String) -> TraceError {
    TraceError(
      .malformed, file: path, expected: "the file as it was when it was opened", found: "a changed one",
      remedy: "open it again")
  }

  /// An error of a line's JSON.
  init(_ error: JSONError, file: String, line: Int) {
    self.init(
      .malformed, file: file, line: line, expected: error.expected, found: error.found, remedy: error.remedy)
    path = error.path?.description
    offset = error.offset
  }
}
