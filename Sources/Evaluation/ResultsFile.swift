import Replay

/// The published table of results of one store: a row a controller setting.
public struct ResultsFile: Sendable {
  private var rows: [(setting: PublishedSetting, evaluation: Evaluation, accuracySpread: Double?)] = []

  /// A table without rows.
  public init() {}

  /// Appends a row.
  ///
  /// - Parameter accuracySpread: what ``BranchBootstrap`` gives, in percentage points; nil without one.
  public mutating func add(_ setting: PublishedSetting, _ evaluation: Evaluation, accuracySpread: Double? = nil) {
    rows.append((setting, evaluation, accuracySpread))
  }

  /// The file: accuracy in percent to 2 decimals, average tokens cut to an integer, the spread of the accuracy to 2
  /// decimals, 0 without a bootstrap; then a column a parameter that any row has, empty in the others, and our own name of
  /// the controller.
  public var csv: String {
    var names: [String] = []
    for row in rows {
      for field in row.setting.parameters where !names.contains(field.key) { names.append(field.key) }
    }
    let header = ["Method", "Acc", "Cost", "Std_Acc", "Description", "config"] + names + ["Controller"]
    return CSV.line(header)
      + rows.map { setting, evaluation, spread in
        let values = names.map { name in
          setting.parameters.first { $0.key == name }.map { PythonText.scalar($0.value) } ?? ""
        }
        return CSV.line(
          [
            setting.method, "\(evaluation.accuracy)", "\(evaluation.totalTokens / evaluation.runCount)",
            spread.map { "\(Rounding.decimal($0, places: 2))" } ?? "0", setting.description, setting.config,
          ] + values + [setting.controller])
      }.joined()
  }
}
