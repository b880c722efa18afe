import Replay

/// A controller setting as the published result and trace files name it.
public struct PublishedSetting: Sendable {
  /// Our name of the family, such as `cmc`.
  public let controller: String
  /// The published class name, such as `OptimalController`.
  public let method: String
  /// β and what is set by hand, or all parameters where there is no β, in the order of the family's table.
  public let parameters: [TraceField]
  let beta: Double?
  let make: @Sendable () -> any Controller

  /// A setting of a family.
  public init(_ family: ControllerFamily, _ setting: ControllerSetting) {
    controller = family.name
    method = family.className
    beta = setting.beta
    make = { family.controller(setting) }
    let values = family.parameters(setting)
    let beta = values["beta"].map { [TraceField("beta", .number($0))] } ?? []
    parameters =
      beta
      + family.knobs.compactMap { knob in
        values[knob.name].map { TraceField(knob.name, knob.isInteger ? .integer(Int($0)) : .number($0)) }
      }
  }

  /// The parameters as Python prints a dict.
  public var config: String { PythonText.dict(parameters) }

  /// The setting in words, such as `asc | config={'max_samples': 64, 'threshold': 0.95}`.
  public var description: String { "\(controller) | config=\(config)" }
}

/// The files that are written for a store, by the endings of their published names.
public enum PublishedFile: String, Sendable {
  /// One row a controller setting.
  case results = "raw_new_api.csv"
  /// One line a run.
  case traces = "trace_new_api.jsonl"

  /// Where it lies: `DIRECTORY/matrix_results_MODEL/BENCHMARK_…`.
  public func path(in directory: String, model: String, benchmark: String) -> String {
    "\(directory)/matrix_results_\(model)/\(benchmark)_\(rawValue)"
  }
}
