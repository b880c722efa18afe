import Replay

/// The steps of a trace file in words: the file's own names and values, shortened and made safe.
extension Wording {
  /// How many elements of a list or an object are written out.
  private static let elementLimit = 12

  /// A step's figures: what went in, what came out, what held; the round is left out.
  public func figures(_ step: TraceStep) -> String {
    let arrow = unicode ? " → " : " -> "
    let flow = [fields(step.input), part(step.output)].filter { !$0.isEmpty }.joined(separator: arrow)
    return [flow, fields(step.state)].filter { !$0.isEmpty }.joined(separator: " | ")
  }

  /// What came out of a step, or what went in where nothing did; for narrow lists.
  func results(_ step: TraceStep) -> String {
    let output = part(step.output)
    return output.isEmpty ? fields(step.input) : output
  }

  /// A step's own words, shortened: what it is for, what was decided.
  public func freeText(_ step: TraceStep) -> String {
    [step.goal, step.decision].filter { !$0.isEmpty }.map { answer($0, limit: 160) }.joined(separator: "; ")
  }

  /// An event's name.
  public func event(_ step: TraceStep) -> String { answer(step.event, limit: 24) }

  private func part(_ value: TraceValue) -> String {
    switch value {
    case .object: fields(value)
    case .null: ""
    default: self.value(value)
    }
  }

  /// The members of an object: `n_active 5, abandoned_now [2 7]`.
  private func fields(_ value: TraceValue) -> String {
    guard case .object(let fields) = value else { return "" }
    let told = fields.filter { !Self.rounds.contains($0.key) }
    return list(told, separator: ", ") { "\(name($0.key)) \(self.value($0.value))" }
  }

  /// A value of a trace: numbers as the file has them, answers shortened, long lists cut with their length.
  public func value(_ value: TraceValue) -> String {
    switch value {
    case .null: "none"
    case .bool(let isTrue): isTrue ? "true" : "false"
    case .integer(let number): "\(number)"
    case .number(let number): "\(number)"
    case .string(let text): text.isEmpty ? "(empty)" : answer(text, limit: 24)
    case .array(let values):
      // What lists of objects say is for the panes that know them.
      values.contains { $0.isContainer } ? "[\(values.count)]" : "[" + list(values, separator: " ", self.value) + "]"
    case .object(let fields):
      "{"
        + list(fields, separator: ", ") { "\(name($0.key)) \($0.value.isContainer ? ellipsis : self.value($0.value))" }
        + "}"
    }
  }

  private func name(_ key: String) -> String { answer(key, limit: 32) }

  private func list<Element>(_ all: [Element], separator: String, _ words: (Element) -> String) -> String {
    let shown = all.prefix(Self.elementLimit).map(words).joined(separator: separator)
    return all.count <= Self.elementLimit ? shown : shown + " \(ellipsis) \(all.count) in all"
  }

  private static let rounds: Set<String> = ["outer_step", "step", "sample_idx", "window_idx"]
}

extension TraceValue {
  fileprivate var isContainer: Bool {
    switch self {
    case .array, .object: true
    default: false
    }
  }
}
