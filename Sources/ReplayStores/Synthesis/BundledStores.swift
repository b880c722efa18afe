import Digest

/// The stores that come with the package, in its folder `Stores/`.
public enum BundledStores {
  /// A file below `Stores/`.
  public struct File: Sendable {
    /// The path below `Stores/`, as in `Synth-S/search.json`.
    public let path: String
    /// What the file holds.
    public let bytes: [UInt8]
  }

  /// Every bundled store, made anew, all models with all benchmarks, and the manifest that freezes them.
  ///
  /// Writing these files over `Stores/` is how a change of the generator reaches the bundled stores; a test fails until
  /// that is done.
  ///
  /// - Throws: ``SynthesisError`` if a preset cannot be used.
  public static func all() throws(SynthesisError) -> [File] {
    var files: [File] = []
    var records: [StoreManifest.Record] = []
    for recipe in SynthesisRecipe.presets {
      for bank in QuestionBank.allCases {
        let file = try file(recipe: recipe, bank: bank)
        records.append(record(of: file, recipe: recipe, bank: bank))
        files.append(file)
      }
    }
    return files + [File(path: StoreManifest.fileName, bytes: StoreManifest(records).json())]
  }

  /// One bundled store, made anew.
  ///
  /// - Throws: ``SynthesisError`` if the recipe cannot be used.
  public static func file(recipe: SynthesisRecipe, bank: QuestionBank) throws(SynthesisError) -> File {
    File(
      path: "\(recipe.model)/\(bank.rawValue).json",
      bytes: try StoreSynthesizer.json(recipe: recipe, questions: bank.questions))
  }

  /// What the manifest says of a bundled store; its origin is the command that makes it.
  private static func record(of file: File, recipe: SynthesisRecipe, bank: QuestionBank) -> StoreManifest.Record {
    StoreManifest.Record(
      name: "\(recipe.model)/\(bank.rawValue)", role: StoreRole(benchmark: bank.rawValue),
      shape: StoreShape(
        questions: bank.questions.count, branches: recipe.branches...recipe.branches,
        interval: recipe.interval...recipe.interval),
      sha256: SHA256.of(file.bytes),
      origin:
        "autotts stores synth FILE.json --model \(recipe.model) --benchmark \(bank.rawValue) --seed \(recipe.seed)")
  }
}
