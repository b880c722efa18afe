import Replay

/// A recording with what the panes ask of it again and again, worked out once.
public struct RecordedRun: Sendable {
  /// The run.
  public let recording: Recording
  /// The letters of the answers.
  public let legend: AnswerLegend
  /// The indices of the steps that `[` and `]` may stop at, by kind, each ascending.
  public let events: [EventKind: [Int]]
  /// The index of the first check of a stop that met its counts of rounds and answers; nil if none did, or none has any.
  public let firstEligible: Int?

  /// Works out the legend and the events of a recording.
  public init(_ recording: Recording) { self.init(recording, AnswerLegend(recording)) }

  /// A run by hand, whose answers keep the letters that they had where it was taken over; new ones get the next.
  init(_ recording: Recording, keepingLettersOf legend: AnswerLegend) {
    self.init(recording, AnswerLegend(recording, keeping: legend))
  }

  private init(_ recording: Recording, _ legend: AnswerLegend) {
    self.recording = recording
    self.legend = legend
    var events: [EventKind: [Int]] = [:]
    var firstEligible: Int?
    for (index, step) in recording.steps.enumerated() {
      if let kind = Self.event(step) { events[kind, default: []].append(index) }
      if firstEligible == nil, step.kind == .check, Self.isEligible(step.reason) { firstEligible = index }
    }
    self.events = events
    self.firstEligible = firstEligible
  }

  /// The number of steps.
  public var count: Int { recording.steps.count }

  /// The step that the cursor stands on; nil at the start.
  public func step(at cursor: Int) -> RecordedStep? {
    recording.steps.indices.contains(cursor - 1) ? recording.steps[cursor - 1] : nil
  }

  /// The branch of the step that the cursor stands on, or where that has none, of the last one before it that has.
  func branch(at cursor: Int) -> Int? {
    recording.steps.prefix(cursor).last { $0.branch >= 0 }?.branch
  }

  private static func event(_ step: RecordedStep) -> EventKind? {
    switch step.kind {
    case .branch, .read: step.reason.rule == .firstBatch ? nil : .openings
    case .prune: .prunes
    case .check: .checks
    case .answer: .stop
    case .continue, .probe: nil
    }
  }

  /// Whether a check of a stop has its counts (rounds, answers) together; of one without counts there is nothing to tell.
  private static func isEligible(_ reason: Reason) -> Bool {
    let counts = reason.conditions.filter { [.round, .poolSize].contains($0.measure) }
    return reason.rule != .widen && !counts.isEmpty && counts.allSatisfy(\.holds)
  }
}

extension RecordedRun {
  /// The cursor in this run that means what `cursor` meant in another: the same action, or the same branch in the same
  /// round, or the same round; the start, the end and a place behind the end stay such.
  public func cursor(meaning cursor: Int, in other: RecordedRun) -> Int {
    guard cursor > 0 else { return 0 }
    guard cursor < other.count, let step = other.step(at: cursor) else { return count }
    // Of equal actions in a round, the first means the first, the second the second.
    var earlier = other.recording.steps[..<(cursor - 1)].reversed().prefix { $0.round == step.round }
      .count { $0.isSameAction(as: step) }
    var sameAction: Int?
    var sameBranch: Int?
    var sameRound: Int?
    for (index, candidate) in recording.steps.enumerated() {
      if candidate.round > step.round { break }
      guard candidate.round == step.round else { continue }
      if candidate.isSameAction(as: step) {
        if earlier == 0 { return index + 1 }
        earlier -= 1
        sameAction = index + 1
      }
      if candidate.branch == step.branch { sameBranch = index + 1 }
      sameRound = index + 1
    }
    return sameAction ?? sameBranch ?? sameRound ?? count
  }
}

extension RecordedStep {
  /// Whether it does the same as a step of another run, by the same rule.
  fileprivate func isSameAction(as other: RecordedStep) -> Bool {
    (kind, branch, depth, reason.rule) == (other.kind, other.branch, other.depth, other.reason.rule)
  }
}

/// The letter and the colour of each answer class, fixed for a whole recording.
///
/// A is the answer with the most votes at the end (finished branches first, then the last answers of all, then how
/// often it was seen). Beyond 52 classes there is `+`. The answer `ERR`, which no answer could be read from, is a dot.
public struct AnswerLegend: Sendable {
  /// The classes that the run has shown, in the order of their letters, `ERR` left out.
  public private(set) var order: [Answer]
  /// The class of `ERR`, if the run has shown it.
  public private(set) var error: Answer?
  private var ranks: [Answer: Int] = [:]

  init(_ recording: Recording) {
    struct Weight {
      var pool = 0
      var last = 0
      var seen = 0
    }
    var weights: [Answer: Weight] = [:]
    var order: [Answer] = []
    for step in recording.steps {
      guard step.kind == .probe || step.kind == .read, let answer = step.answer else { continue }
      if weights[answer] == nil { order.append(answer) }
      weights[answer, default: Weight()].seen += 1
    }
    let end = recording.state(after: recording.steps.count)
    for answer in end.pool { weights[answer]?.pool += 1 }
    for branch in end.branches { if let answer = branch.answer { weights[answer]?.last += 1 } }
    error = order.first { recording.question.text(of: $0) == "ERR" }
    let error = error
    let sorted = order.filter { $0 != error }.enumerated().sorted { one, two in
      guard let first = weights[one.element], let second = weights[two.element] else { return false }
      return (first.pool, first.last, first.seen, -one.offset) > (second.pool, second.last, second.seen, -two.offset)
    }
    self.order = sorted.map(\.element)
    for (rank, answer) in self.order.enumerated() { ranks[answer] = rank }
  }

  /// The same letters, and behind them those of the answers that only another run of the question has shown.
  func extended(by other: AnswerLegend) -> AnswerLegend {
    var legend = self
    legend.order += other.order.filter { ranks[$0] == nil }
    legend.error = error ?? other.error
    for (rank, answer) in legend.order.enumerated() { legend.ranks[answer] = rank }
    return legend
  }

  /// The letters of another recording, and further ones for what it has not shown, in the order in which it appears.
  init(_ recording: Recording, keeping legend: AnswerLegend) {
    self = legend
    for step in recording.steps {
      guard step.kind == .probe || step.kind == .read, let answer = step.answer else { continue }
      guard ranks[answer] == nil, answer != error else { continue }
      if recording.question.text(of: answer) == "ERR" {
        error = answer
      } else {
        ranks[answer] = order.count
        order.append(answer)
      }
    }
  }

  /// The letter of an answer.
  public func letter(_ answer: Answer, _ glyphs: Glyphs) -> String {
    answer == error ? glyphs.error : Self.letter(rank: ranks[answer])
  }

  /// The colour of an answer.
  public func color(_ answer: Answer) -> Color { answer == error ? .muted : Self.color(rank: ranks[answer]) }

  /// The letter of a class by its rank; `+` for those that have none of their own.
  static func letter(rank: Int?) -> String { rank.flatMap { $0 < letters.count ? letters[$0] : nil } ?? "+" }

  /// The colour of a class by its rank.
  static func color(rank: Int?) -> Color {
    rank.flatMap { $0 < letters.count ? Color.answers[$0 % Color.answers.count] : nil } ?? .muted
  }

  private static let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".map(String.init)
}
