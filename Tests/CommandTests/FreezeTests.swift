import Foundation
import Testing

/// `autotts stores freeze`, and what every other command then makes of changed stores.
@Suite struct FreezeTests {
  let program: Program
  let stores: String
  private let manifest: URL

  init() throws {
    program = try Program()
    stores = try program.addTinyStores()
    manifest = URL(fileURLWithPath: stores + "/stores.json")
  }

  private func freeze(_ options: String...) throws -> Program.Outcome {
    try program.run(["stores", "freeze", stores] + options)
  }

  /// The stores of the manifest by name.
  private func records() throws -> [String: Object] {
    let root = try JSONSerialization.jsonObject(with: Data(contentsOf: manifest)) as? Object
    let records = try #require(root?["stores"] as? [Object])
    return Dictionary(uniqueKeysWithValues: records.map { ($0["name"] as? String ?? "", $0) })
  }

  /// The last words of the lines of a table that begin with a store of the tiny model.
  private func column(_ outcome: Program.Outcome, _ title: String) -> [String] {
    let lines = outcome.output.split(separator: "\n")
    guard let start = lines.first?.range(of: title)?.lowerBound else { return [] }
    let offset = lines[0].distance(from: lines[0].startIndex, to: start)
    return lines.dropFirst().filter { $0.hasPrefix("tiny/") }.map { line in
      String(line.dropFirst(offset)).components(separatedBy: "  ")[0]
    }
  }

  @Test func writesWhatTheStoresAre() throws {
    let outcome = try freeze()
    #expect(outcome.code == 0)
    #expect(column(outcome, "change") == ["new", "new"])
    #expect(outcome.output.hasSuffix("\n\(manifest.path) written\n"))
    let records = try records()
    #expect(records.keys.sorted() == ["tiny/aime24", "tiny/other"])
    let record = try #require(records["tiny/aime24"])
    #expect(record["role"] as? String == "search")
    #expect(record["interval"] as? Int == 500)
    #expect(record["questions"] as? Int == 2)
    #expect(record["branches"] as? Int == 4)
    #expect((record["sha256"] as? String)?.count == 64)
    #expect(record["origin"] as? String == "unknown")
    let list = try program.run("stores", "list", "--stores", stores)
    #expect(column(list, "verdict") == ["frozen", "frozen"])
    #expect(
      column(try program.run("stores", "check", "--stores", stores), "verdict").prefix(2) == ["frozen", "frozen"])
  }

  @Test func keepsRolesAndOriginsAndTellsChanges() throws {
    _ = try freeze("--role", "*/other=search", "--origin", "tiny/*=by hand", "--origin", "tiny/other=a=b")
    #expect(try records()["tiny/other"]?["role"] as? String == "search")
    #expect(try records()["tiny/other"]?["origin"] as? String == "a=b")
    let bytes = try Data(contentsOf: manifest)
    let again = try freeze()
    #expect(column(again, "change") == ["none", "none"])
    #expect(again.output.hasSuffix("says so already\n"))
    #expect(try Data(contentsOf: manifest) == bytes)
    try program.write(Program.tinyStore + "\n", to: "stores/tiny/other.json")
    try program.write(Program.tinyStore, to: "stores/tiny/third.json")
    let changed = try freeze("--role", "tiny/aime24=held-out")
    let changes = column(changed, "change")
    #expect(changes.first == "role, was search" && changes.last == "new")
    #expect(changes[1].hasPrefix("changed, was ") && changes[1].count == 25)
    #expect(try records()["tiny/other"]?["role"] as? String == "search")
    #expect(try records()["tiny/other"]?["origin"] as? String == "a=b")
    #expect(try records()["tiny/aime24"]?["role"] as? String == "held-out")
  }

  /// A store with one byte changed is refused by every command, in one line with the remedy, until it is frozen again.
  @Test func aChangedStoreIsRefused() throws {
    _ = try freeze()
    let changed = Program.tinyStore.replacingOccurrences(of: "One", with: "0ne")
    try program.write(changed, to: "stores/tiny/aime24.json")
    let path = stores + "/tiny/aime24.json"
    for arguments in [
      ["run", "tiny/aime24", "1", "--controller", "sc"], ["eval", "tiny/aime24", "--controller", "sc"],
      ["show", "step", "--store", "tiny/aime24"], ["bench", "tiny/aime24", "--controller", "sc"],
      ["run", path, "1", "--controller", "sc"],
    ] {
      let outcome = try program.run(arguments + (arguments.contains(path) ? [] : ["--stores", stores]))
      #expect(outcome.code == 65)
      #expect(outcome.output == "")
      #expect(outcome.errorLines.count == 1)
      #expect(outcome.error.contains("\(path): expected the store frozen in \(manifest.path) (SHA-256 "))
      #expect(outcome.error.hasSuffix("accept this one with 'autotts stores freeze \(stores)'\n"))
    }
    let list = try program.run("stores", "list", "--stores", stores)
    #expect(list.code == 0)
    #expect(column(list, "verdict") == ["changed", "frozen"])
    let check = try program.run("stores", "check", "--stores", stores)
    #expect(check.code == 65)
    #expect(column(check, "verdict") == ["changed", "frozen"])
    #expect(column(check, "role") == ["search", "held-out"])
    #expect(try freeze().code == 0)
    #expect(try program.run("run", "tiny/aime24", "1", "--controller", "sc", "--stores", stores).code == 0)
  }

  @Test func refusesToFreezeWhatItCannotRead() throws {
    _ = try freeze()
    let bytes = try Data(contentsOf: manifest)
    try program.write("[{}]", to: "stores/tiny/bad.json")
    try program.write("", to: "stores/tiny/empty.json")
    let outcome = try freeze()
    #expect(outcome.code == 65)
    #expect(outcome.output == "")
    #expect(outcome.errorLines.count == 2)
    #expect(try Data(contentsOf: manifest) == bytes)
  }

  @Test func storesThatAreGone() throws {
    _ = try freeze()
    try FileManager.default.removeItem(atPath: stores + "/tiny/other.json")
    let check = try program.run("stores", "check", "--stores", stores)
    #expect(check.code == 66)
    #expect(column(check, "verdict") == ["frozen", "missing"])
    #expect(column(check, "role") == ["search", "held-out"])
    let refused = try freeze()
    #expect(refused.code == 66)
    #expect(refused.errorLines.count == 1)
    #expect(refused.error.hasSuffix("and its file is gone; put it back, or --drop-missing\n"))
    let dropped = try freeze("--drop-missing")
    #expect(dropped.code == 0)
    #expect(column(dropped, "change") == ["none", "dropped"])
    #expect(try records().keys.sorted() == ["tiny/aime24"])
  }

  @Test func otherRefusals() throws {
    for (options, code) in [
      (["--role", "tiny/none=search"], 64), (["--role", "tiny/other"], 64), (["--role", "*=other"], 64),
      (["--origin", "nowhere=x"], 64),
    ] as [([String], Int32)] {
      let outcome = try program.run(["stores", "freeze", stores] + options)
      #expect(outcome.code == code)
      #expect(outcome.errorLines.count == 1)
    }
    let unknown = try program.run("stores", "freeze", stores, "--role", "x=foo")
    #expect(unknown.error.contains("search or held-out"), "\(unknown.error)")
    #expect(!FileManager.default.fileExists(atPath: manifest.path))
    try program.write("[]", to: "stores/stores.json")
    #expect(try freeze().code == 65)
    #expect(try String(contentsOf: manifest, encoding: .utf8) == "[]")
    try program.write("", to: "nothing/notes.txt")
    #expect(try program.run("stores", "freeze", program.path("nothing")).code == 66)
    #expect(try program.run("stores", "freeze", program.path("none")).code == 66)
  }

  /// Synthetic stores take the place of frozen ones only if forced, and then say what comes of it.
  @Test func synthesisOverFrozenStores() throws {
    let options = ["stores", "synth", program.path("made"), "--questions", "1", "--branches", "2"]
    #expect(try program.run(options).code == 0)
    #expect(try program.run("stores", "freeze", program.path("made")).code == 0)
    let same = try program.run(options + ["--force"])
    #expect(same.code == 0 && same.error == "")
    try FileManager.default.removeItem(atPath: program.path("made/Synth-S/search.json"))
    let one = ["stores", "synth", program.path("made/Synth-S/search.json"), "--questions", "1", "--branches", "3"]
    let refused = try program.run(one)
    #expect(refused.code == 74)
    #expect(refused.errorLines.count == 1 && refused.error.hasSuffix("of this name frozen; --force replaces it\n"))
    #expect(!FileManager.default.fileExists(atPath: program.path("made/Synth-S/search.json")))
    let forced = try program.run(one + ["--force"])
    #expect(forced.code == 0)
    #expect(forced.errorLines.count == 1 && forced.error.hasPrefix("autotts: warning: "))
    #expect(try program.run("stores", "check", program.path("made/Synth-S/search.json")).code == 65)
  }

  /// Whenever the program is killed, the manifest is the old one or the new one, whole.
  @Test func killedWhileItWrites() throws {
    // Long enough that writing takes some time.
    let origin = String(repeating: "long ", count: 10_000)
    let roles = ["search", "held-out"]
    let texts = try roles.map { role in
      #expect(try freeze("--role", "*=\(role)", "--origin", "*=\(origin)").code == 0)
      return try Data(contentsOf: manifest)
    }
    var seen: Set<Data> = []
    for attempt in 0..<40 {
      let old = try Data(contentsOf: manifest)
      let role = roles[old == texts[0] ? 1 : 0]
      let process = try program.start(["stores", "freeze", stores, "--role", "*=\(role)"])
      if attempt.isMultiple(of: 2) {
        // As soon as there is something beside the manifest.
        while process.isRunning, try files().count == 2 {}
      } else {
        usleep(UInt32(attempt * 1000))
      }
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let now = try Data(contentsOf: manifest)
      #expect(texts.contains(now), "the manifest is neither the old one nor the new one")
      if now == old { seen.insert(old) }
      for file in try files() where file.hasPrefix(".") {
        try FileManager.default.removeItem(atPath: "\(stores)/\(file)")
      }
      #expect(try program.run("stores", "check", "tiny/other", "--stores", stores).code == 0)
    }
    #expect(!seen.isEmpty, "no run was killed before its end")
  }

  private func files() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: stores) }
}
