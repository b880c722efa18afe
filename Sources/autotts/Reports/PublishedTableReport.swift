import Evaluation
import Explorer
import Replay

/// What `table` prints of the published main table.
struct PublishedTableReport {
  let table: PublishedTable
  /// The names of the rows: specs without what is so by default.
  private let labels: [String: String]

  /// - Parameter chosen: the controllers of the table, in the order of ``PublishedTable/specs``.
  init(_ table: PublishedTable, chosen: [ChosenController]) {
    self.table = table
    labels = Dictionary(uniqueKeysWithValues: zip(PublishedTable.specs, chosen.map(\.shortSpec)))
  }

  /// The row's name of a cell.
  func label(_ cell: PublishedTable.Cell) -> String { labels[cell.published.spec] ?? cell.published.spec }

  /// The column's name of a benchmark; nil is the average over the held-out ones.
  static func title(_ benchmark: String?) -> String { benchmark?.uppercased() ?? "held-out average" }

  /// The last line.
  var summary: String { "\(table.reproducedCount) of \(table.comparedCount) published cells reproduced" }

  /// The reasons for the cells that differ, each once, in the order of the cells; they are numbered from 1.
  var notes: [String] {
    var notes: [String] = []
    for cell in table.cells {
      if let note = Self.note(cell), !notes.contains(note) { notes.append(note) }
    }
    return notes
  }

  /// Why a cell differs; nil where it does not.
  static func note(_ cell: PublishedTable.Cell) -> String? {
    guard cell.isReproduced == false else { return nil }
    return cell.published.discrepancy?.text ?? "differs, and it is not known why"
  }

  /// The columns whose stores are at hand, with the part they play.
  var columns: [String?] {
    table.benchmarks.filter { benchmark in
      table.cells.contains { $0.published.benchmark == benchmark && $0.computed != nil }
    }
  }
}

extension PrintedFigures {
  /// The accuracy as printed.
  func accuracyText(_ wording: Wording) -> String { wording.fixed(accuracy, places: accuracyPlaces) }

  /// The tokens as printed, without a unit.
  func tokensText(_ wording: Wording) -> String {
    switch tokens {
    case .whole(let tokens): "\(tokens)"
    case .tenthsOfThousands(let tenths): wording.fixed(Double(tenths) / 10, places: 1)
    }
  }
}

extension PublishedTableReport {
  /// For people: a block a benchmark, a line a model and controller.
  func text(_ wording: Wording) -> String {
    let blocks = columns.map { benchmark in
      var block = TextTable([
        .text(Self.title(benchmark)), .text("controller"), .number("accuracy %"), .number("published"),
        .number("tokens k"), .number("published"), .text(""),
      ])
      for cell in table.cells where cell.published.benchmark == benchmark {
        let computed = cell.computed
        block.add([
          cell.published.model, wording.plain(label(cell)), computed?.accuracyText(wording) ?? "-",
          cell.published.printed.accuracyText(wording), computed?.tokensText(wording) ?? "-",
          cell.published.printed.tokensText(wording), verdict(cell, wording),
        ])
      }
      return block.text(wording) + "\n"
    }
    let absent = table.benchmarks.filter { !columns.contains($0) }.map {
      "\(Self.title($0)): not all stores at hand, nothing to compare\n"
    }
    let savings = SavingsReport(table).text(wording) { labels[$0] ?? $0 }
    return blocks.joined() + absent.joined() + (absent.isEmpty ? "" : "\n") + savings + summary + "\n"
  }

  private func verdict(_ cell: PublishedTable.Cell, _ wording: Wording) -> String {
    guard let isReproduced = cell.isReproduced else { return "store not at hand" }
    return isReproduced ? "=" : "\(wording.unicode ? "≠" : "!=") \(Self.note(cell) ?? "")"
  }

  /// A Markdown table: ours, and the published figure in brackets; differing cells lead to notes.
  var markdown: String {
    let wording = Wording(unicode: true)
    let titles = table.benchmarks.map(Self.title)
    var lines = [
      "| model | controller |" + titles.map { " \($0) accuracy % | tokens k |" }.joined(),
      "|---|---|" + String(repeating: "---:|---:|", count: titles.count),
    ]
    for (model, spec) in rows {
      var line = "| \(model) | \(labels[spec] ?? spec) |"
      for benchmark in table.benchmarks {
        guard let cell = table.cell(model: model, spec: spec, benchmark: benchmark) else { continue }
        let printed = cell.published.printed
        let mark = Self.note(cell).flatMap(notes.firstIndex(of:)).map { " ≠ [\($0 + 1)]" } ?? ""
        line += " \(cell.computed?.accuracyText(wording) ?? "–") (\(printed.accuracyText(wording)))\(mark) |"
        line += " \(cell.computed?.tokensText(wording) ?? "–") (\(printed.tokensText(wording))) |"
      }
      lines.append(line)
    }
    lines += ["", "In brackets: published (AutoTTS, arXiv 2605.08083, Table 1). –: store not at hand."]
    lines += notes.enumerated().map { "\n[\($0 + 1)] \($1)" }
    return (lines + ["", summary, ""]).joined(separator: "\n")
  }

  /// A LaTeX table (booktabs): ours above, the published figure below it in brackets where it differs.
  var latex: String {
    let wording = Wording(unicode: false)
    let groups = table.benchmarks
    var lines = [
      "% Published figures in brackets where they differ: AutoTTS, arXiv 2605.08083, Table 1.",
      "\\begin{tabular}{ll\(String(repeating: "rr", count: groups.count))}", "\\toprule",
      " & " + groups.map { " & \\multicolumn{2}{c}{\(Self.title($0))}" }.joined() + " \\\\",
      "Model & Controller" + String(repeating: " & Acc. & Tokens (k)", count: groups.count) + " \\\\", "\\midrule",
    ]
    for (model, spec) in rows {
      var line = "\(model) & \\texttt{\(Self.escaped(labels[spec] ?? spec))}"
      for benchmark in groups {
        guard let cell = table.cell(model: model, spec: spec, benchmark: benchmark) else { continue }
        line += " & " + latex(cell) { $0.accuracyText(wording) } + " & " + latex(cell) { $0.tokensText(wording) }
      }
      lines.append(line + " \\\\")
    }
    lines += ["\\bottomrule", "\\end{tabular}", "% \(summary)", ""]
    return lines.joined(separator: "\n")
  }

  private func latex(_ cell: PublishedTable.Cell, _ text: (PrintedFigures) -> String) -> String {
    let published = text(cell.published.printed)
    guard let computed = cell.computed.map(text) else { return "(\(published))" }
    return computed == published ? computed : "\(computed) (\(published))"
  }

  private static func escaped(_ text: String) -> String {
    text.map { $0 == "_" ? "\\_" : String($0) }.joined()
  }

  private var rows: [(model: String, spec: String)] {
    table.models.flatMap { model in PublishedTable.specs.map { (model, $0) } }
  }

  /// One line a cell.
  var csv: String {
    let wording = Wording(unicode: false)
    let header = [
      "model", "benchmark", "controller", "accuracy", "published_accuracy", "tokens_k", "published_tokens_k",
      "reproduced", "reason",
    ]
    return CSV.line(header)
      + table.cells.map { cell in
        let printed = cell.published.printed
        return CSV.line([
          cell.published.model, cell.published.benchmark ?? "held-out average", cell.published.spec,
          cell.computed?.accuracyText(wording) ?? "", printed.accuracyText(wording),
          cell.computed?.tokensText(wording) ?? "", printed.tokensText(wording),
          cell.isReproduced.map { "\($0)" } ?? "", Self.note(cell) ?? "",
        ])
      }.joined()
  }
}

extension PublishedTableReport: Encodable {
  private struct Row: Encodable {
    let model: String
    let benchmark: Nullable<String>
    let controller: String
    let accuracy: Nullable<Double>
    let publishedAccuracy: Double
    let tokens: Nullable<Double>
    let publishedTokens: Double
    let reproduced: Nullable<Bool>
    let reason: Nullable<String>

    enum CodingKeys: String, CodingKey {
      case model, benchmark, controller, accuracy, reproduced, reason
      case publishedAccuracy = "published_accuracy"
      case tokens = "tokens_k"
      case publishedTokens = "published_tokens_k"
    }

    init(_ cell: PublishedTable.Cell) {
      model = cell.published.model
      benchmark = Nullable(cell.published.benchmark)
      controller = cell.published.spec
      accuracy = Nullable(cell.computed?.accuracy)
      publishedAccuracy = cell.published.printed.accuracy
      tokens = Nullable(cell.computed.map { $0.tokens.value / 1000 })
      publishedTokens = cell.published.printed.tokens.value / 1000
      reproduced = Nullable(cell.isReproduced)
      reason = Nullable(PublishedTableReport.note(cell))
    }
  }

  private enum CodingKeys: String, CodingKey {
    case cells, reproduced, compared
    case savings = "held_out_tokens_saved"
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(table.cells.map(Row.init), forKey: .cells)
    try container.encode(table.reproducedCount, forKey: .reproduced)
    try container.encode(table.comparedCount, forKey: .compared)
    try container.encode(SavingsReport(table).rows, forKey: .savings)
  }
}
