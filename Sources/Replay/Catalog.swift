/// A named kind of controller with its parameters: one line of the catalog.
public struct ControllerFamily: Sendable {
  /// The name in specs, such as `cmc`.
  public let name: String
  /// The name in the published files, such as `CMC`.
  public let publishedName: String
  /// The name of its class in the published result and trace files, such as `ASCMethod`.
  public let className: String
  /// What it does, in one line.
  public let meaning: String
  /// Where it was published.
  public let source: String
  /// Its parameters, apart from β.
  public let knobs: [KnobInfo]
  /// The parameter along which its curve runs: β where there is one, else what it was published over; nil for a family
  /// that has one setting only.
  public let sweepAxis: SweepAxis?
  @usableFromInline let make: @Sendable ([Double]) -> any Controller

  /// A family whose controllers are made from a `Knobs` value.
  ///
  /// - Parameters:
  ///   - className: the published class name; `publishedName` and `Method` unless given.
  ///   - initial: any value; every knob is written over it.
  ///   - knobs: all parameters but β, which is there if a knob follows it.
  ///   - sweep: the parameter along which its curve runs, for a family without β.
  @inlinable
  public init<Knobs: Sendable>(
    name: String, publishedName: String, className: String? = nil, meaning: String, source: String, initial: Knobs,
    knobs: [Knob<Knobs>], sweep: SweepAxis? = nil, make: @escaping @Sendable (Knobs) -> any Controller
  ) {
    self.name = name
    self.publishedName = publishedName
    self.className = className ?? publishedName + "Method"
    self.meaning = meaning
    self.source = source
    self.knobs = knobs.map(\.info)
    sweepAxis = knobs.contains(where: \.info.isScheduled) ? .beta : sweep
    self.make = { values in
      var result = initial
      for (knob, value) in zip(knobs, values) { knob.write(&result, value) }
      return make(result)
    }
  }

  /// Whether a β sets its parameters.
  public var hasBeta: Bool { knobs.contains(where: \.isScheduled) }

  /// The setting in which nothing is overridden: β 0.5, or the published defaults.
  public var defaultSetting: ControllerSetting {
    ControllerSetting(family: name, beta: hasBeta ? ControllerSetting.defaultBeta : nil)
  }

  /// The settings of its curve: `base` at every value of ``sweepAxis``, whatever else it sets kept.
  public func sweep(from base: ControllerSetting) -> [ControllerSetting] {
    guard let axis = sweepAxis else { return [base] }
    return axis.values.map { value in
      var setting = base
      if hasBeta { setting.beta = value } else { setting.overrides[axis.parameter] = value }
      return setting
    }
  }

  /// The settings of its curve where nothing else is set.
  public var sweep: [ControllerSetting] { sweep(from: defaultSetting) }

  /// The values of all parameters under a setting of this family, in the order of ``knobs``.
  public func values(_ setting: ControllerSetting) -> [Double] {
    let beta = min(1, max(0, setting.beta ?? ControllerSetting.defaultBeta))
    return knobs.map { setting.overrides[$0.name] ?? $0.value(beta: beta) }
  }

  /// What result files say of a setting: β and what is set by hand, or all parameters where there is no β.
  public func parameters(_ setting: ControllerSetting) -> [String: Double] {
    guard hasBeta else { return Dictionary(zip(knobs.map(\.name), values(setting))) { first, _ in first } }
    return setting.overrides.merging(["beta": setting.beta ?? ControllerSetting.defaultBeta]) { set, _ in set }
  }

  /// The controller of a setting of this family.
  public func controller(_ setting: ControllerSetting) -> any Controller { make(values(setting)) }
}

/// A parameter of a family and the values at which its accuracy-token curve is taken.
public struct SweepAxis: Hashable, Sendable {
  /// The parameter's name in specs.
  public let parameter: String
  /// Its values, rising.
  public let values: [Double]

  /// A parameter at some values, rising.
  public init(_ parameter: String, _ values: [Double]) {
    self.parameter = parameter
    self.values = values
  }

  /// β at 0, 0.1 … 1, as the archived rounds have it.
  public static let beta = SweepAxis("beta", (0...10).map { Double($0) / 10 })
}

/// A controller with its parameters as a value: what a spec such as `cmc:beta=0.5,warm_up=12` says.
public struct ControllerSetting: Hashable, Sendable, Codable, CustomStringConvertible {
  /// β where nobody sets it.
  public static let defaultBeta = 0.5

  /// The name of its family.
  public var family: String
  /// β, for families that have one.
  public var beta: Double?
  /// Parameters set by hand, by name.
  public var overrides: [String: Double]

  /// A setting.
  public init(family: String, beta: Double? = nil, overrides: [String: Double] = [:]) {
    self.family = family
    self.beta = beta
    self.overrides = overrides
  }

  /// The spec: family, β, then what is overridden in order of name.
  public var description: String {
    let values = (beta.map { [("beta", $0)] } ?? []) + overrides.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    return values.isEmpty
      ? family : family + ":" + values.map { "\($0.0)=\(Self.text($0.1))" }.joined(separator: ",")
  }

  /// A number as specs and tables write it: whole numbers without a point.
  public static func text(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
  }
}

/// The controllers that a program knows, by name.
public struct Catalog: Sendable {
  /// All families in the order in which they are listed.
  public let families: [ControllerFamily]

  /// A catalog of families with different names.
  public init(_ families: [ControllerFamily]) { self.families = families }

  /// The family of this name.
  public subscript(name: String) -> ControllerFamily? { families.first { $0.name == name } }

  /// The controller of a setting that ``setting(_:)`` has returned.
  public func controller(_ setting: ControllerSetting) throws -> any Controller {
    try family(setting.family).controller(setting)
  }

  /// Reads a spec: `NAME` or `NAME:PARAMETER=VALUE,…`.
  ///
  /// - Throws: ``SpecError`` saying what would be right.
  public func setting(_ spec: String) throws -> ControllerSetting {
    let parts = spec.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let family = try family(String(parts[0]))
    var setting = family.defaultSetting
    guard parts.count == 2 else { return setting }
    var seen: Set<String> = []
    for assignment in parts[1].split(separator: ",", omittingEmptySubsequences: false) {
      let sides = assignment.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard sides.count == 2 else { throw SpecError("'\(assignment)' in '\(spec)' is not PARAMETER=VALUE") }
      guard seen.insert(sides[0]).inserted else { throw SpecError("'\(spec)' sets \(sides[0]) twice") }
      try setting.set(sides[0], to: sides[1], in: family)
    }
    return setting
  }

  /// The family of this name.
  ///
  /// - Throws: ``SpecError`` with the names that there are.
  public func family(_ name: String) throws -> ControllerFamily {
    if let family = self[name] { return family }
    let known = "there are \(families.map(\.name).joined(separator: ", "))"
    let meant = family(meant: name).map { "did you mean \($0.name)?" }
    throw SpecError("there is no controller '\(name)'; \(meant ?? known)")
  }

  /// The family that a name means, in any case of letters, its own or the published one: CMC, ParallelProbe.
  public func family(meant name: String) -> ControllerFamily? {
    let name = name.lowercased()
    return families.first { [$0.name, $0.publishedName].contains { $0.lowercased() == name } }
  }
}

extension ControllerSetting {
  /// Sets β or a parameter from its text.
  ///
  /// - Throws: ``SpecError`` saying what would be right.
  public mutating func set(_ name: String, to text: String, in family: ControllerFamily) throws {
    let names = (family.hasBeta ? ["beta"] : []) + family.knobs.map(\.name)
    guard names.contains(name) else {
      throw SpecError("\(family.name) has no parameter '\(name)'; it has \(names.joined(separator: ", "))")
    }
    guard let value = Double(text), value.isFinite else {
      throw SpecError("\(family.name): \(name) is a number, not '\(text)'")
    }
    guard let knob = family.knobs.first(where: { $0.name == name }) else {
      guard (0...1).contains(value) else { throw SpecError("\(family.name): beta goes from 0 to 1, not \(text)") }
      beta = value
      return
    }
    if knob.isInteger, value != value.rounded() {
      throw SpecError("\(family.name): \(name) is a whole number, not \(text)")
    }
    guard knob.range.contains(value) else {
      let range = "\(Self.text(knob.range.lowerBound)) to \(Self.text(knob.range.upperBound))"
      throw SpecError("\(family.name): \(name) goes from \(range), not \(text)")
    }
    overrides[name] = value
  }
}

/// A spec of a controller that cannot be read; the message says what would be right.
public struct SpecError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One line.
  public let description: String

  init(_ description: String) { self.description = description }
}
