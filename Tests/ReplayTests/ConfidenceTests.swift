import Replay
import Testing

/// Majority confidence against exact rational arithmetic.
@Suite struct ConfidenceTests {
  /// Made in Python with `fractions.Fraction`: P[Binomial(a + b + 1, ½) ≤ a] as the nearest double, 0 for a = 0; counts
  /// within the table, at its edge, and beyond it up to 5 000.
  @Test func valuesAreExact() throws {
    let rows = try Fixture.read("confidence.json", as: [[Double]].self)
    #expect(rows.count == 612)
    var beyond = 0
    for row in rows {
      let (top1, top2, exact) = (Int(row[0]), Int(row[1]), row[2])
      let value = Confidence.value(top1: top1, top2: top2)
      let isTabled = top1 < Confidence.limit && top2 < Confidence.limit
      if !isTabled { beyond += 1 }
      // Below the smallest normal number there are fewer digits to agree in.
      let tolerance = max(exact * (isTabled ? 4e-15 : 1e-10), .leastNormalMagnitude)
      #expect(abs(value - exact) <= tolerance, "C(\(top1), \(top2)) is \(exact), not \(value)")
    }
    #expect(beyond > 100)
  }

  /// The order of confidences is what the rules use: more for the winner is never less, more against it never more.
  @Test func itIsMonotoneAcrossTheTablesEdge() {
    let edge = Confidence.limit
    for top1 in edge - 3...edge + 3 {
      for top2 in [0, 1, 50, edge - 2, edge - 1, edge, edge + 1] {
        let value = Confidence.value(top1: top1, top2: top2)
        #expect(value <= Confidence.value(top1: top1 + 1, top2: top2) + 1e-12)
        #expect(value >= Confidence.value(top1: top1, top2: top2 + 1) - 1e-12)
        #expect((0...1).contains(value))
      }
    }
  }

  @Test(arguments: [0, 0.5, 0.75, 0.9375, 0.95, 0.99, 1])
  func boundsTellWhatIsAbove(threshold: Double) {
    let bounds = ConfidenceBounds(above: threshold, atLeast: 1)
    for top1 in 0..<Confidence.limit {
      for top2 in 0...top1 {
        let isAbove = Confidence.value(top1: top1, top2: top2) > threshold
        #expect(bounds.admit(top1: top1, top2: top2) == isAbove, "C(\(top1), \(top2))")
        #expect(!isAbove || top1 >= bounds.fewest)
      }
    }
  }

  @Test func noWinnerIsNoConfidence() {
    for top2 in [0, 1, 129, 130, 5_000] { #expect(Confidence.value(top1: 0, top2: top2) == 0) }
  }
}
