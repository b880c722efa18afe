import Replay

/// The events of the published traces, each with its goal in our own words.
///
/// Source: the published trace files; what each tells is theirs, only the words are ours.
enum TraceEvent: String {
  case start, read, forward, prune, finish
  case initBranches = "init_branches"
  case updateStates = "update_states"
  case terminateCheck = "terminate_check"
  case iterationStart = "iteration_start"
  case readStop = "read_stop"
  case confidenceSkip = "confidence_skip"
  case confidenceCheck = "confidence_check"
  case planWindows = "plan_windows"
  case windowStart = "window_start"
  case windowRead = "window_read"
  case windowReadStop = "window_read_stop"
  case windowEmpty = "window_empty"
  case windowEvaluate = "window_evaluate"

  /// What the event is for.
  var goal: String {
    switch self {
    case .start: "set out with these parameters"
    case .initBranches: "open the first batch of branches"
    case .iterationStart: "begin a round"
    case .forward: "advance the branches"
    case .updateStates: "take stock of the round"
    case .prune: "leave out branches that keep disagreeing"
    case .terminateCheck: "see whether to stop"
    case .read: "read another branch"
    case .readStop, .windowReadStop: "read another branch, in vain"
    case .confidenceSkip: "wait for a second answer"
    case .confidenceCheck: "measure how sure the votes are"
    case .planWindows: "divide the samples into windows"
    case .windowStart: "begin a window"
    case .windowRead: "read another branch of the window"
    case .windowEmpty: "leave out a window without branches"
    case .windowEvaluate: "see whether the window is unanimous"
    case .finish: "answer"
    }
  }
}

/// The steps of a trace as they are gathered from a recording.
struct TraceSteps {
  /// What they are gathered from.
  let recording: Recording
  /// The steps so far.
  private(set) var steps: [TraceStep] = []

  /// No steps yet.
  init(_ recording: Recording) { self.recording = recording }

  /// Appends a step; `decision` says in our own words what was decided.
  mutating func add(
    _ event: TraceEvent, _ input: TraceValue, _ output: TraceValue, _ state: TraceValue, _ decision: String
  ) {
    steps.append(
      TraceStep(event.rawValue, input: input, output: output, state: state, goal: event.goal, decision: decision))
  }

  /// Appends the start of a run.
  mutating func addStart(_ input: TraceValue, knobs: TraceValue) { add(.start, input, "initialized", knobs, "begin") }

  /// Appends the end of a run: the answer, why it was given, and what else the controller tells.
  mutating func addFinish(_ input: TraceValue, reason: String, _ rest: [TraceField] = [], state: TraceValue) {
    let answer = [TraceField("answer", text(recording.answer)), TraceField("stop_reason", .string(reason))]
    let decision = recording.answer == nil ? "no answer" : "answer after \(recording.costs.tokens) tokens"
    add(.finish, input, .object(answer + rest), state, decision)
  }

  /// The text of an answer, null for none.
  func text(_ answer: Answer?) -> TraceValue {
    answer.map { .string(recording.question.text(of: $0)) } ?? .null
  }

  /// The texts of answers.
  func texts(_ answers: some Sequence<Answer>) -> TraceValue { .array(answers.map { text($0) }) }
}

extension TraceValue {
  /// A number rounded to some decimals as Python's `round` does.
  static func rounded(_ value: Double, places: Int = 4) -> TraceValue {
    .number(Rounding.decimal(value, places: places))
  }

  /// Numbers of branches, from 0.
  static func branches(_ indices: some Sequence<Int>) -> TraceValue { .array(indices.map { .integer($0) }) }
}
