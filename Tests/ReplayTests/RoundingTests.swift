import Replay
import Testing

/// Rounding as CPython's `round`.
@Suite struct RoundingTests {
  /// Made in CPython: `round(0.70 − 0.40·b, 4)`, `round(0.85 + 0.12·b, 4)` and twice `round(0.04 − 0.03·b, 4)` for b = i / 1000.
  @Test func fourDecimalsOverAllBetas() throws {
    let rows = try Fixture.read("schedule-rounding.json", as: [[Double]].self)
    #expect(rows.count == 1_001)
    for (index, row) in rows.enumerated() {
      let beta = Double(index) / 1_000
      let values = [0.70 - 0.40 * beta, 0.85 + 0.12 * beta, 0.04 - 0.03 * beta, 0.04 - 0.03 * beta]
      #expect(values.map { Rounding.decimal($0, places: 4) } == row, "β \(beta)")
    }
    #expect(Rounding.decimal(0.04 - 0.03 * 0.025, places: 4) == 0.0393)
  }

  @Test func halvesGoToTheEvenNumber() {
    #expect([0.5, 1.5, 2.5, 3.5, -0.5, 2.4999, 2.5001].map(Rounding.halfEven) == [0, 2, 2, 4, 0, 2, 3])
    #expect(Rounding.decimal(0.125, places: 2) == 0.12)
    #expect(Rounding.decimal(0.375, places: 2) == 0.38)
    // 2.675 and 1.005 are less than they look.
    #expect(Rounding.decimal(2.675, places: 2) == 2.67)
    #expect(Rounding.decimal(1.005, places: 2) == 1.0)
    #expect(Rounding.decimal(-0.0335, places: 3) == -0.034)
  }
}
