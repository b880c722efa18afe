import ArgumentParser
import Controllers
import Explorer
import Replay

/// `autotts controllers`: what can be run, and with which parameters.
struct Controllers: HeadlessCommand {
  /// How one controller is printed.
  enum Format: String, ExpressibleByArgument, CaseIterable { case table, csv, json }

  static let configuration = CommandConfiguration(
    commandName: "controllers",
    abstract: "List the controllers, or one of them with its parameters.",
    discussion: "A parameter's value is that at --beta, or at the β in the spec, unless the spec sets it.")

  @Argument(help: ArgumentHelp("A controller: NAME or NAME:PARAMETER=VALUE,…", valueName: "name"))
  var spec: String?
  @Option(help: "With NAME: table, csv or json.") var format = Format.table
  @Option(parsing: .unconditional, help: "β from 0 to 1, at which the values are told.") var beta: Double?

  func validate() throws {
    if let beta, !(0...1).contains(beta) { throw ValidationError("--beta goes from 0 to 1, not \(beta)") }
    if beta != nil, spec == nil { throw ValidationError("--beta needs the NAME of a controller") }
    if format != .table, spec == nil { throw ValidationError("--format needs the NAME of a controller") }
  }

  func result() async throws -> CommandResult {
    let wording = Wording.ofLocale
    guard let spec else { return CommandResult(text: list(wording)) }
    let chosen = try ChosenController(spec: spec)
    var setting = chosen.setting
    if let beta {
      if spec.split(whereSeparator: { ":,".contains($0) }).contains(where: { $0.hasPrefix("beta=") }) {
        throw Failure(.usage, "beta is given twice, by --beta and in '\(spec)'; leave one out")
      }
      guard chosen.family.hasBeta else { throw Failure(.usage, "\(chosen.family.name) has no β; leave --beta out") }
      setting.beta = beta
    }
    let report = KnobsReport(try ChosenController(setting))
    return switch format {
    case .table: CommandResult(text: details(chosen.family, setting, wording))
    case .csv: CommandResult(text: report.csv)
    case .json: CommandResult(text: try JSONText.line(report))
    }
  }

  private func list(_ wording: Wording) -> String {
    var table = TextTable([.text("name"), .text("what it does")])
    for family in Catalog.published.families { table.add([family.name, family.meaning]) }
    return table.text(wording)
  }

  private func details(_ family: ControllerFamily, _ setting: ControllerSetting, _ wording: Wording) -> String {
    let at = setting.beta.map { " at \(wording.plain("β")) \(ControllerSetting.text($0))" } ?? ""
    var table = TextTable([
      .text("parameter"), .number("value\(at)"), .text(family.hasBeta ? "formula" : "default"), .text("range"),
      .text("unit"),
    ])
    for (knob, value) in zip(family.knobs, family.values(setting)) {
      table.add([
        knob.name, ControllerSetting.text(value) + (setting.overrides[knob.name] == nil ? "" : " (set)"),
        wording.plain(KnobsReport.origin(knob)), wording.unicode ? range(knob, "…") : range(knob, ".."),
        knob.unit.rawValue,
      ])
    }
    let names = family.knobs.reduce(0) { max($0, $1.name.count) }
    let meanings = family.knobs.map { wording.padded($0.name, to: names) + "  " + $0.meaning + "\n" }.joined()
    return "\(family.name) (\(family.publishedName)), \(family.source)\n\(family.meaning)\n\n"
      + wording.plain(table.text(wording)) + "\n" + meanings
  }

  private func range(_ knob: KnobInfo, _ dots: String) -> String {
    ControllerSetting.text(knob.range.lowerBound) + dots + ControllerSetting.text(knob.range.upperBound)
  }
}
