import ArgumentParser
import Replay
import ReplayStores

/// `autotts stores synth`: realistic stores out of nothing but a seed.
struct StoresSynth: HeadlessCommand {
  static let configuration = CommandConfiguration(
    commandName: "synth", abstract: "Make synthetic stores.",
    discussion: """
      Writes one store if OUTPUT ends in .json, of \(models[0]) and \(benchmarks[0]) unless told; else a directory of \
      stores OUTPUT/MODEL/BENCHMARK.json, of all models and benchmarks unless told. The same options give the same \
      bytes on every machine. Prints the paths written. A store that the directory's manifest has frozen is replaced by \
      another only with --force, and then refused until the directory is frozen again.
      """)

  @Argument(help: "A file that ends in .json, or a directory.") var output: String
  @Option(help: ArgumentHelp("\(models.joined(separator: ", ")).", valueName: "model"))
  var model: String?
  @Option(help: ArgumentHelp("\(benchmarks.joined(separator: " or ")).", valueName: "benchmark"))
  var benchmark: String?
  @Option(parsing: .unconditional, help: "Questions, counted from the first; all unless given.") var questions: Int?
  @Option(parsing: .unconditional, help: "Branches a question.") var branches: Int?
  @Option(parsing: .unconditional, help: "Another seed gives another store.", transform: SeedRange.seed)
  var seed: UInt64?
  @Flag(help: "Replace files that are there.") var force = false

  private static var models: [String] { SynthesisRecipe.presets.map(\.model) }
  private static var benchmarks: [String] { QuestionBank.allCases.map(\.rawValue) }

  func validate() throws {
    try Bounds.check(questions, of: "--questions", in: 1...30)
    try Bounds.check(branches, of: "--branches", in: 1...SynthesisRecipe.mostBranches)
    if let model, !Self.models.contains(model) {
      throw ValidationError("there is no model '\(model)'; there are \(Self.models.joined(separator: ", "))")
    }
    if let benchmark, !Self.benchmarks.contains(benchmark) {
      throw ValidationError(
        "there is no benchmark '\(benchmark)'; there are \(Self.benchmarks.joined(separator: ", "))")
    }
  }

  func result() async throws -> CommandResult {
    let targets = try targets()
    if !force { for target in targets { try NewFile.refuseExisting(target.path) } }
    var files: [(path: String, bytes: [UInt8])] = []
    for target in targets {
      try Task.checkCancellation()
      let chosen = target.bank.questions.prefix(questions ?? .max)
      files.append((target.path, try StoreSynthesizer.json(recipe: target.recipe, questions: Array(chosen))))
      try tellIfFrozen(files[files.count - 1].bytes, at: target.path)
    }
    try Task.checkCancellation()
    var written = ""
    for (path, bytes) in files {
      try NewFile.write(bytes, to: path, replacing: force)
      written += path.madeSafe() + "\n"
    }
    return CommandResult(text: written)
  }

  /// Refuses, or if forced warns, where a store is to take the place of another that was frozen.
  private func tellIfFrozen(_ bytes: [UInt8], at path: String) throws {
    guard let (record, root) = try StoreManifest.record(ofFile: path), !record.isOf(bytes) else { return }
    let manifest = StoreManifest.path(in: root)
    guard force else {
      throw Failure(.inputOutput, "\(path): \(manifest) has another store of this name frozen; --force replaces it")
    }
    StandardError.write(
      "autotts: warning: \(path): not what \(manifest) has frozen; refused until 'autotts stores freeze \(root)'"
        .madeSafe() + "\n")
  }

  private struct Target {
    var recipe: SynthesisRecipe
    var bank: QuestionBank
    var path: String
  }

  private func targets() throws -> [Target] {
    let recipes = SynthesisRecipe.presets.filter { model == nil || $0.model == model }.map(adapted)
    let banks = QuestionBank.allCases.filter { benchmark == nil || $0.rawValue == benchmark }
    if output.hasSuffix(".json") {
      guard let recipe = recipes.first, let bank = banks.first else { return [] }
      return [Target(recipe: recipe, bank: bank, path: output)]
    }
    return recipes.flatMap { recipe in
      banks.map { Target(recipe: recipe, bank: $0, path: "\(output)/\(recipe.model)/\($0.rawValue).json") }
    }
  }

  private func adapted(_ preset: SynthesisRecipe) -> SynthesisRecipe {
    var recipe = preset
    if let branches { recipe.branches = branches }
    if let seed { recipe.seed = seed }
    return recipe
  }
}
