import Replay

/// Two runs aligned: what the Diff view shows.
struct RunPair: Sendable {
  /// The run under the hand.
  let left: SideRun
  /// The other one.
  let right: SideRun
  /// The letters of both sides' answers; nil where the sides do not share their answers.
  let legend: AnswerLegend?
  private let diff: RunDiff?
  private let traces: TraceDiff?
  /// Which step stands beside which.
  let alignment: Alignment

  /// Two recorded runs.
  init(_ left: RecordedRun, _ right: RecordedRun) {
    let diff = RunDiff(left.recording, right.recording)
    self.left = .recorded(left)
    self.right = .recorded(right)
    legend = diff.matching == .store ? left.legend.extended(by: right.legend) : nil
    self.diff = diff
    traces = nil
    alignment = diff.alignment
  }

  /// Two runs as trace files tell them.
  init(_ left: TracedRun, _ right: TracedRun) {
    let traces = TraceDiff(left.run.trace, right.run.trace)
    self.left = .traced(left)
    self.right = .traced(right)
    legend = nil
    diff = nil
    self.traces = traces
    alignment = traces.alignment
  }

  /// Whether both did the same with the same outcome.
  var isEqual: Bool { diff?.isEqual ?? traces?.isEqual ?? false }

  /// Why the runs part in the divergence that a row belongs to; nil in an equal stretch.
  func cause(at row: Int, _ wording: Wording) -> String? {
    let stretch = alignment.stretches[alignment.stretch(at: row)]
    guard !stretch.isEqual else { return nil }
    if let diff { return diff.cause(at: row).map { wording.cause($0, in: diff) } }
    return traces?.differences(at: stretch.rows.lowerBound).first.map(wording.difference)
  }

  /// What the two steps of a row differ in; nil where they are the same, and of a gap.
  func difference(at row: Int, _ wording: Wording) -> String? {
    let pair = alignment.rows[row]
    guard let traces, !pair.isEqual, pair.left != nil, pair.right != nil else { return nil }
    return traces.differences(at: row).map(wording.difference).joined(separator: "; ")
  }

  /// Tokens on the right less those on the left once a row has been; nil where a file does not tell them.
  func tokenDifference(through row: Int) -> Int? {
    let taken = alignment.steps(through: row)
    guard let one = left.tokens(after: taken.left), let two = right.tokens(after: taken.right) else { return nil }
    return two - one
  }

  /// The round of a row: that of its step on the left, else on the right.
  func round(ofRow row: Int) -> Int {
    guard alignment.rows.indices.contains(row) else { return -1 }
    let pair = alignment.rows[row]
    return pair.left.map(left.walk.round(ofStep:)) ?? pair.right.map(right.walk.round(ofStep:)) ?? -1
  }
}

extension Alignment {
  /// Which divergence a row belongs to, from 1; nil in an equal stretch.
  func divergenceNumber(at row: Int) -> Int? {
    let index = stretch(at: row)
    return stretches[index].isEqual ? nil : stretches[...index].count { !$0.isEqual }
  }
}

/// What stands in a line of both columns: a row of the alignment, or equal rows folded to one line.
package enum DiffLine: Hashable, Sendable {
  case row(Int)
  case fold(Range<Int>)

  /// Equal rows that stay beside a divergence.
  private static let context = 2

  /// The first row in it.
  package var first: Int {
    switch self {
    case .row(let row): row
    case .fold(let rows): rows.lowerBound
    }
  }

  /// The lines of an alignment, with its equal stretches folded or whole.
  ///
  /// - Complexity: O(rows).
  static func all(of alignment: Alignment, showsEqual: Bool) -> [DiffLine] {
    guard !showsEqual else { return alignment.rows.indices.map(DiffLine.row) }
    var lines: [DiffLine] = []
    for (index, stretch) in alignment.stretches.enumerated() {
      let rows = stretch.rows
      let head = index == 0 ? 0 : context
      let tail = index == alignment.stretches.count - 1 ? 0 : context
      guard stretch.isEqual, rows.count > head + tail + 1 else {
        lines += rows.map(DiffLine.row)
        continue
      }
      lines += rows.prefix(head).map(DiffLine.row)
      lines.append(.fold(rows.dropFirst(head).dropLast(tail)))
      lines += rows.suffix(tail).map(DiffLine.row)
    }
    return lines
  }
}

extension [DiffLine] {
  /// The line in which a row stands.
  ///
  /// - Complexity: O(log lines).
  package func index(ofRow row: Int) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].first <= row { low = middle + 1 } else { high = middle }
    }
    return Swift.max(0, low - 1)
  }
}
