import Controllers
import Explorer
import Testing

@testable import Replay

@Suite struct ReasonsTests {
  let words = Wording(unicode: true)
  let plain = Wording(unicode: false)

  private func step(
    _ kind: RecordedStep.Kind, _ rule: Rule, _ conditions: [Condition] = [], part: Int = 0, of parts: Int = 0,
    passed: Bool = true
  ) -> RecordedStep {
    RecordedStep(
      kind: kind, branch: 0, depth: 1, answer: nil, cost: 0, tokens: 0, round: 0, passed: passed,
      reason: Reason(rule, conditions, part: part, of: parts))
  }

  private func gate(pool: Int, ema: Double, delta: Double, round: Int = 9, passed: Bool) -> RecordedStep {
    step(
      .check, .momentumGate,
      [
        Condition(.round, round, .atLeast, 6), Condition(.poolSize, pool, .atLeast, 4),
        Condition(.ema, ema, .atLeast, 0.97), Condition(.delta, delta, .atLeast, -0.01),
      ], passed: passed)
  }

  @Test func openings() {
    #expect(words.reason(step(.branch, .firstBatch, part: 3, of: 5)) == "first batch 3 of 5")
    #expect(words.reason(step(.branch, .widen, part: 1, of: 4)) == "widening 1 of 4")
    #expect(words.reason(step(.read, .sample, part: 7, of: 64)) == "sample 7 of 64")
    #expect(words.reason(step(.read, .windowRead, part: 3, of: 8)) == "window read 3 of 8")
  }

  @Test func advances() {
    #expect(words.reason(step(.continue, .aligned, part: 2, of: 3)) == "aligned 2 of 3")
    #expect(words.reason(step(.continue, .deviant)) == "deviant")
    #expect(words.reason(step(.continue, .round)) == "its turn")
    #expect(words.reason(step(.probe, .aligned)) == "")
  }

  @Test func prunes() {
    let twelve = step(.prune, .disagreed, [Condition(.disagreement, 12, .atLeast, 12)])
    #expect(words.reason(twelve) == "disagreed 12 ≥ 12")
    #expect(plain.reason(twelve) == "disagreed 12 >= 12")
    let streak = step(.prune, .consistent, [Condition(.streak, 14, .atLeast, 14)])
    #expect(words.reason(streak) == "consistent: streak 14 ≥ 14")
  }

  @Test func refusedChecks() {
    #expect(
      words.reason(gate(pool: 5, ema: 0.941, delta: 0, passed: false)) == "gate shut: ema 0.941 < 0.970 (−0.029)")
    #expect(
      words.reason(gate(pool: 1, ema: 0.75, delta: -0.02, round: 2, passed: false))
        == "gate shut: round 2 < 6, pool 1 < 4, ema 0.750 < 0.970 (−0.220), delta −0.020 < −0.010 (−0.010)")
    #expect(
      plain.reason(gate(pool: 5, ema: 0.941, delta: 0, passed: false)) == "gate shut: ema 0.941 < 0.970 (-0.029)")
    let widening = step(
      .check, .widen, [Condition(.opened, 9, .below, 34), Condition(.ema, 0.93, .below, 0.91)], passed: false)
    #expect(words.reason(widening) == "not widened: ema 0.930 ≥ 0.910 (+0.020)")
    #expect(words.reason(step(.check, .unanimity, passed: false)) == "not unanimous")
    let unstable = step(.check, .stableWinner, [Condition(.stability, 3, .atLeast, 40)], passed: false)
    #expect(words.reason(unstable) == "stable 3 < 40")
    let unsure = step(.check, .confidence, [Condition(.confidence, 0.875, .above, 0.95)], passed: false)
    #expect(words.reason(unsure) == "not confident: confidence 0.875 ≤ 0.950 (−0.075)")
    let unlikely = step(.check, .confidence, [Condition(.winnerProbability, 0.91, .atLeast, 0.95)], passed: false)
    #expect(words.reason(unlikely) == "not confident: P(winner) 0.910 < 0.950 (−0.040)")
    let mixed = step(.check, .entropy, [Condition(.entropy, 0.811, .atMost, 0.75)], passed: false)
    #expect(words.reason(mixed) == "entropy 0.811 > 0.750 (+0.061)")
    let split = step(.check, .majority, [Condition(.winnerShare, 0.5, .atLeast, 0.8)], passed: false)
    #expect(words.reason(split) == "winner share 0.500 < 0.800 (−0.300)")
    let early = step(.check, .enoughFinished, [Condition(.finished, 3, .atLeast, 16)], passed: false)
    #expect(words.reason(early) == "finished 3 < 16")
  }

  @Test func passedChecks() {
    #expect(
      words.reason(gate(pool: 5, ema: 0.975, delta: 0.001, passed: true))
        == "gate open: ema 0.975 ≥ 0.970, delta 0.001 ≥ −0.010, pool 5 ≥ 4")
    let widening = step(
      .check, .widen,
      [
        Condition(.opened, 9, .below, 34), Condition(.round, 9, .atLeast, 3),
        Condition(.delta, 0.003, .atMost, 0.01),
      ], part: 4, of: 4)
    #expect(words.reason(widening) == "widened by 4: delta 0.003 ≤ 0.010")
    #expect(words.reason(step(.check, .unanimity)) == "unanimous")
  }

  @Test func ends() {
    let stable = step(.answer, .stableWinner, [Condition(.stability, 40, .atLeast, 40)])
    #expect(words.reason(stable) == "stable 40 ≥ 40")
    #expect(words.reason(step(.answer, .resolved)) == "resolved: every branch has ended")
    #expect(words.reason(step(.answer, .branchesExhausted)) == "no branch left")
    #expect(words.reason(step(.answer, .budget)) == "budget used up")
    #expect(words.reason(step(.answer, .unanimity)) == "unanimous")
  }

  @Test func equalLookingNumbersGetMoreDecimals() {
    #expect(words.condition(Condition(.ema, 0.96996, .atLeast, 0.97)) == "ema 0.96996 < 0.97000 (−0.00004)")
    #expect(words.condition(Condition(.ema, 0.9034, .atLeast, 0.9112)) == "ema 0.9034 < 0.9112 (−0.0078)")
    #expect(words.condition(Condition(.tokens, 120_500, .atMost, 100_000)) == "tokens 120.5k > 100.0k")
  }

  @Test func sumsShowAsTheyAreMeant() {
    let bound = 0.85 + 0.12 * 0.5
    #expect(bound != 0.91)
    #expect(words.condition(Condition(.confidence, 0.890625, .atLeast, bound)) == "confidence 0.891 < 0.910 (−0.019)")
  }

  @Test func everyRuleAndMeasureHasWords() {
    for rule in Rule.allCases {
      for kind in RecordedStep.Kind.allCases where kind != .probe {
        for passed in [true, false] {
          #expect(!words.reason(step(kind, rule, passed: passed)).isEmpty)
          #expect(plain.reason(step(kind, rule, passed: passed)).utf8.allSatisfy { $0 < 0x80 })
        }
      }
    }
    for measure in Measure.allCases { #expect(!words.measure(measure).isEmpty) }
    #expect(RecordedStep.Kind.allCases.map { words.action(step($0, .round)) }.count { $0 == $0.uppercased() } == 6)
  }
}
