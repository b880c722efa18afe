import Controllers
import Replay

/// The settings under which every controller of the catalog is tried.
enum Settings {
  /// The controllers there are, and the one of the page that tells how to add one.
  static let catalog = Catalog(Catalog.published.families + [SteadyWinner.family])

  /// Every entry at several β and at a few of its usual sizes.
  static let usual: [ControllerSetting] = Settings.catalog.families.flatMap { family in
    guard !family.hasBeta else {
      return [0, 0.25, 0.5, 1].map { ControllerSetting(family: family.name, beta: $0) }
    }
    // The first parameter of those without a β is how many branches they take.
    let size = family.knobs.prefix(1).map(\.name)
    return [1, 2, 7, 64, 128].map { value in
      ControllerSetting(family: family.name, overrides: Dictionary(uniqueKeysWithValues: size.map { ($0, value) }))
    }
  }

  /// Every parameter of every entry at both ends of its range.
  static let extreme: [ControllerSetting] = Settings.catalog.families.flatMap { family in
    family.knobs.flatMap { knob in
      [knob.range.lowerBound, knob.range.upperBound].map { end in
        var setting = family.defaultSetting
        setting.overrides[knob.name] = end
        return setting
      }
    }
  }
}
