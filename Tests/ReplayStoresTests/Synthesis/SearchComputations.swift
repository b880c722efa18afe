import Foundation

/// The answers of the search set, each computed from the wording of its problem.
enum SearchComputations {
  static let all: [String: @Sendable () -> Int] = [
    "restless-climber": {
      func ways(left: Int, last: Int) -> Int {
        if left == 0 { return 1 }
        return (1...3).filter { $0 != last && $0 <= left }.reduce(0) { $0 + ways(left: left - $1, last: $1) }
      }
      return ways(left: 14, last: 0)
    },
    "mirror-sum": {
      (1000...9999).count { n in
        let reversed = Enumeration.digits(n).reduce(0) { $0 * 10 + $1 }
        return (n + reversed) % 37 == 0
      }
    },
    "king-crossing": {
      func walks(_ x: Int, _ y: Int, _ moves: Int) -> Int {
        guard (0..<5).contains(x), (0..<5).contains(y) else { return 0 }
        if moves == 0 { return x == 4 && y == 4 ? 1 : 0 }
        var count = 0
        Enumeration.words(base: 3, length: 2) { step in
          if step != [1, 1] { count += walks(x + step[0] - 1, y + step[1] - 1, moves - 1) }
        }
        return count
      }
      return walks(0, 0, 6)
    },
    "area-two": {
      var count = 0
      for first in 0..<16 {
        for second in first..<16 {
          for third in second..<16 {
            let doubled =
              (second % 4 - first % 4) * (third / 4 - first / 4) - (third % 4 - first % 4) * (second / 4 - first / 4)
            if abs(doubled) == 4 { count += 1 }
          }
        }
      }
      return count
    },
    "square-modulus": { (1...).first { ($0 * $0 + $0 + 1) % (49 * 169) == 0 } ?? 0 },
    "proper-bracelets": {
      var seen: Set<[Int]> = []
      var count = 0
      Enumeration.words(base: 3, length: 9) { beads in
        guard (0..<9).allSatisfy({ beads[$0] != beads[($0 + 1) % 9] }), !seen.contains(beads) else { return }
        count += 1
        for turn in 0..<9 {
          let turned = Array(beads[turn...] + beads[..<turn])
          seen.insert(turned)
          seen.insert(turned.reversed())
        }
      }
      return count
    },
    "misere-pile": {
      var mover = [true]  // An empty pile: the opponent has just taken the last stone and lost.
      for size in 1...1000 {
        mover.append([1, 4, 6].contains { $0 <= size && !mover[size - $0] })
      }
      return mover.dropFirst().count { !$0 }
    },
    "odd-coefficients": {
      var coefficients = [1]
      for k in 1...12 {
        var product = coefficients + [Int](repeating: 0, count: k)
        for (power, coefficient) in coefficients.enumerated() { product[power + k] += coefficient }
        coefficients = product
      }
      return coefficients.count { $0 % 2 == 1 }
    },
    "root-remainders": { (1...500).reduce(0) { $0 + $1 % Enumeration.root($1) } },
    "climbing-dice": {
      var good = 0
      Enumeration.words(base: 6, length: 6) { if $0 == $0.sorted() && $0.contains(5) { good += 1 } }
      return Enumeration.fractionSum(good, 46656)
    },
    "sixty-degrees": {
      var count = 0
      for a in 1...60 {
        for b in a...60 {
          for c in b...60 where a + b + c <= 60 && a + b > c {
            // In a ≤ b ≤ c the angle of 60° lies opposite the middle side.
            if a * a + c * c - a * c == b * b { count += 1 }
          }
        }
      }
      return count
    },
    "three-apart": { (0..<(1 << 15)).count { $0 & ($0 >> 3) == 0 } },
    "square-time": {
      (1...12).reduce(0) { sum, hour in sum + (1...59).count { Enumeration.isSquare(hour * $0) } }
    },
    "heptagon-frog": {
      (0..<(1 << 14)).count { jumps in
        (0..<14).reduce(0) { jumps >> $1 & 1 == 1 ? $0 + 1 : $0 + 5 } % 7 == 0
      }
    },
    "lopsided-fractions": {
      // 1/a < 1/36 gives a > 36; then b = 72a / (a − 36), whole for no a − 36 beyond 72 · 36.
      (37...(36 + 72 * 36)).count { 72 * $0 % ($0 - 36) == 0 }
    },
    "lonely-white": {
      var near: [Int] = []
      for cell in 0..<15 {
        var mask = 0
        for other in 0..<15 {
          let distance: Int = abs(cell / 5 - other / 5) + abs(cell % 5 - other % 5)
          if distance <= 1 { mask |= 1 << other }
        }
        near.append(mask)
      }
      return (0..<(1 << 15)).count { black in near.allSatisfy { $0 & black != 0 } }
    },
    "never-three": {
      var count = 0
      Enumeration.orders(
        of: Array(1...8), keep: { $0.count == 8 || $0.reduce(0, +) % 3 != 0 }, { _ in count += 1 })
      return count
    },
    "two-bases": {
      (1...2000).count {
        Enumeration.digits($0, base: 2).reduce(0, +) == Enumeration.digits($0, base: 3).reduce(0, +)
      }
    },
    "powers-of-three": {
      (1...60).reduce(0) { sum, k in
        sum + (1...24).count { Enumeration.power(3, k, modulo: 1 << $0) == 1 }
      }
    },
    "real-sums": {
      var count = 0
      for j in 0..<60 {
        for k in 0..<60 where j < k {
          let imaginary = sin(Double(j) * .pi / 30) + sin(Double(k) * .pi / 30)
          if abs(imaginary) < 1e-9 { count += 1 }
        }
      }
      return count
    },
    "four-puddles": {
      var paths = [[Int]](repeating: [Int](repeating: 0, count: 9), count: 9)
      for x in 0...8 {
        for y in 0...8 {
          let puddle = [3, 6].contains(x) && [3, 6].contains(y)
          let before = (x > 0 ? paths[x - 1][y] : 0) + (y > 0 ? paths[x][y - 1] : 0)
          paths[x][y] = puddle ? 0 : x + y == 0 ? 1 : before
        }
      }
      return paths[8][8]
    },
    "loose-squares": {
      let corners = (0..<28).filter { $0 / 7 < 3 && $0 % 7 < 6 }
      let squares = corners.map { 1 << $0 | 1 << ($0 + 1) | 1 << ($0 + 7) | 1 << ($0 + 8) }
      return Enumeration.coverings(cells: 28, by: squares + (0..<28).map { 1 << $0 })
    },
    "shy-sequence": {
      var terms = [1]
      while terms.count < 25 {
        var next = (terms.last ?? 0) + 1
        while terms.contains(where: { Enumeration.isSquare($0 + next) }) { next += 1 }
        terms.append(next)
      }
      return terms[24]
    },
    "thrice-is-once": {
      var count = 0
      Enumeration.words(base: 6, length: 6) { f in
        if (0..<6).allSatisfy({ f[f[f[$0]]] == f[$0] }) { count += 1 }
      }
      return count
    },
    "rook-and-diagonal": {
      var wins: [[Bool]] = Array(repeating: Array(repeating: false, count: 9), count: 9)
      for a in 1...8 {
        for b in 1...8 {
          let targets = (1..<a).map { ($0, b) } + (1..<b).map { (a, $0) }
          wins[a][b] = targets.contains { ($0.0 != $0.1 || $0.0 == 1) && !wins[$0.0][$0.1] }
        }
      }
      var losing = 0
      for a in 1...8 { for b in 1...8 where a != b && !wins[a][b] { losing += 1 } }
      return losing
    },
    "three-more-divisors": {
      let counts = (1...2001).map { Enumeration.divisorCount($0) }
      return (0..<2000).count { counts[$0] == counts[$0 + 1] + 3 }
    },
    "whole-chords": {
      var points: [(Int, Int)] = []
      for x in -25...25 { for y in -25...25 where x * x + y * y == 625 { points.append((x, y)) } }
      var count = 0
      for first in points.indices {
        for second in points.indices where first < second {
          let (dx, dy) = (points[first].0 - points[second].0, points[first].1 - points[second].1)
          if Enumeration.isSquare(dx * dx + dy * dy) { count += 1 }
        }
      }
      return count
    },
    "three-coins": {
      var payable = [true]
      for amount in 1...2000 { payable.append([11, 13, 17].contains { $0 <= amount && payable[amount - $0] }) }
      return payable.count { !$0 }
    },
    "over-ten": {
      var turned = 0
      var orders = 0
      Enumeration.orders(of: Array(1...7)) { cards in
        var sum = 0
        orders += 1
        for card in cards where sum <= 10 {
          sum += card
          turned += 1
        }
      }
      return Enumeration.fractionSum(turned, orders)
    },
    "odd-faced-cube": {
      // An edge is an axis and the two coordinates across it; a face is an axis and a side.
      let edges = (0..<12).map { (axis: $0 / 4, across: [$0 % 4 / 2, $0 % 2]) }
      var faces = [Int](repeating: 0, count: 6)
      for face in 0..<6 {
        for (index, edge) in edges.enumerated() where edge.axis != face / 2 {
          let place = face / 2 > edge.axis ? face / 2 - 1 : face / 2
          if edge.across[place] == face % 2 { faces[face] |= 1 << index }
        }
      }
      precondition(faces.allSatisfy { $0.nonzeroBitCount == 4 })
      return (0..<4096).count { red in faces.allSatisfy { ($0 & red).nonzeroBitCount % 2 == 1 } }
    },
  ]
}
