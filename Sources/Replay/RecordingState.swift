/// What is known at one point of a recording, after its first `stepCount` steps.
public struct RecordingState: Hashable, Sendable {
  /// What a branch is doing.
  public enum Status: String, Hashable, Sendable, Codable {
    case active, finished, pruned
  }

  /// An opened branch.
  public struct BranchState: Hashable, Sendable {
    /// Its number in the store, from 0.
    public var storeIndex: Int
    /// Advances so far.
    public var depth: Int
    /// What it is doing.
    public var status: Status
    /// Whether it was read in full at once.
    public var wasRead: Bool
    /// Tokens that it has cost.
    public var tokens: Int
    /// The answer revealed last.
    public var answer: Answer?
    /// How many of its last revealed answers are equal.
    public var streak: Int
    /// Rounds in a row in which it disagreed, as the controller had last noted.
    public var disagreement: Int
  }

  /// How many steps have been taken.
  public var stepCount: Int
  /// The opened branches in order.
  public var branches: [BranchState]
  /// The answers gathered for good, in the order in which they were revealed or settled: those of finished branches, and
  /// of branches that were ended because their answers repeated; without abstentions.
  public var pool: [Answer]
  /// Tokens spent.
  public var tokens: Int
  /// The signals of the last whole round, if any.
  public var round: RecordedRound?

  /// How many branches have a status.
  public func count(_ status: Status) -> Int { branches.count { $0.status == status } }
}

extension Recording {
  /// The state after the first `stepCount` steps, from 0 (nothing done) to `steps.count` (the end).
  ///
  /// - Complexity: O(opened branches · log depth + finished branches).
  public func state(after stepCount: Int) -> RecordingState {
    precondition((0...steps.count).contains(stepCount), "a recording of \(steps.count) steps has no step \(stepCount)")
    let round = roundIndex(after: stepCount).map { rounds[$0] }
    let noted = notes(after: stepCount)
    var branches: [RecordingState.BranchState] = []
    var finishes: [(step: Int, answer: Answer)] = []
    for (index, track) in tracks.enumerated() {
      guard track.openedAt < stepCount else { break }
      let branch = question.branches[track.storeIndex]
      let depth = track.depth(after: stepCount)
      let isFinished = depth > Int(branch.probeCount)
      // A chain whose answers repeat is ended by a PRUNE, but it has its answer.
      let ending = track.prunedAt.flatMap { $0 < stepCount ? $0 : nil }
      let isSettled = ending.map { steps[$0].reason.rule == .consistent } ?? false
      let (answer, streak) = lastAnswer(of: track, depth: depth, after: stepCount)
      if isFinished, Int(track.reveals[depth - 1]) < stepCount {
        finishes.append((Int(track.reveals[depth - 1]), question.finalAnswer(of: track.storeIndex)))
      } else if let ending, isSettled, let answer {
        finishes.append((ending, answer))
      }
      let disagreement = noted.map { index < $0.disagreement.count ? Int($0.disagreement[index]) : 0 } ?? 0
      branches.append(
        .init(
          storeIndex: track.storeIndex, depth: depth,
          status: isSettled ? .finished : ending != nil ? .pruned : isFinished ? .finished : .active,
          wasRead: track.wasRead,
          tokens: tokens(of: track, depth: depth), answer: answer, streak: streak, disagreement: disagreement))
    }
    finishes.sort { $0.step < $1.step }
    return RecordingState(
      stepCount: stepCount, branches: branches, pool: finishes.map(\.answer).filter { $0 != question.abstention },
      tokens: stepCount == 0 ? 0 : steps[stepCount - 1].tokens, round: round)
  }

  /// The index in ``rounds`` of the last one whose signals were taken within the first `stepCount` steps.
  ///
  /// - Complexity: O(log rounds).
  public func roundIndex(after stepCount: Int) -> Int? {
    let index = rounds.partitioningIndex { $0.stepCount > stepCount }
    return index == 0 ? nil : index - 1
  }

  /// What the controller had last noted of the branches within the first `stepCount` steps.
  ///
  /// - Complexity: O(log notes).
  public func notes(after stepCount: Int) -> RecordedNotes? {
    let index = notes.partitioningIndex { $0.stepCount > stepCount }
    return index == 0 ? nil : notes[index - 1]
  }

  /// The answer that a branch showed at a depth from 1, if it was revealed within the first `stepCount` steps.
  public func revealedAnswer(branch: Int, depth: Int, after stepCount: Int) -> Answer? {
    let track = tracks[branch]
    guard depth >= 1, depth <= track.reveals.count, track.reveals[depth - 1] < Int32(stepCount) else { return nil }
    return Answer(id: question.answers[Int(question.branches[track.storeIndex].start) + depth - 1])
  }

  /// Tokens that a branch has cost at a depth.
  private func tokens(of track: Track, depth: Int) -> Int {
    let branch = question.branches[track.storeIndex]
    let probed = Int(branch.probeCount) * question.interval
    guard depth > Int(branch.probeCount) else { return depth * question.interval }
    return track.wasRead ? branch.tokens : max(branch.tokens, probed)
  }

  private func lastAnswer(of track: Track, depth: Int, after stepCount: Int) -> (Answer?, Int) {
    let start = Int(question.branches[track.storeIndex].start)
    var last: Answer?
    var streak = 0
    for depth in stride(from: depth, to: 0, by: -1) where track.reveals[depth - 1] < Int32(stepCount) {
      let answer = Answer(id: question.answers[start + depth - 1])
      guard last == nil || last == answer else { break }
      last = answer
      streak += 1
    }
    return (last, streak)
  }
}

extension Recording.Track {
  /// The branch's advances within the first `stepCount` steps.
  ///
  /// - Complexity: O(log depth).
  public func depth(after stepCount: Int) -> Int {
    advances.partitioningIndex { Int($0) >= stepCount }
  }
}

extension RandomAccessCollection where Index == Int {
  /// The first index from which on `belongsToSecond` holds, in a collection partitioned by it.
  func partitioningIndex(where belongsToSecond: (Element) -> Bool) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = low + (high - low) / 2
      if belongsToSecond(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
