/// A distribution of whole numbers, given by its quantiles at even steps from 0 to 1 with straight lines between.
struct QuantileTable {
  let quantiles: [Int]

  func draw(_ random: inout SynthesisRandom) -> Int {
    let place = random.below((quantiles.count - 1) << 16)
    let (cell, within) = (place >> 16, place & 0xFFFF)
    return quantiles[cell] + ((quantiles[cell + 1] - quantiles[cell]) * within) >> 16
  }

  /// The length of a chain in permille of the median, its twentieths but for the last: skewed to the right.
  static let length = QuantileTable(quantiles: [
    440, 650, 712, 756, 792, 826, 860, 894, 928, 964, 1000, 1042, 1088, 1140, 1200, 1270, 1350, 1450, 1580, 1790,
  ])

  /// The same for the longest twentieth of the chains.
  static let longLength = QuantileTable(quantiles: [1790, 1880, 1980, 2110, 2290, 2600, 3600])

  /// How much of a chain with the right answer goes by before it commits, in permille of its probes.
  static let rightCommitment = QuantileTable(quantiles: [60, 260, 400, 510, 600, 680, 750, 820, 880, 930, 990])

  /// The same for a chain with a wrong answer, which settles later.
  static let wrongCommitment = QuantileTable(quantiles: [120, 420, 590, 700, 780, 840, 880, 920, 950, 970, 1000])

  /// T − K·Δ in permille of Δ, where it is not negative.
  static let overhang = QuantileTable(quantiles: [0, 220, 440, 660, 900, 1150, 1450, 1800, 2250, 2900, 4800])

  /// How far the guesses of a question scatter, in permille of the guesses: for many a little, for some much.
  static let scatter = QuantileTable(quantiles: [5, 12, 22, 38, 58, 85, 130, 200, 360])
}

/// The logistic function in 65536ths.
enum Logistic {
  /// At 0, ½, 1 … 6.
  private static let halves = [
    32768, 40794, 47911, 53581, 57724, 60564, 62428, 63615, 64357, 64816, 65097, 65269, 65374,
  ]

  /// The value at `hundredths` / 100; beyond ±6 that at ±6.
  static func value(hundredths: Int) -> Int {
    if hundredths < 0 { return 65536 - value(hundredths: -hundredths) }
    let (cell, within) = (min(hundredths, 599) / 50, min(hundredths, 599) % 50)
    return halves[cell] + (halves[cell + 1] - halves[cell]) * within / 50
  }
}
