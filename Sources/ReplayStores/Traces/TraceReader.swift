import Glibc
import Replay

/// Reads lines of trace files in the published form, checking everything.
///
/// Keys that the form does not have are ignored; where a step leaves out `input`, `output`, `state` or the free text, it
/// has none. Source: the published `<BENCHMARK>_trace_new_api.jsonl`.
public enum TraceReader {
  /// The run in a line; nil for a blank one.
  ///
  /// O(bytes).
  ///
  /// - Parameters:
  ///   - bytes: the line, its end left out or not.
  ///   - line: its number, from 1, for errors.
  ///   - file: the path that errors name.
  /// - Throws: ``TraceError`` for anything that is no run.
  public static func run(bytes: UnsafeRawBufferPointer, line: Int, file: String) throws(TraceError) -> TraceRun? {
    guard let copy = PaddedBytes(copying: bytes) else {
      throw TraceError(
        .unreadable, file: file, line: line, expected: "a line that fits in memory", found: "\(bytes.count) bytes")
    }
    return try run(copy, line: line, file: file)
  }

  /// The run in a line that was read already; nil for a blank one.
  package static func run(_ bytes: borrowing PaddedBytes, line: Int, file: String) throws(TraceError) -> TraceRun? {
    try read(bytes, line: line, file: file) { fields throws(JSONMismatch) in
      var run = fields.run
      run.trace = try TraceFields.steps(fields.trace).map { step throws(JSONMismatch) in try step.step() }
      return run
    }
  }

  /// The run in a line without its steps, which are checked all the same; nil for a blank line.
  ///
  /// Throws exactly where ``run(_:line:file:)`` does, and builds no steps.
  package static func header(_ bytes: borrowing PaddedBytes, line: Int, file: String) throws(TraceError) -> TraceRun? {
    try read(bytes, line: line, file: file) { fields throws(JSONMismatch) in
      _ = try TraceFields.steps(fields.trace)
      return fields.run
    }
  }

  private static func read(
    _ bytes: borrowing PaddedBytes, line: Int, file: String, _ body: (TraceFields) throws(JSONMismatch) -> TraceRun
  ) throws(TraceError) -> TraceRun? {
    guard !bytes.withBytes({ $0.allSatisfy(\.isWhiteSpace) }) else { return nil }
    do {
      let document = try JSONDocument(parsing: bytes, as: "line")
      return try document.read { root throws(JSONMismatch) in try body(TraceFields(root)) }
    } catch {
      throw TraceError(error, file: file, line: line)
    }
  }
}

extension UInt8 {
  /// Whether JSON has it between its tokens.
  fileprivate var isWhiteSpace: Bool { self == 0x20 || self == 0x0a || self == 0x0d || self == 0x09 }
}

/// The members of a line's object, checked.
struct TraceFields {
  /// All but the steps.
  let run: TraceRun
  /// The array of steps.
  let trace: JSONValue

  init(_ line: JSONValue) throws(JSONMismatch) {
    let fields = try JSONFields(line, expected: "a run (an object)")
    func text(_ key: String) throws(JSONMismatch) -> String {
      String(decoding: try fields.required(key).string("a text (a string)"), as: UTF8.self)
    }
    func count(_ key: String) throws(JSONMismatch) -> Int {
      try fields.required(key).integer(in: 0...1 << 40, "a whole number from 0 to 1099511627776")
    }
    let isCorrect = try fields.required("is_correct")
    guard let isRight = isCorrect.bool else { throw JSONMismatch(at: isCorrect, expected: "true or false") }
    let hasBootstrap = fields["bootstrap_idx"].map { $0.kind != .null } ?? false
    let seed = try fields.required("shuffle_seed")
    guard let shuffleSeed = seed.unsigned else { throw JSONMismatch(at: seed, expected: "a whole number from 0 up") }
    run = TraceRun(
      model: try text("model"), dataset: try text("dataset"), method: try text("method"),
      description: try text("description"), bootstrapIndex: hasBootstrap ? try count("bootstrap_idx") : 0,
      shuffleSeed: shuffleSeed, questionIndex: try count("question_index"), isCorrect: isRight,
      cost: try count("cost"), trace: [])
    trace = try fields.required("trace")
  }

  /// The steps, checked.
  static func steps(_ trace: JSONValue) throws(JSONMismatch) -> [StepFields] {
    var steps: [StepFields] = []
    for step in try trace.array("an array of steps") { steps.append(try StepFields(step)) }
    if let large = trace.firstLargeInteger {
      throw JSONMismatch(at: large, expected: "a whole number of at most \(Int.max)")
    }
    return steps
  }
}

/// The members of a step, checked.
///
/// A file has millions of them: no dictionary.
struct StepFields {
  private enum Key: Int, CaseIterable {
    case event, input, output, state, goal, decision

    var name: StaticString {
      switch self {
      case .event: "event"
      case .input: "input"
      case .output: "output"
      case .state: "state"
      case .goal: "goal"
      case .decision: "decision"
      }
    }

    init?(_ utf8: UnsafeRawBufferPointer) {
      guard let start = utf8.baseAddress else { return nil }
      let key = Key.allCases.first { key in
        key.name.utf8CodeUnitCount == utf8.count && memcmp(key.name.utf8Start, start, utf8.count) == 0
      }
      guard let key else { return nil }
      self = key
    }
  }

  private var members = InlineArray<6, JSONValue?>(repeating: nil)

  init(_ step: JSONValue) throws(JSONMismatch) {
    guard step.kind == .object else { throw JSONMismatch(at: step, expected: "a step (an object)") }
    for (name, value) in JSONMembers(object: step) {
      guard let key = Key(name) else { continue }
      guard members[key.rawValue] == nil else {
        throw JSONMismatch(at: value, expected: "each key once", found: "\(VisibleText.quoted(name)) again")
      }
      members[key.rawValue] = value
      try Self.check(key, value)
    }
    guard self[.event] == nil else { return }
    throw JSONMismatch(at: step, expected: "the key \"event\"", found: "an object without it")
  }

  private static func check(_ key: Key, _ value: JSONValue) throws(JSONMismatch) {
    switch (key, value.kind) {
    case (.event, .string), (.goal, .string), (.goal, .null), (.decision, .string), (.decision, .null): break
    case (.input, .object), (.input, .null), (.state, .object), (.state, .null), (.output, _): break
    case (.input, _), (.state, _): throw JSONMismatch(at: value, expected: "an object")
    case (.event, _), (.goal, _), (.decision, _): throw JSONMismatch(at: value, expected: "a text (a string)")
    }
  }

  private subscript(_ key: Key) -> JSONValue? { members[key.rawValue] }

  /// The step with its values.
  func step() throws(JSONMismatch) -> TraceStep {
    func text(_ key: Key) -> String { self[key]?.utf8.map { String(decoding: $0, as: UTF8.self) } ?? "" }
    func object(_ key: Key) throws(JSONMismatch) -> TraceValue {
      guard let value = self[key], value.kind == .object else { return [:] }
      return try value.traceValue()
    }
    return TraceStep(
      text(.event), input: try object(.input), output: try self[.output]?.traceValue() ?? .null,
      state: try object(.state), goal: text(.goal), decision: text(.decision))
  }
}

extension JSONValue {
  /// A whole number within UInt64; nil for any other value.
  fileprivate var unsigned: UInt64? {
    switch kind {
    case .integer: integer.flatMap(UInt64.init(exactly:))
    case .largeInteger: words[index + 1]
    default: nil
    }
  }

  /// The first whole number in here that no Int holds.
  ///
  /// O(values), along the tape.
  fileprivate var firstLargeInteger: JSONValue? {
    var index = index
    while index < end {
      let kind = UInt8(words[index] >> 56)
      if kind == Kind.largeInteger.rawValue { return at(index) }
      index += kind == Kind.integer.rawValue || kind == Kind.double.rawValue ? 2 : 1
    }
    return nil
  }

  /// The value with all that is in it.
  fileprivate func traceValue() throws(JSONMismatch) -> TraceValue {
    switch kind {
    case .object:
      var fields: [TraceField] = []
      for (key, value) in JSONMembers(object: self) {
        fields.append(TraceField(String(decoding: key, as: UTF8.self), try value.traceValue()))
      }
      return .object(fields)
    case .array:
      var values: [TraceValue] = []
      for value in JSONElements(array: self) { values.append(try value.traceValue()) }
      return .array(values)
    case .string: return .string(utf8.map { String(decoding: $0, as: UTF8.self) } ?? "")
    case .integer: return .integer(integer ?? 0)
    case .largeInteger: throw JSONMismatch(at: self, expected: "a whole number of at most \(Int.max)")
    case .double: return .number(double ?? 0)
    case .yes: return .bool(true)
    case .no: return .bool(false)
    case .null: return .null
    }
  }
}
