import Foundation
import Testing

/// `autotts compare`, `headroom` and `evolution`.
@Suite struct ComparisonCommandTests {
  let program: Program
  let stores: String

  init() throws {
    program = try Program()
    stores = try program.addTinyStores()
  }

  private func compare(_ arguments: String...) throws -> Program.Outcome {
    try program.run(["compare", "sc:max_samples=1", "sc:max_samples=4"] + arguments + ["--stores", stores])
  }

  @Test func comparisonAsText() throws {
    let outcome = try compare("--store", "tiny/aime24", "--store", "tiny/other", "--seeds", "0:5", "--questions")
    #expect(outcome.code == 0)
    #expect(outcome.error == "")
    let lines = outcome.output.split(separator: "\n")
    #expect(lines[0] == "tiny/aime24, tiny/other: 4 questions × 5 seeds, paired")
    #expect(lines[1].hasPrefix("controller        accuracy %  tokens/run"))
    #expect(lines[2].hasPrefix("sc:max_samples=1 ") && lines[3].hasPrefix("sc:max_samples=4 "))
    #expect(lines[4].hasPrefix("difference"))
    #expect(lines[5].hasPrefix("accuracy, points") && lines[5].contains("["))
    #expect(lines[6].hasPrefix("tokens/run ") && lines[6].hasSuffix("lower"))
    #expect(lines[8].hasPrefix("tokens saved ") && lines[8].hasSuffix(" %"))
    #expect(lines[9].hasPrefix("questions won "))
    #expect(lines[10].hasPrefix("store "))
    let rows = lines[11...].map { $0.split(separator: " ")[2] }
    #expect(Set(rows).isSubset(of: ["won", "lost"]))
    #expect(lines.allSatisfy { $0.count <= 100 })
  }

  @Test func comparisonAsJSON() throws {
    let outcome = try compare("--store", "tiny/aime24", "--seeds", "0:5", "--format", "json")
    #expect(outcome.code == 0)
    let report = try outcome.object()
    #expect(report["stores"] as? [String] == ["tiny/aime24"])
    #expect(report["seeds"] as? Int == 5)
    let sides = try ["first", "second"].map { try #require(report[$0] as? Object) }
    #expect(sides.map { $0["controller"] as? String } == ["sc:max_samples=1", "sc:max_samples=4"])
    for key in ["accuracy", "tokens", "sequential_tokens"] {
      let difference = try #require(report[key] as? Object)
      let values = ["value", "low", "high"].compactMap { difference[$0] as? Double }
      #expect(values.count == 3)
      let name = key == "accuracy" ? key : "avg_" + key
      let figures = sides.compactMap { $0[name] as? Double }
      #expect(abs(values[0] - (figures[0] - figures[1])) < 1e-9)
      let word = values[1] > 0 ? "higher" : values[2] < 0 ? "lower" : "indistinguishable"
      #expect(difference["verdict"] as? String == word)
    }
    let questions = try #require(report["questions"] as? [Object])
    #expect(questions.compactMap { $0["question"] as? Int } == [1, 2])
    let outcomes = questions.map { question in
      (question["first_correct"] as? Int ?? -1) - (question["second_correct"] as? Int ?? -1)
    }
    #expect(report["won"] as? Int == outcomes.count { $0 > 0 })
    #expect(report["lost"] as? Int == outcomes.count { $0 < 0 })
    #expect(report["tied"] as? Int == outcomes.count { $0 == 0 })
    let again = try compare("--store", "tiny/aime24", "--seeds", "0:5", "--format", "json", "--threads", "3")
    #expect(again.output == outcome.output)
  }

  @Test func aSettingAgainstItself() throws {
    let outcome = try program.run(
      "compare", "cmc:beta=1", "cmc:beta=1", "--store", "tiny/aime24", "--seeds", "0:3", "--stores", stores)
    #expect(outcome.output.contains("questions won 0, lost 0, tied 2\n"))
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count { $0.hasSuffix("indistinguishable") } == 3)
    #expect(lines.contains { $0.hasPrefix("accuracy, points") && $0.contains("+0.00  [+0.00, +0.00]") })
    #expect(outcome.output.contains("tokens saved 0.0 %\n"))
  }

  @Test func headroomAsText() throws {
    let outcome = try program.run(
      "headroom", "tiny/aime24", "--controller", "sc:max_samples=3", "--controller", "cmc", "--seeds", "0:4",
      "--stores",
      stores)
    #expect(outcome.code == 0)
    #expect(outcome.error == "")
    let lines = outcome.output.split(separator: "\n")
    #expect(lines[0] == "tiny/aime24, 4 seeds")
    #expect(lines[1].hasPrefix("controller "))
    #expect(lines[2].hasPrefix("sc:max_samples=3 ") && lines[3].hasPrefix("cmc"))
    #expect(lines[4].contains("not attainable by a legal controller"))
    #expect(lines[5].split(separator: " ").first == "branches")
    #expect(lines[6...8].map { $0.split(separator: " ").first } == ["1", "2", "4"])
    #expect(lines[9].contains("not attainable by a legal controller"))
  }

  @Test func headroomAsJSON() throws {
    let arguments = ["--controller", "sc:max_samples=4", "--controller", "asc", "--seeds", "0:6", "--stores", stores]
    let outcome = try program.run(["headroom", "tiny/aime24", "--format", "json"] + arguments)
    let report = try outcome.object()
    let rows = try #require(report["controllers"] as? [Object])
    let evaluations = try program.run(["eval", "tiny/aime24", "--format", "json"] + arguments).objects()
    #expect(rows.count == 2)
    for (row, evaluation) in zip(rows, evaluations) {
      let accuracy = try #require(row["accuracy"] as? Double)
      let tokens = try #require(row["avg_tokens"] as? Double)
      #expect(accuracy == evaluation["accuracy"] as? Double)
      #expect(tokens == evaluation["avg_tokens"] as? Double)
      let settled = try #require(row["settled_tokens"] as? Double)
      #expect(abs(try #require(row["wasted_percent"] as? Double) - 100 * (1 - settled / tokens)) < 1e-9)
      #expect(try #require(row["oracle_accuracy"] as? Double) >= accuracy)
      #expect(try #require(row["oracle_tokens"] as? Double) <= tokens)
    }
    // Three of four branches of the first question are right, one of four of the second.
    let ceilings = try #require(report["ceilings"] as? [Object])
    #expect(ceilings.compactMap { $0["branches"] as? Int } == [1, 2, 4])
    let passes = ceilings.compactMap { $0["pass"] as? Double }
    #expect(zip(passes, [50, 75, 100]).allSatisfy { abs($0 - $1) < 1e-9 })
    #expect(ceilings.last?["majority"] as? Double == rows[0]["accuracy"] as? Double)
    let again = try program.run(["headroom", "tiny/aime24", "--format", "json", "--threads", "3"] + arguments)
    #expect(again.output == outcome.output)
  }

  @Test func evolution() throws {
    let arguments = ["evolution", "tiny/aime24", "tiny/other", "--stores", stores]
    let rows = try program.run(arguments + ["--format", "json"]).objects()
    #expect(
      rows.compactMap { $0["role"] as? String } == ["search", "held-out"].flatMap { [String](repeating: $0, count: 5) })
    #expect(rows.compactMap { $0["round"] as? Int } == [1, 2, 3, 4, 5, 1, 2, 3, 4, 5])
    let names = ["sdgv", "ibc", "scr", "dgcc", "cmc"].map { "\($0):beta=1" }
    #expect(rows.compactMap { $0["controller"] as? String } == names + names)
    let evaluations = try program.run(
      ["eval", "tiny/other", "--format", "json", "--stores", stores] + names.flatMap { ["--controller", $0] }
    ).objects()
    #expect(rows.suffix(5).map { $0["avg_tokens"] as? Double } == evaluations.map { $0["avg_tokens"] as? Double })

    let csv = try program.run(arguments + ["--format", "csv"]).output.split(separator: "\n")
    #expect(csv.first == "role,stores,round,controller,accuracy,avg_tokens,avg_sequential_tokens")
    #expect(csv.count == 11)
    let markdown = try program.run(arguments + ["--format", "markdown"]).output.split(separator: "\n")
    #expect(markdown.count == 7)
    #expect(Set(markdown.map { line in line.count { $0 == "|" } }) == [7])
    #expect(try program.run(arguments + ["--format", "svg"]).output.hasPrefix("<svg"))
    let text = try program.run(arguments + ["--beta", "0.5"])
    #expect(text.code == 0)
    #expect(text.output.contains("sdgv:beta=0.5") && text.output.contains("search: mean over 1 stores\n"))
    // Of one role only.
    let one = try program.run("evolution", "tiny/other", "--format", "json", "--stores", stores)
    #expect(try one.objects().count == 5)
  }

  @Test func plainLocale() throws {
    for arguments in [
      ["compare", "sc", "cmc", "--store", "tiny/aime24", "--seeds", "0:2", "--questions"],
      ["headroom", "tiny/aime24", "--controller", "cmc", "--seeds", "0:2"], ["evolution", "tiny/aime24"],
      ["eval", "tiny/aime24", "--controller", "sc", "--bootstrap", "2"], ["stores", "check", "tiny/aime24"],
    ] {
      let outcome = try program.run(arguments + ["--stores", stores], environment: ["LANG": "C"])
      #expect(outcome.code == 0)
      #expect(outcome.output.utf8.allSatisfy { $0 < 0x80 }, "\(arguments)")
      #expect(!outcome.output.isEmpty)
    }
  }

  @Test(
    arguments: [
      (["compare"], 64), (["compare", "sc"], 64), (["compare", "sc", "asc"], 64),
      (["compare", "sc", "nobody", "--store", "tiny/aime24"], 64),
      (["compare", "sc", "cmc:beta=2", "--store", "tiny/aime24"], 64),
      (["compare", "sc", "asc", "--store", "tiny/none"], 66),
      (["compare", "sc", "asc", "--store", "tiny/aime24", "--seeds", "3:3"], 64),
      (["compare", "sc", "asc", "--store", "tiny/aime24", "--threads", "0"], 64),
      (["compare", "sc", "asc", "--store", "tiny/aime24", "--format", "csv"], 64),
      (["compare", "sc", "asc", "--store", "tiny/aime24", "--grading", "loose"], 64),
      (["headroom"], 64), (["headroom", "tiny/aime24"], 64), (["headroom", "tiny/none", "--controller", "sc"], 66),
      (["headroom", "tiny/aime24", "--controller", "nobody"], 64),
      (["headroom", "tiny/aime24", "--controller", "sc", "--err", "x"], 64), (["evolution", "tiny/none"], 66),
      (["evolution", "--beta", "1.5"], 64), (["evolution", "--beta", "-1"], 64), (["evolution", "--beta", "nan"], 64),
      (["evolution", "tiny/aime24", "--format", "xml"], 64),
      (["eval", "tiny/aime24", "--controller", "sc", "--bootstrap", "0"], 64),
      (["eval", "tiny/aime24", "--controller", "sc", "--bootstrap", "-3"], 64),
      (["eval", "tiny/aime24", "--controller", "sc", "--bootstrap", "many"], 64),
    ] as [([String], Int32)])
  func badArguments(arguments: [String], code: Int32) throws {
    let outcome = try program.run(arguments, environment: ["AUTOTTS_STORES": stores])
    #expect(outcome.code == code)
    #expect(outcome.output == "")
    #expect(outcome.errorLines.count == 1, "\(outcome.error)")
    #expect(outcome.error.hasPrefix("autotts: "))
  }

  @Test func aBadStore() throws {
    try program.write("[{}]", to: "stores/tiny/bad.json")
    for arguments in [
      ["compare", "sc", "asc", "--store", "tiny/bad"], ["headroom", "tiny/bad", "--controller", "sc"],
      ["evolution", "tiny/bad"],
    ] {
      let outcome = try program.run(arguments + ["--stores", stores])
      #expect(outcome.code == 65)
      #expect(outcome.errorLines.count == 1 && outcome.output == "")
    }
  }

  /// The figures of `published-comparisons.json`, in the fixtures of the evaluation's tests.
  @Test(.enabled(if: SharedFiles.root != nil, SharedFiles.none))
  func publishedStore() throws {
    let root = try #require(SharedFiles.root)
    let arguments = [
      "compare", "cmc:beta=1", "sc:max_samples=64", "--store", "Qwen3-8B/aime24", "--stores", root + "/stores",
    ]
    let text = try program.run(arguments).output
    #expect(text.contains("Qwen3-8B/aime24: 30 questions × 100 seeds, paired\n"))
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("accuracy, points") })
    #expect(line.contains(" +5.40 ") && line.contains("  [+0.00, +") && line.hasSuffix("indistinguishable"))
    #expect(text.contains("questions won 2, lost 0, tied 28\n"))
    let report = try program.run(arguments + ["--format", "json"]).object()
    let accuracy = try #require(report["accuracy"] as? Object)
    #expect(abs(try #require(accuracy["value"] as? Double) - 5.4) < 1e-9)
    #expect(abs(try #require(accuracy["high"] as? Double) - 13.57) < 0.3)
    #expect(accuracy["low"] as? Double == 0)
  }
}
