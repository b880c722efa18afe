import ReplayStores
import Testing

/// Texts that are no JSON: each is refused with one line that names the byte.
@Suite struct StoreSyntaxTests {
  @Test(arguments: [
    ("", "x.json: expected a JSON text, found an empty file"),
    (" \n\t", "x.json: expected a JSON text, found only white space"),
    ("[", "x.json: question 1, $[0], byte 1: expected a value, found the end of the file"),
    ("[1", "x.json: question 1, $[0], byte 2: expected \",\" or \"]\" after a value, found the end of the file"),
    ("[1,", "x.json: question 2, $[1], byte 3: expected a value, found the end of the file"),
    ("[1,]", "x.json: question 2, $[1], byte 3: expected a value, found \"]\""),
    ("[1 2]", "x.json: question 1, $[0], byte 3: expected \",\" or \"]\" after a value, found \"2\""),
    ("[1}", "x.json: question 1, $[0], byte 2: expected \",\" or \"]\" after a value, found \"}\""),
    ("]", "x.json: $, byte 0: expected a value, found \"]\""),
    ("[] []", "x.json: $, byte 3: expected the end of the file, found \"[\""),
    ("[]\u{0}", "x.json: $, byte 2: expected the end of the file, found \"␀\""),
    ("[{\"a\" 1}]", "x.json: question 1, $[0].a, byte 6: expected \":\" after a key, found \"1\""),
    ("[{a: 1}]", "x.json: question 1, $[0], byte 2: expected a key in quotation marks, found \"a\""),
    ("[{\"a\":1,}]", "x.json: question 1, $[0], byte 8: expected a key in quotation marks, found \"}\""),
    (
      "[{\"a\":1",
      "x.json: question 1, $[0].a, byte 7: expected \",\" or \"}\" after a value, found the end of the file"
    ),
    ("[{\"a\":", "x.json: question 1, $[0].a, byte 6: expected a value, found the end of the file"),
    ("[{\"a\":}]", "x.json: question 1, $[0].a, byte 6: expected a value, found \"}\""),
    (
      "[\"ab",
      "x.json: question 1, $[0], byte 4: expected a quotation mark that ends the string begun at byte 1, found the end of the file"
    ),
    (
      "[\"a\nb\"]",
      "x.json: question 1, $[0], byte 3: expected a string's control characters written as \\u000a, found \"␊\""
    ),
    ("[\"\\x\"]", "x.json: question 1, $[0], byte 2: expected an escape that JSON knows, found \"\\x\""),
    ("[\"\\u12G4\"]", "x.json: question 1, $[0], byte 6: expected four hexadecimal digits after \\u, found \"G4\""),
    ("[\"\\ud800\"]", "x.json: question 1, $[0], byte 2: expected surrogates in pairs, found a lone \\ud800"),
    ("[\"\\ud800\\u0041\"]", "x.json: question 1, $[0], byte 2: expected surrogates in pairs, found a lone \\ud800"),
    ("[\"a\\udc00\"]", "x.json: question 1, $[0], byte 3: expected surrogates in pairs, found a lone \\udc00"),
    ("[01]", "x.json: question 1, $[0], byte 1: expected a number without leading zeros, found \"01\""),
    ("[1.]", "x.json: question 1, $[0], byte 3: expected a digit, found \"]\""),
    ("[-]", "x.json: question 1, $[0], byte 2: expected a digit, found \"]\""),
    ("[1e+]", "x.json: question 1, $[0], byte 4: expected a digit, found \"]\""),
    ("[1x]", "x.json: question 1, $[0], byte 2: expected a digit or the end of the number, found \"x\""),
    ("[+1]", "x.json: question 1, $[0], byte 1: expected a value, found \"+1\""),
    ("[NaN]", "x.json: question 1, $[0], byte 1: expected a value, found \"NaN\""),
    ("[truth]", "x.json: question 1, $[0], byte 1: expected a value, found \"truth\""),
    ("[nullx]", "x.json: question 1, $[0], byte 1: expected a value, found \"nullx\""),
    ("[1e999]", "x.json: question 1, $[0], byte 1: expected a number that fits in 64 bits, found 1e999"),
    (
      "[-9223372036854775809]",
      "x.json: question 1, $[0], byte 1: expected a number that fits in 64 bits, found -9223372036854775809"
    ),
    (
      "[{\"each_branch\": [[[], 18446744073709551616, \"\"]]}]",
      "x.json: question 1, branch 1, $[0].each_branch[0][1], byte 23: expected a number that fits in 64 bits, found 18446744073709551616"
    ),
    (
      "\u{feff}[]",
      "x.json: byte 0: expected a JSON text without a byte-order mark, found one; save the file as UTF-8 without it"
    ),
  ])
  func text(_ text: String, message: String) {
    #expect(complaint(about: text) == message)
  }

  @Test(
    arguments: [
      ([0x5b, 0x22, 0xff, 0x22, 0x5d], "x.json: byte 2: expected UTF-8, found the byte 0xff"),
      ([0x5b, 0x22, 0x61, 0xc3], "x.json: byte 3: expected UTF-8, found the byte 0xc3"),
      // Overlong, a surrogate in UTF-8, UTF-16.
      ([0x22, 0xc0, 0x80, 0x22], "x.json: byte 1: expected UTF-8, found the byte 0xc0"),
      ([0x22, 0xed, 0xa0, 0x80, 0x22], "x.json: byte 1: expected UTF-8, found the byte 0xed"),
      ([0xff, 0xfe, 0x5b, 0x00], "x.json: byte 0: expected UTF-8, found the byte 0xff"),
    ] as [([UInt8], String)])
  func encoding(bytes: [UInt8], message: String) {
    #expect(complaint(about: bytes) == message)
  }

  @Test func depth() throws {
    let limit = JSONDocument.depthLimit - 1
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    // In a key that no store has, so that only the parser's limit speaks.
    func store(_ depth: Int) -> String {
      "["
        + QuestionFixture().published.replacingOccurrences(
          of: "{\"question\"", with: "{\"x\": \(nested(depth)), \"question\"")
        + "]"
    }
    // The question and its array are two; the innermost array is empty and does not count.
    #expect(try read(store(limit - 1)).questions.count == 1)
    let tooDeep = "expected at most \(limit) arrays and objects in each other, found more"
    let path = "$[0].x" + String(repeating: "[0]", count: 10) + "…"
    #expect(
      complaint(about: store(limit)) == "x.json: question 1, \(path), byte \(7 + limit - 2): \(tooDeep)")
    for bomb in ["[", "{\"a\":"] {
      let message = try #require(complaint(about: String(repeating: bomb, count: 1_000_000)))
      #expect(message.hasSuffix(tooDeep))
      #expect(message.utf8.count < 200)
    }
  }
}
