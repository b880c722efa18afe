import Replay

/// Where a traced run stands: a file and a line of it.
public struct TracePlace: Hashable, Sendable, Codable {
  /// The file's path.
  public var file: String
  /// The line, from 1.
  public var line: Int

  /// A line of a file.
  public init(file: String, line: Int) {
    self.file = file
    self.line = line
  }
}

/// A run as a trace file tells it, with what the panes ask of it again and again, worked out once.
///
/// A file tells less than a recording: what it does not tell is left open here, never guessed.
public struct TracedRun: Sendable {
  /// The run.
  public let run: TraceRun
  /// Where it stands.
  public let place: TracePlace
  /// What `[` and `]` stop at.
  public let events: [EventKind: [Int]]
  /// The first check whose counts (rounds, answers) were together, as far as the file tells.
  public let firstEligible: Int?
  /// What is known once a step has been taken, for each step.
  let moments: [TraceMoment]
  /// The branches in the order opened, with what is told of each.
  let branches: [TracedBranch]
  /// The measured values over the run.
  let series: [TraceSeries]
  /// The letters of the answers.
  let legend: TraceLegend

  /// Works out a run that a line told.
  public init(_ run: TraceRun, at place: TracePlace) {
    var story = TraceStory()
    for step in run.trace { story.add(step) }
    self.run = run
    self.place = place
    events = story.events
    firstEligible = story.firstEligible
    moments = story.moments
    branches = story.branches
    series = TraceSeries.all(run.trace)
    legend = TraceLegend(story, last: run.trace.last)
  }

  /// The number of steps.
  public var count: Int { run.trace.count }

  /// The step that a cursor stands on; nil at the start.
  func step(at cursor: Int) -> TraceStep? {
    cursor > 0 && cursor <= count ? run.trace[cursor - 1] : nil
  }

  /// What is known at a cursor.
  func moment(at cursor: Int) -> TraceMoment {
    cursor > 0 && count > 0 ? moments[min(cursor, count) - 1] : TraceMoment()
  }
}

extension TracedRun: Walk {
  /// The round of a step by its index: the one that it names, else the one before it; −1 before the first.
  public func round(ofStep index: Int) -> Int { moments[index].round }

  /// The first step of the same event in the same round, or the first of that round.
  func cursor(meaning cursor: Int, in other: any Walk) -> Int {
    guard cursor > 0, let other = other as? TracedRun, let step = other.step(at: cursor) else {
      return min(max(0, cursor), count)
    }
    guard cursor < other.count else { return count }
    let round = other.round(ofStep: cursor - 1)
    let sameRound = moments.indices.filter { moments[$0].round == round }
    let sameEvent = sameRound.first { run.trace[$0].event == step.event }
    return (sameEvent ?? sameRound.first).map { $0 + 1 } ?? count
  }
}

/// What a trace has told after a step.
struct TraceMoment: Sendable {
  /// The round.
  var round = -1
  /// How many branches were opened, answers read in full included.
  var opened = 0
  /// The winner of the vote.
  var winner: String?
  /// How many branches go on, under the name that the file has for it.
  var active: TraceField?
  /// How many have finished, under the name that the file has for it.
  var complete: TraceField?
  /// The index of the last step that told votes or answers of several branches.
  var votes: Int?
}

/// What a trace tells of a branch, by the indices of steps.
struct TracedBranch: Sendable {
  /// The step that opened it.
  var openedAt: Int
  /// The step that pruned it, where that is told.
  var prunedAt: Int?
  /// The step after which it is said to have finished.
  var finishedAt: Int?
  /// Whether it was read in full at once.
  var wasRead = false
  /// The answers told of it.
  var answers: [(step: Int, text: String)] = []
}

/// The letter and the colour of each answer that a trace tells of, fixed for the whole run; A is the answer returned.
struct TraceLegend: Sendable {
  private var ranks: [String: Int] = [:]

  init(_ story: TraceStory, last: TraceStep?) {
    var seen: [String: Int] = [:]
    var order: [String] = []
    func count(_ text: String) {
      guard text != Self.error else { return }
      if seen[text] == nil { order.append(text) }
      seen[text, default: 0] += 1
    }
    for branch in story.branches { for answer in branch.answers { count(answer.text) } }
    for moment in story.moments { if let winner = moment.winner { count(winner) } }
    let returned = last?.output["answer"]?.text
    let sorted = order.enumerated().sorted { one, two in
      let isFirst = (one.element == returned ? 0 : 1, two.element == returned ? 0 : 1)
      return (isFirst.0, -(seen[one.element] ?? 0), one.offset) < (isFirst.1, -(seen[two.element] ?? 0), two.offset)
    }
    for (rank, entry) in sorted.enumerated() { ranks[entry.element] = rank }
  }

  /// The letter of an answer.
  func letter(_ answer: String, _ glyphs: Glyphs) -> String {
    answer == Self.error ? glyphs.error : AnswerLegend.letter(rank: ranks[answer])
  }

  /// How the letter is drawn.
  func style(_ answer: String, isWinner: Bool = false) -> Style {
    if answer == Self.error { return Style(.muted, [.dim]) }
    return Style(AnswerLegend.color(rank: ranks[answer]), isWinner ? [.bold, .underline] : [])
  }

  private static let error = "ERR"
}
