import Foundation
import ReplayStores
import Testing

@Suite struct StoreLibraryTests {
  private static let store = "[\(QuestionFixture().published)]"

  private func library(_ options: String..., environment: [String: String] = [:]) throws -> StoreLibrary {
    try StoreLibrary(StoreLocations(options: options, environment: environment))
  }

  /// Listing reads no file: these hold no JSON.
  @Test func listing() throws {
    try withDirectory { root in
      for name in ["M-14B/b", "M-4B/b", "M-0.6B/b", "M-4B-it/b", "M-4B/b10", "M-4B/b9", "M-1.7B/b"] {
        try write("no JSON", to: "\(root)/\(name).json")
      }
      try write("", to: root + "/M-4B/.hidden.json")
      try write("", to: root + "/.hidden/b.json")
      try write("", to: root + "/M-4B/notes.txt")
      try write("", to: root + "/M-4B/b.manifest.json")
      try write("", to: root + "/loose.json")
      try write("", to: root + "/stores.json")
      try write("", to: root + "/M-4B/stores.json")
      try write("", to: root + "/M-4B/deeper.json/b.json")
      let entries = try library(root).entries()
      #expect(
        entries.map(\.name) == [
          "M-0.6B/b", "M-1.7B/b", "M-4B/b", "M-4B/b9", "M-4B/b10", "M-4B-it/b", "M-14B/b",
        ])
      let first = try #require(entries.first)
      #expect(first.path == root + "/M-0.6B/b.json")
      #expect(first.size == 7)
      #expect(first.root == StoreRoot(path: root, origin: .option))
      #expect(first.hidden == [])
    }
  }

  /// What cannot be looked into is told: a store there would be missed.
  @Test(.enabled(if: geteuid() != 0, "root may read every directory"))
  func directoryWithoutPermission() throws {
    try withDirectory { root in
      try write(Self.store, to: root + "/M/b.json")
      try write(Self.store, to: root + "/N/b.json")
      #expect(chmod(root + "/N", 0) == 0)
      defer { chmod(root + "/N", 0o700) }
      let library = try library(root)
      #expect(library.entries().map(\.name) == ["M/b"])
      #expect(library.unreadableDirectories == [root + "/N"])
      #expect(throws: StoreError.self) { try library.load("N/b") }
      do { _ = try library.load("N/b") } catch { #expect("\(error)".contains("\(root)/N cannot be read")) }
    }
  }

  @Test func rawNames() throws {
    try withDirectory { root in
      let raw = "Q__b__br128__bg5120k__fr500__2025.jsonl"
      try write("[\(QuestionFixture().raw)]", to: "\(root)/\(raw)")
      try write("", to: "\(root)/Q/Q__c__br128__bg5120k__fr500__1.jsonl")
      try write("", to: "\(root)/Q/d.jsonl")
      try write("", to: "\(root)/Q__e.jsonl")
      let library = try library(root)
      #expect(library.entries().map(\.name) == ["Q/b", "Q/c", "Q/d"])
      #expect(try library.load("Q/b").name == "Q/b")
      #expect(try library.load("\(root)/\(raw)").questions.count == 1)
    }
  }

  @Test func earlierRootsHideLaterOnes() throws {
    try withDirectory { directory in
      for root in ["one", "two", "three"] { try write(Self.store, to: "\(directory)/\(root)/m/b.json") }
      try write(Self.store, to: directory + "/two/m/c.json")
      // The first directory again, through a link: the same stores do not hide themselves.
      try FileManager.default.createSymbolicLink(atPath: directory + "/link", withDestinationPath: directory + "/one")
      let library = try library(
        directory + "/one",
        environment: ["AUTOTTS_STORES": "\(directory)/link:\(directory)/two:\(directory)/none:\(directory)/three"])
      let entries = library.entries()
      #expect(entries.map(\.name) == ["m/b", "m/c"])
      #expect(entries.map(\.path) == [directory + "/one/m/b.json", directory + "/two/m/c.json"])
      #expect(entries.map(\.hidden) == [[directory + "/two/m/b.json", directory + "/three/m/b.json"], []])
      #expect(entries.map(\.root.origin) == [.option, .environment])
    }
  }

  @Test(arguments: [1, 2, 16])
  func severalInTheOrderOfTheirNames(threads: Int) async throws {
    let folder = try Folder()
    let names = (1...9).map { "m/\($0)" }
    for name in names { try write(Self.store, to: "\(folder.url.path)/\(name).json") }
    let library = try library(folder.url.path)
    #expect(try await library.load(names, threads: threads).map(\.store.name) == names)
    #expect(try await library.load([], threads: threads).isEmpty)
    let error = await #expect(throws: StoreError.self) {
      try await library.load(["m/1", "m/none", "m/2", "m/neither"], threads: threads)
    }
    #expect(error?.file == "m/none")
  }

  @Test func linksAreFollowed() throws {
    try withDirectory { directory in
      try write(Self.store, to: directory + "/files/x")
      try FileManager.default.createDirectory(atPath: directory + "/base", withIntermediateDirectories: true)
      try FileManager.default.createDirectory(atPath: directory + "/m", withIntermediateDirectories: true)
      let link = FileManager.default.createSymbolicLink(atPath:withDestinationPath:)
      try link(directory + "/m/b.json", directory + "/files/x")
      try link(directory + "/m/broken.json", directory + "/files/none")
      try link(directory + "/base/m", "../m")
      let library = try library(directory + "/base")
      #expect(library.entries().map(\.name) == ["m/b"])
      #expect(try library.load("m/b").questions.count == 1)
    }
  }

  @Test func pathsAndNames() throws {
    try withDirectory { root in
      try write(Self.store, to: root + "/m/b.json")
      try write(Self.store, to: root + "/elsewhere")
      let library = try library(root)
      #expect(try library.load("m/b").name == "m/b")
      #expect(try library.load(root + "/elsewhere").name == root + "/elsewhere")
      #expect(try library.locate("m/b").path == root + "/m/b.json")
      #expect(try library.locate(root + "/m/b.json").name == root + "/m/b.json")
      let error = #expect(throws: StoreError.self) { try library.load(root + "/none.json") }
      #expect(error?.description == "\(root)/none.json: expected a readable store file, found no such file")
    }
  }

  @Test(arguments: [
    ("Qwen3-8b/aime24", "neither; did you mean Qwen3-8B/aime24?"),
    ("Qwen3-8B/amie25", "neither; did you mean Qwen3-8B/aime25 or Qwen3-8B/aime24?"),
    ("aime25", "neither; did you mean Qwen3-8B/aime25?"),
    ("zzz", "neither; there are Llama/hmmt25, Qwen3-8B/aime24, Qwen3-8B/aime25"),
    ("", "neither; there are Llama/hmmt25, Qwen3-8B/aime24, Qwen3-8B/aime25"),
    ("/", "a directory; '--stores /' searches it"),
    ("/dev/null", "a device or pipe; there are Llama/hmmt25, Qwen3-8B/aime24, Qwen3-8B/aime25"),
  ])
  func unknownName(name: String, message: String) throws {
    try withDirectory { root in
      for name in ["Llama/hmmt25", "Qwen3-8B/aime24", "Qwen3-8B/aime25"] { try write("", to: "\(root)/\(name).json") }
      let library = try library(root)
      let error = #expect(throws: StoreError.self) { try library.load(name) }
      #expect(
        error?.description
          == "\(name): expected the name of a store (MODEL/BENCHMARK) or the path of a file, found \(message) (searched: \(root))"
      )
      #expect(error?.exitCode == 66)
    }
  }

  @Test func noStores() throws {
    let error = try #require(throws: StoreError.self) { try library().load("m/b") }
    #expect(error.description.hasSuffix("found neither; there is no store to choose from (searched: no directory)"))
  }

  @Test func optionsMustBeDirectories() throws {
    try withDirectory { root in
      let missing = #expect(throws: StoreError.self) { try library(root, root + "/none") }
      #expect(missing?.description == "\(root)/none: expected a directory of stores, found no such directory")
      #expect(missing?.exitCode == 66)
      try write("", to: root + "/a.json")
      let file = #expect(throws: StoreError.self) { try library(root + "/a.json") }
      #expect(
        file?.description
          == "\(root)/a.json: expected a directory of stores, found a file; a single store is given by its path in place of its name"
      )
      // Those of the environment may be missing.
      #expect(try library(environment: ["AUTOTTS_STORES": root + "/none", "HOME": root]).roots.isEmpty)
    }
  }

  @Test(arguments: [
    (["a10", "a9", "a1", "a"], ["a", "a1", "a9", "a10"]),
    (["4B", "14B", "0.6B", "1.7B", "8B", "32B"], ["0.6B", "1.7B", "4B", "8B", "14B", "32B"]),
    (["v02", "v2", "v1", "v01x"], ["v1", "v01x", "v02", "v2"]),
    (
      ["99999999999999999999999", "100000000000000000000000", "b", "B"],
      ["99999999999999999999999", "100000000000000000000000", "B", "b"]
    ),
  ])
  func naturalOrder(names: [String], sorted: [String]) {
    #expect(names.sorted(by: NaturalOrder.precedes) == sorted)
  }
}
