import Foundation
import Testing

/// `autotts diff`: two runs aligned, and an exit code like diff(1)'s.
@Suite struct DiffTests {
  let program: Program
  let stores: String

  init() throws {
    program = try Program()
    stores = try program.addTinyStores()
  }

  private func diff(_ arguments: String...) throws -> Program.Outcome { try program.run(["diff"] + arguments) }

  private func bundled(_ one: String, _ two: String, _ more: String...) throws -> Program.Outcome {
    try program.run(["diff", one, two, "--store", "Synth-M/search", "--question", "7", "--seed", "3"] + more)
  }

  @Test func theCauseIsToldWithItsNumbers() throws {
    let outcome = try bundled("cmc:beta=0.5", "cmc:beta=0.6")
    #expect(outcome.code == 1)
    #expect(outcome.error == "")
    let lines = outcome.output.split(separator: "\n")
    #expect(lines[0] == "left   cmc:beta=0.5  Synth-M/search question 7 seed 3")
    #expect(lines[2] == "right  cmc:beta=0.6  Synth-M/search question 7 seed 3")
    #expect(lines[4].hasPrefix("knobs  beta 0.5 | 0.6, n_init 5 | 6, "))
    #expect(lines[5].contains(" divergences: steps ") && lines[5].hasSuffix("; the same answer"))
    #expect(lines[6] == "first  before round 0, step 11: first batch of 5 left, 6 right")
    #expect(lines.contains { $0.hasPrefix("+ ") } && lines.contains { $0.hasPrefix("- ") })
    let gate = try bundled("cmc:beta=0.5", "cmc:beta=0.5,conf_thresh=0.97")
    #expect(gate.code == 1)
    let first = try #require(gate.output.split(separator: "\n").first { $0.hasPrefix("first  ") })
    #expect(first.contains("gate open left, shut right: ema 0.") && first.hasSuffix(" ≥ 0.91 left, < 0.97 right"))
  }

  @Test func aRunEqualsItself() throws {
    let outcome = try bundled("cmc", "cmc@seed=3@question=7")
    #expect(outcome.code == 0)
    #expect(outcome.output.hasSuffix("\nequal: every step, the answer and the tokens\n"))
  }

  @Test func quiet() throws {
    for (other, code) in [("cmc", 0), ("cmc@seed=4", 1)] as [(String, Int32)] {
      let outcome = try bundled("cmc", other, "-q")
      #expect(outcome.code == code)
      #expect(outcome.output == "" && outcome.error == "")
    }
  }

  /// Equal stretches fold; the context asked for stands around what is left.
  @Test func context() throws {
    let none = try bundled("cmc", "cmc:conf_thresh=0.97", "--context", "0").output.split(separator: "\n")
    #expect(none.contains { $0.hasPrefix("  … ") && $0.hasSuffix(" equal steps") })
    #expect(!none.contains { $0.hasPrefix("    ") && $0.contains("CONTINUE") })
    let all = try bundled("cmc", "cmc:conf_thresh=0.97", "--context", "100000").output.split(separator: "\n")
    #expect(!all.contains { $0.hasSuffix(" equal steps") })
    #expect(all.count > none.count)
  }

  @Test func sideBySide() throws {
    for width in [40, 100] {
      let outcome = try bundled("cmc", "cmc@seed=4", "--format", "side-by-side", "--width", "\(width)")
      #expect(outcome.code == 1)
      let rows = outcome.output.split(separator: "\n").drop { !$0.hasPrefix("@@") }
      #expect(rows.allSatisfy { $0.count <= width })
      #expect(rows.contains { Array($0).count > (width - 3) / 2 + 1 && Array($0)[(width - 3) / 2 + 1] == ">" })
      #expect(rows.contains { $0.last == "<" })
    }
  }

  @Test func json() throws {
    let outcome = try bundled("cmc", "cmc:conf_thresh=0.97", "--format", "json")
    #expect(outcome.code == 1)
    let report = try outcome.object()
    #expect(report["equal"] as? Bool == false)
    let sides = try ["left", "right"].map { try #require(report[$0] as? Object) }
    #expect(sides[0]["side"] as? String == "cmc:beta=0.5@seed=3@question=7")
    #expect(sides[1]["side"] as? String == "cmc:beta=0.5,conf_thresh=0.97@seed=3@question=7")
    #expect(sides[0]["question"] as? Int == 7 && sides[0]["seed"] as? Int == 3)
    let tokens = sides.compactMap { $0["tokens"] as? Int }
    #expect(report["token_difference"] as? Int == tokens[1] - tokens[0])
    let knob = try #require((report["knobs"] as? [Object])?.first)
    #expect(knob["name"] as? String == "conf_thresh" && knob["right"] as? Double == 0.97)
    let rows = try #require(report["rows"] as? [[Any]])
    for (side, place) in zip(sides, 0...) {
      #expect(rows.compactMap { $0[place] as? Int } == Array(0..<(try #require(side["steps"] as? Int))))
    }
    let first = try #require(report["first"] as? Object)
    let cause = try #require(first["cause"] as? Object)
    #expect(cause["matter"] as? String == "verdict" && cause["rule"] as? String == "momentumGate")
    #expect(cause["left"] as? Bool == true && cause["right"] as? Bool == false)
    let contrast = try #require((cause["contrasts"] as? [Object])?.first)
    #expect(contrast["measure"] as? String == "ema")
    #expect((contrast["right"] as? Object)?["bound"] as? Double == 0.97)
    let stretches = try #require(report["stretches"] as? [Object])
    #expect(stretches.compactMap { $0["equal"] as? Bool }.count { !$0 } == report["divergences"] as? Int)
  }

  /// A file of runs is told to be equal to what makes them anew, on its own question and seed.
  @Test func ourTracesEqualOurRuns() throws {
    let eval = ["eval", "tiny/aime24", "--controller", "cmc", "--controller", "asc", "--seeds", "0:2"]
    #expect(try program.run(eval + ["--traces", program.path("out"), "--stores", stores]).code == 0)
    let file = program.path("out/matrix_results_tiny/aime24_trace_new_api.jsonl")
    for (line, controller) in [(1, "cmc"), (4, "cmc"), (5, "asc"), (8, "asc")] {
      let outcome = try diff(controller, "trace:\(file):\(line)", "--store", "tiny/aime24", "--stores", stores)
      #expect(outcome.code == 0, "\(outcome.output)\(outcome.error)")
    }
    let other = try diff("trace:\(file):1", "trace:\(file):2")
    #expect(other.code == 1)
    #expect(other.output.contains("first  ") && other.error == "")
    #expect(try diff("trace:\(file)", "trace:\(file):1", "-q").code == 0)
    let question = try diff(
      "cmc", "trace:\(file):1", "--store", "tiny/aime24", "--question", "2", "--stores", stores)
    #expect(question.code == 64 && question.errorLines.count == 1)
    #expect(question.error.contains("is a run of question 1, not of 2; leave out --question"))
  }

  @Test func plainLocaleAndHostileText() throws {
    for format in ["text", "side-by-side", "json"] {
      let outcome = try program.run(
        [
          "diff", "sc", "cmc", "--store", "tiny/aime24", "--question", "1", "--format", format, "--context", "99",
          "--stores", stores,
        ], environment: ["LANG": "C"])
      #expect(outcome.code == 1)
      #expect(!outcome.output.unicodeScalars.contains { $0 != "\n" && $0.properties.generalCategory == .control })
      if format != "json" { #expect(outcome.output.utf8.allSatisfy { $0 < 0x80 }) }
    }
  }

  @Test(
    arguments: [
      (["cmc"], 64), (["cmc", "asc"], 64), (["cmc", "asc", "--store", "tiny/aime24"], 64),
      (["cmc", "nobody", "--store", "tiny/aime24", "--question", "1"], 64),
      (["cmc", "asc@seed=x", "--store", "tiny/aime24", "--question", "1"], 64),
      (["cmc", "asc@question=0", "--store", "tiny/aime24", "--question", "1"], 64),
      (["cmc", "asc@budget=9", "--store", "tiny/aime24", "--question", "1"], 64),
      (["cmc", "asc@question=3", "--store", "tiny/aime24", "--question", "1"], 64),
      (["cmc", "asc", "--store", "tiny/none", "--question", "1"], 66),
      (["cmc", "trace:none.jsonl:1", "--store", "tiny/aime24"], 66), (["cmc", "trace:", "--store", "tiny/aime24"], 64),
      (["trace:a:0", "trace:b"], 64), (["trace:a", "trace:b", "--question", "1"], 64), (["trace:a", "trace:b"], 66),
      (["cmc", "asc", "--store", "tiny/aime24", "--question", "1", "--width", "39"], 64),
      (["cmc", "asc", "--store", "tiny/aime24", "--question", "1", "--context", "-1"], 64),
      (["cmc", "asc", "--store", "tiny/aime24", "--question", "1", "--format", "xml"], 64),
    ] as [([String], Int32)])
  func badArguments(arguments: [String], code: Int32) throws {
    let outcome = try program.run(["diff"] + arguments, environment: ["AUTOTTS_STORES": stores])
    #expect(outcome.code == code)
    #expect(outcome.output == "")
    #expect(outcome.errorLines.count == 1, "\(outcome.error)")
    #expect(outcome.error.hasPrefix("autotts: "))
  }
}

/// Our CMC against the published runs of it, each wrapped as a line of a trace file.
@Suite(.enabled(if: SharedFiles.root != nil, SharedFiles.none))
struct PublishedDiffTests {
  let program: Program
  let root: String

  init() throws {
    program = try Program()
    root = try #require(SharedFiles.root)
  }

  /// The line that a golden makes, with its store and controller.
  private func wrap(_ file: String, change: (inout [Object]) -> Void = { _ in }) throws -> (store: String, spec: String)
  {
    let data = try Data(contentsOf: URL(fileURLWithPath: "\(root)/golden/traces/\(file)"))
    let golden = try #require(try JSONSerialization.jsonObject(with: data) as? Object)
    let store = try #require(golden["store"] as? String)
    let beta = try #require((golden["params"] as? [String: Double])?["beta"])
    var trace = try #require(golden["trace"] as? [Object])
    for index in trace.indices { trace[index].merge(["goal": "", "decision": ""]) { $1 } }
    change(&trace)
    let names = store.split(separator: "/").map(String.init)
    let run: Object = [
      "model": names[0], "dataset": names[1], "method": "OptimalController",
      "description": "cmc | config={'beta': \(beta)}", "bootstrap_idx": 0, "shuffle_seed": golden["seed"] as Any,
      "question_index": golden["question_index"] as Any, "is_correct": golden["is_correct"] as Any,
      "cost": golden["cost"] as Any, "trace": trace,
    ]
    let line = try JSONSerialization.data(withJSONObject: run)
    try program.write(String(decoding: line, as: UTF8.self) + "\n", to: "golden.jsonl")
    return (store, "cmc:beta=\(beta)")
  }

  private func diff(_ side: (store: String, spec: String)) throws -> Program.Outcome {
    try program.run(
      "diff", side.spec, "trace:\(program.path("golden.jsonl")):1", "--store", side.store, "--stores", root + "/stores")
  }

  @Test func ourRunsEqualThePublishedOnes() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: root + "/golden/traces")
      .filter { $0.contains("__CMC_") }.sorted()
    #expect(files.count == 18)
    for file in files {
      let outcome = try diff(try wrap(file))
      #expect(outcome.code == 0, "\(file): \(outcome.output.prefix(600))\(outcome.error)")
    }
  }

  @Test func anAlteredValueIsNamed() throws {
    var place = 0
    var value = 0.0
    let side = try wrap("Qwen3-0.6B__aime24__q0_s0__CMC_b0.5.json") { trace in
      place = trace.lastIndex { $0["event"] as? String == "forward" } ?? 0
      var output = trace[place]["output"] as? Object ?? [:]
      value = output["ema_conf"] as? Double ?? 0
      output["ema_conf"] = value + 0.0001
      trace[place]["output"] = output
    }
    let outcome = try diff(side)
    #expect(outcome.code == 1)
    let first = try #require(outcome.output.split(separator: "\n").first { $0.hasPrefix("first  ") })
    #expect(first.contains(": steps[\(place)].output.ema_conf: \(value) left, "))
    #expect(outcome.output.contains("1 divergence: steps 1 with other values, "))
  }

  @Test func theRunsOfTheIssue() throws {
    let outcome = try program.run(
      "diff", "cmc:beta=0.5", "cmc:beta=0.6", "--store", "Qwen3-8B/aime24", "--question", "7", "--seed", "3",
      "--stores", root + "/stores")
    #expect(outcome.code == 1)
    #expect(outcome.output.contains("\nfirst  before round 0, step 11: first batch of 5 left, 6 right\n"))
    let gate = try program.run(
      "diff", "cmc:beta=0.5", "cmc:beta=0.5,conf_thresh=0.98", "--store", "Qwen3-8B/aime24", "--question", "7",
      "--seed", "3", "--stores", root + "/stores")
    #expect(
      gate.output.contains(
        "\nfirst  in round 23, step 1167: gate open left, shut right: ema 0.9326 ≥ 0.91 left, < 0.98 right\n"))
  }

  // MARK: - Runs by hand

  /// A log as the explorer writes it: a run by hand on a bundled store, named `mine`.
  private func keep(store: String = "Synth-M/search", sha256: String? = nil, run: String) throws -> [String: String] {
    let hash = sha256.map { ",\"sha256\":\"\($0)\"" } ?? ""
    let begun =
      "{\"event\":\"begun\",\"id\":\"a-1\",\"store\":\"\(store)\"\(hash),\"question\":2,\"seed\":0,"
      + "\"controller\":\"cmc:beta=0.5\",\"run\":\"\(run)\",\"tokens\":0}"
    try program.write(
      begun + "\n{\"event\":\"named\",\"id\":\"a-1\",\"name\":\"mine\"}\n", to: "state/autotts/runs.jsonl")
    return ["XDG_STATE_HOME": program.path("state")]
  }

  @Test func aRunByHandBesideItsController() throws {
    let state = try keep(run: "100:b,p10,a")
    let outcome = try program.run(["diff", "cmc:beta=0.5", "hand:mine"], environment: state)
    #expect(outcome.code == 1 && outcome.error == "")
    #expect(outcome.output.contains("hand:mine  Synth-M/search question 3 seed 0"))
    #expect(outcome.output.contains("BRANCH") && outcome.output.contains("by hand"))
    let itself = try program.run(["diff", "hand:mine", "hand:run-1"], environment: state)
    #expect(itself.code == 66 && itself.error.contains("there are mine"))
    #expect(try program.run(["diff", "hand:mine", "hand:mine", "-q"], environment: state).code == 0)
    let shown = try program.run(
      ["show", "diff", "--store", "Synth-M/search", "--question", "3", "--against", "hand:mine"], environment: state)
    #expect(shown.code == 0 && shown.output.contains("by hand: mine") && shown.output.contains("divergence 1 of 1"))
  }

  @Test func runsByHandThatCannotStandThere() throws {
    let other = try keep(sha256: String(repeating: "0", count: 64), run: "100:b")
    let changed = try program.run(["diff", "cmc", "hand:mine"], environment: other)
    #expect(changed.code == 65 && changed.error.contains("Synth-M/search has changed since then"))
    let impossible = try program.run(["diff", "cmc", "hand:mine"], environment: try keep(run: "100:p99"))
    #expect(impossible.code == 65 && impossible.error.contains("its action 1 is not possible"))
    let elsewhere = try program.run(
      ["diff", "cmc", "hand:mine", "--store", "Synth-M/held-out"], environment: try keep(run: "100:b"))
    #expect(elsewhere.code == 64 && elsewhere.error.contains("is on Synth-M/search"))
    let none = try program.run("diff", "cmc", "hand:", "--store", "Synth-M/search", "--question", "1")
    #expect(none.code == 64 && none.error.contains("names no run by hand"))
  }

  @Test func framesOfADiffThatCannotBe() throws {
    let show = ["show", "diff", "--store", "Synth-M/search"]
    for (side, code, words) in [
      ("hand:nobody", 64, "there is no run by hand 'nobody'"), ("trace:/no/such.jsonl", 66, "no such file"),
      ("cmc@question=99", 64, "questions 1 to 30"),
    ] {
      let outcome = try program.run(show + ["--against", side])
      #expect(outcome.code == code && outcome.output == "" && outcome.error.contains(words), "\(outcome.error)")
    }
    let hand = try program.run("show", "step", "--store", "Synth-M/search", "--hand", "99999999:b")
    #expect(hand.code == 64 && hand.error.contains("none by hand after 99999999"))
    let step = try program.run(show + ["--step", "300"])
    #expect(step.code == 0 && step.output.contains("action 300/"))
  }
}
