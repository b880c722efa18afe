import Explorer
import Testing

@Suite struct NumbersTests {
  let words = Wording(unicode: true)

  @Test(arguments: [
    (0, "0"), (950, "950"), (999, "999"), (1000, "1.0k"), (731_049, "731.0k"), (999_949, "999.9k"),
    (999_950, "1.00M"), (1_240_000, "1.24M"), (999_994_999, "999.99M"), (999_995_000, "1.00G"),
    (12_300_000_000, "12.30G"), (-1500, "−1.5k"),
  ])
  func tokens(_ count: Int, _ text: String) { #expect(words.tokens(count) == text) }

  @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (765_881_591, "765,881,591"), (-12_345, "−12,345")])
  func grouped(_ count: Int, _ text: String) { #expect(words.grouped(count) == text) }

  @Test(arguments: [
    (0.0, 3, "0.000"), (0.9405, 3, "0.941"), (0.0625, 3, "0.062"), (-0.0001, 3, "0.000"), (-0.029, 3, "−0.029"),
    (84.27, 2, "84.27"), (2.5, 0, "2"), (1e300, 2, "1e+300"), (.infinity, 2, "inf"), (99.999, 2, "100.00"),
  ])
  func fixed(_ value: Double, _ places: Int, _ text: String) { #expect(words.fixed(value, places: places) == text) }

  @Test func signs() {
    #expect(words.signed(0.5, places: 1) == "+0.5")
    #expect(Wording(unicode: false).signed(-0.5, places: 1) == "-0.5")
    #expect(Wording(unicode: false).tokens(-2000) == "-2.0k")
  }

  @Test func answers() {
    #expect(words.answer("42", limit: 5) == "42")
    #expect(words.answer("\\frac{1}{2}", limit: 6) == "\\frac…")
    #expect(Wording(unicode: false).answer("\\frac{1}{2}", limit: 6) == "\\frac~")
    #expect(words.answer("\u{1b}[2J", limit: 9) == "␛[2J")
    #expect(words.answer("漢字漢字", limit: 4) == "漢字漢字")
    #expect(words.answer("abc", limit: 1) == "…")
    #expect(words.answer("abc", limit: 0) == "")
    let heap = "e" + String(repeating: "\u{301}", count: 1000)
    #expect(words.answer(heap, limit: 3).unicodeScalars.count == 13)
  }
}
