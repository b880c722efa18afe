import Controllers
import Explorer
import Replay
import Testing

/// Causes of divergences in words, and sides of diffs as text.
@Suite struct CausesTests {
  private func words(_ left: Condition, _ right: Condition, unicode: Bool = true) -> String {
    Wording(unicode: unicode).contrast(.init(left: left, right: right))
  }

  @Test func whatBothHaveIsToldOnce() {
    let ema = Condition(.ema, 0.9712, .atLeast, 0.97)
    #expect(words(ema, Condition(.ema, 0.9688, .atLeast, 0.97)) == "ema 0.9712 ≥ 0.97 left, 0.9688 right")
    #expect(words(ema, Condition(.ema, 0.9712, .atLeast, 0.98)) == "ema 0.9712 ≥ 0.97 left, < 0.98 right")
    #expect(words(ema, Condition(.ema, 0.9688, .atLeast, 0.98)) == "ema 0.9712 ≥ 0.97 left, 0.9688 < 0.98 right")
    #expect(words(ema, ema, unicode: false) == "ema 0.9712 >= 0.97 left, 0.9712 right")
    #expect(
      words(Condition(.disagreement, 8, .atLeast, 8), Condition(.disagreement, 8, .atLeast, 9))
        == "disagreed 8 ≥ 8 left, < 9 right")
  }

  @Test func numbersThatDifferAreShownToDiffer() {
    let (one, two) = (Condition(.ema, 0.970_000_2, .atLeast, 0.97), Condition(.ema, 0.969_999_9, .atLeast, 0.97))
    #expect(words(one, two) == "ema 0.9700002 ≥ 0.97 left, 0.9699999 right")
  }

  @Test(
    arguments: [
      "cmc:beta=0.5", "cmc:beta=0.35,warm_up=12@seed=4", "asc:max_samples=8@question=3", "sc@seed=0@question=1",
      "trace:runs.jsonl", "trace:/a b/c.jsonl:12", "trace:a:b:3",
    ])
  func sidesReadBack(text: String) throws {
    let side = try DiffSide(text, catalog: .published)
    #expect(side.description == text)
    #expect(try DiffSide(side.description, catalog: .published) == side)
  }

  @Test func sidesInAnotherOrder() throws {
    let side = try DiffSide("cmc@question=2@seed=9", catalog: .published)
    #expect(side == .controller(ControllerSetting(family: "cmc", beta: 0.5), seed: 9, question: 1))
  }

  @Test(arguments: ["cmc@", "cmc@seed", "cmc@seed=-1", "cmc@seed=1@seed=2", "cmc@question=0", "trace:", "trace:a:0"])
  func sidesThatCannotBeRead(text: String) {
    #expect(throws: DiffSideError.self) { try DiffSide(text, catalog: .published) }
  }
}
