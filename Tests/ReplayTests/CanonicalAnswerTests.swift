import Replay
import Testing

/// Answers that differ only in how they are written.
@Suite struct CanonicalAnswerTests {
  @Test(
    arguments: [
      // Numbers.
      (
        ["7", "07", "007", "+7", "7.", "7.0", "7.000", " 7 ", "$7$", "$$7$$", "\\text{7}", "14/2", "\\frac{14}{2}"], "7"
      ),
      (
        [
          "1/2", "\\frac{1}{2}", "0.5", ".5", ".50", "0.50", "+0.5", "2/4", "-1/-2", "\\dfrac{1}{2}", "\\tfrac{1}{2}",
          "$\\frac{1}{2}$.", "-\\frac{-1}{2}", "1 / 2", "\\frac{0.5}{1.0}", "\\frac { 1 } { 2 }",
        ], "1/2"
      ),
      (["-1/2", "-0.5", "-.5", "1/-2", "-\\frac{1}{2}", "\\frac{-1}{2}", "\\frac{1}{-2}", "+\\frac{-1}{2}"], "-1/2"),
      (["0", "-0", "00", "0.0", "-.0", "0/5", "-0/7", "\\frac{0}{3}"], "0"),
      (["0.125", "1/8", "125/1000"], "1/8"), (["3.25", "13/4", "03.250"], "13/4"),
      (["1\\,000", "1000", "01000"], "1000"),
      // Beyond any machine integer.
      (
        [
          "123456789012345678901234567890123456789012345678901234567890",
          "0123456789012345678901234567890123456789012345678901234567890.000",
        ], "123456789012345678901234567890123456789012345678901234567890"
      ),
      (["9223372036854775808/2", "4611686018427387904"], "4611686018427387904"),
      (["-170141183460469231731687303715884105728"], "-170141183460469231731687303715884105728"),
      (
        [
          "0.1234567890123456789012345678901234567890123456789",
          "00.12345678901234567890123456789012345678901234567890",
        ], "0.1234567890123456789012345678901234567890123456789"
      ),
      (["340282366920938463463374607431768211456/2"], "340282366920938463463374607431768211456/2"),
      // No numbers.
      (["1,000"], "1,000"), (["1 000"], "1 000"), (["1/0"], "1/0"), (["1/2/3"], "1/2/3"), (["--1"], "--1"),
      (["1e3"], "1e3"), (["½"], "½"), (["\\frac12", "\\dfrac12"], "\\frac12"), (["5%"], "5%"), (["٣"], "٣"),
      (["."], "."), (["-"], "-"), (["\\frac{}{}"], "\\frac{}{}"), (["\\frac{1}{2"], "\\frac{1}{2"),
      (["\\frac{1/2}{3}"], "\\frac{1/2}{3}"),
      // Words and formulas.
      (["\\left( 1 , 2 \\right)", "(1,2)", "\\left(1,\\,2\\right)", "( 1,2 )."], "(1,2)"),
      (["\\text{Monday}", "Monday", " Monday. ", "\\text{Monday};", "$\\text{Monday}$", "\\text {Monday}"], "Monday"),
      (["x  +  1", "x+1", "x\n+\t1", "$x+1$", "x\\ + 1"], "x+1"),
      (["New   York", "New York", "\\text{New York}", "New\\ York"], "New York"),
      (["12\\text{ cm}", "12 cm", "12 \\text{cm}"], "12 cm"), (["\\pi r", "\\pi\\, r", "\\pi \\text{r}"], "\\pi r"),
      (["\\sqrt{ 2 }", "\\sqrt{2}"], "\\sqrt{2}"),
      (["\\text{a\\text{b}c}", "abc", "\\text\\text{abc}", "\\text abc"], "abc"),
      (["{a}", "\\text{{a}}", "\\text{}{a}"], "{a}"), (["\\frac{\\text{a}}{b}", "\\dfrac{a}{b}"], "\\frac{a}{b}"),
      (["\\leftarrow"], "\\leftarrow"), (["\\text{a"], "\\text{a"), (["a}\\text{b}"], "a}\\text{b}"),
      (["$a$b$"], "$a$b$"), (["$5"], "$5"), (["\\$5\\$"], "\\$5\\$"), (["a\\"], "a\\"),
      (["café", "cafe\u{301}", "\\text{caf\u{e9}}"], "café"),
      // Nothing would be left.
      ([""], ""), ([" "], " "), (["$$"], "$$"), (["..."], "..."), (["\\text{}"], "\\text{}"), (["\\,"], "\\,"),
    ] as [([String], String)])
  func oneTextForAll(spellings: [String], canonical: String) {
    for spelling in spellings { #expect(CanonicalAnswer.text(of: spelling) == canonical, "\(spelling)") }
  }

  /// What must not be taken for one.
  @Test func differentAnswersStayApart() {
    let answers = [
      "1", "-1", "1/2", "2", "1/3", "0.33", "0.333", "1,2", "12", "1 2", "(1,2)", "[1,2]", "(1,2]", "x", "X", "-x",
      "\\pi", "pi", "10", "100", "1000", "1,000", "a b", "ab", "\\frac{a}{b}", "\\frac{b}{a}", "a/b", "50%", "50",
      "ERR",
    ]
    #expect(Set(answers.map(CanonicalAnswer.text)).count == answers.count)
  }

  /// Pieces that the rules are about, put together at random.
  private static let pieces = [
    "\\", "\\\\", "\\left", "\\right", "\\,", "\\ ", "\\text", "\\text{", "{", "}", "}{", "\\frac", "\\frac{",
    "\\dfrac{",
    "\\tfrac", "$", "$$", ".", ",", ";", ":", " ", "\n", "\u{a0}", "0", "00", "1", "2", "9", "12", "3.", "-", "+", "/",
    "a",
    "B", "é", "e\u{301}", "\u{301}", "漢", "٣", "\u{202e}", "\u{1b}[2J", "\u{200d}", "👍🏽", "\r\n", "\0", "ERR",
  ]

  /// The canonical text of a canonical text is itself, whatever it was made of.
  @Test func canonicalTextsStay() {
    var random = SplitMix(7)
    for _ in 0..<20_000 {
      let count = Int.random(in: 0...14, using: &random)
      let answer = (0..<count).map { _ in Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &random)] }.joined()
      let canonical = CanonicalAnswer.text(of: answer)
      let again = CanonicalAnswer.text(of: canonical)
      #expect(again.utf8.elementsEqual(canonical.utf8), "\(answer.debugDescription)")
      #expect(answer.isEmpty || !canonical.isEmpty, "\(answer.debugDescription)")
      // White space around an answer is nothing, unless a backslash makes it something.
      guard !answer.hasSuffix("\\"), canonical != answer else { continue }
      #expect(CanonicalAnswer.text(of: " \(answer) ") == canonical, "\(answer.debugDescription)")
    }
  }

  /// Fractions and decimals of one value have one text: compared by multiplying out.
  @Test func numbersAreEqualIfTheirValuesAre() {
    var random = SplitMix(11)
    for _ in 0..<3_000 {
      let (a, b) = (Int.random(in: -60...60, using: &random), Int.random(in: 1...40, using: &random))
      let (c, d) = (Int.random(in: -60...60, using: &random), Int.random(in: 1...40, using: &random))
      let isSame = CanonicalAnswer.text(of: "\(a)/\(b)") == CanonicalAnswer.text(of: "\\frac{\(c)}{\(d)}")
      #expect(isSame == (a * d == c * b))
      let hundredths = CanonicalAnswer.text(of: "\(a < 0 ? "-" : "")\(abs(a) / 10).\(abs(a) % 10)0")
      #expect(hundredths == CanonicalAnswer.text(of: "\(a)/10"))
    }
  }

  /// Long answers take time in proportion: these would take minutes otherwise.
  @Test func longAnswersAreQuick() {
    let count = 20_000
    for piece in ["\\text{", "\\text{}", "$", ".", "}{", "9", "0.", "\\left(", " ", "\\frac{1}{2}", "-", "1/", "{"] {
      let answer = String(repeating: piece, count: count)
      #expect(!CanonicalAnswer.text(of: answer).isEmpty)
      #expect(!CanonicalAnswer.text(of: "\\frac{" + answer + "}{" + answer + "}").isEmpty)
    }
    let nested = String(repeating: "\\text{", count: count) + "7" + String(repeating: "}", count: count)
    #expect(CanonicalAnswer.text(of: nested) == "7")
    let digits = String(repeating: "0", count: count) + "." + String(repeating: "0", count: count) + "1"
    #expect(CanonicalAnswer.text(of: digits) == "0." + String(repeating: "0", count: count) + "1")
  }
}
