/// One of the five actions, chosen by hand; branches count from 0 in the order opened.
public enum HandAction: Hashable, Sendable {
  /// BRANCH: opens the next branch and advances it through its first interval.
  case branch
  /// CONTINUE: advances a branch by one interval.
  case `continue`(Int)
  /// PROBE: reveals the answer at a branch's depth.
  case probe(Int)
  /// PRUNE: takes a branch out of the active set.
  case prune(Int)
  /// ANSWER: ends the run with the winner of the vote (see ``HandVote``).
  case answer
}

/// As text: `b`, `c3`, `p3`, `x3` and `a`, where branches count from 1.
extension HandAction: LosslessStringConvertible {
  /// The text.
  public var description: String {
    switch self {
    case .branch: "b"
    case .continue(let branch): "c\(branch + 1)"
    case .probe(let branch): "p\(branch + 1)"
    case .prune(let branch): "x\(branch + 1)"
    case .answer: "a"
    }
  }

  /// Reads the text; nil for any other.
  public init?(_ text: String) {
    let branch = HandRun.number(text.dropFirst()).flatMap { $0 > 0 ? $0 - 1 : nil }
    switch (text.first, branch) {
    case ("b", nil) where text == "b": self = .branch
    case ("a", nil) where text == "a": self = .answer
    case ("c", let branch?): self = .continue(branch)
    case ("p", let branch?): self = .probe(branch)
    case ("x", let branch?): self = .prune(branch)
    default: return nil
    }
  }
}

/// A run made by hand: where it leaves a controller's run, and what was done since.
///
/// The controller's setting, the question and the seed belong to it but are not in it, so that it stays a few characters:
/// `142:b,c3,p3,x2,a` keeps 142 steps.
public struct HandRun: Hashable, Sendable {
  /// How many steps of the controller's run are kept.
  public var fork: Int
  /// What was done by hand after them.
  public var actions: [HandAction]

  /// A run by hand.
  public init(fork: Int, actions: [HandAction] = []) {
    self.fork = fork
    self.actions = actions
  }

  /// Whether its last action is an ANSWER.
  public var hasEnded: Bool { actions.last == .answer }
}

extension HandRun: LosslessStringConvertible {
  /// The text.
  public var description: String { "\(fork):" + actions.map(\.description).joined(separator: ",") }

  /// Reads the text; nil for any other.
  public init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let fork = Self.number(parts[0]) else { return nil }
    var actions: [HandAction] = []
    for word in parts[1].isEmpty ? [] : parts[1].split(separator: ",", omittingEmptySubsequences: false) {
      guard let action = HandAction(String(word)) else { return nil }
      actions.append(action)
    }
    self.init(fork: fork, actions: actions)
  }

  /// A whole number from 0 that a run can have something of; nil for any other text.
  static func number(_ digits: Substring) -> Int? {
    guard (1...9).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    return Int(digits)
  }
}

extension HandRun: Codable {
  /// Reads the text of a run.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let run = HandRun(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "a run by hand is such as 142:b,c3,p3,a")
    }
    self = run
  }

  /// Writes the text of the run.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
