import Replay

/// A run by hand as a frame shows it: the run, and the branch that the next action goes to.
///
/// As text, and where it is encoded: `142:b,c3,p3,a@3`, the chosen branch counting from 1; left out it is the first one.
public struct HandState: Hashable, Sendable {
  /// The run.
  public var run: HandRun
  /// The chosen branch, from 0.
  public var branch: Int
  /// Under what the log of this program keeps it; nil until then. It is no part of the text.
  public var id: String?

  /// A run by hand with a branch chosen.
  public init(_ run: HandRun, branch: Int = 0, id: String? = nil) {
    self.run = run
    self.branch = branch
    self.id = id
  }
}

extension HandState: LosslessStringConvertible {
  /// The text.
  public var description: String { "\(run)" + (branch > 0 ? "@\(branch + 1)" : "") }

  /// Reads the text; nil for any other.
  public init?(_ text: String) {
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    guard let run = HandRun(String(parts[0])) else { return nil }
    guard parts.count == 2 else {
      self.init(run)
      return
    }
    guard parts[1].utf8.count <= 9, let number = Int(parts[1]), number > 0 else { return nil }
    self.init(run, branch: number - 1)
  }
}

extension HandState: Codable {
  /// Reads the text.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let state = HandState(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "a run by hand is such as 142:b,c3,p3,a@3")
    }
    self = state
  }

  /// Writes the text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// What the explorer knows beside the run by hand that is on the screen.
struct HandPlay: Sendable {
  /// The controller's run that it was forked from, to its end.
  var base: RecordedRun
  /// What is possible at the end of the run by hand.
  var legality: HandLegality
}

/// The run that a state asks for: the controller's, or one by hand from it.
struct RunMade {
  /// The state with what could not be done by hand left out.
  var state: ViewState
  var run: RecordedRun
  var hand: HandPlay?
  /// Why something was left out, in a line.
  var fault: String?

  /// Records what a state asks for; its question is in range.
  ///
  /// - Throws: `SpecError` if the catalog cannot make the controller.
  init(_ state: ViewState, _ store: Store, _ catalog: Catalog) throws {
    let controller = try catalog.controller(state.setting)
    let question = store.questions[state.question]
    let base = RecordedRun(question.record(controller, seed: state.seed))
    self.state = state
    run = base
    guard let wanted = state.hand else { return }
    guard wanted.run.fork < base.count else {
      self.state.hand = nil
      fault = "the run has \(base.count) actions: none by hand after \(wanted.run.fork)"
      return
    }
    let made = question.record(wanted.run, after: base.recording, latency: controller.latency, seed: state.seed)
    if let refusal = made.refusal {
      self.state.hand?.run.actions.removeSubrange(refusal.index...)
      fault = "action \(refusal.index + 1) by hand is not possible: \(refusal.reason)"
    }
    run = RecordedRun(made.recording, keepingLettersOf: base.legend)
    hand = HandPlay(base: base, legality: made.legality)
    self.state.hand?.branch = min(max(0, wanted.branch), max(0, made.recording.tracks.count - 1))
  }
}
