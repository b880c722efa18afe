import Controllers
import Evaluation
import Explorer
import Foundation
import Replay
import Testing

/// The README's guided tour, taken: each row's keys are pressed, and each of its words in quotes has to be on the screen.
@Suite struct TourTests {
  /// A row of the tour.
  private struct Row {
    var keys: [String]
    var words: [String]
  }

  private static let tour: String = {
    let readme = try? String(contentsOfFile: Bundled.package + "/README.md", encoding: .utf8)
    return readme?.components(separatedBy: "\n## ").first { $0.hasPrefix("A guided tour\n") } ?? ""
  }()

  private static let rows: [Row] = tour.split(separator: "\n").filter { $0.hasPrefix("| `") }.map { line in
    let cells = line.components(separatedBy: " | ")
    return Row(keys: between("`", cells[0]), words: between("\"", cells.dropFirst().joined(separator: " | ")))
  }

  private static func between(_ mark: String, _ text: String) -> [String] {
    text.components(separatedBy: mark).enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
  }

  @Test func everyRowIsTrue() async throws {
    #expect(Self.rows.count >= 15)
    var hands = try explorer(sweepSeeds: Sweep.publishedSeeds)
    hands.model = hands.model.afterFirstBatch()
    try await hands.finishWork()
    for row in Self.rows {
      for name in row.keys {
        if let key = Key(name: name) { hands.press(key) } else { hands.type(name) }
      }
      try await hands.finishWork()
      #expect(!row.words.isEmpty)
      for words in row.words {
        #expect(
          hands.text.contains(words), "after \(row.keys.joined(separator: " ")) there is no '\(words)':\n\(hands.text)")
      }
    }
    #expect(hands.effects.isEmpty && hands.model.overlays.isEmpty)
  }

  /// What it says besides.
  @Test func itsFindingIsTrue() throws {
    let store = try Bundled.store()
    #expect(Self.tour.contains("each setting run 3 000 times"))
    #expect(store.questions.count * Sweep.publishedSeeds.count == 3_000)
    #expect(Self.tour.contains("β moves twelve parameters at once"))
    #expect(try Catalog.published.family("cmc").knobs.count(where: \.isScheduled) == 12)
    #expect(Self.tour.contains("CMC's gate, which never opens"))
    let controller = try Catalog.published.controller(Catalog.published.setting("cmc:beta=0.5"))
    let run = store.questions[28].record(controller, seed: 3)
    #expect(!run.steps.contains { $0.kind == .check && $0.reason.rule == .momentumGate && $0.passed })
    #expect(run.costs.tokens == 474_040 && run.answer != store.questions[28].gold)
    #expect(Self.tour.contains("more than a third of the tokens") && 175.0 / 474.04 > 1.0 / 3)
  }
}
