import ArgumentParser

/// Under which seeds every question is run.
struct SeedOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Seeds FIRST:END, from 0, the end left out, or a single one. (default: \(SeedRange.published))",
      valueName: "range"),
    transform: { try SeedRange($0) })
  var seeds = SeedRange.published

  /// The seeds in order.
  var all: [UInt64] { seeds.seeds }
}
