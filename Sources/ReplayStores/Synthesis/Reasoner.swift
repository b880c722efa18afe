/// The modelled reasoner before one question: it makes the question's branches.
struct Reasoner {
  /// One recorded chain.
  struct Chain {
    var probes: [String]
    var tokens: Int
    var final: String
  }

  private let recipe: SynthesisRecipe
  private let landscape: AnswerLandscape
  private let question: SynthesisQuestion
  /// How likely a chain that is not cut off is right, in 65536ths.
  private let rightness: Int
  /// Of wrong chains, how many end on an answer of their own, in permille.
  private let stray: Int

  init(recipe: SynthesisRecipe, question: SynthesisQuestion) {
    self.recipe = recipe
    self.question = question
    landscape = AnswerLandscape(question: question, seed: recipe.seed)
    var random = SynthesisRandom(seed: recipe.seed, parts: "reasoner", recipe.model, question.text)
    let advantage = recipe.skill - 100 * question.difficulty + random.draw(-90...90)
    rightness = Logistic.value(hundredths: landscape.isTrap ? advantage - 140 : advantage)
    stray = landscape.isTrap ? 80 : 100 + landscape.scatter
  }

  /// The branch of this number, from 0.
  func chain(_ number: Int) -> Chain {
    var random = SynthesisRandom(seed: recipe.seed, parts: recipe.model, question.text, String(number))
    let isRight = random.below(65536) < rightness
    let length = drawLength(isRight: isRight, &random)
    guard length < recipe.tokenCap else { return cutOff(&random) }
    let final = isRight ? landscape.right : wrongFinal(&random)
    let count = max(SynthesisRecipe.fewestProbes, length / recipe.interval)
    let commitment = (isRight ? QuantileTable.rightCommitment : .wrongCommitment).draw(&random)
    let probes = trajectory(count, to: final, commitment: commitment, &random)
    return Chain(probes: probes, tokens: count * recipe.interval + overhang(&random), final: final)
  }

  private func drawLength(isRight: Bool, _ random: inout SynthesisRandom) -> Int {
    let isLong = random.below(20) == 0
    let tail = (isLong ? QuantileTable.longLength : .length).draw(&random)
    let byDifficulty = 400 + 110 * landscape.difficulty
    var length = recipe.medianLength * byDifficulty / 1_000 * landscape.length / 1_000 * tail / 1_000
    if !isRight { length += length * (recipe.wrongStretch - 1_000) * landscape.stretch / 1_000_000 }
    return length
  }

  /// T − K·Δ.
  private func overhang(_ random: inout SynthesisRandom) -> Int {
    if random.chance(recipe.shortfall) {
      // The smaller of two draws: a little short is likelier than much.
      return -1 - min(random.below(recipe.interval * 9 / 10 + 1), random.below(recipe.interval * 9 / 10 + 1))
    }
    return recipe.interval * QuantileTable.overhang.draw(&random) / 1_000
  }

  /// A chain that reached the cap: it never committed, and ends on its last guess or on nothing readable.
  private func cutOff(_ random: inout SynthesisRandom) -> Chain {
    let count = recipe.tokenCap / recipe.interval
    let final = random.chance(150) ? AnswerLandscape.unreadable : guess(progress: 600, &random)
    let probes = trajectory(count, to: final, commitment: random.draw(850...1_000), &random)
    return Chain(probes: probes, tokens: recipe.tokenCap + random.below(3 * recipe.interval), final: final)
  }

  private func wrongFinal(_ random: inout SynthesisRandom) -> String {
    if random.chance(12) { return AnswerLandscape.unreadable }
    if random.chance(stray) { return landscape.stray(&random) }
    if !landscape.formulas.isEmpty && random.chance(60) {
      return landscape.formulas[random.below(landscape.formulas.count)]
    }
    return landscape.lures[random.pick(landscape.lureWeights)]
  }

  /// What the chain would answer if asked, `progress` permille on its way to commitment.
  private func guess(progress: Int, _ random: inout SynthesisRandom) -> String {
    let kinds = [
      (rightness * (120 + 2 * progress / 5)) >> 16,
      100 + progress * 3 / 10,
      600 - progress / 2,
      landscape.scatter * 2,
      landscape.formulas.isEmpty ? 0 : 160,
    ]
    return switch random.pick(kinds) {
    case 0: landscape.right
    case 1: landscape.lures[random.pick(landscape.lureWeights)]
    case 2: landscape.firstGuesses[random.pick(landscape.firstGuessWeights)]
    case 3: landscape.stray(&random)
    default: landscape.formulas[random.below(landscape.formulas.count)]
    }
  }

  /// The probes of a chain that commits to `final` after `commitment` permille of them; the last one is always `final`.
  private func trajectory(
    _ count: Int, to final: String, commitment: Int, _ random: inout SynthesisRandom
  ) -> [String] {
    let committed = min(count - 1, count * commitment / 1_000)
    // Some chains dither, some stay with a guess for long.
    let restlessness = recipe.restlessness * random.draw(300...1_700) / 1_000
    var current = guess(progress: 0, &random)
    var unreadableLeft = 0
    var relapseLeft = 0
    var probes: [String] = []
    probes.reserveCapacity(count)
    for index in 0..<(count - 1) {
      let isCommitted = index >= committed
      if !isCommitted && index > 0 && random.chance(restlessness) {
        current = guess(progress: 1_000 * index / committed, &random)
      }
      if isCommitted && relapseLeft == 0 && random.chance(recipe.relapse) {
        relapseLeft = random.draw(1...3)
        if random.chance(500) { current = guess(progress: 1_000, &random) }
      }
      if random.chance(isCommitted ? recipe.unreadable / 8 : recipe.unreadable) {
        unreadableLeft = isCommitted ? 1 : [1, 1, 1, 2, 4][random.below(5)]
      }
      probes.append(
        unreadableLeft > 0 ? AnswerLandscape.unreadable : isCommitted && relapseLeft == 0 ? final : current)
      unreadableLeft = max(0, unreadableLeft - 1)
      if isCommitted { relapseLeft = max(0, relapseLeft - 1) }
    }
    return probes + [final]
  }
}
