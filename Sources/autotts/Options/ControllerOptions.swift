import ArgumentParser
import Controllers
import Replay

/// The controllers to run, one or several.
struct ControllerOptions: ParsableArguments {
  /// The help of an option that names a controller.
  static let help = ArgumentHelp(
    "Controllers, one or several: NAME or NAME:PARAMETER=VALUE,… as in cmc:beta=0.5; may be repeated.",
    valueName: "spec")

  @Option(name: .customLong("controller"), help: Self.help, completion: .controllers)
  var specs: [String]

  /// The settings in the order given.
  ///
  /// - Throws: `SpecError`.
  func settings() throws -> [ChosenController] { try specs.map(ChosenController.init(spec:)) }
}

extension ControllerOptions {
  /// The commands that take several controllers.
  private static let commands = [
    Eval.configuration, Bench.configuration, Curve.configuration, HeadroomCommand.configuration,
  ].map(\.commandName)

  /// The command line with `--controller` before each spec, where several specs follow one: the parser takes one value,
  /// or all words up to the next option, which would be stores as well.
  static func repeatingOption(in arguments: [String]) -> [String] {
    guard let command = arguments.first, commands.contains(command) else { return arguments }
    var repeated: [String] = []
    var followsSpec = false
    for word in arguments {
      if followsSpec, isSpec(word) {
        repeated.append("--controller")
      } else {
        followsSpec = repeated.last == "--controller" || word.hasPrefix("--controller=")
      }
      repeated.append(word)
    }
    return repeated
  }

  /// Whether a word names a controller, if only as reports and papers do, which is then refused with a hint.
  private static func isSpec(_ word: String) -> Bool {
    Catalog.published.family(meant: String(word.prefix { $0 != ":" })) != nil
  }
}

/// A controller chosen by its spec.
struct ChosenController: Sendable {
  /// Its kind.
  let family: ControllerFamily
  /// Its parameters.
  let setting: ControllerSetting

  /// A setting that the catalog has made.
  ///
  /// - Throws: `SpecError`.
  init(_ setting: ControllerSetting) throws {
    self.setting = setting
    family = try Catalog.published.family(setting.family)
  }

  /// Reads a spec.
  ///
  /// - Throws: `SpecError` saying what would be right.
  init(spec: String) throws {
    let catalog = Catalog.published
    setting = try catalog.setting(spec)
    family = try catalog.family(setting.family)
  }

  /// Ready to run.
  var controller: any Controller { family.controller(setting) }

  /// What result files say of its parameters.
  var parameters: [String: Double] { family.parameters(setting) }

  /// The spec without what is so by default.
  var shortSpec: String {
    var short = setting
    let usual = family.knobs.map { ($0.name, $0.value(beta: setting.beta ?? ControllerSetting.defaultBeta)) }
    for (name, value) in usual where short.overrides[name] == value { short.overrides[name] = nil }
    return short.description
  }
}
