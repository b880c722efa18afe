import Explorer
import Replay

/// A diff as lines for people: both sides and their outcome, what sets them apart, then the steps with equal ones folded.
struct DiffText {
  private let report: DiffReport
  private let wording: Wording
  private let context: Int
  private let lines: DiffLines

  /// The text of a report with so many equal lines around each divergence.
  init(_ report: DiffReport, _ wording: Wording, context: Int) {
    self.report = report
    self.wording = wording
    self.context = context
    lines = DiffLines(report, wording)
  }

  /// One column, lines of one side marked with - and +.
  var unified: String {
    var block = Block(wording, numbers: [1, 2, 3, 5])
    fold { item in
      switch item {
      case .line(let line): for row in unifiedRows(line) { block.add(row) }
      case .note(let note): block.add(note)
      }
    }
    return header + block.text
  }

  /// Two columns in so many characters.
  func sideBySide(width: Int) -> String {
    let side = (width - 3) / 2
    var left = Block(wording, numbers: [0, 1, 3])
    var right = left
    var marks: [String] = []
    fold { item in
      switch item {
      case .line(let line):
        left.add(line.left.map(columns) ?? [])
        right.add(line.right.map(columns) ?? [])
        marks.append(line.isEqual ? " " : line.left == nil ? ">" : line.right == nil ? "<" : "|")
      case .note(let note):
        left.add(cut(note, to: width))
        right.add("")
        marks.append("")
      }
    }
    let rows = zip(marks, zip(left.lines, right.lines)).map { mark, sides in
      guard !mark.isEmpty else { return sides.0 + "\n" }
      let text = wording.padded(cut(sides.0, to: side), to: side) + " \(mark) " + cut(sides.1, to: side)
      return text.trimmedAtEnd + "\n"
    }
    return header + rows.joined()
  }

  /// What is printed: a line of steps, or a note that spans the columns.
  private enum Item {
    case line(DiffLine)
    case note(String)
  }

  /// Goes through what is printed, long equal stretches folded.
  private func fold(_ show: (Item) -> Void) {
    let stretches = report.alignment.stretches
    guard report.alignment.divergenceCount > 0 else { return }
    var number = 0
    var told = ""
    for (index, stretch) in stretches.enumerated() {
      let groups = lines.groups(stretch)
      if !stretch.isEqual {
        number += 1
        show(.note(note(of: stretch, number, told: &told)))
        for group in groups { show(.line(lines.line(group))) }
        continue
      }
      let head = index == 0 ? 0 : context
      let tail = index == stretches.count - 1 ? 0 : context
      // A fold of a single line would take as much room as the line.
      let folds = groups.count > head + tail + 1
      for group in folds ? groups.prefix(head) : groups[...] { show(.line(lines.line(group))) }
      guard folds else { continue }
      let hidden = groups[head..<(groups.count - tail)].reduce(0) { $0 + $1.count }
      show(.note("  \(wording.unicode ? "…" : "...") \(wording.counted(hidden, "equal step"))"))
      for group in groups.suffix(tail) { show(.line(lines.line(group))) }
    }
  }

  /// Where a divergence begins and, unless it was told last, why.
  private func note(of stretch: Alignment.Stretch, _ number: Int, told: inout String) -> String {
    let row = stretch.rows.lowerBound
    let round = report.round(ofRow: row)
    var note = "@@ \(number) of \(report.alignment.divergenceCount), \(round < 0 ? "before round 0" : "round \(round)")"
    if case .runs(let diff) = report.body {
      let difference = diff.tokenDifference(through: row - 1)
      if difference != 0 { note += ", tokens \(signed(difference))" }
    }
    guard let cause = report.cause(atRow: row, wording, namesActions: number == 1), cause != told else { return note }
    told = cause
    return note + ": \(cause)"
  }

  private func unifiedRows(_ line: DiffLine) -> [[String]] {
    func row(_ mark: String, _ cell: DiffCell, left: String, right: String, words: String? = nil) -> [String] {
      let branch = cell.stored.isEmpty ? cell.branch : "\(cell.branch)\(cell.stored)"
      return [mark, left, right, cell.round, cell.action, branch, cell.answer, words ?? cell.words]
    }
    switch (line.left, line.right) {
    case (let left?, nil): return [row("-", left, left: left.number, right: "")]
    case (nil, let right?): return [row("+", right, left: "", right: right.number)]
    case (let left?, let right?):
      guard !line.isEqual, case .traces(let diff) = report.body else {
        var cell = left
        if right.branch != left.branch { cell.branch += "|" + right.branch }
        let words = both(left.words, right.words)
        return [row(" ", cell, left: left.number, right: right.number, words: words)]
      }
      return diff.differences(at: line.rows.lowerBound).map { difference in
        row("!", left, left: left.number, right: right.number, words: wording.differenceWithinStep(difference))
      }
    case (nil, nil): return []
    }
  }

  /// The reasons of an equal line; where their numbers differ at length, only those of the left.
  private func both(_ left: String, _ right: String) -> String {
    if left == right { return left }
    let text = "\(left) | \(right)"
    return wording.columns(text) <= 64 ? text : "\(left) | \(wording.unicode ? "…" : "...")"
  }

  private func columns(_ cell: DiffCell) -> [String] {
    [cell.number, cell.round, cell.action, cell.branch + cell.stored, cell.answer, cell.words]
  }

  private func cut(_ text: String, to columns: Int) -> String {
    guard wording.columns(text) > columns else { return text }
    var text = text
    while wording.columns(text) > columns - 1, !text.isEmpty { text.removeLast() }
    return text + wording.ellipsis
  }
}

extension DiffText {
  /// Both sides, what sets them apart, and the first divergence.
  private var header: String {
    let alignment = report.alignment
    var text = heading("left ", report.left, alignment.steps(through: alignment.rows.count).left)
    text += heading("right", report.right, alignment.steps(through: alignment.rows.count).right)
    if !report.knobs.isEmpty {
      let knobs = report.knobs.map { "\($0.name) \(knob($0.left)) | \(knob($0.right))" }
      text += "knobs  \(knobs.joined(separator: ", "))\n"
    }
    return text + summary + "\n" + (alignment.divergenceCount > 0 ? "\n" : "")
  }

  private func heading(_ name: String, _ side: LoadedSide, _ steps: Int) -> String {
    var spec = side.side.description
    if case .recorded(_, let chosen) = side.source, side.side.isController { spec = chosen.shortSpec }
    let place = "\(side.store) question \(side.question + 1) seed \(side.seed)"
    var answer = side.answer.map { wording.answer($0, limit: 40) } ?? "no answer"
    answer += side.isCorrect ? ", correct" : ", wrong"
    var ending = ""
    if case .recorded(let recording, _) = side.source, !recording.hasEnded { answer = "unfinished" }
    if case .recorded(let recording, _) = side.source, recording.hasEnded, let last = recording.steps.last {
      ending = " (\(last.round < 0 ? "" : "round \(last.round), ")\(wording.reason(last)))"
    }
    let parts = [spec, place].map { $0.madeSafe(ascii: !wording.unicode) }
    return "\(name)  \(parts[0])  \(parts[1])\n       \(answer); "
      + "\(wording.grouped(side.tokens)) tokens, \(wording.counted(steps, "step"))\(ending)\n"
  }

  private var summary: String {
    let alignment = report.alignment
    let difference = report.right.tokens - report.left.tokens
    let share = report.left.tokens > 0 ? 100 * Double(difference) / Double(report.left.tokens) : 0
    let tokens =
      difference == 0
      ? "the same tokens" : "tokens \(signed(difference)) on the right (\(wording.signed(share, places: 1)) %)"
    guard let row = alignment.firstDivergence else {
      if report.isEqual { return "equal: every step, the answer and the tokens" }
      return "every step is equal, but not the outcome: \(tokens)"
    }
    let round = report.round(ofRow: row)
    let place = round < 0 ? "before round 0" : "in round \(round)"
    let next = alignment.steps(through: row - 1)
    let steps = next.left == next.right ? "\(next.left + 1)" : "\(next.left + 1) left, \(next.right + 1) right"
    let cause = report.cause(atRow: row, wording, namesActions: true) ?? ""
    return """
      \(wording.counted(alignment.divergenceCount, "divergence")): \(extent); \(tokens); \(answers)
      first  \(place), step \(steps): \(cause)
      """
  }

  /// How many steps are on one side only, differ and are equal.
  private var extent: String {
    let rows = report.alignment.rows
    let counts = [
      (rows.count { $0.right == nil }, "left only"), (rows.count { $0.left == nil }, "right only"),
      (rows.count { $0.left != nil && $0.right != nil && !$0.isEqual }, "with other values"),
      (rows.count(where: \.isEqual), "equal"),
    ]
    let told = counts.filter { $0.0 > 0 }.map { "\(wording.grouped($0.0)) \($0.1)" }
    return "steps " + told.joined(separator: ", ")
  }

  private var answers: String {
    guard report.left.answer == report.right.answer else { return "different answers" }
    return report.left.isCorrect == report.right.isCorrect ? "the same answer" : "the same answer, graded differently"
  }

  private func signed(_ count: Int) -> String { (count > 0 ? "+" : "") + wording.grouped(count) }

  private func knob(_ value: Double) -> String { ControllerSetting.text(Rounding.decimal(value, places: 6)) }
}

/// Lines of columns, aligned among themselves, with notes between them.
private struct Block {
  private enum Line {
    case columns([String])
    case note(String)
  }

  private let wording: Wording
  private let numbers: Set<Int>
  private var all: [Line] = []
  private var widths: [Int] = []

  /// No lines yet; `numbers` are the columns that stand at their right.
  init(_ wording: Wording, numbers: Set<Int>) {
    self.wording = wording
    self.numbers = numbers
  }

  mutating func add(_ columns: [String]) {
    for (index, text) in columns.enumerated() {
      if index == widths.count { widths.append(0) }
      widths[index] = max(widths[index], wording.columns(text))
    }
    all.append(.columns(columns))
  }

  mutating func add(_ note: String) { all.append(.note(note)) }

  /// The lines in order, without spaces at their ends.
  var lines: [String] {
    all.map { line in
      switch line {
      case .note(let note): return note
      case .columns(let columns):
        let used = columns.indices.filter { widths[$0] > 0 }
        let cells = used.map { wording.padded(columns[$0], to: widths[$0], atStart: numbers.contains($0)) }
        return cells.joined(separator: " ").trimmedAtEnd
      }
    }
  }

  var text: String { lines.map { $0 + "\n" }.joined() }
}
