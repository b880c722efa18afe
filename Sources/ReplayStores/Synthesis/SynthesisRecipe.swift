/// What a synthetic store is made from, beside its questions: a modelled reasoner and a seed.
///
/// The same recipe and questions give the same bytes on every machine. A question's attractive wrong answers depend on
/// ``seed`` and its text only, so stores of several models with one seed share them; a branch depends on its number, not
/// on how many follow it, so a smaller store is a beginning of a larger one.
public struct SynthesisRecipe: Hashable, Sendable, Codable {
  /// How many branches a question has at most.
  public static let mostBranches = 10_000

  /// The model's name, which is the store's folder and takes part in the seeding.
  public var model: String
  /// Another seed gives another store.
  public var seed: UInt64
  /// N, chains a question.
  public var branches: Int
  /// Δ, tokens between two probes.
  public var interval: Int
  /// The tokens after which a chain is cut off: it then answers whatever it last guessed, mostly wrongly.
  public var tokenCap: Int
  /// How able the reasoner is: with skill 100·d it is right half the time on questions of difficulty d.
  ///
  /// A hundred more is one logit more; single questions lie somewhat above or below.
  public var skill: Int
  /// The median length in tokens of a right chain on a question of middling difficulty.
  public var medianLength: Int
  /// The length of chains with wrong answers, in permille of the right ones'; some questions take more of it, some less.
  public var wrongStretch: Int
  /// How often, in permille, a chain that has not committed changes its guess from one probe to the next.
  public var restlessness: Int
  /// How often, in permille, no answer can be read from an uncommitted chain, so that the probe gives `ERR`.
  public var unreadable: Int
  /// How often, in permille, a committed chain falls back to other guesses for a while.
  public var relapse: Int
  /// How many chains, in permille, report fewer tokens than their probes stand for (T < K·Δ), as published ones do.
  public var shortfall: Int

  /// A recipe; whether its values can be used is checked by ``validate()``.
  public init(
    model: String, seed: UInt64 = 2, branches: Int = 128, interval: Int = 500, tokenCap: Int = 40_000, skill: Int,
    medianLength: Int = 9_000, wrongStretch: Int = 1_240, restlessness: Int = 420, unreadable: Int = 42,
    relapse: Int = 25, shortfall: Int = 143
  ) {
    self.model = model
    self.seed = seed
    self.branches = branches
    self.interval = interval
    self.tokenCap = tokenCap
    self.skill = skill
    self.medianLength = medianLength
    self.wrongStretch = wrongStretch
    self.restlessness = restlessness
    self.unreadable = unreadable
    self.relapse = relapse
    self.shortfall = shortfall
  }

  /// The fewest probes that a synthetic chain has.
  static let fewestProbes = 3

  /// Checks that every value can be used.
  ///
  /// - Throws: ``SynthesisError`` for the first value that cannot.
  public func validate() throws(SynthesisError) {
    if model.isEmpty { throw .namelessModel }
    try SynthesisError.check("branches", branches, 1...Self.mostBranches)
    try SynthesisError.check("interval", interval, 1...100_000)
    try SynthesisError.check("tokenCap", tokenCap, (Self.fewestProbes * interval)...(200 * interval))
    try SynthesisError.check("skill", skill, -1_000...2_000)
    try SynthesisError.check("medianLength", medianLength, 1...tokenCap)
    try SynthesisError.check("wrongStretch", wrongStretch, 500...5_000)
    try SynthesisError.check("restlessness", restlessness, 0...1_000)
    try SynthesisError.check("unreadable", unreadable, 0...1_000)
    try SynthesisError.check("relapse", relapse, 0...1_000)
    try SynthesisError.check("shortfall", shortfall, 0...1_000)
  }
}

extension SynthesisRecipe {
  /// The small model of the bundled stores: seldom right, and restless.
  public static let small = SynthesisRecipe(
    model: "Synth-S", skill: 335, medianLength: 10_600, restlessness: 450)
  /// The middle model of the bundled stores.
  public static let medium = SynthesisRecipe(model: "Synth-M", skill: 540, medianLength: 11_400)
  /// The large model of the bundled stores: mostly right, after long chains.
  public static let large = SynthesisRecipe(
    model: "Synth-L", skill: 750, medianLength: 12_400)

  /// The recipes of the bundled stores, from the smallest model to the largest.
  public static let presets: [SynthesisRecipe] = [.small, .medium, .large]
}

/// Why no store can be made from a recipe.
public enum SynthesisError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A value outside what is allowed for its field.
  case outOfRange(field: String, value: Int, allowed: ClosedRange<Int>)
  /// The model has no name.
  case namelessModel
  /// There is nothing to ask.
  case noQuestions

  static func check(_ field: String, _ value: Int, _ allowed: ClosedRange<Int>) throws(SynthesisError) {
    if !allowed.contains(value) { throw .outOfRange(field: field, value: value, allowed: allowed) }
  }

  /// One line for the reader, with the remedy.
  public var description: String {
    switch self {
    case .outOfRange(let field, let value, let allowed):
      "recipe: \(field) is \(value), must be \(allowed.lowerBound) to \(allowed.upperBound)"
    case .namelessModel: "recipe: model is empty, must be a name"
    case .noQuestions: "recipe: no questions, must be at least one"
    }
  }
}
