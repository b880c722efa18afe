import Replay

/// The published table of results of one store: a row a controller setting.
public struct ResultsFile: Sendable {
  private var rows: [(setting: PublishedSetting, evaluation: Evaluation)] = []

  /// A table without rows.
  public init() {}

  /// Appends a row.
  public mutating func add(_ setting: PublishedSetting, _ evaluation: Evaluation) {
    rows.append((setting, evaluation))
  }

  /// The file: accuracy in percent to 2 decimals, average tokens cut to an integer; then a column a parameter that any row
  /// has, empty in the others, and our own name of the controller.
  public var csv: String {
    var names: [String] = []
    for row in rows {
      for field in row.setting.parameters where !names.contains(field.key) { names.append(field.key) }
    }
    let header = ["Method", "Acc", "Cost", "Std_Acc", "Description", "config"] + names + ["Controller"]
    return CSV.line(header)
      + rows.map { setting, evaluation in
        let values = names.map { name in
          setting.parameters.first { $0.key == name }.map { PythonText.scalar($0.value) } ?? ""
        }
        return CSV.line(
          [
            setting.method, "\(evaluation.accuracy)", "\(evaluation.totalTokens / evaluation.runCount)", "0",
            setting.description, setting.config,
          ] + values + [setting.controller])
      }.joined()
  }
}
