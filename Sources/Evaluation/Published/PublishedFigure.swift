import Replay

/// A figure as it was printed: what a controller scored and spent on a store, or on average over the held-out ones.
///
/// The data in the program are those of the papers (AutoTTS, arXiv 2605.08083; Parallel-Probe, arXiv 2602.03845) and of
/// their archived result files.
public struct PublishedFigure: Hashable, Sendable {
  /// Where it was printed.
  public enum Source: String, Hashable, Sendable, CaseIterable {
    /// AutoTTS, Table 1: four models, three benchmarks.
    case table
    /// AutoTTS, Table 1: the averages over AIME25 and HMMT25.
    case average
    /// AutoTTS, the archived rounds of discovery on AIME24.
    case rounds
    /// AutoTTS, the baselines that discovery started from, on AIME24.
    case seeds
    /// Parallel-Probe, its main table.
    case probe
    /// Parallel-Probe, its result files.
    case probeFile = "probe-file"
  }

  /// Why a figure does not follow from the released stores.
  public enum Discrepancy: String, Hashable, Sendable, CaseIterable {
    case cells
    case ownFile = "own-file"
    case dependent
    case otherTable = "other-table"

    /// In words.
    public var text: String {
      switch self {
      case .cells: "does not follow from the cells printed beside it"
      case .ownFile:
        "the published table disagrees with its authors' own result file, which the released stores give"
      case .dependent: "follows from a cell that does not follow from the released stores"
      case .otherTable: "the released stores give the figures of the Parallel-Probe table instead"
      }
    }
  }

  /// Where it was printed.
  public let source: Source
  /// `MODEL/BENCHMARK`; for an average the model alone.
  public let place: String
  /// The controller, as a spec.
  public let spec: String
  /// What was printed.
  public let printed: PrintedFigures
  /// Why it does not follow from the released stores; nil where it does.
  public let discrepancy: Discrepancy?

  /// All that the program knows of, by source, model, store and controller.
  public static let all: [PublishedFigure] = text.split(separator: "\n").map { line in
    guard let figure = PublishedFigure(line: line) else { preconditionFailure("no published figure: \(line)") }
    return figure
  }

  /// Reads a line of ``text``.
  package init?(line: Substring) {
    let fields = line.split(separator: " ")
    guard (6...7).contains(fields.count), let source = Source(rawValue: String(fields[0])),
      let accuracy = Double(fields[3]), let tokens = PrintedTokens(text: fields[4])
    else { return nil }
    let sequential = PrintedTokens(text: fields[5])
    let discrepancy = fields.count == 7 ? Discrepancy(rawValue: String(fields[6])) : nil
    guard (sequential == nil) == (fields[5] == "-"), (discrepancy == nil) == (fields.count == 6) else { return nil }
    self.source = source
    place = String(fields[1])
    spec = String(fields[2])
    printed = PrintedFigures(accuracy: accuracy, tokens: tokens, sequentialTokens: sequential)
    self.discrepancy = discrepancy
  }

  /// The model.
  public var model: String { String(place.prefix { $0 != "/" }) }

  /// The benchmark; nil for an average over the held-out ones.
  public var benchmark: String? { place.contains("/") ? String(place.drop { $0 != "/" }.dropFirst()) : nil }
}

/// Tokens a run as tables print them.
public enum PrintedTokens: Hashable, Sendable {
  /// Cut to an integer.
  case whole(Int)
  /// In tenths of a thousand: from the cut average, rounded half to even (406 250 is printed 406.2).
  case tenthsOfThousands(Int)

  /// Reads `283.6k` or `910813`.
  init?(text: Substring) {
    if let number = Int(text) {
      self = .whole(number)
    } else if text.last == "k", let number = Double(text.dropLast()) {
      self = .tenthsOfThousands(Int((number * 10).rounded()))
    } else {
      return nil
    }
  }

  /// The average of `total` tokens over `runs`, printed in the way of `other`.
  public init(total: Int, runs: Int, like other: PrintedTokens) {
    let average = total / runs
    switch other {
    case .whole: self = .whole(average)
    case .tenthsOfThousands:
      let (tenths, rest) = (average / 100, average % 100)
      self = .tenthsOfThousands(rest > 50 || (rest == 50 && tenths % 2 == 1) ? tenths + 1 : tenths)
    }
  }

  /// Tokens, as near as the print is.
  public var value: Double {
    switch self {
    case .whole(let tokens): Double(tokens)
    case .tenthsOfThousands(let tenths): Double(tenths) * 100
    }
  }
}

/// What a table prints of a controller on a store.
public struct PrintedFigures: Hashable, Sendable {
  /// Accuracy in percent, rounded to ``accuracyPlaces``.
  public var accuracy: Double
  /// Mean tokens a run.
  public var tokens: PrintedTokens
  /// Mean sequential tokens a run, where printed.
  public var sequentialTokens: PrintedTokens?

  /// Figures as printed.
  public init(accuracy: Double, tokens: PrintedTokens, sequentialTokens: PrintedTokens? = nil) {
    self.accuracy = accuracy
    self.tokens = tokens
    self.sequentialTokens = sequentialTokens
  }

  /// The figures of an evaluation, printed in the way of `other`.
  public init(_ evaluation: Evaluation, like other: PrintedFigures) {
    accuracy = Rounding.decimal(evaluation.accuracy, places: other.accuracyPlaces)
    tokens = PrintedTokens(total: evaluation.totalTokens, runs: evaluation.runCount, like: other.tokens)
    sequentialTokens = other.sequentialTokens.map {
      PrintedTokens(total: evaluation.totalSequentialTokens, runs: evaluation.runCount, like: $0)
    }
  }

  /// The mean of figures printed with one decimal and in thousands, a half going up; nil for none or others.
  public init?(meanOf cells: [PrintedFigures]) {
    var (accuracies, tokens) = (0, 0)
    for cell in cells {
      guard case .tenthsOfThousands(let tenths) = cell.tokens else { return nil }
      accuracies += Int((cell.accuracy * 10).rounded())
      tokens += tenths
    }
    guard !cells.isEmpty else { return nil }
    accuracy = Double(Self.half(up: accuracies, cells.count)) / 10
    self.tokens = .tenthsOfThousands(Self.half(up: tokens, cells.count))
  }

  /// Decimals of the accuracy: tables print one, result files two.
  public var accuracyPlaces: Int {
    if case .tenthsOfThousands = tokens { 1 } else { 2 }
  }

  private static func half(up sum: Int, _ count: Int) -> Int { (2 * sum + count) / (2 * count) }
}
