import Replay
import Testing

/// The probability of the largest share against exact rational arithmetic.
@Suite struct LeadProbabilityTests {
  /// Made in Python with `fractions.Fraction`, by `baselines.py lead` beside the fixtures of the controllers: one to five
  /// counts and the probability as the nearest double; equal counts, counts far apart, up to 300, and random ones.
  @Test func valuesAreExact() throws {
    let rows = try Fixture.read("lead-probabilities.json", as: [[Double]].self)
    #expect(rows.count == 100)
    for row in rows {
      let counts = row.dropLast().map { Int($0) }
      let value = LeadProbability.value(counts)
      #expect(abs(value - row[row.count - 1]) <= 2e-12, "\(counts): \(row[row.count - 1]), not \(value)")
    }
  }

  /// Of two counts it is the confidence, also where e⁻ˣ has no digits left.
  @Test func twoCountsAreTheConfidence() {
    for top1 in [1, 2, 5, 17, 40, 64, 129, 900, 5_000] {
      for top2 in [0, 1, 3, 17, 40, 64, 880, 4_900] where top2 <= top1 {
        let value = LeadProbability.value([top1, top2])
        #expect(abs(value - Confidence.value(top1: top1, top2: top2)) < 1e-9, "\(top1), \(top2)")
      }
    }
  }

  /// One of the shares is the largest.
  @Test func probabilitiesAddUp() {
    for counts in [[3, 2, 1], [40, 39, 3, 1, 1], [150, 140, 130, 2]] {
      let parts = counts.indices.map { lead in
        LeadProbability.value([counts[lead]] + counts.indices.filter { $0 != lead }.map { counts[$0] })
      }
      #expect(parts.allSatisfy { (0...1).contains($0) }, "\(counts)")
      #expect(abs(parts.reduce(0, +) - 1) < 1e-9, "\(counts)")
    }
  }
}
