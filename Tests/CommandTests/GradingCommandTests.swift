import Foundation
import Testing

/// `--grading` and `--err`, one flag everywhere, on a store whose runs are known: the first question's branches all say one
/// half, each in another way, and the second one's mostly say nothing.
@Suite struct GradingCommandTests {
  let program: Program
  let stores: String

  init() throws {
    program = try Program()
    try program.write(
      """
      [\(Self.question(["1/2", "0.5", #"\\frac{1}{2}"#, "7"], gold: ".50")),
       \(Self.question(["ERR", "ERR", "ERR", "8"], gold: "8"))]
      """, to: "stores/tiny/aime24.json")
    stores = program.path("stores")
  }

  private static func question(_ finals: [String], gold: String) -> String {
    let branches = finals.map { #"[["ERR"], 700, "\#($0)"]"# }.joined(separator: ", ")
    let texts = finals.map { "\"\($0)\"" }.joined(separator: ", ")
    return """
      {"question": "?", "each_branch": [\(branches)], "final_answers_trace": [\(texts)], "gold_answer": "\(gold)", \
      "probe_freq": 500}
      """
  }

  /// The rules, and how many of the two questions SC of all four branches answers right under them.
  static let rules: [(flags: [String], right: Int)] = [
    ([], 0), (["--grading", "exact", "--err", "answer"], 0), (["--grading", "canonical"], 1),
    (["--err", "abstain"], 1),
    (["--grading", "canonical", "--err", "abstain"], 2),
  ]

  @Test(arguments: rules)
  func everyCommandGradesAlike(flags: [String], right: Int) throws {
    let tail = flags + ["--stores", stores]
    let json = tail + ["--format", "json", "--seeds", "0:3"]
    let spec = "sc:max_samples=4"
    let evaluation = try #require(
      try program.run(["eval", "tiny/aime24", "--controller", spec] + json).objects().first)
    #expect(evaluation["correct"] as? Int == 3 * right)
    #expect(evaluation["total_tokens"] as? Int == 3 * 2 * 4 * 700)

    let runs = try (1...2).map { number in
      try program.run(["run", "tiny/aime24", "\(number)", "--controller", spec, "--format", "json"] + tail).object()
    }
    #expect(runs.count { $0["correct"] as? Bool == true } == right)
    #expect(runs[1]["answer"] as? String == (flags.contains("abstain") ? "8" : "ERR"))

    let comparison = try program.run(["compare", spec, spec, "--store", "tiny/aime24"] + json).object()
    let side = try #require(comparison["first"] as? Object)
    #expect(side["accuracy"] as? Double == 50 * Double(right))

    let headroom = try program.run(["headroom", "tiny/aime24", "--controller", spec] + json).object()
    let row = try #require((headroom["controllers"] as? [Object])?.first)
    #expect(row["accuracy"] as? Double == 50 * Double(right))
    let ceilings = try #require(headroom["ceilings"] as? [Object])
    #expect(ceilings.last?["majority"] as? Double == 50 * Double(right))
    // Whatever the vote, the last branch of the second question is right.
    #expect(ceilings.last?["pass"] as? Double == (flags.contains("canonical") ? 100 : 50))
  }

  @Test func checkListsWhatWouldBeMerged() throws {
    let outcome = try program.run("stores", "check", "tiny/aime24", "--stores", stores)
    #expect(outcome.code == 0)
    let lines = outcome.output.split(separator: "\n")
    #expect(
      lines[2]
        == "tiny/aime24: canonical grading merges 1 class in 1 question; the reference answer among them in question 1"
    )
    #expect(lines.count == 4)
    #expect(lines[3].hasPrefix("  question 1: '1/2' = '0.5' = '\\frac{1}{2}' = '.50' (reference)"))
  }
}

/// `eval --bootstrap`: how far the accuracy spreads over resampled branches.
@Suite struct BootstrapCommandTests {
  let program: Program
  let stores: String

  init() throws {
    program = try Program()
    stores = try program.addTinyStores()
  }

  private func evaluate(_ arguments: String...) throws -> Program.Outcome {
    try program.run(
      [
        "eval", "tiny/aime24", "tiny/other", "--controller", "sc:max_samples=1", "--controller", "cmc:beta=0",
        "--seeds", "0:4",
      ]
        + arguments + ["--stores", stores])
  }

  @Test func theSpreadIsThereIfAskedFor() throws {
    let without = try evaluate("--format", "json").objects()
    #expect(without.map { $0["std_acc"] as? Double } == [0, 0, 0, 0])
    let with = try evaluate("--bootstrap", "20", "--format", "json").objects()
    let spreads = with.compactMap { $0["std_acc"] as? Double }
    #expect(spreads.count == 4 && spreads[0] > 0)
    // Both stores hold the same questions.
    #expect(spreads[0] == spreads[2] && spreads[1] == spreads[3])
    for (left, right) in zip(without, with) {
      #expect(left["sha256"] as? String == right["sha256"] as? String)
      #expect(left["accuracy"] as? Double == right["accuracy"] as? Double)
    }
    let again = try evaluate("--bootstrap", "20", "--format", "json", "--threads", "5")
    #expect(try again.objects().compactMap { $0["std_acc"] as? Double } == spreads)
  }

  @Test func theTableAndTheFiles() throws {
    let directory = program.path("out")
    let outcome = try evaluate("--bootstrap", "9", "--results", directory)
    #expect(outcome.code == 0)
    let lines = outcome.output.split(separator: "\n")
    #expect(lines[0].split(separator: " ").contains("std"))
    let spread = try #require(lines[1].split(separator: " ").dropFirst(3).first.flatMap { Double($0) })
    let path = directory + "/matrix_results_tiny/aime24_raw_new_api.csv"
    let rows = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    #expect(rows[1].split(separator: ",")[3] == "\(spread)")
    #expect(spread > 0)
    _ = try evaluate("--results", directory)
    let plain = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    #expect(plain[1].split(separator: ",")[3] == "0")
  }
}

/// Every report says under which rules it holds.
@Suite struct GradingReportTests {
  let program: Program
  let stores: String

  init() throws {
    program = try Program()
    stores = try program.addTinyStores()
  }

  static let commands = [
    ["eval", "tiny/aime24", "--controller", "sc"], ["run", "tiny/aime24", "1", "--controller", "sc"],
    ["compare", "sc", "asc", "--store", "tiny/aime24"], ["questions", "tiny/aime24", "--controller", "sc"],
    ["headroom", "tiny/aime24", "--controller", "sc"], ["curve", "tiny/aime24", "--controller", "sc"],
  ]

  private func run(_ command: [String], _ more: String...) throws -> String {
    let seeds = command[0] == "run" ? [] : ["--seeds", "0:2"]
    let outcome = try program.run(command + seeds + more + ["--stores", stores])
    #expect(outcome.code == 0, "\(outcome.error)")
    return outcome.output
  }

  @Test(arguments: commands) func textSaysWhatIsNotPublished(_ command: [String]) throws {
    #expect(!(try run(command)).contains("canonical"))
    let text = try run(command, "--grading", "canonical", "--err", "abstain")
    #expect(text.contains("canonical, ERR abstains"), "\(text)")
  }

  @Test(arguments: commands) func jsonAlwaysSays(_ command: [String]) throws {
    let published = try run(command, "--format", "json")
    #expect(published.contains(#""grading":"exact""#) && published.contains(#""err":"answer""#))
    let json = try run(command, "--format", "json", "--grading", "canonical", "--err", "abstain")
    #expect(json.contains(#""grading":"canonical""#) && json.contains(#""err":"abstain""#))
  }

  @Test func csvHasItsColumns() throws {
    let flags = ["--format", "csv", "--grading", "canonical"]
    let evaluation = try run(Self.commands[0] + flags).split(separator: "\n")
    #expect(evaluation[0].hasSuffix(",grading,err,seeds,budget") && evaluation[1].contains(",canonical,answer,0:"))
    let curve = try run(Self.commands[5] + flags).split(separator: "\n")
    #expect(curve[0].hasPrefix("grading,series,label,tokens,") && curve[1].hasPrefix("canonical,SC,n 1,"))
    let curves = try run(["curve", "tiny/aime24", "tiny/other", "--controller", "sc"] + flags).split(separator: "\n")
    #expect(curves[0].hasPrefix("grading,store,series,") && curves[1].hasPrefix("canonical,tiny/aime24,SC,"))
  }

  @Test func framesSayIt() throws {
    let text = try run(["show", "--grading", "canonical", "--err", "abstain", "--store", "tiny/aime24"])
    #expect(text.split(separator: "\n")[0].contains("  canonical, ERR abstains  CMC"))
  }

  /// Published figures are compared under their own rules only.
  @Test(arguments: [["table"], ["bench", "tiny/aime24", "--controller", "sc"], ["evolution"]])
  func notWherePublishedFiguresAre(_ command: [String]) throws {
    let outcome = try program.run(command + ["--grading", "canonical", "--stores", stores])
    #expect(outcome.code == 64 && outcome.errorLines.count == 1 && outcome.error.contains("--grading"))
  }

  @Test func notWithATrace() throws {
    let outcome = try program.run("show", "--trace", "x.jsonl", "--grading", "canonical")
    #expect(outcome.code == 64 && outcome.error.contains("leave out --grading"))
  }
}
