import Replay

/// What came of a run by hand so far.
public struct HandResult: Hashable, Sendable {
  /// Tokens spent.
  public var tokens: Int
  /// The text of the answer, shortened; nil until it is given, or where there was none to give.
  public var answer: String?
  /// Whether the answer is right; nil until the run has ended.
  public var isRight: Bool?

  /// A result.
  public init(tokens: Int, answer: String? = nil, isRight: Bool? = nil) {
    self.tokens = tokens
    self.answer = answer
    self.isRight = isRight
  }
}

/// One line of the log of runs by hand: what happened to the run of an id, which one program alone continues.
public struct HandRunEvent: Hashable, Sendable {
  /// Which run: unique over all programs and times.
  public var id: String
  /// What happened.
  public var change: Change

  /// What can happen to a run.
  public enum Change: Hashable, Sendable {
    /// It was begun, or taken up from another run, whose place in the list it takes then.
    case begun(HandRunBase, HandRun, continues: String?, HandResult)
    /// An action was taken as number `at`, from 0; what stood there and after is gone.
    case acted(at: Int, HandAction, HandResult)
    /// Only the first `to` actions are left.
    case undone(to: Int, HandResult)
    /// It was given a name.
    case named(String)
    /// The user put it aside.
    case left
    /// The user has no more use for it.
    case deleted
  }

  /// An event.
  public init(id: String, _ change: Change) {
    self.id = id
    self.change = change
  }
}

/// What a run by hand was forked from.
public struct HandRunBase: Hashable, Sendable {
  /// The store's name.
  public var store: String
  /// The SHA-256 of its bytes; nil for a store made otherwise.
  public var sha256: String?
  /// The question, from 0.
  public var question: Int
  /// The seed.
  public var seed: UInt64
  /// The controller's spec.
  public var controller: String
  /// What answers count for.
  public var rules: AnswerRules

  /// A base.
  public init(
    store: String, sha256: String?, question: Int, seed: UInt64, controller: String, rules: AnswerRules = .published
  ) {
    self.rules = rules
    self.store = store
    self.sha256 = sha256
    self.question = question
    self.seed = seed
    self.controller = controller
  }
}

// One flat object a line.
extension HandRunEvent: Codable {
  private enum CodingKeys: String, CodingKey {
    case event, id, store, sha256, question, seed, controller, grading, err, run, continues, at, action, to, name,
      tokens, answer,
      right
  }

  private enum Kind: String, Codable {
    case begun, acted, undone, named, left, deleted
  }

  /// Reads a line; one that lacks something, or has it of another kind, is none.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    func result() throws -> HandResult {
      HandResult(
        tokens: try values.decode(Int.self, forKey: .tokens),
        answer: try values.decodeIfPresent(String.self, forKey: .answer),
        isRight: try values.decodeIfPresent(Bool.self, forKey: .right))
    }
    id = try values.decode(String.self, forKey: .id)
    change =
      switch try values.decode(Kind.self, forKey: .event) {
      case .begun:
        .begun(
          HandRunBase(
            store: try values.decode(String.self, forKey: .store),
            sha256: try values.decodeIfPresent(String.self, forKey: .sha256),
            question: try values.decode(Int.self, forKey: .question),
            seed: try values.decode(UInt64.self, forKey: .seed),
            controller: try values.decode(String.self, forKey: .controller), rules: try Self.rules(values)),
          try values.decode(HandRun.self, forKey: .run),
          continues: try values.decodeIfPresent(String.self, forKey: .continues), try result())
      case .acted:
        .acted(at: try values.decode(Int.self, forKey: .at), try Self.action(values), try result())
      case .undone: .undone(to: try values.decode(Int.self, forKey: .to), try result())
      case .named: .named(try values.decode(String.self, forKey: .name))
      case .left: .left
      case .deleted: .deleted
      }
  }

  /// The published rules, where the line does not tell others.
  private static func rules(_ values: KeyedDecodingContainer<CodingKeys>) throws -> AnswerRules {
    var rules = AnswerRules.published
    if let grading = try values.decodeIfPresent(Grading.self, forKey: .grading) { rules.grading = grading }
    if let errors = try values.decodeIfPresent(ErrorAnswers.self, forKey: .err) { rules.errors = errors }
    return rules
  }

  private static func action(_ values: KeyedDecodingContainer<CodingKeys>) throws -> HandAction {
    guard let action = HandAction(try values.decode(String.self, forKey: .action)) else {
      throw DecodingError.dataCorruptedError(forKey: .action, in: values, debugDescription: "an action is such as c3")
    }
    return action
  }

  /// Writes the line's object.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    func write(_ kind: Kind, _ result: HandResult? = nil) throws {
      try values.encode(kind, forKey: .event)
      try values.encode(id, forKey: .id)
      try values.encodeIfPresent(result?.tokens, forKey: .tokens)
      try values.encodeIfPresent(result?.answer, forKey: .answer)
      try values.encodeIfPresent(result?.isRight, forKey: .right)
    }
    switch change {
    case .begun(let base, let run, let continues, let result):
      try write(.begun, result)
      try values.encode(base.store, forKey: .store)
      try values.encodeIfPresent(base.sha256, forKey: .sha256)
      try values.encode(base.question, forKey: .question)
      try values.encode(base.seed, forKey: .seed)
      try values.encode(base.controller, forKey: .controller)
      if base.rules != .published {
        try values.encode(base.rules.grading, forKey: .grading)
        try values.encode(base.rules.errors, forKey: .err)
      }
      try values.encode(run, forKey: .run)
      try values.encodeIfPresent(continues, forKey: .continues)
    case .acted(let at, let action, let result):
      try write(.acted, result)
      try values.encode(at, forKey: .at)
      try values.encode(action.description, forKey: .action)
    case .undone(let to, let result):
      try write(.undone, result)
      try values.encode(to, forKey: .to)
    case .named(let name):
      try write(.named)
      try values.encode(name, forKey: .name)
    case .left: try write(.left)
    case .deleted: try write(.deleted)
    }
  }
}
