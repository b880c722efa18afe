/// What the lines of a trace file are runs of: enough to find one, without its steps.
///
/// Lines count from 1 as in the file, those that are blank or malformed included.
public struct TraceOutline: Hashable, Sendable {
  /// What was run, without the question and the seed.
  public struct Setting: Hashable, Sendable {
    /// The model whose branches were replayed.
    public var model: String
    /// The benchmark.
    public var dataset: String
    /// The published class name of the controller.
    public var method: String
    /// The setting in words.
    public var description: String
    /// The bootstrap sample.
    public var bootstrapIndex: Int

    /// The setting of a run.
    public init(_ run: TraceRun) {
      model = run.model
      dataset = run.dataset
      method = run.method
      description = run.description
      bootstrapIndex = run.bootstrapIndex
    }
  }

  /// A line that holds a run.
  public struct Entry: Hashable, Sendable {
    /// The line, from 1.
    public var line: Int
    /// Its setting, as an index into ``TraceOutline/settings``.
    public var setting: Int
    /// The seed of the order of branches.
    public var seed: UInt64
    /// The question, from 0.
    public var question: Int
  }

  /// The settings that the file has, in the order met.
  public private(set) var settings: [Setting] = []
  /// The lines that hold a run, ascending.
  public private(set) var entries: [Entry] = []
  /// The number of lines, blank and malformed ones included.
  public private(set) var lineCount = 0
  /// The number of lines that are neither blank nor a run.
  public private(set) var malformedCount = 0
  /// What is wrong with the first of them, as one line that names it; empty where all is well.
  public private(set) var firstMalformed = ""
  private var numbers: [Setting: Int] = [:]

  /// The outline of a file without lines.
  public init() {}

  /// Counts a blank line.
  public mutating func addBlank() { lineCount += 1 }

  /// Counts a line that is no run; `error` names it and says why.
  public mutating func addMalformed(_ error: @autoclosure () -> String) {
    lineCount += 1
    malformedCount += 1
    if malformedCount == 1 { firstMalformed = error() }
  }

  /// Adds a line's run, of which the steps are not looked at.
  public mutating func add(_ run: TraceRun) {
    lineCount += 1
    let setting = Setting(run)
    let number = numbers[setting] ?? settings.count
    if number == settings.count {
      numbers[setting] = number
      settings.append(setting)
    }
    entries.append(Entry(line: lineCount, setting: number, seed: run.shuffleSeed, question: run.questionIndex))
  }

  /// What a line holds; nil where it is no run.
  ///
  /// - Complexity: O(log n).
  public func entry(line: Int) -> Entry? {
    var range = entries[...]
    while let first = range.first {
      guard range.count > 1 else { return first.line == line ? first : nil }
      let middle = range.startIndex + range.count / 2
      range = line < entries[middle].line ? range[..<middle] : range[middle...]
    }
    return nil
  }

  /// The run of the same setting on another question, of the same seed where the file has it, else of the lowest.
  public func entry(like entry: Entry, question: Int) -> Entry? {
    entries.lazy.filter { $0.setting == entry.setting && $0.question == question }.min { one, two in
      (one.seed == entry.seed ? 0 : 1, one.seed) < (two.seed == entry.seed ? 0 : 1, two.seed)
    }
  }

  /// The run of the same setting and question with another seed.
  public func entry(like entry: Entry, seed: UInt64) -> Entry? {
    entries.first { $0.setting == entry.setting && $0.question == entry.question && $0.seed == seed }
  }

  /// The run of the same setting on the next question there is (the previous for a negative `change`), of the same seed
  /// where the file has it, else of the lowest.
  public func neighbor(of entry: Entry, question change: Int) -> Entry? {
    let questions = entries.lazy.filter { $0.setting == entry.setting }.map(\.question)
    let next =
      change < 0
      ? questions.filter { $0 < entry.question }.max() : questions.filter { $0 > entry.question }.min()
    return next.flatMap { self.entry(like: entry, question: $0) }
  }

  /// The run of the same setting and question with the next seed there is, the previous for a negative `change`.
  public func neighbor(of entry: Entry, seed change: Int) -> Entry? {
    let others = entries.lazy.filter { $0.setting == entry.setting && $0.question == entry.question }
    return change < 0
      ? others.filter { $0.seed < entry.seed }.max { $0.seed < $1.seed }
      : others.filter { $0.seed > entry.seed }.min { $0.seed < $1.seed }
  }

  /// The file's malformed lines in one line for people; nil where there are none.
  public var malformedNotice: String? {
    switch malformedCount {
    case 0: nil
    case 1: "1 malformed line skipped: \(firstMalformed)"
    default: "\(malformedCount) malformed lines skipped, first: \(firstMalformed)"
    }
  }
}
