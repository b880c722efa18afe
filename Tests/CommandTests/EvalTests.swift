import Foundation
import Testing

@Suite struct EvalTests {
  let program: Program
  let stores: String

  init() throws {
    program = try Program()
    stores = try program.addTinyStores()
  }

  @Test func json() throws {
    let outcome = try program.run(
      "eval", "tiny/aime24", "tiny/other", "--controller", "sc:max_samples=1", "--controller",
      "cmc:beta=0.25,warm_up=1", "--seeds", "0:3", "--format", "json", "--stores", stores)
    #expect(outcome.code == 0)
    #expect(outcome.error == "")
    let rows = try outcome.objects()
    #expect(rows.compactMap { $0["store"] as? String } == ["tiny/aime24", "tiny/aime24", "tiny/other", "tiny/other"])
    #expect(rows.compactMap { $0["controller"] as? String } == ["sc", "cmc", "sc", "cmc"])
    #expect(rows[0]["params"] as? [String: Double] == ["max_samples": 1])
    #expect(rows[1]["params"] as? [String: Double] == ["beta": 0.25, "warm_up": 1])
    for row in rows {
      let runs = try #require(row["runs"] as? Int)
      let correct = try #require(row["correct"] as? Int)
      let total = try #require(row["total_tokens"] as? Int)
      #expect(runs == 6)
      #expect(try #require(row["accuracy"] as? Double) == (10_000 * Double(correct) / 6).rounded() / 100)
      #expect(try #require(row["avg_tokens"] as? Double) == Double(total) / 6)
      #expect(try #require(row["avg_sequential_tokens"] as? Double) <= Double(total) / 6)
      #expect((row["sha256"] as? String)?.count == 64)
    }
  }

  /// One `--controller` takes several controllers, with stores on either side, in the order given.
  @Test(arguments: [
    ["tiny/aime24", "tiny/other", "--controller", "esc", "asc", "sc:max_samples=2", "--seeds", "2"],
    ["--controller", "esc", "asc", "tiny/aime24", "tiny/other", "--controller=sc:max_samples=2", "--seeds", "2"],
    ["--controller=esc", "asc", "--seeds", "2", "--controller", "sc:max_samples=2", "tiny/aime24", "tiny/other"],
  ])
  func severalControllers(_ arguments: [String]) throws {
    let usual = [
      "tiny/aime24", "tiny/other", "--controller", "esc", "--controller", "asc", "--controller", "sc:max_samples=2",
      "--seeds", "2",
    ]
    let outputs = try [usual, arguments].map { arguments in
      try program.run(["eval"] + arguments + ["--format", "json", "--stores", stores])
    }
    #expect(outputs.map(\.code) == [0, 0])
    #expect(outputs[0].output == outputs[1].output)
  }

  /// A word that is no controller is not taken for one, and commands of one controller take one.
  @Test func wordsAfterAController() throws {
    let wrong = try program.run("eval", "tiny/aime24", "--controller", "sc", "acs", "--stores", stores)
    #expect(wrong.code == 66)
    #expect(wrong.error.hasPrefix("autotts: acs: expected the name of a store"))
    let misspelt = try program.run("eval", "tiny/aime24", "--controller", "sc", "CMC", "--stores", stores)
    #expect(misspelt.code == 64)
    #expect(misspelt.error.contains("there is no controller 'CMC'; did you mean cmc?"))
    let single = try program.run("run", "tiny/aime24", "1", "--controller", "sc", "asc", "--stores", stores)
    #expect(single.code == 64)
    #expect(single.error.contains("'asc'"))
  }

  @Test func csv() throws {
    let outcome = try program.run(
      "eval", "tiny/aime24", "--controller", "cmc:warm_up=1", "--seeds", "4", "--format", "csv", "--stores", stores)
    let lines = outcome.output.split(separator: "\n")
    let header = [
      "store", "controller", "params", "runs", "correct", "accuracy", "std_acc", "avg_tokens", "avg_sequential_tokens",
      "total_tokens", "sha256", "grading", "err", "seeds", "budget",
    ]
    #expect(lines.first?.split(separator: ",").map(String.init) == header)
    #expect(lines.last?.hasPrefix("tiny/aime24,cmc,\"beta=0.5,warm_up=1\",2,") == true)
    #expect(lines.count == 2)
  }

  @Test func table() throws {
    let outcome = try program.run(
      "eval", "tiny/aime24", "--controller", "sc", "--controller", "parallel-probe", "--stores", stores)
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.first == "store        controller      accuracy %  tokens/run  sequential  correct/runs")
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(lines[1].hasPrefix("tiny/aime24  sc "))
  }

  @Test func threadsDoNotMatter() throws {
    let outputs = try ["1", "2", "7"].map { threads in
      try program.run(
        "eval", "Synth-S/search", "--controller", "cmc", "--controller", "esc", "--seeds", "0:4", "--threads", threads,
        "--format", "json"
      ).output
    }
    #expect(outputs[0].count > 300)
    #expect(Set(outputs).count == 1)
  }

  /// A report says by which seeds and under which bound it was made.
  @Test func budget() throws {
    let base = ["eval", "tiny/aime24", "--controller", "sc", "--stores", stores]
    let bounded = base + ["--budget", "1000", "--seeds", "3:5"]
    let row = try #require(try program.run(bounded + ["--format", "json"]).objects().first)
    #expect(row["total_tokens"] as? Int == 0)
    #expect(row["budget"] as? Int == 1000)
    #expect(row["seeds"] as? String == "3:5")
    #expect(try program.run(bounded + ["--format", "csv"]).output.hasSuffix(",exact,answer,3:5,1000\n"))
    #expect(try program.run(bounded).output.hasSuffix("\nbudget: at most 1,000 tokens a run\n"))
    let unbounded = try #require(try program.run(base + ["--format", "json"]).objects().first)
    #expect(unbounded["budget"] is NSNull)
    #expect(unbounded["seeds"] as? String == "0:100")
    #expect(try !program.run(base).output.contains("budget"))
  }

  @Test func storesOfTheEnvironment() throws {
    let outcome = try program.run(
      "eval", "tiny/aime24", "--controller", "sc", environment: ["AUTOTTS_STORES": stores])
    #expect(outcome.code == 0)
  }

  @Test func interrupt() throws {
    // Hours of work on any machine, and not much memory.
    let process = try program.start([
      "eval", "Synth-S/search", "Synth-M/search", "--controller", "cmc", "parallel-probe", "--seeds", "0:20000",
      "--bootstrap", "100000",
    ])
    Thread.sleep(forTimeInterval: 1)
    let clock = ContinuousClock()
    let start = clock.now
    kill(process.processIdentifier, SIGINT)
    let outcome = try program.finish(process)
    // At once, that is; the machine may be busy with other tests.
    #expect(clock.now - start < .seconds(10))
    #expect(outcome.code == 130)
    #expect(!outcome.wasKilled)
    #expect(outcome.output == "")
    #expect(outcome.error == "autotts: interrupted\n")
  }

  /// SIGTERM and SIGHUP end it as they would, with nothing half-written left.
  @Test(arguments: [SIGTERM, SIGHUP]) func endedBySignal(_ number: Int32) throws {
    let process = try program.start([
      "eval", "Synth-M/search", "--controller", "cmc", "--seeds", "0:2000", "--traces", program.path("traces"),
    ])
    let folder = program.path("traces/matrix_results_Synth-M")
    let end = ContinuousClock.now + .seconds(60)
    while (try? FileManager.default.contentsOfDirectory(atPath: folder).isEmpty) ?? true, ContinuousClock.now < end {
      usleep(10_000)
    }
    kill(process.processIdentifier, number)
    let outcome = try program.finish(process)
    #expect(outcome.wasKilled && outcome.code == number)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
  }

  @Test(.enabled(if: SharedFiles.root != nil, SharedFiles.none))
  func publishedFigure() throws {
    let shared = try #require(SharedFiles.root)
    let outcome = try program.run(
      "eval", "Qwen3-8B/aime24", "--controller", "cmc:beta=0.5", "--stores", shared + "/stores", "--format", "json")
    let row = try #require(try outcome.objects().first)
    #expect(row["accuracy"] as? Double == 84.27)
    #expect(row["total_tokens"] as? Int == 765_881_591)
    let golden = try String(contentsOfFile: shared + "/golden/runs/Qwen3-8B__aime24.json", encoding: .utf8)
    #expect(golden.contains(try #require(row["sha256"] as? String)))
  }
}
