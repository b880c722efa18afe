import Explorer
import Replay

/// What a line of a diff says of one side's step.
struct DiffCell {
  /// The step's number, from 1.
  var number = ""
  /// The round.
  var round = ""
  /// What it does.
  var action = ""
  /// The branch, as opened.
  var branch = ""
  /// The branch's number in the store, where runs open other ones.
  var stored = ""
  /// The answer revealed or returned.
  var answer = ""
  /// The reason with its numbers.
  var words = ""
}

/// A line of a diff: a row, or two where a branch advances and its answer is read.
struct DiffLine {
  /// Its rows.
  let rows: Range<Int>
  /// What the left side does; nil for a gap.
  let left: DiffCell?
  /// What the right side does; nil for a gap.
  let right: DiffCell?
  /// Whether both are the same.
  let isEqual: Bool
}

/// Makes the lines of a diff.
struct DiffLines {
  private static let answerWidth = 12

  let report: DiffReport
  let wording: Wording
  private let rounds: (left: [Int], right: [Int])
  private let showsStored: Bool

  /// The lines of a report.
  init(_ report: DiffReport, _ wording: Wording) {
    self.report = report
    self.wording = wording
    if case .traces(let diff) = report.body {
      rounds = (Self.rounds(diff.left), Self.rounds(diff.right))
    } else {
      rounds = ([], [])
    }
    showsStored = report.left.seed != report.right.seed && report.left.question == report.right.question
  }

  private static func rounds(_ steps: [TraceStep]) -> [Int] {
    var round = -1
    return steps.map { step in
      round = step.round ?? round
      return round
    }
  }

  /// The rows of each line of a stretch: an advance and the probe after it share one.
  func groups(_ stretch: Alignment.Stretch) -> [Range<Int>] {
    var groups: [Range<Int>] = []
    for row in stretch.rows {
      if let last = groups.last, last.count == 1, belongs(row, to: last.lowerBound) {
        groups[groups.count - 1] = last.lowerBound..<(row + 1)
      } else {
        groups.append(row..<(row + 1))
      }
    }
    return groups
  }

  /// Whether a row's step is the probe of the advance in the row before it.
  private func belongs(_ row: Int, to earlier: Int) -> Bool {
    guard case .runs(let diff) = report.body else { return false }
    let (one, two) = (diff.alignment.rows[earlier], diff.alignment.rows[row])
    guard (one.left == nil) == (two.left == nil), (one.right == nil) == (two.right == nil) else { return false }
    func belongs(_ earlier: RecordedStep, _ step: RecordedStep) -> Bool {
      step.kind == .probe && [.branch, .continue].contains(earlier.kind) && step.branch == earlier.branch
    }
    if let first = one.left, let second = two.left { return belongs(diff.left.steps[first], diff.left.steps[second]) }
    guard let first = one.right, let second = two.right else { return false }
    return belongs(diff.right.steps[first], diff.right.steps[second])
  }

  /// The line of some rows.
  func line(_ rows: Range<Int>) -> DiffLine {
    let first = report.alignment.rows[rows.lowerBound]
    let last = report.alignment.rows[rows.upperBound - 1]
    switch report.body {
    case .runs(let diff):
      return DiffLine(
        rows: rows, left: cell(diff.left, first.left, last.left), right: cell(diff.right, first.right, last.right),
        isEqual: first.isEqual)
    case .traces(let diff):
      var left = first.left.map { cell(diff.left[$0], $0, rounds.left) }
      var right = first.right.map { cell(diff.right[$0], $0, rounds.right) }
      if left != nil, right != nil, !first.isEqual {
        let differences = diff.differences(at: rows.lowerBound)
        left?.words = differences.map { wording.sided($0.leftValue, $0) }.joined(separator: ", ")
        right?.words = differences.map { wording.sided($0.rightValue, $0) }.joined(separator: ", ")
      }
      return DiffLine(rows: rows, left: left, right: right, isEqual: first.isEqual)
    }
  }

  private func cell(_ recording: Recording, _ first: Int?, _ last: Int?) -> DiffCell? {
    guard let first, let last else { return nil }
    let step = recording.steps[first]
    let answer = recording.steps[last].answer.map {
      wording.answer(recording.question.text(of: $0), limit: Self.answerWidth)
    }
    return DiffCell(
      number: "\(first + 1)", round: step.round < 0 ? "" : "\(step.round)", action: wording.action(step),
      branch: step.branch < 0 ? "" : "\(step.branch + 1)",
      stored: step.branch < 0 || !showsStored ? "" : "#\(recording.tracks[step.branch].storeIndex + 1)",
      answer: answer ?? "", words: wording.reason(step))
  }

  private func cell(_ step: TraceStep, _ index: Int, _ rounds: [Int]) -> DiffCell {
    DiffCell(
      number: "\(index + 1)", round: rounds[index] < 0 ? "" : "\(rounds[index])", action: wording.event(step),
      words: wording.figures(step))
  }
}
