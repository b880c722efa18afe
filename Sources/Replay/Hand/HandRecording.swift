/// What came of a run by hand.
public struct HandRecording: Sendable {
  /// The controller's steps that were kept, then those by hand, with reason `hand`; the last one is the ANSWER only where it
  /// was given.
  public let recording: Recording
  /// The first action that was not possible, with the reason; it and those after it were left out.
  public let refusal: Refusal?
  /// What is possible next.
  public let legality: HandLegality

  /// An action that was not possible.
  public struct Refusal: Hashable, Sendable {
    /// Its index among the actions by hand.
    public var index: Int
    /// Why it was not.
    public var reason: IllegalAction
  }
}

/// What is possible at the end of a run by hand: of every action why it is not, or nothing.
public struct HandLegality: Hashable, Sendable {
  private let branch, answer: IllegalAction?
  private let continues, probes, prunes: [IllegalAction?]

  init(_ episode: borrowing Episode) {
    let opened = 0..<episode.openedCount
    branch = episode.illegality(of: .branch)
    answer = episode.illegality(of: .answer)
    continues = opened.map { episode.illegality(of: .continue($0)) }
    probes = opened.map { episode.illegality(of: .probe($0)) }
    prunes = opened.map { episode.illegality(of: .prune($0)) }
  }

  /// Why an action is not possible; nil if it is.
  public subscript(action: HandAction) -> IllegalAction? {
    switch action {
    case .branch: branch
    case .answer: answer
    case .continue(let index): reason(continues, index)
    case .probe(let index): reason(probes, index)
    case .prune(let index): reason(prunes, index)
    }
  }

  private func reason(_ reasons: [IllegalAction?], _ index: Int) -> IllegalAction? {
    if let answer { return answer }
    return reasons.indices.contains(index) ? reasons[index] : .notOpened(index, opened: reasons.count)
  }
}

extension Question {
  /// Records a run by hand: the kept steps of a controller's run as they are, then the actions one by one.
  ///
  /// The branches, costs and what is possible are an ``Episode``'s, as for a controller. A run that keeps more steps than there
  /// are keeps them all, and all its actions are refused, as the run has ended.
  ///
  /// - Parameters:
  ///   - hand: The run by hand.
  ///   - base: The controller's run on this question.
  ///   - latency: How the branches follow one another in time: as the controller's do, so that both can be compared.
  ///   - seed: The seed of the order of `base`.
  /// - Complexity: O(steps of `base` + actions).
  public func record(_ hand: HandRun, after base: Recording, latency: Latency, seed: UInt64) -> HandRecording {
    let recorder = Recorder(question: self)
    let orders = BranchOrders(branchCount: branches.count, seeds: [seed])
    var episode = Episode(question: self, orders: orders, recorder: recorder)
    episode.begin(at: 0)
    let kept = base.prefix(max(0, hand.fork))
    for step in kept.steps { episode.repeatStep(step) }
    episode.resume(from: kept)
    var refusal: HandRecording.Refusal?
    for (index, action) in hand.actions.enumerated() {
      if let reason = episode.illegality(of: action) {
        refusal = HandRecording.Refusal(index: index, reason: reason)
        break
      }
      episode.take(action)
    }
    recorder.recording.costs = episode.costs(latency)
    return HandRecording(recording: recorder.recording, refusal: refusal, legality: HandLegality(episode))
  }
}

extension Episode {
  /// Why an action by hand is not possible; nil if it is.
  func illegality(of action: HandAction) -> IllegalAction? {
    switch action {
    case .branch: hasEnded ? .ended : hasBranchLeft ? nil : .noBranchLeft(opened: openedCount)
    case .continue(let index): illegality(ofContinuing: index)
    case .probe(let index): illegality(ofProbing: index)
    case .prune(let index): illegality(ofPruning: index)
    case .answer: hasEnded ? .ended : nil
    }
  }

  /// Does what a legal action says.
  mutating func take(_ action: HandAction) {
    switch action {
    case .branch: _ = branch(.hand)
    case .continue(let index): _ = continueBranch(index, .hand)
    case .probe(let index): _ = probe(index, .hand)
    case .prune(let index): prune(index, .hand)
    case .answer:
      guard let recorder else { return }
      let state = recorder.recording.state(after: recorder.stepCount)
      _ = answer(state.handVote(abstention: abstention).winner, .hand)
    }
  }

  /// Does again what a recorded step did.
  fileprivate mutating func repeatStep(_ step: RecordedStep) {
    let rule = step.reason.rule
    switch step.kind {
    case .branch: _ = branch(rule)
    case .continue: _ = continueBranch(step.branch, rule)
    case .probe: _ = probe(step.branch, rule)
    case .read: _ = read(rule)
    case .prune: prune(step.branch, rule)
    case .answer: _ = answer(step.answer, rule)
    case .check: break
    }
  }

  /// Goes on from what was recorded of the steps that were done again: with their reasons, signals and notes.
  fileprivate mutating func resume(from recording: Recording) {
    guard let recorder else { return }
    recorder.recording = recording
    recorder.round = recording.steps.last?.round ?? -1
    recorder.passed = nil
    let noted = recording.notes.last?.disagreement ?? []
    for (index, count) in noted.enumerated() where isWritten(index) { opened.disagreements[index] = count }
  }
}

extension Recording {
  /// Whether the run has ended: only one by hand may not have.
  public var hasEnded: Bool { steps.last?.kind == .answer }

  /// What was recorded by the first `count` steps.
  fileprivate func prefix(_ count: Int) -> Recording {
    guard count < steps.count else { return self }
    var kept = Recording(question: question)
    kept.steps = Array(steps.prefix(count))
    kept.rounds = rounds.filter { $0.stepCount <= count }
    kept.notes = notes.filter { $0.stepCount <= count }
    kept.thresholds = thresholds
    kept.tracks = tracks.filter { $0.openedAt < count }.map { track in
      var track = track
      track.advances.removeAll { $0 >= count }
      track.reveals = track.reveals.prefix(track.advances.count).map { $0 < count ? $0 : .max }
      if let step = track.prunedAt, step >= count { track.prunedAt = nil }
      return track
    }
    return kept
  }
}
