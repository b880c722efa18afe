import Foundation
import Replay
import ReplayStores
import Testing

/// Single lines: every value arrives, everything that is no run is refused with its place.
@Suite struct TraceReaderTests {
  private func read(_ text: String) throws -> TraceRun? { try read(Array(text.utf8)) }

  private func read(_ bytes: [UInt8]) throws -> TraceRun? {
    try bytes.withUnsafeBytes { try TraceReader.run(bytes: $0, line: 17, file: "t.jsonl") }
  }

  @Test func allValues() throws {
    let run = try #require(try read(TraceLines.run(question: 3, seed: 9)))
    #expect(
      run
        == TraceRun(
          model: "Tiny-1B", dataset: "aime99", method: "OptimalController", description: "cmc", shuffleSeed: 9,
          questionIndex: 3, isCorrect: true, cost: 1500,
          trace: [
            TraceStep("start", input: ["beta": 0.5], output: "initialized", goal: "g", decision: "d"),
            TraceStep("forward", input: ["outer_step": 0], state: ["total_spawned": 2]),
            TraceStep("finish", output: ["answer": "7", "counts": ["b": 2, "a": 1.5, "b": 3]]),
          ]))
    // Of equal keys within values the last holds, as in Python.
    #expect(run.trace[2].output["counts"]?["b"] == 3)
  }

  @Test func anyOrderAndUnknownKeys() throws {
    let line = """
      {"trace": [], "extra": [1, {"deep": null}], "cost": 0, "is_correct": false, "question_index": 0,
       "shuffle_seed": 18446744073709551615, "bootstrap_idx": null, "description": "", "method": "m", "dataset": "d",
       "model": "é"}
      """
    let run = try #require(try read(line))
    #expect(run.shuffleSeed == .max)
    #expect(run.model == "é")
    #expect(run.bootstrapIndex == 0)
    #expect(run.trace.isEmpty)
  }

  @Test(arguments: ["", "  \t", "\r"]) func blank(_ line: String) throws { #expect(try read(line) == nil) }

  @Test(arguments: [
    ("[]", "$: expected a run (an object), found an empty array"),
    ("{", "$, byte 1: expected a key in quotation marks, found the end of the line"),
    (
      "{\"model\": \"x",
      "$.model, byte 12: expected a quotation mark that ends the string begun at byte 10, "
        + "found the end of the line"
    ),
    ("{\"model\": 1}", "$: expected the key \"is_correct\", found an object without it"),
    ("{} {}", "$, byte 3: expected the end of the line, found \"{\""),
    ("{\"a\": 1, \"a\": 2}", "$.a: expected each key once, found \"a\" again"),
    (TraceLines.run(seed: -1), "$.shuffle_seed: expected a whole number from 0 up, found -1"),
    (TraceLines.run(trace: "{}"), "$.trace: expected an array of steps, found an object"),
    (TraceLines.run(trace: "[1]"), "$.trace[0]: expected a step (an object), found 1"),
    (TraceLines.run(trace: "[{}]"), "$.trace[0]: expected the key \"event\", found an object without it"),
    (TraceLines.run(trace: "[{\"event\": null}]"), "$.trace[0].event: expected a text (a string), found null"),
    (
      TraceLines.run(trace: "[{\"event\": \"e\", \"goal\": 1}]"), "$.trace[0].goal: expected a text (a string), found 1"
    ),
    (
      TraceLines.run(trace: "[{\"event\": \"e\", \"input\": []}]"),
      "$.trace[0].input: expected an object, "
        + "found an empty array"
    ),
    (
      TraceLines.run(trace: "[{\"event\": \"e\", \"event\": \"e\"}]"),
      "$.trace[0].event: expected each key once, "
        + "found \"event\" again"
    ),
    (
      TraceLines.run(trace: "[{\"event\": \"e\", \"output\": 9223372036854775808}]"),
      "$.trace[0].output: expected a whole number of at most 9223372036854775807, found 9223372036854775808"
    ),
  ]) func refused(_ line: String, _ words: String) throws {
    let error = try #require(throws: TraceError.self) { try read(line) }
    #expect(error.description == "t.jsonl: line 17, " + words)
    #expect(error.exitCode == 65)
  }

  @Test func hugeNumbersDepthAndEncoding() throws {
    for value in ["1e999", "99999999999999999999999", "NaN", String(repeating: "[", count: 5000)] {
      let error = try #require(throws: TraceError.self) {
        try read(TraceLines.run(trace: "[{\"event\": \"e\", \"output\": \(value)}]"))
      }
      #expect(error.line == 17)
      #expect(error.offset != nil)
    }
    var bytes = Array(TraceLines.run().utf8)
    bytes[12] = 0xff
    let error = try #require(throws: TraceError.self) { try read(bytes) }
    #expect(error.description == "t.jsonl: line 17, byte 12: expected UTF-8, found the byte 0xff")
  }

  /// The index must count as malformed exactly what does not open.
  @Test func headersFailWhereRunsFail() throws {
    var random = SystemRandomNumberGenerator()
    let line = Array(TraceLines.run().utf8)
    for _ in 0..<2000 {
      var bytes = line
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      let isRun = (try? read(bytes)) != nil
      let isHeader = bytes.withUnsafeBytes { bytes in
        guard let padded = PaddedBytes(copying: bytes) else { return false }
        return (try? TraceReader.header(padded, line: 1, file: "x")) != nil
      }
      #expect(isRun == isHeader, "\(String(decoding: bytes, as: UTF8.self))")
    }
  }
}
