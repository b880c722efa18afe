import Foundation
import Testing

/// Files written by `eval --results` and `--traces`, and the line of `run --format jsonl`.
@Suite struct ResultFileTests {
  let program: Program
  let stores: String

  init() throws {
    program = try Program()
    stores = try program.addTinyStores()
  }

  @Test func runPrintsALine() throws {
    let outcome = try program.run(
      "run", "tiny/other", "2", "--controller", "cmc:beta=0.25", "--seed", "3", "--format", "jsonl", "--stores", stores)
    #expect(outcome.code == 0)
    #expect(outcome.output.split(separator: "\n").count == 1)
    let run = try outcome.object()
    #expect(run["model"] as? String == "tiny")
    #expect(run["dataset"] as? String == "other")
    #expect(run["method"] as? String == "OptimalController")
    #expect(run["description"] as? String == "cmc | config={'beta': 0.25}")
    #expect(run["bootstrap_idx"] as? Int == 0)
    #expect(run["shuffle_seed"] as? Int == 3)
    #expect(run["question_index"] as? Int == 1)
    let steps = try #require(run["trace"] as? [Object])
    #expect(steps.first?["event"] as? String == "start")
    #expect((steps.first?["input"] as? [String: Double]) == ["beta": 0.25])
    #expect(steps.count { $0["event"] as? String == "finish" } == 1)
    #expect((steps.last?["output"] as? Object)?["answer"] as? String == "9")
    let scalars = outcome.output.unicodeScalars
    #expect(!scalars.contains { $0 != "\n" && $0.properties.generalCategory == .control })
  }

  @Test func filesOfSeveralStores() throws {
    let outcome = try program.run(
      "eval", "tiny/aime24", stores + "/tiny/other.json", "--controller", "cmc:beta=0.25,warm_up=1", "--controller",
      "asc", "--seeds", "2:5", "--format", "json", "--traces", program.path("out/t"), "--results",
      program.path("out/r"),
      "--stores", stores)
    #expect(outcome.code == 0)
    #expect(outcome.error == "")
    let reports = try outcome.objects()
    for (index, benchmark) in ["aime24", "other"].enumerated() {
      let lines = try text("out/t/matrix_results_tiny/\(benchmark)_trace_new_api.jsonl").split(separator: "\n")
      let runs = try lines.map { try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? Object) }
      #expect(runs.map { $0["method"] as? String } == (0..<12).map { $0 < 6 ? "OptimalController" : "ASCMethod" })
      #expect(runs.map { $0["shuffle_seed"] as? Int } == (0..<12).map { 2 + $0 / 2 % 3 })
      #expect(runs.map { $0["question_index"] as? Int } == (0..<12).map { $0 % 2 })
      for (setting, own) in [runs[..<6], runs[6...]].enumerated() {
        let report = reports[2 * index + setting]
        #expect(report["total_tokens"] as? Int == own.reduce(0) { $0 + ($1["cost"] as? Int ?? 0) })
        #expect(report["correct"] as? Int == own.count { $0["is_correct"] as? Bool == true })
      }
      let rows = try text("out/r/matrix_results_tiny/\(benchmark)_raw_new_api.csv").split(separator: "\n")
      #expect(
        rows[0] == "Method,Acc,Cost,Std_Acc,Description,config,beta,warm_up,max_samples,threshold,Controller")
      let figures = (0..<2).map { setting in
        let report = reports[2 * index + setting]
        return "\(report["accuracy"] as? Double ?? 0),\((report["total_tokens"] as? Int ?? 0) / 6),0"
      }
      #expect(
        rows[1] == """
          OptimalController,\(figures[0]),"cmc | config={'beta': 0.25, 'warm_up': 1}","{'beta': 0.25, 'warm_up': 1}",\
          0.25,1,,,cmc
          """)
      #expect(
        rows[2] == """
          ASCMethod,\(figures[1]),"asc | config={'max_samples': 64, 'threshold': 0.95}",\
          "{'max_samples': 64, 'threshold': 0.95}",,,64,0.95,asc
          """)
      #expect(rows.count == 3)
    }
    #expect(try leftovers("out/t/matrix_results_tiny") == [])
  }

  @Test func threadsDoNotMatter() throws {
    let files = try ["1", "2", "7"].map { threads in
      let outcome = try program.run(
        "eval", "Synth-S/search", "--controller", "dgcc", "--seeds", "0:2", "--threads", threads, "--traces",
        program.path("out\(threads)"))
      #expect(outcome.code == 0)
      return try text("out\(threads)/matrix_results_Synth-S/search_trace_new_api.jsonl")
    }
    #expect(Set(files).count == 1)
    #expect(files[0].split(separator: "\n").count == 60)
  }

  @Test(arguments: [SIGKILL, SIGINT])
  func aStoppedProgramLeavesTheOldFile(signal: Int32) throws {
    let folder = "out/matrix_results_Synth-S"
    try program.write("old", to: "\(folder)/search_trace_new_api.jsonl")
    let process = try program.start([
      "eval", "Synth-S/search", "--controller", "cmc", "--seeds", "0:1000", "--traces", program.path("out"),
      "--results", program.path("out"),
    ])
    // In the midst of the traces.
    while process.isRunning, try size(of: leftovers(folder), in: folder) < 100_000 {
      Thread.sleep(forTimeInterval: 0.01)
    }
    kill(process.processIdentifier, signal)
    let outcome = try program.finish(process)
    #expect(signal == SIGINT ? outcome.code == 130 : outcome.wasKilled)
    #expect(try text("\(folder)/search_trace_new_api.jsonl") == "old")
    #expect(try leftovers(folder).count == (signal == SIGKILL ? 1 : 0))
    // The table was whole by then.
    #expect(try text("\(folder)/search_raw_new_api.csv").split(separator: "\n").count == 2)
    // What is left is in nobody's way.
    let again = try program.run(
      "eval", "Synth-S/search", "--controller", "cmc", "--seeds", "0", "--traces", program.path("out"))
    #expect(again.code == 0)
    #expect(try text("\(folder)/search_trace_new_api.jsonl").split(separator: "\n").count == 30)
  }

  @Test func whatCannotBeWritten() throws {
    try program.write("", to: "file")
    let arguments = ["eval", "tiny/aime24", "--controller", "cmc", "--stores", stores]
    for option in ["--traces", "--results"] {
      let outcome = try program.run(arguments + [option, program.path("file/below")])
      #expect(outcome.code == 74)
      #expect(outcome.output == "")
      #expect(outcome.errorLines.count == 1)
    }
    // As on a full disk: the system takes no more than 1 KiB or so a file.
    let full = try program.run(arguments + ["--traces", program.path("full")], after: "trap '' XFSZ; ulimit -f 2")
    #expect(full.code == 74)
    #expect(full.errorLines.count == 1)
    #expect(full.error.contains("tiny/aime24_trace_new_api.jsonl: cannot write this file"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: program.path("full/matrix_results_tiny")) == [])
  }

  @Test func storesOfTheSameNameAreRefused() throws {
    let outcome = try program.run(
      "eval", "tiny/aime24", stores + "/tiny/aime24.json", "--controller", "sc", "--stores", stores, "--results",
      program.path("out"))
    #expect(outcome.code == 64)
    #expect(outcome.errorLines.count == 1)
    #expect(!FileManager.default.fileExists(atPath: program.path("out")))
  }

  private func text(_ name: String) throws -> String { try String(contentsOfFile: program.path(name), encoding: .utf8) }

  /// The files of a folder that are on their way.
  private func leftovers(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: program.path(folder)).filter { $0.hasPrefix(".") }
  }

  private func size(of names: [String], in folder: String) throws -> Int {
    names.reduce(0) { sum, name in
      let attributes = try? FileManager.default.attributesOfItem(atPath: program.path("\(folder)/\(name)"))
      return sum + (attributes?[.size] as? Int ?? 0)
    }
  }
}
