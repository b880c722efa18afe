/// Plain enumeration, for the computations that check the question banks.
enum Enumeration {
  /// Every list of `length` digits from 0 to `base` − 1.
  static func words(base: Int, length: Int, _ body: ([Int]) -> Void) {
    var word = [Int](repeating: 0, count: length)
    while true {
      body(word)
      var place = length - 1
      while place >= 0, word[place] == base - 1 {
        word[place] = 0
        place -= 1
      }
      if place < 0 { return }
      word[place] += 1
    }
  }

  /// Every order of `items`; `keep` may cut a beginning off.
  static func orders(of items: [Int], keep: ([Int]) -> Bool = { _ in true }, _ body: ([Int]) -> Void) {
    func extend(_ start: [Int], _ rest: [Int]) {
      if rest.isEmpty { body(start) }
      for index in rest.indices {
        let longer = start + [rest[index]]
        guard keep(longer) else { continue }
        var left = rest
        left.remove(at: index)
        extend(longer, left)
      }
    }
    extend([], items)
  }

  /// The number of ways to cover the cells `0 ..< count` exactly by disjoint masks.
  static func coverings(cells count: Int, by masks: [Int]) -> Int {
    var byLowest = [[Int]](repeating: [], count: count)
    for mask in masks { byLowest[mask.trailingZeroBitCount].append(mask) }
    func cover(_ covered: Int) -> Int {
      if covered == (1 << count) - 1 { return 1 }
      return byLowest[(~covered).trailingZeroBitCount].reduce(0) { sum, mask in
        mask & covered == 0 ? sum + cover(covered | mask) : sum
      }
    }
    return cover(0)
  }

  static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : greatestCommonDivisor(b, a % b) }

  static func power(_ base: Int, _ exponent: Int, modulo: Int) -> Int {
    var result = 1 % modulo
    var square = base % modulo
    var left = exponent
    while left > 0 {
      if left & 1 == 1 { result = result * square % modulo }
      square = square * square % modulo
      left >>= 1
    }
    return result
  }

  static func root(_ n: Int) -> Int {
    var root = 0
    while (root + 1) * (root + 1) <= n { root += 1 }
    return root
  }

  static func isSquare(_ n: Int) -> Bool { root(n) * root(n) == n }

  static func digits(_ n: Int, base: Int = 10) -> [Int] {
    var digits: [Int] = []
    var left = n
    while left > 0 {
      digits.append(left % base)
      left /= base
    }
    return digits
  }

  static func divisorCount(_ n: Int) -> Int { (1...n).reduce(0) { n % $1 == 0 ? $0 + 1 : $0 } }

  /// Numerator plus denominator of a fraction in lowest terms.
  static func fractionSum(_ numerator: Int, _ denominator: Int) -> Int {
    (numerator + denominator) / greatestCommonDivisor(numerator, denominator)
  }
}
