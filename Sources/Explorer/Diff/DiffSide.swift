import Replay

/// What stands on one side of a diff: how to get a run.
public enum DiffSide: Hashable, Sendable, Codable {
  /// A run of a controller; the question, from 0, and the seed are those of the whole diff unless given.
  case controller(ControllerSetting, seed: UInt64?, question: Int?)
  /// A run of a trace file: a line, from 1; the first run of the file if nil.
  case trace(file: String, line: Int?)
  /// A run by hand of the user, by its name or number.
  case hand(name: String)

  private static let traceMark = "trace:"
  private static let handMark = "hand:"

  /// Reads `SPEC`, `SPEC@seed=S@question=Q`, `trace:FILE`, `trace:FILE:LINE` or `hand:NAME`; questions count from 1 in text.
  ///
  /// - Throws: `SpecError` for a controller, ``DiffSideError`` for all else, saying what would be right.
  public init(_ text: String, catalog: Catalog) throws {
    if text.hasPrefix(Self.traceMark) {
      self = try Self.trace(text)
    } else if text.hasPrefix(Self.handMark) {
      let name = String(text.dropFirst(Self.handMark.count))
      guard !name.isEmpty else { throw DiffSideError("'\(text)' names no run by hand; one is hand:NAME") }
      self = .hand(name: name)
    } else {
      self = try Self.controller(text, catalog)
    }
  }

  private static func trace(_ text: String) throws -> DiffSide {
    var file = text.dropFirst(traceMark.count)
    var line: Int?
    if let colon = file.lastIndex(of: ":"), let number = Int(file[file.index(after: colon)...]) {
      guard number > 0 else { throw DiffSideError("lines of a trace file count from 1, not \(number), in '\(text)'") }
      line = number
      file = file[..<colon]
    }
    guard !file.isEmpty else { throw DiffSideError("'\(text)' names no file; a traced run is trace:FILE:LINE") }
    return .trace(file: String(file), line: line)
  }

  private static func controller(_ text: String, _ catalog: Catalog) throws -> DiffSide {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
    var seed: UInt64?
    var question: Int?
    for part in parts.dropFirst() {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      switch (sides.first, sides.last) {
      case ("seed"?, let value?) where sides.count == 2 && seed == nil:
        guard let number = UInt64(value) else {
          throw DiffSideError("a seed is a whole number from 0, not '\(value)', in '\(text)'")
        }
        seed = number
      case ("question"?, let value?) where sides.count == 2 && question == nil:
        guard let number = Int(value), number > 0 else {
          throw DiffSideError("questions count from 1, so not '\(value)', in '\(text)'")
        }
        question = number - 1
      default:
        throw DiffSideError("'@\(part)' in '\(text)' is neither @seed=S nor @question=Q, each at most once")
      }
    }
    return .controller(try catalog.setting(parts[0]), seed: seed, question: question)
  }
}

extension DiffSide: CustomStringConvertible {
  /// The text that reads back as this side.
  public var description: String {
    switch self {
    case .controller(let setting, let seed, let question):
      setting.description + (seed.map { "@seed=\($0)" } ?? "") + (question.map { "@question=\($0 + 1)" } ?? "")
    case .hand(let name): Self.handMark + name
    case .trace(let file, let line): Self.traceMark + file + (line.map { ":\($0)" } ?? "")
    }
  }
}

/// A side of a diff that cannot be read; the message says what would be right.
public struct DiffSideError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One line.
  public let description: String

  init(_ description: String) { self.description = description }
}
