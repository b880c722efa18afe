import Controllers
import Foundation
import Replay
import ReplayStores
import Testing

/// The page that tells how a controller is added, followed: its file is compiled here, its line stands in the catalog of
/// the conformance suite, and what it says comes of it does.
@Suite struct AddingAControllerTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  /// The blocks of Swift in the page, in order.
  private static func blocks() throws -> [String] {
    try text("Sources/Controllers/AddingAController.md").components(separatedBy: "```swift\n").dropFirst()
      .compactMap { $0.components(separatedBy: "```").first }
  }

  @Test func thePageHasTheWholeFile() throws {
    #expect(try Self.blocks().first == Self.text("Tests/ControllersTests/Example/SteadyWinner.swift"))
  }

  @Test func theCatalogTakesTheLine() throws {
    let line = try #require(try Self.blocks().dropFirst().first)
    let catalog = try Self.text("Sources/Controllers/Catalog.swift")
    #expect(catalog.contains(line.replacingOccurrences(of: "SteadyWinner", with: "ShortM")))
    #expect(Settings.catalog.families.last?.name == SteadyWinner.family.name)
    #expect(Settings.usual.contains { $0.family == SteadyWinner.family.name })
  }

  /// It stops with the third read on a question whose first three branches agree.
  @Test func itDoesAsItSays() throws {
    var builder = QuestionBuilder(text: "agreed", interval: 500)
    for _ in 0..<8 { builder.addBranch(probes: ["7"], tokens: 900, final: "7") }
    let question = builder.finish(gold: "7")
    let setting = try Settings.catalog.setting("steady-winner")
    let recording = question.record(try Settings.catalog.controller(setting), seed: 0)
    #expect(recording.tracks.count == 3 && recording.costs.tokens == 2_700)
    #expect(recording.steps.last?.reason.rule == .stableWinner)
  }
}
