import Testing

/// Texts that are JSON and no store: each is refused with one line that names the place.
@Suite struct StoreShapeTests {
  private static let good = QuestionFixture().published
  private static let goodRaw = QuestionFixture().raw

  /// A store of two questions, in the second of which one piece of text is replaced.
  private func complaint(replacing old: String, by new: String, in question: String = good) throws -> String? {
    let range = try #require(question.range(of: old), "the fixture holds no \(old)")
    return ReplayStoresTests.complaint(
      about: "[\(question), \(question.replacingCharacters(in: range, with: new))]")
  }

  @Test(arguments: [
    ("{}", "x.json: $: expected an array of questions, found an object"),
    ("3", "x.json: $: expected an array of questions, found 3"),
    ("\"a\"", "x.json: $: expected an array of questions, found \"a\""),
    ("[]", "x.json: $: expected at least one question, found an empty array"),
    ("[7]", "x.json: question 1, $[0]: expected a question (an object), found 7"),
    ("[null]", "x.json: question 1, $[0]: expected a question (an object), found null"),
    (
      "[{}]",
      "x.json: question 1, $[0]: expected one of the keys \"each_branch\" and \"probe_matrix_mxn\", found an object with neither"
    ),
    (
      "[{\"each_branch\": [], \"probe_matrix_mxn\": []}]",
      "x.json: question 1, $[0]: expected one of the keys \"each_branch\" and \"probe_matrix_mxn\", found an object with both"
    ),
    (
      "[\(good), \(goodRaw)]",
      "x.json: question 2, $[1]: expected the key \"each_branch\", found an object without it"
    ),
  ])
  func wholeFile(text: String, message: String) {
    #expect(ReplayStoresTests.complaint(about: text) == message)
  }

  @Test(arguments: [
    (
      "1200", "\"abc\"",
      "branch 1, $[1].each_branch[0][1]: expected a whole number of tokens from 0 to 2^40, found \"abc\""
    ),
    ("1200", "-1", "branch 1, $[1].each_branch[0][1]: expected a whole number of tokens from 0 to 2^40, found -1"),
    ("1200", "12.5", "branch 1, $[1].each_branch[0][1]: expected a whole number of tokens from 0 to 2^40, found 12.5"),
    ("1200", "true", "branch 1, $[1].each_branch[0][1]: expected a whole number of tokens from 0 to 2^40, found true"),
    (
      "1200", "9223372036854775808",
      "branch 1, $[1].each_branch[0][1]: expected a whole number of tokens from 0 to 2^40, found 9223372036854775808"
    ),
    (
      "700", "1099511627776",
      "branch 2, $[1].each_branch[1][1]: expected at most 1099511627776 tokens in a question's branches together, found more"
    ),
    ("\"ERR\"", "null", "branch 2, $[1].each_branch[1][0][0]: expected a probe answer (a string), found null"),
    ("\"ERR\"", "[]", "branch 2, $[1].each_branch[1][0][0]: expected a probe answer (a string), found an empty array"),
    ("[\"ERR\"]", "\"ERR\"", "branch 2, $[1].each_branch[1][0]: expected an array of probe answers, found \"ERR\""),
    (
      "700, ", "",
      "branch 2, $[1].each_branch[1]: expected a branch: [probe answers, tokens, final answer], found an array of 2 elements"
    ),
    (
      "700, ", "700, 700, ",
      "branch 2, $[1].each_branch[1]: expected a branch: [probe answers, tokens, final answer], found an array of 4 elements"
    ),
    (
      "[[\"1\", \"2\"], 1200, \"2\"]", "{\"tokens\": 3}",
      "branch 1, $[1].each_branch[0]: expected a branch: [probe answers, tokens, final answer], found an object"
    ),
    ("700, \"3\"", "700, 3", "branch 2, $[1].each_branch[1][2]: expected a final answer (a string), found 3"),
    (
      "[\"2\", \"3\"]", "[\"2\", \"2\"]",
      "branch 2, $[1].final_answers_trace[1]: expected \"3\", the branch's final answer, found \"2\""
    ),
    (
      "[\"2\", \"3\"]", "[2, \"3\"]",
      "branch 1, $[1].final_answers_trace[0]: expected a final answer (a string), found 2"
    ),
  ])
  func branch(old: String, new: String, message: String) throws {
    #expect(try complaint(replacing: old, by: new) == "x.json: question 2, " + message)
  }

  @Test(arguments: [
    (
      "[\"2\", \"3\"]", "[\"2\"]",
      "$[1].final_answers_trace: expected an array of 2 final answers, one for each of 2 branches, found an array of 1 element"
    ),
    ("[\"2\", \"3\"]", "{}", "$[1].final_answers_trace: expected an array of final answers, found an object"),
    ("500", "0", "$[1].probe_freq: expected a whole number of tokens from 1 up, found 0"),
    ("500", "-500", "$[1].probe_freq: expected a whole number of tokens from 1 up, found -500"),
    ("500", "5e2", "$[1].probe_freq: expected a whole number of tokens from 1 up, found 500.0"),
    ("500", "null", "$[1].probe_freq: expected a whole number of tokens from 1 up, found null"),
    (
      "500", "9223372036854775807",
      "$[1].probe_freq: expected a whole number of tokens from 1 to 1099511627776, found 9223372036854775807"
    ),
    (
      "\"gold_answer\": \"2\"", "\"gold_answer\": 2",
      "$[1].gold_answer: expected the reference answer (a string), found 2"
    ),
    (
      "\"What is 1 + 1?\"", "[\"What\"]",
      "$[1].question: expected the question's text (a string), found an array of 1 element"
    ),
    ("\"gold_answer\"", "\"gold\"", "$[1]: expected the key \"gold_answer\", found an object without it"),
    ("\"probe_freq\"", "\"question\"", "$[1].question: expected each key once, found \"question\" again"),
    ("\"question\"", "\"a\": 1, \"\\u0061\": 2, \"question\"", "$[1].a: expected each key once, found \"a\" again"),
    (
      "\"question\"", "\"x\": [0, {\"y\": {\"a\": 1, \"a\": 2}}], \"question\"",
      "$[1].x[1].y.a: expected each key once, found \"a\" again"
    ),
  ])
  func question(old: String, new: String, message: String) throws {
    #expect(try complaint(replacing: old, by: new) == "x.json: question 2, " + message)
  }

  @Test func noBranches() {
    let empty = QuestionFixture(branches: [])
    #expect(
      ReplayStoresTests.complaint(about: "[\(empty.published)]")
        == "x.json: question 1, $[0].each_branch: expected at least one branch, found an empty array")
    #expect(
      ReplayStoresTests.complaint(about: "[\(empty.raw)]")
        == "x.json: question 1, $[0].probe_matrix_mxn: expected at least one branch, found an empty array")
  }

  @Test(arguments: [
    (
      "[1200, 700]", "[1200]",
      "$[1].branch_tokens: expected an array of 2 lengths, one for each of 2 branches, found an array of 1 element"
    ),
    (
      "[1200, 700]", "[1200, -7]",
      "branch 2, $[1].branch_tokens[1]: expected a whole number of tokens from 0 to 2^40, found -7"
    ),
    (
      "\"1\", \"2\"", "null, \"2\"",
      "branch 1, $[1].probe_matrix_mxn[0][0]: expected a probe answer (a string), since more follow in the row, found null"
    ),
    (
      "\"1\", \"2\"", "\"1\", 2",
      "branch 1, $[1].probe_matrix_mxn[0][1]: expected a probe answer (a string), or nulls to the row's end, found 2"
    ),
    (
      "[\"ERR\", null]", "null",
      "branch 2, $[1].probe_matrix_mxn[1]: expected a row of probe answers (an array), found null"
    ),
    (
      "[\"2\", \"3\"]", "[\"2\", null]",
      "branch 2, $[1].final_answers_trace[1]: expected a final answer (a string), found null"
    ),
    (
      "[\"2\", \"3\"]", "[\"2\", \"3\", \"4\"]",
      "$[1].final_answers_trace: expected an array of 2 final answers, one for each of 2 branches, found an array of 3 elements"
    ),
    ("\"branch_tokens\"", "\"tokens\"", "$[1]: expected the key \"branch_tokens\", found an object without it"),
  ])
  func rawForm(old: String, new: String, message: String) throws {
    #expect(try complaint(replacing: old, by: new, in: Self.goodRaw) == "x.json: question 2, " + message)
  }

  /// Δ·K beyond Int, and sums that only together pass the limit, are refused before the builder would trap.
  @Test func tokensBeyondTheLimit() {
    let limit = 1 << 40
    let long = QuestionFixture.Branch(probes: ["1", "1", "1"], tokens: 1, final: "1")
    let message = "expected at most \(limit) tokens in a question's branches together, found more"
    #expect(
      ReplayStoresTests.complaint(about: "[\(QuestionFixture(interval: limit, branches: [long]).published)]")
        == "x.json: question 1, branch 1, $[0].each_branch[0][1]: \(message)")
    let half = QuestionFixture.Branch(probes: [], tokens: limit / 2 + 1, final: "1")
    #expect(
      ReplayStoresTests.complaint(about: "[\(QuestionFixture(branches: [half, half]).raw)]")
        == "x.json: question 1, branch 2, $[0].branch_tokens[1]: \(message)")
  }

  /// What is shown of the file is one line, visible and short, whatever the file holds.
  @Test func hostileTextIsEscaped() throws {
    let message = try complaint(
      replacing: "1200", by: QuestionFixture.string("\u{1b}[2J\n\u{202e}\u{0}" + String(repeating: "x", count: 99)))
    let shown = "␛[2J␊\\u{202e}␀" + String(repeating: "x", count: 33) + "…"
    #expect(
      message
        == "x.json: question 2, branch 1, $[1].each_branch[0][1]: expected a whole number of tokens from 0 to 2^40, found \"\(shown)\""
    )
    let key = QuestionFixture.string("a b\n")
    #expect(
      try complaint(replacing: "\"question\"", by: "\(key): 1, \(key): 2, \"question\"")
        == "x.json: question 2, $[1][\"a b␊\"]: expected each key once, found \"a b␊\" again")
  }
}
