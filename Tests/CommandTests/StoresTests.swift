import Foundation
import Testing

@Suite struct StoresTests {
  let program: Program
  let stores: String

  init() throws {
    program = try Program()
    stores = try program.addTinyStores()
  }

  @Test func list() throws {
    for arguments in [["stores"], ["stores", "list"]] {
      let process = try program.start(arguments + ["--stores", stores])
      let outcome = try program.finish(process)
      #expect(outcome.code == 0)
      let rows = outcome.output.split(separator: "\n").map { $0.split(separator: " ") }
      let tiny = rows.filter { $0[0].hasPrefix("tiny/") }
      #expect(tiny.map { $0[0] } == ["tiny/aime24", "tiny/other"])
      #expect(tiny.map { $0[1] } == ["search", "held-out"])
      #expect(tiny.allSatisfy { $0.last?[...] == stores[...] })
    }
  }

  @Test func check() throws {
    let good = try program.run("stores", "check", "tiny/aime24", "--stores", stores)
    #expect(good.code == 0)
    #expect(
      good.output.split(separator: "\n").last?.split(separator: " ") == [
        "tiny/aime24", "search", "2", "4", "500", "3", "3–4", "33.33", "ok",
      ])
    try program.write("[{}]", to: "stores/tiny/bad.json")
    let bad = try program.run("stores", "check", "tiny/bad", "tiny/other", "nothing/here", stores, "--stores", stores)
    #expect(bad.code == 65)
    #expect(bad.errorLines.count == 3)
    #expect(
      bad.output.split(separator: "\n").map { $0.split(separator: " ").last } == [
        "verdict", "malformed", "ok", "missing", "unreadable",
      ])
    #expect(try program.run("stores", "check", "nothing/here", "--stores", stores).code == 66)
  }

  @Test func synthesizesOneStore() throws {
    let path = program.path("new/one.json")
    let options = ["stores", "synth", path, "--model", "Synth-M", "--benchmark", "held-out", "--questions", "2"]
    let first = try program.finish(try program.start(options + ["--branches", "5", "--seed", "9"]))
    #expect(first.code == 0)
    #expect(first.output == path + "\n")
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    let refused = try program.finish(try program.start(options))
    #expect(refused.code == 74)
    #expect(refused.errorLines.first?.hasSuffix("exists already; --force replaces it") == true)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == bytes)
    let replaced = try program.finish(try program.start(options + ["--force", "--branches", "6", "--seed", "9"]))
    #expect(replaced.code == 0)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) != bytes)
    #expect(try FileManager.default.contentsOfDirectory(atPath: program.path("new")) == ["one.json"])
    let checked = try program.run("stores", "check", path)
    #expect(checked.output.contains("  6  500  "))
  }

  @Test func synthesizesALibrary() throws {
    let directory = program.path("library")
    let outcome = try program.run("stores", "synth", directory, "--questions", "1", "--branches", "3")
    #expect(outcome.code == 0)
    #expect(outcome.output.split(separator: "\n").count == 6)
    let checked = try program.run("stores", "check", "--stores", directory)
    #expect(checked.code == 0)
    #expect(checked.output.split(separator: "\n").count == 7)
  }

  @Test func opensWithoutAStoreNamed() throws {
    let home = ".local/share/autotts/stores"
    try program.write(Program.tinyStore, to: "\(home)/Synth-L/held-out.json")
    try program.write(Program.tinyStore, to: "\(home)/Synth-M/search.json")
    let frame = ["show", "step", "--controller", "sc"]
    #expect(try program.run(frame).output.contains("Synth-M/search  Q1/2 "))
    #expect(try program.run(frame + ["--stores", stores]).output.contains("tiny/aime24  Q1/2 "))
    // A directory without stores decides nothing.
    try program.write("", to: "empty/notes.txt")
    #expect(try program.run(frame + ["--stores", program.path("empty")]).output.contains("Synth-M/search  Q1/2 "))
    try program.write("[{}]", to: "stores/atiny/bad.json")
    let broken = try program.run(frame + ["--stores", stores])
    #expect(broken.code == 65)
    #expect(broken.errorLines.count == 1)
    #expect(broken.error.contains("bad.json") && broken.error.hasSuffix("with --store\n"))
    #expect(try program.run(frame + ["--stores", stores, "--store", "tiny/other"]).code == 0)
  }

  @Test func warnsOfDirectoriesThatAreNotThere() throws {
    let gone = program.path("gone")
    for arguments in [["stores"], ["run", "tiny/aime24", "1", "--controller", "sc"], ["show", "step"]] {
      let environment = ["AUTOTTS_STORES": "\(gone)\u{1b}[2J:\(stores):/nowhere"]
      let outcome = try program.finish(try program.start(arguments, environment: environment))
      #expect(outcome.code == 0)
      #expect(outcome.output.contains("tiny/aime24"))
      #expect(outcome.errorLines.count == 1 && !outcome.error.contains("\u{1b}"))
      #expect(outcome.error.hasPrefix("autotts: warning: AUTOTTS_STORES: no such directory: \(gone)"))
      #expect(outcome.error.hasSuffix(", /nowhere\n"))
    }
    #expect(try program.run("stores", environment: ["AUTOTTS_STORES": stores]).error == "")
  }

  @Test(arguments: ["0", "10001"]) func branchesOutOfRange(_ count: String) throws {
    let outcome = try program.run("stores", "synth", program.path("x.json"), "--branches", count)
    #expect(outcome.code == 64)
    #expect(outcome.error.hasPrefix("autotts: --branches takes 1 to 10000, not \(count)"))
  }

  @Test func aDirectoryThatCannotBeMade() throws {
    try program.write("", to: "file")
    let outcome = try program.run("stores", "synth", program.path("file/x.json"), "--questions", "1")
    #expect(outcome.code == 74)
    #expect(outcome.errorLines.count == 1)
  }
}
