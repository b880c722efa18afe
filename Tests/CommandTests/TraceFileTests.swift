import Foundation
import Testing

/// `run --from` and `show --trace` from outside.
@Suite struct TraceFileTests {
  let program: Program
  let file: String

  init() throws {
    program = try Program()
    let lines = [
      Self.line(question: 0, seed: 0, description: "asc | config={'max_samples': 2}"),
      Self.line(question: 0, seed: 0, description: #"esc\u001b[2J"#), "{\"model\": 3",
      Self.line(question: 1, seed: 5, description: "asc | config={'max_samples': 2}"),
    ]
    try program.write(lines.joined(separator: "\r\n"), to: "trace.jsonl")
    file = program.path("trace.jsonl")
  }

  private static func line(question: Int, seed: Int, description: String) -> String {
    """
    {"model": "tiny", "dataset": "aime24", "method": "ASCMethod", "description": "\(description)", "bootstrap_idx": 0,\t\
    "shuffle_seed": \(seed), "question_index": \(question), "is_correct": false, "cost": 2500, "trace": \
    [{"goal": "read on", "decision": "one more", "event": "read", "input": {"sample_idx": 0}, \
    "output": {"answer": "7\\u009b"}, "state": {"all_candidates_n": 1}}, \
    {"event": "finish", "input": {"all_candidates_n": 1}, "output": {"answer": "7\\u009b"}, "state": {}}]}
    """
  }

  @Test func text() throws {
    let outcome = try program.run("run", "--from", file, "--line", "4")
    #expect(outcome.code == 0)
    #expect(outcome.error == "")
    #expect(
      outcome.output == """
        tiny/aime24  question 2  seed 5  ASCMethod  asc | config={'max_samples': 2}  line 4 of \(file)
        #  round  event   what went in, what came out | state
        1      0  read    answer 7\\u{9b} | all_candidates_n 1; read on; one more
        2      0  finish  all_candidates_n 1 → answer 7\\u{9b}
        7\\u{9b}: wrong; 2,500 tokens, 2 steps

        """)
  }

  @Test func json() throws {
    let outcome = try program.run("run", "--from", file, "--line", "2", "--format", "json")
    let run = try outcome.object()
    #expect(run["description"] as? String == "esc\u{1b}[2J")
    #expect((run["trace"] as? [Object])?.count == 2)
    #expect(outcome.output.utf8.allSatisfy { $0 >= 0x20 || $0 == 0x0a })
    #expect(outcome.output.split(separator: "\n").count == 1)
  }

  @Test func bySeedAndQuestion() throws {
    let one = try program.run("run", "--from", file, "--seed", "5", "--question", "2")
    #expect(one.code == 0)
    #expect(one.output.contains("line 4 of"))
    #expect(one.errorLines.count == 1)
    #expect(one.error.contains("warning: \(file): 1 malformed line skipped: line 3, $.model, byte 12: expected"))
    let chosen = try program.run("run", "--from", file, "--seed", "0", "--question", "1", "--controller", "ESC")
    #expect(chosen.output.contains("line 2 of"))
    for (arguments, code, words) in [
      (["--seed", "0", "--question", "1"], 64, "2 runs of question 1 with seed 0: line 1 (ASCMethod, asc | config="),
      (["--seed", "0", "--question", "1", "--controller", "cmc"], 66, "is one of 'cmc'; there are line 1"),
      (["--seed", "1", "--question", "1"], 66, "it has questions from 1 to 2 and seeds from 0 to 5"),
      (["--line", "3"], 65, "\(file): line 3, $.model, byte 12: expected"),
      (["--line", "5"], 66, "\(file): expected a line 5, found a file of 4 lines"),
    ] as [([String], Int32, String)] {
      let outcome = try program.run(["run", "--from", file] + arguments)
      #expect(outcome.code == code)
      #expect(outcome.output == "")
      #expect(outcome.error.contains(words), "\(outcome.error)")
      #expect(!outcome.error.contains("\u{1b}"))
    }
  }

  @Test(arguments: [
    (["--from", "x"], "--from wants --line N, or --seed S and --question Q"),
    (["--from", "x", "--seed", "1"], "--from wants --line N, or --seed S and --question Q"),
    (["--from", "x", "--line", "0"], "--line"),
    (["--from", "x", "--line", "1", "--seed", "1"], "--line says which run; leave out --seed"),
    (["tiny/aime24", "1", "--from", "x", "--line", "1"], "leave out STORE"),
    (["--from", "x", "--line", "1", "--budget", "5"], "leave out --budget"),
    (["tiny/aime24", "1", "--controller", "sc", "--line", "1"], "--line goes with --from FILE"),
    (["tiny/aime24", "--controller", "sc", "--question", "1"], "--question goes with --from FILE"),
    ([], "Missing expected argument '<store>'"), (["tiny/aime24"], "Missing expected argument '<question>'"),
    (["tiny/aime24", "1"], "Missing expected argument '--controller"),
  ]) func wrongUsage(_ arguments: [String], _ words: String) throws {
    let outcome = try program.run(["run"] + arguments)
    #expect(outcome.code == 64)
    #expect(outcome.errorLines.count == 1)
    #expect(outcome.error.contains(words), "\(outcome.error)")
  }

  @Test func show() throws {
    let outcome = try program.run("show", "step", "--trace", file, "--line", "4", "--step", "1", "--size", "100x30")
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("line 4/4  Q2  seed 5  ASCMethod"))
    #expect(outcome.output.contains("step 1/2"))
    #expect(outcome.output.contains("1 malformed skipped"))
    // Without a line, the first run.
    #expect(try program.run("show", "--trace", file).output.contains("line 1/4"))
    for (arguments, code) in [
      (["--trace", file, "--line", "3"], 65), (["--trace", file, "--line", "9"], 66), (["--line", "1"], 64),
      (["--trace", file, "--seed", "1"], 64), (["--trace", file, "--store", "x"], 64),
      (["--trace", file, "--step", "3"], 64), (["--trace", program.path("none")], 66),
      (["diff", "--trace", file, "--line", "2"], 64), (["diff", "--trace", file, "--line", "4"], 66),
      (["diff", "--trace", file, "--line", "4", "--against", "trace:\(program.path("none")):1"], 66),
    ] as [([String], Int32)] {
      let outcome = try program.run(["show"] + arguments)
      #expect(outcome.code == code)
      #expect(outcome.errorLines.count == 1)
    }
  }
}
