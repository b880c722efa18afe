import Foundation
import Replay
import ReplayStores
import Testing

/// Directories of stores with a manifest: what is frozen is verified, and nothing else gets in its place.
@Suite struct FrozenLibraryTests {
  private static let store = "[\(QuestionFixture().published)]"

  private func library(_ options: String...) throws -> StoreLibrary {
    try StoreLibrary(StoreLocations(options: options))
  }

  /// Writes the manifest of a directory as its stores are now.
  private func freeze(_ root: String) throws {
    let records = try library(root).entries().map {
      try StoreManifest.Record(reading: $0, role: StoreManifest.role(of: $0.name, by: nil), origin: "a test")
    }
    try write(String(decoding: StoreManifest(records).json(), as: UTF8.self), to: root + "/stores.json")
  }

  /// A frozen directory of `m/a` and `m/b`.
  private func withFrozen(_ body: (String) throws -> Void) throws {
    try withDirectory { root in
      for name in ["a", "b"] { try write(Self.store, to: "\(root)/m/\(name).json") }
      try freeze(root)
      try body(root)
    }
  }

  private func verdicts(_ library: StoreLibrary) throws -> [String: StoreVerdict] {
    Dictionary(uniqueKeysWithValues: try library.listings().map { ($0.entry.name, $0.verdict) })
  }

  @Test func frozenStoresLoad() throws {
    try withFrozen { root in
      let loaded = try library(root).locate("m/a").load()
      #expect(loaded.verdict == .frozen)
      #expect(loaded.store.sha256 == (try StoreManifest.load(in: root))?["m/a"]?.sha256)
      #expect(loaded.store.sha256?.count == 64)
      #expect(try verdicts(library(root)) == ["m/a": .frozen, "m/b": .frozen])
    }
  }

  /// A store with one byte changed, be it white space, is refused by name and by path, before it is parsed.
  @Test(arguments: ["\n", "x"]) func changedStoresAreRefused(more: String) throws {
    try withFrozen { root in
      try write(Self.store + more, to: root + "/m/a.json")
      for name in ["m/a", root + "/m/a.json", "\(root)/./m//a.json", "\(root)/m/../m/a.json"] {
        let error = #expect(throws: StoreError.self) { try library(root).load(name) }
        #expect(error?.kind == .changed)
        #expect(error?.exitCode == 65)
        let line = try #require(error?.description)
        #expect(line.contains("/a.json: expected the store frozen in \(root)/stores.json (SHA-256 "))
        #expect(line.hasSuffix("…); put the frozen file back, or accept this one with 'autotts stores freeze \(root)'"))
      }
      #expect(try library(root).load("m/b").questions.count == 1)
      #expect(try verdicts(library(root)) == ["m/a": .changed, "m/b": .frozen])
    }
  }

  @Test func storesThatNoManifestLists() throws {
    try withFrozen { root in
      try write(Self.store, to: root + "/m/c.json")
      #expect(try verdicts(library(root))["m/c"] == .unlisted)
      #expect(try library(root).locate("m/c").load().verdict == .unlisted)
      try FileManager.default.removeItem(atPath: root + "/stores.json")
      #expect(try verdicts(library(root)) == ["m/a": .unfrozen, "m/b": .unfrozen, "m/c": .unfrozen])
      #expect(try library(root).locate(root + "/m/a.json").load().verdict == .unfrozen)
    }
  }

  /// No later directory's store takes the place of one that was frozen and is gone.
  @Test func missingStores() throws {
    try withFrozen { root in
      let file = root + "/m/a.json"
      try FileManager.default.removeItem(atPath: file)
      try withDirectory { other in
        try write(Self.store, to: other + "/m/a.json")
        let first = try library(root, other)
        #expect(try verdicts(first) == ["m/a": .missing, "m/b": .frozen])
        #expect(try first.listings().first?.entry.hidden == [other + "/m/a.json"])
        let error = #expect(throws: StoreError.self) { try first.load("m/a") }
        #expect(error?.exitCode == 66)
        #expect(
          error?.description
            == "m/a: expected the store that \(root)/stores.json lists, found no file of it; put it back, or drop it with 'autotts stores freeze \(root) --drop-missing'"
        )
        let second = try library(other, root)
        #expect(try second.load("m/a").questions.count == 1)
        #expect(try verdicts(second)["m/a"] == .unfrozen)
        #expect(try second.listings().first?.entry.hidden == [])
      }
    }
  }

  @Test func aManifestThatIsNone() throws {
    try withFrozen { root in
      try write("{\"version\": 1}", to: root + "/stores.json")
      let place = "\(root)/stores.json: $: expected the key \"stores\", found an object without it; "
      for name in ["m/a", root + "/m/a.json"] {
        let error = #expect(throws: StoreError.self) { try library(root).load(name) }
        #expect(error?.description.hasPrefix(place) == true)
        #expect(error?.exitCode == 65)
      }
      #expect(throws: StoreError.self) { try library(root).listings() }
      #expect(try library(root).entries().count == 2)
      try FileManager.default.removeItem(atPath: root + "/stores.json")
      try FileManager.default.createSymbolicLink(atPath: root + "/stores.json", withDestinationPath: root + "/gone")
      let error = #expect(throws: StoreError.self) { try library(root).load("m/a") }
      #expect(error?.description == "\(root)/stores.json: expected a readable manifest of stores, found no such file")
      #expect(error?.exitCode == 66)
    }
  }

  /// A manifest whose figures are not those of its own store.
  @Test func editedFigures() throws {
    try withFrozen { root in
      let path = root + "/stores.json"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      try write(text.replacingOccurrences(of: "\"branches\":2", with: "\"branches\":3"), to: path)
      let error = #expect(throws: StoreError.self) { try library(root).load("m/a") }
      #expect(
        error?.description.hasPrefix(
          "\(path): expected 1 question of 2 branches, Δ 500 for \"m/a\", found 1 question of 3 branches, Δ 500")
          == true)
    }
  }

  /// What a manifest names is never opened: these names are of no file in the directory, whatever lies elsewhere.
  @Test(arguments: ["../b", "m/..", "./stores.json", "\u{1b}[2J/\n"])
  func hostileNames(name: String) throws {
    try withFrozen { root in
      let old = try #require(try StoreManifest.load(in: root))
      var record = try #require(old["m/a"])
      record.name = name
      let manifest = StoreManifest(old.records + [record])
      try write(String(decoding: manifest.json(), as: UTF8.self), to: root + "/stores.json")
      #expect(try library(root).load("m/a").questions.count == 1)
      #expect(try verdicts(library(root)) == ["m/a": .frozen, "m/b": .frozen, name: .missing])
      let error = #expect(throws: StoreError.self) { try library(root).load(name) }
      #expect(error?.exitCode == 66)
      #expect(error.map { $0.description == $0.description.madeSafe() } == true)
    }
  }

  /// Files of the raw naming belong to the directory that they lie in, if it has a manifest, or to the one above.
  @Test(arguments: ["Q__b__br2__bg1__fr1.jsonl", "Q/Q__b__br2__bg1__fr1.jsonl"])
  func rawFiles(file: String) throws {
    try withDirectory { root in
      try write("[\(QuestionFixture().raw)]", to: "\(root)/\(file)")
      try freeze(root)
      #expect(try library(root).locate("\(root)/\(file)").load().verdict == .frozen)
      try write("[\(QuestionFixture().raw)] ", to: "\(root)/\(file)")
      for name in ["Q/b", "\(root)/\(file)"] {
        let error = #expect(throws: StoreError.self) { try library(root).load(name) }
        #expect(error?.kind == .changed)
      }
    }
  }

  /// A directory reached through symbolic links is the one as which it is written.
  @Test func links() throws {
    try withFrozen { root in
      try withDirectory { other in
        let link = FileManager.default.createSymbolicLink(atPath:withDestinationPath:)
        try link(other + "/link", root)
        #expect(try library().locate(other + "/link/m/a.json").load().verdict == .frozen)
        try FileManager.default.createDirectory(atPath: other + "/two", withIntermediateDirectories: true)
        try link(other + "/two/m", root + "/m")
        try write(String(decoding: StoreManifest([]).json(), as: UTF8.self), to: other + "/two/stores.json")
        #expect(try library().locate(other + "/two/m/a.json").load().verdict == .unlisted)
      }
    }
  }

  @Test(arguments: [
    ("Qwen3-8B/aime24", StoreRole.search), ("Qwen3-8B/aime25", .heldOut), ("Qwen3-8B/hmmt25", .heldOut),
    ("Synth-L/search", .search), ("Synth-L/held-out", .heldOut), ("m/other", .heldOut), ("aime24/other", .heldOut),
  ])
  func rolesByName(name: String, role: StoreRole) throws {
    #expect(StoreManifest.role(of: name, by: nil) == role)
    try withDirectory { root in
      try write(Self.store, to: "\(root)/\(name).json")
      #expect(try library(root).listings().map(\.role) == [role])
      #expect(try library(root).locate(name).load().role == role)
      #expect(try library().locate("\(root)/\(name).json").load().role == role)
    }
  }

  /// What the manifest says goes before what the name says.
  @Test func rolesByManifest() throws {
    try withFrozen { root in
      let records = try #require(try StoreManifest.load(in: root)).records.map { record in
        var record = record
        record.role = .search
        return record
      }
      try write(String(decoding: StoreManifest(records).json(), as: UTF8.self), to: root + "/stores.json")
      #expect(try library(root).listings().map(\.role) == [.search, .search])
      #expect(try library(root).locate(root + "/m/a.json").load().role == .search)
    }
  }
}
