/// Keeps the course of the run that an ``Episode`` makes.
final class Recorder {
  var recording: Recording
  var round = -1
  /// The last check that passed: what it leads to carries its numbers.
  var passed: Reason?

  init(question: Question) { recording = Recording(question: question) }

  var stepCount: Int { recording.steps.count }
}

extension Episode {
  /// Tells that a round of the controller begins; actions from here on belong to it.
  @inlinable public mutating func beginRound(_ round: Int) {
    if notesRounds { noteRound(round) }
  }

  /// Tells the signals of the round; to be worked out only where ``isRecording``.
  public mutating func report(_ signals: RoundSignals) {
    if isRecording { recordSignals(signals) }
  }

  /// Tells the bounds that signals are held against throughout the run, and those that hold for what is counted of each
  /// branch.
  @inlinable public mutating func declare(
    _ thresholds: @autoclosure () -> [Threshold], ofBranches limits: @autoclosure () -> [Threshold] = []
  ) {
    if isRecording { recordThresholds(thresholds(), limits()) }
  }

  /// Tells that something was considered, and whether it was done.
  @inlinable public mutating func check(
    _ rule: Rule, passed: Bool, _ conditions: @autoclosure () -> [Condition], part: Int = 0, of parts: Int = 0
  ) {
    if isRecording { recordCheck(passed, Reason(rule, conditions(), part: part, of: parts)) }
  }

  /// Whether a branch is left to open, whatever the budget.
  @inlinable public var hasBranchLeft: Bool { openings < limit }

  @usableFromInline @inline(never) mutating func noteRound(_ round: Int) {
    if let recorder { recorder.round = round } else { digestState() }
  }

  @usableFromInline @inline(never) func recordThresholds(_ thresholds: [Threshold], _ limits: [Threshold]) {
    recorder?.recording.thresholds = thresholds
    recorder?.recording.branchLimits = limits
  }

  private func recordSignals(_ signals: RoundSignals) {
    guard let recorder else { return }
    recordNotes()
    recorder.recording.rounds.append(RecordedRound(stepCount: recorder.stepCount, signals: signals))
  }

  private func recordNotes() {
    guard let recorder else { return }
    let notes = (0..<openedCount).map { $0 < written ? opened.disagreements[$0] : 0 }
    guard notes != recorder.recording.notes.last?.disagreement else { return }
    recorder.recording.notes.append(RecordedNotes(stepCount: recorder.stepCount, disagreement: notes))
  }

  @usableFromInline @inline(never) func recordBranch(cost: Int, _ reason: Reason) {
    guard let recorder else { return }
    let index = openedCount - 1
    recorder.recording.tracks.append(
      .init(
        storeIndex: order[index].branch, openedAt: recorder.stepCount, advances: [Int32(recorder.stepCount)],
        reveals: [.max], wasRead: false, prunedAt: nil))
    append(.branch, index, cost: cost, reason)
  }

  @usableFromInline @inline(never) func recordRead(_ reason: Reason) {
    guard let recorder else { return }
    let index = openedCount - 1
    let record = records[order[index]].pointee
    let step = Int32(recorder.stepCount)
    let depth = record.probeCount + 1
    recorder.recording.tracks.append(
      .init(
        storeIndex: order[index].branch, openedAt: recorder.stepCount,
        advances: Array(repeating: step, count: depth),
        reveals: Array(repeating: Int32.max, count: depth - 1) + [step], wasRead: true, prunedAt: nil))
    append(.read, index, answer: Answer(id: record.final), cost: record.tokens, reason)
  }

  @usableFromInline @inline(never) func recordContinue(_ index: Int, cost: Int, _ reason: Reason) {
    guard let recorder else { return }
    recorder.recording.tracks[index].advances.append(Int32(recorder.stepCount))
    recorder.recording.tracks[index].reveals.append(.max)
    append(.continue, index, cost: cost, reason)
  }

  @usableFromInline @inline(never) func recordProbe(_ index: Int, _ reason: Reason) {
    guard let recorder else { return }
    recorder.recording.tracks[index].reveals[depth(of: index) - 1] = Int32(recorder.stepCount)
    append(.probe, index, answer: Answer(id: opened.answerIDs[index]), reason)
  }

  @usableFromInline @inline(never) func recordPrune(_ index: Int, _ reason: Reason) {
    guard let recorder else { return }
    recordNotes()
    recorder.recording.tracks[index].prunedAt = recorder.stepCount
    append(.prune, index, reason)
  }

  @usableFromInline @inline(never) func recordAnswer(_ answer: Answer?, _ reason: Reason) {
    recorder?.recording.answer = answer
    append(.answer, nil, answer: answer, reason)
  }

  @usableFromInline @inline(never) func recordCheck(_ passed: Bool, _ reason: Reason) {
    if passed { recorder?.passed = reason }
    append(.check, nil, passed: passed, reason)
  }

  private func append(
    _ kind: RecordedStep.Kind, _ branch: Int?, answer: Answer? = nil, cost: Int = 0, passed: Bool = true,
    _ reason: Reason
  ) {
    guard let recorder else { return }
    var reason = reason
    if reason.conditions.isEmpty, kind == .branch || kind == .answer, let check = recorder.passed,
      check.rule == reason.rule
    {
      reason.conditions = check.conditions
    }
    var branchDepth = 0
    if let branch { branchDepth = depth(of: branch) }
    recorder.recording.steps.append(
      RecordedStep(
        kind: kind, branch: branch ?? -1, depth: branchDepth, answer: answer, cost: cost,
        tokens: spent, round: recorder.round, passed: passed, reason: reason))
  }
}
