import Foundation
import Testing

@Suite struct OtherCommandsTests {
  let program: Program
  let stores: String

  init() throws {
    program = try Program()
    stores = try program.addTinyStores()
  }

  @Test func controllers() throws {
    let list = try program.run("controllers")
    #expect(list.code == 0)
    for name in ["sc", "asc", "esc", "parallel-probe", "cmc"] { #expect(list.output.contains("\n\(name) ")) }
    let one = try program.run("controllers", "cmc", "--beta", "0.3")
    #expect(one.output.contains("value at β 0.3"))
    #expect(one.output.contains("max(2, round(2 + 8β))"))
    let set = try program.run("controllers", "cmc:warm_up=99", environment: ["LANG": "C"])
    #expect(set.output.contains("99 (set)"))
    #expect(set.output.utf8.allSatisfy { $0 < 0x80 })
    #expect(try program.run("controllers", "sc", "--beta", "0.3").code == 64)
    #expect(try program.run("controllers", "cmc", "--beta", "1.5").code == 64)
    #expect(try program.run("controllers", "--beta", "0.5").code == 64)
  }

  @Test func bench() throws {
    let arguments = ["bench", "tiny/aime24", "--controller", "sc", "--controller", "cmc", "--stores", stores]
    let json = try program.finish(try program.start(arguments + ["--repetitions", "2", "--format", "json"]))
    let rows = try json.objects()
    #expect(rows.compactMap { $0["controller"] as? String } == ["sc", "cmc"])
    for row in rows {
      for key in ["microseconds_per_run", "nanoseconds_per_step", "load_milliseconds"] {
        #expect(try #require(row[key] as? Double) > 0)
      }
      #expect(try #require(row["laps"] as? Int) > 1, "runs on so small a store take no 20 ms")
    }
    let table = try program.finish(try program.start(arguments + ["--repetitions", "1"]))
    #expect(table.output.hasPrefix("controller    µs/run  ns/step  load ms  steps/run\n"))
    let threads = arguments + ["--repetitions", "1", "--threads", "2"]
    let both = try program.finish(try program.start(threads + ["--format", "json"])).objects()
    for row in both {
      #expect(row["threads"] as? Int == 2)
      #expect(try #require(row["speedup"] as? Double) > 0)
    }
    let wide = try program.finish(try program.start(threads))
    #expect(wide.output.split(separator: "\n").first?.hasSuffix("steps/run  speedup of 2") == true)
    #expect(rows.allSatisfy { $0["threads"] == nil && $0["speedup"] == nil })
  }

  @Test(arguments: [
    (["evla"], "there is no command 'evla'; did you mean eval?; see 'autotts --help'"),
    (["config", "chek"], "there is no command 'chek'; did you mean check?; see 'autotts config --help'"),
    (
      ["stores", "zzzzzz"],
      "there is no command 'zzzzzz'; there are list, check, freeze, synth; see 'autotts stores --help'"
    ),
    (["keys", "x"], "Unexpected argument 'x'; see 'autotts keys --help'"),
  ])
  func noSuchCommand(_ arguments: [String], _ message: String) throws {
    let outcome = try program.run(arguments, environment: [:])
    #expect(outcome.code == 64 && outcome.error == "autotts: \(message)\n")
  }

  @Test func version() throws {
    let outcome = try program.run("--version")
    #expect(outcome.code == 0)
    #expect(outcome.output.split(separator: ".").count == 3)
    #expect(try program.run("eval", "--help").output.contains("--seeds"))
  }

  @Test(arguments: [
    ["bogus"], ["eval"], ["eval", "tiny/aime24"], ["eval", "--controller", "sc"],
    ["eval", "tiny/aime24", "--controller", "nobody"], ["eval", "tiny/aime24", "--controller", "cmc:beta=2"],
    ["eval", "tiny/aime24", "--controller", "cmc:beta"], ["eval", "tiny/aime24", "--controller", "sc:beta=0.5"],
    ["eval", "tiny/aime24", "--controller", "sc", "--seeds", "3:3"],
    ["eval", "tiny/aime24", "--controller", "sc", "--seeds", "a"],
    ["eval", "tiny/aime24", "--controller", "sc", "--threads", "0"],
    ["eval", "tiny/aime24", "--controller", "sc", "--budget=-1"],
    ["eval", "tiny/aime24", "--controller", "sc", "--format", "xml"],
    ["run", "tiny/aime24", "0", "--controller", "sc"], ["run", "tiny/aime24", "3", "--controller", "sc"],
    ["run", "tiny/aime24", "x", "--controller", "sc"], ["run", "tiny/aime24", "1", "--controller", "sc", "--seed=-1"],
    ["bench", "tiny/aime24", "--controller", "sc", "--repetitions", "0"],
    ["bench", "tiny/aime24", "--controller", "sc", "--threads", "1"],
    ["stores", "synth", "x.json", "--model", "nobody"], ["stores", "synth", "x.json", "--questions", "31"],
    ["stores", "synth", "x.json", "--branches", "0"], ["eval", "\u{1b}[2J", "--\u{1b}[2J"],
  ])
  func wrongUsage(_ arguments: [String]) throws {
    let outcome = try program.finish(try program.start(arguments, environment: ["AUTOTTS_STORES": stores]))
    #expect(outcome.code == 64)
    expectOneLine(outcome)
  }

  @Test(arguments: [
    (["show", "step", "--step", "-1"], "--step counts from 0"), (["show", "step", "--seed", "-1"], "from 0 to"),
    (["show", "step", "--question", "-1"], "has no question -1"), (["--question", "-1"], "has no question -1"),
    (["eval", "tiny/aime24", "--controller", "sc", "--budget", "-1"], "a budget is a whole number of tokens from 0"),
    (
      ["run", "tiny/aime24", "1", "--controller", "sc", "--budget", "x"], "a budget is a whole number of tokens from 0"
    ),
    (["eval", "tiny/aime24"], "Missing expected argument '--controller"),
    (["controllers", "cmc:beta=0.2", "--beta", "0.3"], "beta is given twice"),
    (["eval", "tiny/aime24", "--controller", "sc", "--seeds", "-1:5"], "seeds are FIRST:END"),
    (["eval", "tiny/aime24", "--controller", "sc", "--threads", "-1"], "--threads takes 1 to"),
    (["run", "tiny/aime24", "1", "--controller", "sc", "--seed", "-1"], "from 0 to"),
    (["bench", "tiny/aime24", "--controller", "sc", "--repetitions", "-1"], "--repetitions takes 1 to"),
    (["controllers", "cmc", "--beta", "-1"], "--beta goes from 0 to 1"),
    (["stores", "synth", "x.json", "--questions", "-1"], "--questions takes 1 to 30"),
    (["stores", "synth", "x.json", "--seed", "-1"], "from 0 to"),
  ])
  func negativeNumbers(_ arguments: [String], _ message: String) throws {
    let outcome = try program.finish(try program.start(arguments, environment: ["AUTOTTS_STORES": stores]))
    #expect(outcome.code == 64)
    expectOneLine(outcome)
    #expect(outcome.error.contains(message))
  }

  @Test func helpNamesDefaults() throws {
    for (command, text) in [
      (["eval"], "(default: 0:100)"), (["run"], "(default: 0)"), ([], "`autotts explore --help`"),
      (["stores", "synth"], "Synth-S and search unless told"),
    ] as [([String], String)] {
      let help = try program.run(command + ["--help"]).output
      // Lines are broken anywhere.
      #expect(help.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(text))
    }
  }

  @Test func inputsThatAreMissingOrBad() throws {
    try program.write("[1, 2", to: "bad.json")
    for (arguments, code) in [
      (["eval", "tiny/aime2", "--controller", "sc", "--stores", stores], 66),
      (["eval", "/no/such.json", "--controller", "sc"], 66), (["eval", stores, "--controller", "sc"], 66),
      (["eval", "/dev/zero", "--controller", "sc"], 66),
      (["stores", "--stores", "/no/such/directory"], 66),
      (["run", program.path("bad.json"), "1", "--controller", "sc"], 65),
      (["bench", program.path("bad.json"), "--controller", "sc"], 65),
    ] as [([String], Int32)] {
      let outcome = try program.finish(try program.start(arguments))
      #expect(outcome.code == code)
      expectOneLine(outcome)
    }
  }

  @Test func closedPipe() throws {
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let outcome = try program.run(["controllers"], output: pipe.fileHandleForWriting)
    #expect(outcome.code == 141 || outcome.wasKilled && outcome.code == SIGPIPE)
    #expect(outcome.error == "")
  }

  @Test func fullDevice() throws {
    let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
    let outcome = try program.run(["controllers"], output: full)
    #expect(outcome.code == 74)
    expectOneLine(outcome)
  }

  private func expectOneLine(_ outcome: Program.Outcome) {
    #expect(outcome.output == "")
    #expect(outcome.errorLines.count == 1)
    #expect(outcome.error.hasPrefix("autotts: ") && outcome.error.hasSuffix("\n"))
    #expect(!outcome.error.contains("\u{1b}"))
  }
}

/// The data of runs and parameters in the forms that the explorer writes too.
@Suite struct DataFormTests {
  let program: Program

  init() throws { program = try Program() }

  @Test func aRunAsCSV() throws {
    let base = ["run", "Synth-S/search", "3", "--controller", "cmc:beta=0.7", "--seed", "2"]
    let lines = try program.run(base + ["--format", "csv"]).output.split(separator: "\n")
    let report = try program.run(base + ["--format", "json"]).object()
    let steps = try #require(report["steps"] as? [Object])
    #expect(lines.count == steps.count + 1)
    #expect(lines[0].hasPrefix("store,question,seed,spec,grading,err,step,round,kind,branch,"))
    for (index, step) in steps.enumerated() {
      let start = "Synth-S/search,3,2,cmc:beta=0.7,exact,answer,\(index + 1),"
      #expect(lines[index + 1].hasPrefix(start))
      #expect(lines[index + 1].contains(",\(try #require(step["kind"] as? String)),"))
    }
  }

  @Test func parametersAsData() throws {
    let base = ["controllers", "cmc:warm_up=12", "--beta", "0.3"]
    let lines = try program.run(base + ["--format", "csv"]).output.split(separator: "\n")
    #expect(lines[0] == "spec,parameter,value,set,from,low,high,integer,unit,meaning")
    let report = try program.run(base + ["--format", "json"]).object()
    let rows = try #require(report["parameters"] as? [Object])
    #expect(rows.count == lines.count - 1 && report["spec"] as? String == "cmc:beta=0.3,warm_up=12")
    let set = rows.filter { $0["set"] as? Bool == true }
    #expect(set.count == 1 && set[0]["parameter"] as? String == "warm_up" && set[0]["value"] as? Double == 12)
    #expect(try program.run("controllers", "--format", "csv").code == 64)
  }
}
