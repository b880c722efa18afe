import Foundation
import Testing

/// `autotts questions`, and the Questions view without a terminal.
@Suite struct QuestionsCommandTests {
  let program: Program
  let stores: String

  init() throws {
    program = try Program()
    stores = try program.addTinyStores()
  }

  private func run(_ arguments: String...) throws -> Program.Outcome {
    try program.run(["questions", "tiny/aime24", "--stores", stores] + arguments)
  }

  /// The rows add up to what `eval` says of the same runs.
  @Test(arguments: ["sc:max_samples=1", "cmc", "asc:max_samples=3"]) func json(_ spec: String) throws {
    let outcome = try run("--controller", spec, "--seeds", "0:12", "--format", "json")
    #expect(outcome.code == 0 && outcome.error == "")
    let report = try outcome.object()
    let rows = try #require(report["questions"] as? [Object])
    #expect(report["store"] as? String == "tiny/aime24" && rows.compactMap { $0["question"] as? Int } == [1, 2])
    let eval = try program.run(
      "eval", "tiny/aime24", "--controller", spec, "--seeds", "0:12", "--format", "json", "--stores", stores)
    let whole = try #require(try eval.objects().first)
    #expect(rows.compactMap { $0["correct"] as? Int }.reduce(0, +) == whole["correct"] as? Int)
    let tokens = rows.compactMap { $0["avg_tokens"] as? Double }.reduce(0, +) / 2
    #expect(abs(tokens - (try #require(whole["avg_tokens"] as? Double))) < 1e-6)
    for row in rows {
      let answers = try #require(row["answers"] as? [Object])
      #expect(answers.compactMap { $0["runs"] as? Int }.reduce(0, +) == 12)
      #expect(answers.count == row["distinct_answers"] as? Int)
      #expect(answers.first?["answer"] as? String == row["majority"] as? String)
      let right = answers.first { $0["answer"] as? String == row["gold"] as? String }?["runs"] as? Int
      #expect(right ?? 0 == row["correct"] as? Int)
      let seed = try #require(row["telling_seed"] as? Int)
      #expect((0..<12).contains(seed))
      // The run that tells most is there to be looked at.
      let one = try program.run(
        "run", "tiny/aime24", "\(try #require(row["question"] as? Int))", "--controller", spec, "--seed", "\(seed)",
        "--format", "json", "--stores", stores)
      #expect(one.code == 0)
      if answers.count > 1 { #expect(try one.object()["answer"] as? String != row["majority"] as? String) }
    }
  }

  @Test func csv() throws {
    let lines = try run("--controller", "sc:max_samples=1", "--seeds", "0:4", "--format", "csv").output
      .split(separator: "\n")
    #expect(lines.count == 3 && lines[0].hasPrefix("store,spec,question,runs,correct,accuracy,"))
    #expect(
      lines[1].hasPrefix("tiny/aime24,sc:max_samples=1,1,4,") && lines[1].hasSuffix(#","One, $x$?",exact,answer"#))
  }

  @Test func table() throws {
    let lines = try run("--controller", "sc:max_samples=1").output.split(separator: "\n")
    let titles = "Q  right %  tokens/run  sequential  answers  majority"
    #expect(lines.count == 3 && lines[0].hasPrefix(titles))
    #expect(lines[1].hasPrefix("1 ") && lines[2].hasPrefix("2 "))
  }

  @Test(arguments: ["accuracy", "tokens", "sequential", "answers", "majority", "wrong"])
  func sorts(_ column: String) throws {
    let keys = [
      "accuracy": "accuracy", "tokens": "avg_tokens", "sequential": "avg_sequential_tokens",
      "answers": "distinct_answers", "majority": "majority_runs", "wrong": "strongest_wrong_runs",
    ]
    let key = try #require(keys[column])
    for direction in [[], ["--reverse"]] {
      let outcome = try program.run(
        ["questions", "Synth-S/search", "--controller", "sc:max_samples=1", "--seeds", "0:20", "--format", "json"]
          + ["--sort", column] + direction)
      let rows = try #require(try outcome.object()["questions"] as? [Object])
      let values = rows.compactMap { $0[key] as? Double }
      #expect(values.count == 30 && Set(values).count > 2)
      #expect(values == (direction.isEmpty ? values.sorted(by: >) : values.sorted()))
    }
  }

  @Test func filter() throws {
    let rows =
      try run("--controller", "sc:max_samples=1", "--filter", "TWO?", "--format", "json")
      .object()["questions"] as? [Object]
    #expect(rows?.compactMap { $0["question"] as? Int } == [2])
    let none = try run("--controller", "sc", "--filter", "such\u{1b}[2J words")
    #expect(none.code == 64 && none.output == "" && none.errorLines.count == 1 && !none.error.contains("\u{1b}"))
  }

  @Test func threadsDoNotMatter() throws {
    let outputs = try ["1", "3"].map { threads in
      try program.run(
        "questions", "Synth-S/search", "--controller", "cmc", "--seeds", "0:3", "--format", "json", "--threads", threads
      ).output
    }
    #expect(outputs[0].count > 1000 && outputs[0] == outputs[1])
  }

  @Test(arguments: [
    ["questions"], ["questions", "tiny/aime24"], ["questions", "tiny/aime24", "--controller", "nobody"],
    ["questions", "tiny/aime24", "--controller", "sc", "--sort", "luck"],
    ["questions", "tiny/aime24", "--controller", "sc", "--seeds", "3:3"],
    ["questions", "tiny/aime24", "--controller", "sc", "--threads", "0"],
    ["questions", "tiny/aime24", "--controller", "sc", "--format", "svg"],
    ["questions", "tiny/aime24", "tiny/other", "--controller", "sc"],
    ["show", "questions", "--sort", "luck"], ["show", "step", "--sort", "tokens"], ["show", "--filter", "x"],
    ["show", "knobs", "--reverse"],
  ])
  func wrongUsage(_ arguments: [String]) throws {
    let outcome = try program.run(arguments, environment: ["AUTOTTS_STORES": stores])
    #expect(outcome.code == 64 && outcome.output == "" && outcome.errorLines.count == 1)
    #expect(outcome.error.hasPrefix("autotts: "))
  }

  @Test func anUnknownColumnIsAnsweredWithAll() throws {
    let outcome = try program.run(
      "questions", "tiny/aime24", "--controller", "sc", "--sort", "luck", "--stores", stores)
    #expect(outcome.error.contains("the columns are number, accuracy, ") && outcome.errorLines.count == 1)
  }

  @Test func missingStore() throws {
    let outcome = try program.run("questions", "tiny/nothing", "--controller", "sc", "--stores", stores)
    #expect(outcome.code == 66 && outcome.errorLines.count == 1)
  }

  /// The frame lists what the command lists.
  @Test func show() throws {
    let options = ["--stores", stores, "--controller", "sc:max_samples=1", "--seeds", "0:10"]
    let rows = try #require(
      try program.run(["questions", "tiny/aime24", "--format", "json", "--sort", "tokens"] + options)
        .object()["questions"] as? [Object])
    let frame = try program.run(
      ["show", "questions", "--store", "tiny/aime24", "--size", "80x24", "--gold", "--sort", "tokens"] + options)
    #expect(frame.code == 0)
    let lines = frame.output.split(separator: "\n")
    #expect(lines[2].contains("by tokens, highest first") && lines[3].contains("right"))
    // A row is followed by its question's text.
    let listed = lines[4...].map { $0.split { " │▶".contains($0) } }.filter { $0.first.map { Int($0) != nil } ?? false }
    #expect(listed.count == 2)
    for (row, words) in zip(rows, listed) {
      #expect(words[0] == "\(try #require(row["question"] as? Int))")
      #expect(Double(words[1]) == row["accuracy"] as? Double)
    }
    let ascii = try program.run(
      ["show", "questions", "--store", "tiny/aime24", "--size", "40x12", "--ascii", "--filter", "two"] + options)
    #expect(ascii.code == 0 && ascii.output.utf8.allSatisfy { $0 < 0x80 })
    #expect(ascii.output.contains("1 of 2 with 'two'") && !ascii.output.split(separator: "\n")[3].contains("right"))
  }
}
