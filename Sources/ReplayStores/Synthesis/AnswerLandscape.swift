/// The answers that a question attracts, whatever the model: the right one, tempting wrong ones, first guesses.
struct AnswerLandscape {
  /// The answer of a probe or chain from which none could be read.
  static let unreadable = "ERR"

  let right: String
  let difficulty: Int
  /// Wrong answers that a plausible mistake leads to, the most tempting first; distinct, none is right.
  let lures: [String]
  /// How likely each lure is among the lures.
  let lureWeights: [Int]
  /// What a chain says before it has worked anything out, the commonest first.
  let firstGuesses: [String]
  let firstGuessWeights: [Int]
  /// Unfinished formulas given for an answer; empty for most questions.
  let formulas: [String]
  /// Whether one lure beats the right answer for most models.
  let isTrap: Bool
  /// How far guesses scatter beyond the lists above, in permille.
  let scatter: Int
  /// Where scattered guesses lie: 1 to this.
  let reach: Int
  /// The length of this question's chains, in permille of what its difficulty suggests.
  let length: Int
  /// How much of the recipe's stretch wrong chains get, in permille; none, or less, where a mistake is quickly made.
  let stretch: Int

  init(question: SynthesisQuestion, seed: UInt64) {
    var random = SynthesisRandom(seed: seed, parts: "landscape", question.text)
    let answer = question.answer
    right = String(answer)
    difficulty = question.difficulty
    isTrap = random.chance(170)
    reach = max(90, min(Int(answer.magnitude), 40_000) * random.draw(2...5))
    scatter = QuantileTable.scatter.draw(&random) * (400 + 80 * difficulty) / 1_000
    length = random.draw(600...1_600)
    stretch = isTrap ? 0 : random.draw(-500...2_000)
    let inclined = random.chance(300)
    formulas = inclined ? (0..<7).map { _ in Self.formula(answer, &random) } : []
    let irrational = random.chance(400)
    lures = Self.distinct(8, except: [right]) { index in
      irrational && index == 4 ? Self.surd(answer, &random) : String(Self.slip(answer, &random))
    }
    lureWeights = Self.falling(lures.count, ratio: isTrap ? 330 : random.draw(450...800))
    let lures = lures
    firstGuesses = Self.distinct(10, except: [right]) { index in
      index == 4 ? lures[0] : String(Self.firstGuesses[random.below(Self.firstGuesses.count)])
    }
    firstGuessWeights = Self.falling(firstGuesses.count, ratio: random.draw(600...850))
  }

  /// An answer that next to nobody else gives.
  func stray(_ random: inout SynthesisRandom) -> String {
    let near = random.chance(350)
    // The smaller of two draws: small numbers are likelier.
    let value = near ? reach / 5 : reach
    return String(1 + min(random.below(value), random.below(value)))
  }

  private static let firstGuesses = [
    1, 2, 3, 4, 6, 8, 10, 12, 15, 16, 18, 20, 24, 25, 30, 32, 36, 40, 42, 48, 50, 60, 64, 72, 90, 96, 100, 105, 108,
    120,
    125, 128, 144, 150, 180, 200, 210, 216, 240, 256, 300, 360, 400, 500, 512, 600, 720, 1000, 1024,
  ]

  /// Up to `count` different answers; an answer met again is drawn anew, a few times.
  private static func distinct(_ count: Int, except: [String], _ draw: (Int) -> String) -> [String] {
    var answers: [String] = []
    for _ in 0..<(4 * count) where answers.count < count {
      let answer = draw(answers.count)
      if !except.contains(answer) && !answers.contains(answer) { answers.append(answer) }
    }
    return answers
  }

  /// Weights that fall from 10 000 by `ratio` permille from one to the next.
  private static func falling(_ count: Int, ratio: Int) -> [Int] {
    var weight = 10_000
    return (0..<count).map { _ in
      defer { weight = max(1, weight * ratio / 1_000) }
      return weight
    }
  }

  /// The answer after a plausible mistake.
  private static func slip(_ answer: Int, _ random: inout SynthesisRandom) -> Int {
    switch random.below(10) {
    case 0: answer + 1
    case 1: answer - 1
    case 2: 2 * answer
    case 3: answer % 2 == 0 ? answer / 2 : answer + 2
    case 4: answer + 10 * random.draw(1...4)
    case 5: answer - random.draw(2...12)
    case 6: answer + random.draw(3...15)
    case 7: answer * random.draw(3...5) / 2
    case 8: answer * 2 / 3 + random.draw(0...3)
    default: answer % 10 * 10 + answer / 10 % 10 + answer / 100 * 100
    }
  }

  /// A wrong answer that is no whole number.
  private static func surd(_ answer: Int, _ random: inout SynthesisRandom) -> String {
    let root = [2, 3, 5, 6, 7][random.below(5)]
    return switch random.below(4) {
    case 0: #"\frac{\#(2 * answer + 1)}{2}"#
    case 1: #"\frac{\#(3 * (answer / 2 + random.draw(1...9)) + 1)}{3}"#
    case 2: #"\#(answer / 4 + 3)\sqrt{\#(root)}"#
    default: #"\#(answer / 3 + 1) + \#(random.draw(2...9))\sqrt{\#(root)}"#
    }
  }

  /// A formula where a number was asked for.
  private static func formula(_ answer: Int, _ random: inout SynthesisRandom) -> String {
    let (a, b) = (random.draw(2...9), random.draw(2...12))
    return switch random.below(14) {
    case 0: #"\frac{m}{n}"#
    case 1: #"2^{\#(b + 3)} - \#(a)"#
    case 2: #"\binom{\#(a + b)}{\#(a)}"#
    case 3: #"\#(a)\sqrt{\#(b * b + 1)}"#
    case 4: "\(a) + \(b) + \\dots"
    case 5: "n"
    case 6: #"\frac{\#(answer + a)}{\#(b)}"#
    case 7: "≈ \(answer + a - b)"
    case 8: #"\#(a) \cdot \#(b)!"#
    case 9: "\(a * b)°"
    case 10: "\(a)×\(b) − \(a)"
    case 11: "n ≥ \(b)"
    case 12: #"\text{the number of ways}"#
    default: "\(a)k + \(b)"
    }
  }
}
