import Foundation
import Replay
import ReplayStores
import Testing

/// The manifest as a text: written and read again, and refused in one line that names the place.
@Suite struct ManifestFileTests {
  private static let digest = String(repeating: "0123456789abcdef", count: 4)
  private static let good = """
    {"version":1,"stores":
    [{"name":"m/a","role":"search","interval":500,"questions":30,"branches":128,"sha256":"\(digest)","origin":"here"},
    {"name":"m/b","role":"held-out","interval":[250,500],"questions":1,"branches":[2,4],"sha256":"\(digest)","origin":""}]}

    """

  private func read(_ text: String) throws -> StoreManifest {
    try Array(text.utf8).withUnsafeBytes { try StoreManifest.read(bytes: $0, file: "stores.json") }
  }

  private func complaint(about text: String) -> String? {
    do {
      _ = try read(text)
      return nil
    } catch let error as StoreError {
      #expect(error.exitCode == 65)
      #expect(error.question == nil)
      return error.description
    } catch {
      return "\(error)"
    }
  }

  @Test func whatIsWrittenIsRead() throws {
    let manifest = try read(Self.good)
    #expect(manifest.records.map(\.name) == ["m/a", "m/b"])
    let record = try #require(manifest["m/b"])
    #expect(record.role == .heldOut)
    #expect(record.shape.description == "1 question of 2 to 4 branches, Δ 250 to 500")
    #expect(record.sha256 == Self.digest)
    #expect(record.origin == "")
    #expect(manifest["m/c"] == nil)
    #expect(String(decoding: manifest.json(), as: UTF8.self) == Self.good)
  }

  /// Any order is read; natural order is written.
  @Test func inNaturalOrder() throws {
    let names = ["Q-14B/b", "Q-4B/b10", "Q-4B/b9", "Q-4B/\u{e9}", "Q-4B/e\u{301}"]
    let shape = try #require(try read(Self.good)["m/a"]).shape
    let manifest = StoreManifest(
      names.map { .init(name: $0, role: .search, shape: shape, sha256: Self.digest, origin: "\"\\\n\u{202e}") })
    let sorted = ["Q-4B/b9", "Q-4B/b10", "Q-4B/e\u{301}", "Q-4B/\u{e9}", "Q-14B/b"]
    #expect(manifest.records.map { Array($0.name.utf8) } == sorted.map { Array($0.utf8) })
    #expect(try read(String(decoding: manifest.json(), as: UTF8.self)) == manifest)
  }

  @Test(arguments: [
    ("{\"version\":1", "[{\"version\":1", "$[0], byte 369: expected \",\" or \"]\" after a value, found the"),
    ("\"version\":1", "\"version\":2", "$.version: expected 1, the version known here, found 2"),
    ("\"version\":1,", "", "$: expected the key \"version\", found an object without it"),
    (
      "\"version\":1,", "\"version\":1,\"notes\":[],",
      "$.notes: expected only the keys version, stores, found \"notes\""
    ),
    (
      "\"origin\":\"here\"", "\"orgin\":\"here\"",
      "$.stores[0].orgin: expected only the keys name, role, interval, questions, branches, sha256, origin, found \"orgin\""
    ),
    ("\"origin\":\"\"", "\"origin\":7", "$.stores[1].origin: expected where the store came from (a string), found 7"),
    ("m/b", "m/a", "$.stores[1].name: expected each name once, found \"m/a\" again"),
    ("m/b", "/etc/passwd", "$.stores[1].name: expected the name of a store (MODEL/BENCHMARK), found \"/etc/passwd\""),
    ("m/b", "../../b", "$.stores[1].name: expected the name of a store (MODEL/BENCHMARK), found \"../../b\""),
    ("m/b", "/b", "$.stores[1].name: expected the name of a store (MODEL/BENCHMARK), found \"/b\""),
    (
      "\"m/b\"", "\"\\u001b[2J\"",
      "$.stores[1].name: expected the name of a store (MODEL/BENCHMARK), found \"␛[2J\""
    ),
    ("held-out", "heldout", "$.stores[1].role: expected \"search\" or \"held-out\", found \"heldout\""),
    ("\"questions\":30", "\"questions\":0", "$.stores[0].questions: expected a number of questions from 1 up, found 0"),
    (
      "[2,4]", "[4,2]",
      "$.stores[1].branches: expected a number of branches from 1 up, or [least, greatest], found an array of 2 elements"
    ),
    (
      "[250,500]", "\"500\"",
      "$.stores[1].interval: expected a number of tokens from 1 up, or [least, greatest], found \"500\""
    ),
    (
      "0123456789abcdef", "0123456789ABCDEF",
      "$.stores[0].sha256: expected a SHA-256 (64 hexadecimal digits in lower case), found \"0123456789ABCDEF"
    ),
    ("\"name\":\"m/b\",", "", "$.stores[1]: expected the key \"name\", found an object without it"),
  ])
  func refused(old: String, new: String, message: String) throws {
    let text = Self.good.replacingFirst(old, by: new)
    let line = try #require(complaint(about: text))
    #expect(line.hasPrefix("stores.json: " + message))
    #expect(line.hasSuffix("; mend it, or move it away and make it anew with 'autotts stores freeze'"))
    #expect(line == line.madeSafe())
  }

  @Test(arguments: ["", "[]", "7", "[{}]"]) func noManifest(text: String) {
    #expect(complaint(about: text) != nil)
  }
}

extension String {
  fileprivate func replacingFirst(_ old: String, by new: String) -> String {
    firstRange(of: old).map { replacingCharacters(in: $0, with: new) } ?? self
  }
}
