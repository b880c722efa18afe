import ReplayStores
import Testing

/// The typed cursor over the tape, apart from stores.
@Suite struct JSONTests {
  private func read<Result>(
    _ text: String, _ body: (JSONValue) throws(JSONMismatch) -> Result
  ) throws -> Result {
    try Array(text.utf8).withUnsafeBytes { utf8 in
      guard let bytes = PaddedBytes(copying: utf8) else { preconditionFailure("no memory") }
      return try JSONDocument(parsing: bytes).read(body)
    }
  }

  @Test func kindsAndValues() throws {
    try read(#"{"a": [1, -2, 18446744073709551615, 0.5, true, false, null, "s", {}, []]}"#) {
      root throws(JSONMismatch) in
      let fields = try JSONFields(root, expected: "an object")
      let values = Array(try fields.required("a").array("an array"))
      #expect(
        values.map(\.kind) == [
          .integer, .integer, .largeInteger, .double, .yes, .no, .null, .string, .object, .array,
        ])
      #expect(values.map(\.integer) == [1, -2] + Array(repeating: nil, count: 8))
      #expect(values.map(\.double) == [1, -2, 0x1p64, 0.5] + Array(repeating: nil, count: 6))
      #expect(values.map(\.bool) == [nil, nil, nil, nil, true, false, nil, nil, nil, nil])
      #expect(
        values.map(\.summary) == [
          "1", "-2", "18446744073709551615", "0.5", "true", "false", "null", "\"s\"", "an object", "an empty array",
        ])
      #expect(fields["b"] == nil)
    }
  }

  /// More elements than the tape counts (2²⁴ − 1) are counted one by one.
  @Test func manyElements() throws {
    let count = 0xff_ffff + 5
    let text = "[\(String(repeating: "\"\",", count: count - 1))\"\"]"
    #expect(try read(text) { $0.elements?.count } == count)
  }

  @Test func scalarRoot() throws {
    #expect(try read(" 7 ") { $0.integer } == 7)
  }

  /// The path to a value is found from its place on the tape alone.
  @Test func paths() throws {
    let error = #expect(throws: JSONError.self) {
      try read(#"{"a": {"b": [0.5, {"c d": [1], "e": [[], {}, "here"]}]}}"#) { root throws(JSONMismatch) in
        let a = try JSONFields(root, expected: "an object").required("a")
        let b = try JSONFields(a, expected: "an object").required("b")
        for value in try b.array("an array") where value.kind == .object {
          for inner in try JSONFields(value, expected: "an object").required("e").array("an array") {
            _ = try inner.utf8.map { _ throws(JSONMismatch) in throw JSONMismatch(at: inner, expected: "no string") }
          }
        }
      }
    }
    #expect(error?.path?.description == "$.a.b[1].e[2]")
    #expect(error?.found == "\"here\"")
    #expect(JSONPath(steps: [.key("a b"), .key(""), .index(3)]).description == #"$["a b"][""][3]"#)
  }

  @Test func keysAreBytes() throws {
    try read("{\"\u{e9}\": 1, \"e\u{301}\": 2}") { root throws(JSONMismatch) in
      let fields = try JSONFields(root, expected: "an object")
      #expect(fields["\u{e9}"]?.integer == 1)
      #expect(fields["e\u{301}"]?.integer == 2)
    }
  }

  @Test func shortText() {
    #expect(VisibleText.quoted(String(repeating: "é", count: 40)) == "\"\(String(repeating: "é", count: 40))\"")
    #expect(VisibleText.quoted(String(repeating: "é", count: 41)) == "\"\(String(repeating: "é", count: 40))…\"")
    // Marks on one letter count too.
    #expect(VisibleText.shortened("e" + String(repeating: "\u{301}", count: 99)).unicodeScalars.count == 41)
  }
}
