import Evaluation
import Explorer
import Replay

/// What `evolution` prints: accuracy and tokens of the discovered controllers, by the role of the stores.
struct EvolutionReport {
  /// The rounds on the stores of one role.
  struct Track {
    /// The role.
    let role: String
    /// The stores of that role.
    let stores: [String]
    /// The controllers in the order of rounds.
    let points: [OperatingPoint]
  }

  /// By role, search first; none without stores.
  let tracks: [Track]

  private var rounds: Range<Int> { 0..<(tracks.first?.points.count ?? 0) }

  private func name(_ round: Int) -> String { tracks[0].points[round].setting.description }

  /// A line a round.
  func table(_ wording: Wording) -> String {
    var table = TextTable(
      [.number("round"), .text("controller")]
        + tracks.flatMap { [TextTable.Column.number("\($0.role) %"), .number("tokens/run")] })
    for round in rounds {
      table.add(["\(round + 1)", name(round)] + cells(round, wording))
    }
    let means = tracks.map { "\($0.role): mean over \($0.stores.count) stores\n" }
    return table.text(wording) + "\n" + means.joined()
  }

  /// The same as a Markdown table.
  var markdown: String {
    let wording = Wording(unicode: true)
    let lines = rounds.map { round in
      "| \(round + 1) | \(name(round)) | " + cells(round, wording).joined(separator: " | ") + " |"
    }
    let titles = tracks.map { " \($0.role) accuracy % | tokens a run |" }.joined()
    let rule = "|---:|---|" + String(repeating: "---:|---:|", count: tracks.count)
    return (["| round | controller |" + titles, rule] + lines + [""]).joined(separator: "\n")
  }

  private func cells(_ round: Int, _ wording: Wording) -> [String] {
    tracks.flatMap { track in
      let point = track.points[round]
      return [wording.fixed(point.accuracy, places: 2), wording.grouped(Int(point.tokens))]
    }
  }

  /// The path of the rounds through the accuracy-token plane, a curve a role.
  var chart: Chart {
    Chart(
      title: "rounds of discovery",
      series: tracks.enumerated().map { index, track in
        Chart.Series(
          id: track.role, name: track.role, look: ChartLook(index),
          points: track.points.enumerated().map { round, point in
            Chart.Point(tokens: point.tokens, accuracy: point.accuracy, label: "\(round + 1)")
          })
      })
  }

  /// A line a role and round.
  var csv: String {
    CSV.line(["role", "stores", "round", "controller", "accuracy", "avg_tokens", "avg_sequential_tokens"])
      + rows.map {
        CSV.line([
          $0.role, "\($0.stores)", "\($0.round)", $0.controller, "\($0.accuracy)", "\($0.averageTokens)",
          "\($0.averageSequentialTokens)",
        ])
      }.joined()
  }

  private var rows: [Row] {
    tracks.flatMap { track in
      track.points.enumerated().map { round, point in
        Row(
          role: track.role, stores: track.stores.count, round: round + 1, controller: point.setting.description,
          accuracy: point.accuracy, averageTokens: point.tokens, averageSequentialTokens: point.sequentialTokens)
      }
    }
  }

  private struct Row: Encodable {
    let role: String
    let stores: Int
    let round: Int
    let controller: String
    let accuracy: Double
    let averageTokens: Double
    let averageSequentialTokens: Double

    enum CodingKeys: String, CodingKey {
      case role, stores, round, controller, accuracy
      case averageTokens = "avg_tokens"
      case averageSequentialTokens = "avg_sequential_tokens"
    }
  }
}

extension EvolutionReport: Encodable {
  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rows)
  }
}
