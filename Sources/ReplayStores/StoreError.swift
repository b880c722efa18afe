import Replay

/// What is wrong with a store, a store directory or a store's name, as one line for people.
public struct StoreError: ExitCoded, Hashable, Sendable {
  /// Whose fault it is, and with it the exit code.
  public enum Kind: Hashable, Sendable {
    /// The input is missing or cannot be read: exit code 66.
    case unreadable
    /// The input was read, and is not what it should be: exit code 65.
    case malformed
    /// The store is not the one that its directory's manifest has frozen: exit code 65.
    case changed

    /// The exit code by the conventions of `sysexits.h`.
    var exitCode: Int32 {
      switch self {
      case .malformed, .changed: 65
      case .unreadable: 66
      }
    }
  }

  /// Whether the input could be read at all.
  public var kind: Kind
  /// The file's or directory's path, or the name that was looked for, unescaped.
  public var file: String
  /// The number of the question, from 1.
  public var question: Int?
  /// The number of the branch within its question, from 1.
  public var branch: Int?
  /// Where in the file, as a JSON path like `$[3].each_branch[17][1]`; printable.
  public var path: String?
  /// Where in the file, in bytes from 0.
  public var offset: Int?
  /// What should have been there; printable.
  public var expected: String
  /// What was there; printable: escaped and shortened.
  public var found: String
  /// What to do about it, where that can be said; printable.
  public var remedy: String?

  /// An error somewhere in, or with, `file`.
  public init(_ kind: Kind, file: String, expected: String, found: String, remedy: String? = nil) {
    self.kind = kind
    self.file = file
    self.expected = expected
    self.found = found
    self.remedy = remedy
  }

  /// The exit code by the conventions of `sysexits.h`: 65 for bad data, 66 for a missing input.
  public var exitCode: Int32 { kind.exitCode }
}

extension StoreError: CustomStringConvertible {
  /// The error as one line without its end: file, place, what was expected and found, remedy.
  public var description: String {
    let place = [
      question.map { "question \($0)" }, branch.map { "branch \($0)" }, path, offset.map { "byte \($0)" },
    ].compactMap { $0 }.joined(separator: ", ")
    let start = file.madeSafe() + ": " + (place.isEmpty ? "" : place + ": ")
    return start + "expected \(expected), found \(found)" + (remedy.map { "; \($0)" } ?? "")
  }
}

extension StoreError {
  static func unreadable(_ path: String, found: String) -> StoreError {
    StoreError(.unreadable, file: path, expected: "a readable store file", found: found)
  }

  static func noMemory(_ path: String) -> StoreError {
    StoreError(.unreadable, file: path, expected: "a file that fits in memory", found: "a larger one")
  }

  /// An error of the JSON of any file.
  init(_ error: JSONError, in file: String) {
    self.init(.malformed, file: file, expected: error.expected, found: error.found, remedy: error.remedy)
    offset = error.offset
    path = error.path?.description
  }

  /// An error of a store's JSON, whose path tells the question and the branch.
  package init(_ error: JSONError, file: String) {
    self.init(error, in: file)
    guard let steps = error.path else { return }
    guard case .index(let question)? = steps.steps.first else { return }
    self.question = question + 1
    guard steps.steps.count > 2, case .key(let key) = steps.steps[1], case .index(let branch) = steps.steps[2],
      StoreKey.perBranch.contains(key)
    else { return }
    self.branch = branch + 1
  }
}
