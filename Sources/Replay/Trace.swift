/// A run as a line of a trace file in the published form tells it: what was run, what came of it, and its steps.
///
/// Source: the published files `<BENCHMARK>_trace_new_api.jsonl`. Our own files carry the same keys and values.
public struct TraceRun: Hashable, Sendable {
  /// The model whose branches were replayed.
  public var model: String
  /// The benchmark.
  public var dataset: String
  /// The published class name of the controller, such as `ASCMethod`.
  public var method: String
  /// The setting in words, such as `asc | config={'max_samples': 64, 'threshold': 0.95}`.
  public var description: String
  /// The bootstrap sample; 0 without bootstrap.
  public var bootstrapIndex: Int
  /// The seed of the order of branches.
  public var shuffleSeed: UInt64
  /// The question's number in the store, from 0.
  public var questionIndex: Int
  /// Whether the reference answer was returned.
  public var isCorrect: Bool
  /// Total tokens.
  public var cost: Int
  /// The steps; the last is the one `finish`.
  public var trace: [TraceStep]

  /// A run with all that its line holds.
  public init(
    model: String, dataset: String, method: String, description: String, bootstrapIndex: Int = 0, shuffleSeed: UInt64,
    questionIndex: Int, isCorrect: Bool, cost: Int, trace: [TraceStep]
  ) {
    self.model = model
    self.dataset = dataset
    self.method = method
    self.description = description
    self.bootstrapIndex = bootstrapIndex
    self.shuffleSeed = shuffleSeed
    self.questionIndex = questionIndex
    self.isCorrect = isCorrect
    self.cost = cost
    self.trace = trace
  }
}

/// One step of a published trace: an event of a controller's round with what went in, what came out and the state.
public struct TraceStep: Hashable, Sendable {
  /// What happened, such as `forward` or `finish`.
  public var event: String
  /// What the event went by.
  public var input: TraceValue
  /// What came of it.
  public var output: TraceValue
  /// What held around it.
  public var state: TraceValue
  /// What the event is for, in our own words; free text.
  public var goal: String
  /// What was decided, in our own words; free text.
  public var decision: String

  /// A step.
  public init(
    _ event: String, input: TraceValue = [:], output: TraceValue = .null, state: TraceValue = [:], goal: String = "",
    decision: String = ""
  ) {
    self.event = event
    self.input = input
    self.output = output
    self.state = state
    self.goal = goal
    self.decision = decision
  }
}

/// A value within a trace step: JSON, with the order of keys kept and integers apart from floating-point numbers.
public enum TraceValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([TraceValue])
  case object([TraceField])

  /// The value of a key of an object; of equal keys the last, as in Python.
  public subscript(key: String) -> TraceValue? {
    guard case .object(let fields) = self else { return nil }
    return fields.last { $0.key == key }?.value
  }
}

/// A key of a trace object and its value.
public struct TraceField: Hashable, Sendable {
  /// The key.
  public var key: String
  /// The value.
  public var value: TraceValue

  /// A key with its value.
  public init(_ key: String, _ value: TraceValue) {
    self.key = key
    self.value = value
  }
}

extension TraceValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
  /// An object with its keys in the order written.
  public init(dictionaryLiteral elements: (String, TraceValue)...) {
    self = .object(elements.map { TraceField($0.0, $0.1) })
  }
  /// An array.
  public init(arrayLiteral elements: TraceValue...) { self = .array(elements) }
  /// A string.
  public init(stringLiteral value: String) { self = .string(value) }
  /// An integer.
  public init(integerLiteral value: Int) { self = .integer(value) }
  /// A floating-point number.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// A truth value.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// Nothing.
  public init(nilLiteral: ()) { self = .null }
}
