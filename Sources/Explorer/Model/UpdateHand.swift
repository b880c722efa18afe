import Replay

// The wheel in the user's hands: a run forked at the cursor and gone on with by the five actions.
extension Model {
  /// Whether a run by hand is on the screen.
  var isByHand: Bool { hand != nil && trace == nil }

  /// Whether the run on the screen is over: what it came to is told then only.
  var hasEnded: Bool { run.recording.hasEnded }

  /// Forks the run at the cursor: what is behind it stays, the controller is gone. Within a run by hand this begins another.
  mutating func takeOver() {
    guard trace == nil else { return tell("a trace file tells what was run: there is nothing to act on") }
    var target = state
    if let current = state.hand {
      guard state.cursor < run.count else {
        let goesOn = "the run is in your hands already; Esc gives it back to \(familyName)"
        return tell(hasEnded ? "the run has ended; u takes the last action back" : goesOn)
      }
      let kept = state.cursor - current.run.fork
      target.hand?.run =
        kept > 0
        ? HandRun(fork: current.run.fork, actions: Array(current.run.actions.prefix(kept)))
        : HandRun(fork: state.cursor)
    } else {
      guard state.cursor < run.count else {
        return tell("the run has ended here: go back to where you want to take it over")
      }
      target.hand = HandState(HandRun(fork: state.cursor), branch: max(0, run.step(at: state.cursor)?.branch ?? 0))
    }
    target.hand?.id = handMemory.newID(.init(sha256: store.sha256))
    target.cursor = .max
    target.focus = .branches
    isPlaying = false
    let before = state
    guard record(target, keepingPlace: false) else { return }
    history.remember(before, topic: "")
    state.focus = .branches
    tell("Esc gives it back; \(handKeys)")
  }

  /// The keys of the five actions in short.
  private var handKeys: String {
    HandVerb.allCases.compactMap { verb in
      Bindings.table.first { $0.command == .act(verb) }.map { "\($0.keys.first?.name ?? "") \(verb.rawValue)" }
    }.joined(separator: ", ")
  }

  /// The controller's name as the header has it.
  var familyName: String { state.setting.family.uppercased() }

  /// Gives the run back to the controller; that by hand stays in the log, and `u` brings it back.
  mutating func giveBack() {
    guard let current = state.hand else { return }
    var target = state
    target.hand = nil
    target.cursor = min(state.cursor, current.run.fork)
    let before = state
    guard record(target, keepingPlace: false) else { return }
    history.remember(before, topic: "")
    tell("\(familyName) has the run again" + Self.kept(current))
  }

  /// What a user who leaves a run by hand wants to know.
  static func kept(_ hand: HandState) -> String {
    hand.run.actions.isEmpty ? "" : "; the one by hand is kept: u takes it back, :runs lists it"
  }

  /// The action that a verb stands for: on the chosen branch where it needs one.
  func action(_ verb: HandVerb) -> HandAction {
    let branch = state.hand?.branch ?? 0
    return switch verb {
    case .branch: .branch
    case .continue: .continue(branch)
    case .probe: .probe(branch)
    case .prune: .prune(branch)
    case .answer: .answer
    }
  }

  /// Takes an action by hand, or says why it is not possible.
  mutating func act(_ verb: HandVerb) {
    guard let hand, let current = state.hand, trace == nil else {
      return tell("\(verb.rawValue) goes with a run by hand; t takes this one over")
    }
    guard state.cursor == run.count else {
      return tell("a run by hand goes on at its end: G goes there, t forks here")
    }
    let action = action(verb)
    if let reason = hand.legality[action] {
      let remedy = reason == .ended ? "; u takes that back" : ""
      notice = Notice(text: "\(reason)\(remedy)", isError: true)
      return
    }
    var target = state
    target.hand?.id = current.id ?? handMemory.newID(.init(sha256: store.sha256))
    target.hand?.run.actions.append(action)
    if action == .branch { target.hand?.branch = run.recording.tracks.count }
    target.cursor = .max
    let before = state
    guard record(target, keepingPlace: false) else { return }
    history.remember(before, topic: "")
    if hasEnded { tell(verdict) }
  }

  /// What a run by hand has come to, against the controller's.
  var verdict: String {
    guard let hand else { return "" }
    let verdict = run.recording.answer == question.gold ? "right" : "wrong"
    let (tokens, other) = (run.recording.costs.tokens, hand.base.recording.costs.tokens)
    guard size.width >= 60 else { return "\(verdict), \(wording.shortDifference(tokens, from: other))" }
    return "\(verdict), \(wording.difference(tokens, from: other)) \(familyName)"
  }

  /// Chooses the branch that the next action goes to.
  mutating func chooseBranch(_ branch: Int) {
    state.hand?.branch = min(max(0, branch), max(0, run.recording.tracks.count - 1))
    state.scroll[.branches] = nil
  }

  /// Lists the five actions.
  mutating func chooseAction() {
    guard isByHand else { return tell("the actions go with a run by hand; t takes this one over") }
    overlays.append(.picker(Picker(subject: .actions, selection: 0)))
  }

  /// What an action costs, of which only the end of a chain is not known beforehand: it is told where hidden things are shown.
  func cost(of action: HandAction) -> String {
    switch action {
    case .probe, .prune, .answer: return "free"
    case .branch, .continue: break
    }
    guard state.showsHidden, let current = state.hand, let hand else {
      return "\(question.interval) tokens, or the rest of its chain"
    }
    let next = HandRun(fork: current.run.fork, actions: current.run.actions + [action])
    let made = question.record(next, after: hand.base.recording, latency: .parallel, seed: state.seed)
    return "\(made.recording.steps.last?.cost ?? 0) tokens"
  }

  /// Shows a line that is no error.
  mutating func tell(_ line: String) { notice = Notice(text: line, isError: false) }
}
