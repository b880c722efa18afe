/// The stores that come with the package, in its folder `Stores/`.
public enum BundledStores {
  /// A file below `Stores/`.
  public struct File: Sendable {
    /// The path below `Stores/`, as in `Synth-S/search.json`.
    public let path: String
    /// What the file holds.
    public let bytes: [UInt8]
  }

  /// Every bundled store, made anew: all models, each with all benchmarks.
  ///
  /// Writing these files over `Stores/` is how a change of the generator reaches the bundled stores; a test fails until
  /// that is done.
  ///
  /// - Throws: ``SynthesisError`` if a preset cannot be used.
  public static func all() throws(SynthesisError) -> [File] {
    var files: [File] = []
    for recipe in SynthesisRecipe.presets {
      for bank in QuestionBank.allCases { files.append(try file(recipe: recipe, bank: bank)) }
    }
    return files
  }

  /// One bundled store, made anew.
  ///
  /// - Throws: ``SynthesisError`` if the recipe cannot be used.
  public static func file(recipe: SynthesisRecipe, bank: QuestionBank) throws(SynthesisError) -> File {
    File(
      path: "\(recipe.model)/\(bank.rawValue).json",
      bytes: try StoreSynthesizer.json(recipe: recipe, questions: bank.questions))
  }
}
