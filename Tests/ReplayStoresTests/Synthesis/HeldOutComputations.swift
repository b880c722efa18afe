/// The answers of the held-out set, each computed from the wording of its problem.
enum HeldOutComputations {
  static let all: [String: @Sendable () -> Int] = [
    "nine-letters": {
      func words(_ left: [Int], _ last: Int) -> Int {
        if left == [0, 0, 0] { return 1 }
        return (0..<3).filter { $0 != last && left[$0] > 0 }.reduce(0) { sum, letter in
          var rest = left
          rest[letter] -= 1
          return sum + words(rest, letter)
        }
      }
      return words([3, 3, 3], -1)
    },
    "self-power": { (1...1100).count { Enumeration.power($0, $0, modulo: 11) == 1 } },
    "balanced-rectangles": {
      var count = 0
      for left in 0..<8 {
        for right in left..<8 {
          for bottom in 0..<8 {
            for top in bottom..<8 {
              var balance = 0
              for x in left...right { for y in bottom...top { balance += (x + y) % 2 == 0 ? 1 : -1 } }
              if balance == 0 { count += 1 }
            }
          }
        }
      }
      return count
    },
    "tromino-floor": {
      var masks: Set<Int> = []
      for row in 0..<3 {
        for column in 0..<6 {
          func mask(_ cells: [(Int, Int)]) {
            let placed = cells.map { (row + $0.0, column + $0.1) }
            guard placed.allSatisfy({ $0.0 < 3 && $0.1 < 6 }) else { return }
            masks.insert(placed.reduce(0) { $0 | 1 << ($1.0 * 6 + $1.1) })
          }
          mask([(0, 0), (0, 1), (0, 2)])
          mask([(0, 0), (1, 0), (2, 0)])
          let block = [(0, 0), (0, 1), (1, 0), (1, 1)]
          for missing in 0..<4 { mask(block.indices.filter { $0 != missing }.map { block[$0] }) }
        }
      }
      return Enumeration.coverings(cells: 18, by: masks.sorted())
    },
    "odd-and-different": {
      func ways(_ left: Int, _ largest: Int) -> Int {
        if left == 0 { return 1 }
        return stride(from: 1, through: min(left, largest), by: 2).reduce(0) { $0 + ways(left - $1, $1 - 2) }
      }
      return ways(60, 59)
    },
    "box-triangle": {
      var count = 0
      for a in 1...25 where 14400 % a == 0 {
        for b in a...120 where 14400 / a % b == 0 {
          let c = 14400 / a / b
          if b <= c && a + b > c { count += 1 }
        }
      }
      return count
    },
    "tower-sum": {
      var term = 3
      var sum = 3
      for _ in 1...40 {
        term = term * term * term % 1000
        sum += term
      }
      return sum % 1000
    },
    "shunned-corner": {
      func walks(_ vertex: Int, _ left: Int) -> Int {
        if vertex == 7 { return 0 }
        if left == 0 { return vertex == 0 ? 1 : 0 }
        return (0..<3).reduce(0) { $0 + walks(vertex ^ 1 << $1, left - 1) }
      }
      return walks(0, 10)
    },
    "rising-palindromes": {
      (10000...99999).count { n in
        guard n % 7 == 0 else { return false }
        let digits = Enumeration.digits(n)
        return digits == digits.reversed() && digits[2] > digits[0]
      }
    },
    "distant-neighbours": {
      var count = 0
      Enumeration.orders(
        of: Array(2...8),
        keep: { start in
          abs((start.count > 1 ? start[start.count - 2] : 1) - start[start.count - 1]) >= 2
        },
        { order in if order[6] > 2 { count += 1 } })
      return count
    },
    "seen-twice": {
      (1...30).reduce(0) { sum, x in
        sum
          + (1...30).count {
            Enumeration.greatestCommonDivisor(x, $0) == 1 && Enumeration.greatestCommonDivisor(x - 1, $0) == 1
          }
      }
    },
    "lazy-lamplighter": {
      var lamps = [Bool](repeating: false, count: 601)
      for k in 1...600 where k % 3 != 0 {
        for lamp in stride(from: k, through: 600, by: k) { lamps[lamp].toggle() }
      }
      return lamps.count { $0 }
    },
    "odd-staircases": {
      stride(from: 1, to: 2880, by: 2).count { first in
        var sum = first
        var next = first + 2
        while sum < 2880 {
          sum += next
          next += 2
        }
        return sum == 2880
      }
    },
    "longest-run": {
      (0..<(1 << 13)).count { tosses in
        var longest = 1
        var run = 1
        for place in 1..<13 {
          run = tosses >> place & 1 == tosses >> (place - 1) & 1 ? run + 1 : 1
          longest = max(longest, run)
        }
        return longest == 4
      }
    },
    "spread-sum": {
      (1..<512).reduce(0) { sum, subset in
        let members = (1...9).filter { subset >> ($0 - 1) & 1 == 1 }
        return sum + (members.max() ?? 0) - (members.min() ?? 0)
      }
    },
    "roots-apart": {
      (1...40).reduce(0) { sum, b in
        sum
          + (1...40).count { c in
            let roots = (-50...50).filter { $0 * $0 + b * $0 + c == 0 }
            return roots.count == 2 && roots[1] - roots[0] >= 3
          }
      }
    },
    "sole-winner": {
      let games = (0..<5).flatMap { first in (0..<first).map { (first, $0) } }
      return (0..<1024).count { outcome in
        var won = [0, 0, 0, 0, 0]
        for (index, game) in games.enumerated() { won[outcome >> index & 1 == 1 ? game.0 : game.1] += 1 }
        return won.count { $0 == won.max() } == 1
      }
    },
    "acute-clock": {
      var count = 0
      for a in 0..<24 {
        for b in 0..<24 where a < b {
          for c in 0..<24 where b < c {
            let arcs = [b - a, c - b, 24 - c + a]
            if arcs.allSatisfy({ $0 < 12 }) && Set(arcs).count == 2 { count += 1 }
          }
        }
      }
      return count
    },
    "thue-morse-sum": { (0...1000).reduce(0) { $1.nonzeroBitCount % 2 == 0 ? $0 + $1 : $0 - $1 } },
    "tied-corners": {
      var count = 0
      Enumeration.words(base: 10, length: 4) { cell in
        // The first two rows' first two cells fix the rest.
        let (third, sixth) = (9 - cell[0] - cell[1], 9 - cell[2] - cell[3])
        let (seventh, eighth) = (9 - cell[0] - cell[2], 9 - cell[1] - cell[3])
        let ninth = 9 - third - sixth
        if min(third, sixth, seventh, eighth, ninth) >= 0 && ninth == cell[0] { count += 1 }
      }
      return count
    },
    "quadrant-snake": {
      func walks(_ path: [[Int]]) -> Int {
        if path.count == 9 { return 1 }
        let (x, y) = (path[path.count - 1][0], path[path.count - 1][1])
        return [[x - 1, y], [x + 1, y], [x, y - 1], [x, y + 1]].reduce(0) { sum, next in
          next[0] < 0 || next[1] < 0 || path.contains(next) ? sum : sum + walks(path + [next])
        }
      }
      return walks([[0, 0]])
    },
    "unequal-shares": {
      var count = 0
      Enumeration.words(base: 21, length: 3) { share in
        let last = 20 - share[0] - share[1] - share[2]
        if last >= 0 && Set(share + [last]).count == 4 { count += 1 }
      }
      return count
    },
    "peaceful-knights": {
      (0..<49).reduce(0) { sum, white in
        sum
          + (0..<49).count { black in
            let (dx, dy) = (abs(white / 7 - black / 7), abs(white % 7 - black % 7))
            return white != black && dx * dy != 2
          }
      }
    },
    "between-fractions": {
      (1...40).reduce(0) { sum, q in
        sum + (1...q).count { 3 * $0 > q && 2 * $0 < q && Enumeration.greatestCommonDivisor($0, q) == 1 }
      }
    },
    "ten-is-a-square": {
      (6..<250).count { p in
        Enumeration.divisorCount(p) == 2 && (0..<p).contains { ($0 * $0 - 10) % p == 0 }
      }
    },
    "divisor-ladders": {
      func ladders(_ n: Int) -> Int {
        n == 720 ? 1 : (1...720).reduce(0) { $1 > n && $1 % n == 0 && 720 % $1 == 0 ? $0 + ladders($1) : $0 }
      }
      return ladders(1)
    },
    "two-jugs": {
      var seen: Set<[Int]> = [[0, 0]]
      var open = [[0, 0]]
      while let state = open.popLast() {
        let (small, large) = (state[0], state[1])
        let right = min(small, 13 - large)
        let left = min(large, 8 - small)
        for next in [
          [8, large], [small, 13], [0, large], [small, 0], [small - right, large + right],
          [small + left, large - left],
        ] where seen.insert(next).inserted {
          open.append(next)
        }
      }
      return seen.count
    },
    "digit-progressions": {
      (100...999).count { n in
        let (a, b, c) = (n / 100, n / 10 % 10, n % 10)
        return a + c == 2 * b || (a * b * c != 0 && a * c == b * b)
      }
    },
    "base-six-tails": {
      var twos = 0
      var threes = 0
      var good = 0
      for n in 1...1000 {
        var left = n
        while left % 2 == 0 { (left, twos) = (left / 2, twos + 1) }
        while left % 3 == 0 { (left, threes) = (left / 3, threes + 1) }
        if min(twos, threes) % 5 == 0 { good += 1 }
      }
      return good
    },
    "even-with-triangle": {
      let edges = (0..<5).flatMap { first in (0..<first).map { (first, $0) } }
      return (0..<1024).count { graph in
        var near = [0, 0, 0, 0, 0]
        for (index, edge) in edges.enumerated() where graph >> index & 1 == 1 {
          near[edge.0] |= 1 << edge.1
          near[edge.1] |= 1 << edge.0
        }
        let triangle = edges.indices.contains {
          graph >> $0 & 1 == 1 && near[edges[$0].0] & near[edges[$0].1] != 0
        }
        return near.allSatisfy { $0.nonzeroBitCount % 2 == 0 } && triangle
      }
    },
  ]
}
