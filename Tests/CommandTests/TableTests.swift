import Foundation
import Testing

/// `autotts table`: the published figures beside those of the stores at hand.
@Suite struct TableTests {
  let program: Program

  init() throws { program = try Program() }

  @Test func withoutAPublishedStoreItSaysWhatIsMissing() throws {
    let outcome = try program.run("table", "--stores", try program.addTinyStores())
    #expect(outcome.code == 66)
    #expect(outcome.output == "")
    #expect(outcome.errorLines.count == 1)
    #expect(outcome.error.contains("--stores"))
  }

  /// A store of a published name with other content: every cell of it differs, and is said to.
  @Test func anotherStoreDiffers() throws {
    try program.write(Program.tinyStore, to: "stores/Qwen3-4B/aime25.json")
    let arguments = ["table", "--stores", program.path("stores"), "--format"]
    let text = try program.run(arguments + ["text"])
    #expect(text.code == 0)
    #expect(text.output.hasSuffix("\n0 of 6 published cells reproduced\n"))
    #expect(text.output.hasPrefix("AIME25"))
    #expect(text.output.split(separator: "\n").count { $0.contains("≠ ") } == 6)
    #expect(text.output.split(separator: "\n").count { $0.contains("≠ differs, and it is not known why") } == 5)
    #expect(text.output.contains("\nHMMT25: not all stores at hand, nothing to compare\n"))

    #expect(text.output.contains("\npublished: 69.5 % for cmc:beta=0.5"))
    #expect(text.output.contains("\nstores at hand for 1 of 8 pairs of model and benchmark, published cells for the"))
    let object = try program.run(arguments + ["json"]).object()
    let saved = try #require(object["held_out_tokens_saved"] as? [Object])
    #expect(saved.count == 5 && saved.allSatisfy { $0["percent"] is Double })
    let published = try #require(saved.first { $0["controller"] as? String == "cmc:beta=0.5" })
    #expect(abs(try #require(published["published_percent"] as? Double) - 69.55) < 0.005)
    let rows = try #require(object["cells"] as? [Object])
    #expect(rows.count == 96)
    #expect(rows.count { $0["reproduced"] as? Bool == false } == 6)
    #expect(rows.count { $0["accuracy"] is NSNull } == 90)

    let csv = try program.run(arguments + ["csv"]).output.split(separator: "\n")
    #expect(csv.count == 97)
    #expect(csv.allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false).count >= 9 })

    let markdown = try program.run(arguments + ["markdown"]).output.split(separator: "\n")
    let table = markdown.filter { $0.hasPrefix("|") }
    #expect(table.count == 2 + 24)
    #expect(Set(table.map { line in line.count { $0 == "|" } }) == [11])
    #expect(markdown.contains { $0.hasPrefix("[1] ") })

    let latex = try program.run(arguments + ["latex"]).output.split(separator: "\n")
    let body = latex.filter { $0.hasPrefix("Qwen3-") }
    #expect(body.count == 24)
    #expect(Set(body.map { line in line.count { $0 == "&" } }) == [9])
    #expect(body.allSatisfy { $0.hasSuffix("\\\\") })
  }

  @Test(.enabled(if: SharedFiles.root != nil, SharedFiles.none))
  func everyReproducibleCellIsReproduced() throws {
    let root = try #require(SharedFiles.root)
    let outcome = try program.run("table", "--stores", root + "/stores", "--format", "json")
    let result = try outcome.object()
    #expect(result["compared"] as? Int == 48)
    #expect(result["reproduced"] as? Int == 44)
    let differing = try #require(result["cells"] as? [Object]).filter { $0["reproduced"] as? Bool == false }
    #expect(
      Set(differing.compactMap { "\($0["model"] ?? "") \($0["benchmark"] ?? "")" }) == [
        "Qwen3-1.7B aime24", "Qwen3-1.7B aime25", "Qwen3-4B aime24", "Qwen3-4B aime25",
      ])
    #expect(differing.allSatisfy { ($0["reason"] as? String)?.contains("not known") == false })
  }
}
