import Foundation
import ReplayStores
import Testing

/// The bundled stores are the generator's output, and look as real stores do.
@Suite struct BundledStoresTests {
  /// A bundled store's recipe and benchmark.
  struct Source: CustomTestStringConvertible, Sendable {
    let recipe: SynthesisRecipe
    let bank: QuestionBank
    var testDescription: String { "\(recipe.model)/\(bank.rawValue)" }

    static let all = SynthesisRecipe.presets.flatMap { recipe in
      QuestionBank.allCases.map { Source(recipe: recipe, bank: $0) }
    }
  }

  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Stores")

  @Test(arguments: Source.all)
  func theFileIsWhatTheGeneratorMakes(source: Source) throws {
    let file = try BundledStores.file(recipe: source.recipe, bank: source.bank)
    let stored = try Data(contentsOf: Self.folder.appendingPathComponent(file.path))
    #expect(stored == Data(file.bytes), "write BundledStores.all() over Stores/ if the generator was meant to change")
  }

  /// All files made anew are those that lie there, and no other does.
  @Test func theManifestFreezesThem() throws {
    let files = try BundledStores.all()
    let manifest = try #require(files.first { $0.path == StoreManifest.fileName })
    let stored = try Data(contentsOf: Self.folder.appendingPathComponent(manifest.path))
    #expect(stored == Data(manifest.bytes), "autotts stores freeze Stores, if the stores were meant to change")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: Self.folder.path).filter { $0.hasSuffix(".json") }
    #expect(paths.sorted() == files.map(\.path).sorted())
    let listings = try StoreLibrary(StoreLocations(options: [Self.folder.path])).listings()
    #expect(listings.allSatisfy { $0.verdict == .frozen })
    for listing in listings { #expect(listing.entry.name.hasSuffix("/\(listing.role.rawValue)")) }
  }

  @Test(arguments: Source.all)
  func theStoreLooksReal(source: Source) throws {
    let store = try StoreStatistics(contentsOf: Self.folder.appendingPathComponent("\(source.testDescription).json"))
    #expect(store.questionCount == 30)
    #expect(store.branchCounts == [128])
    #expect(store.probeCounts.min() ?? 0 >= 3)
    #expect(store.probeCounts.max() ?? 0 <= 80)
    #expect((60...230).contains(store.meanDistinctAnswers))
    #expect((0.03...0.08).contains(store.unreadableShare))
    #expect((0.11...0.18).contains(store.shortfallShare))
    #expect((0.1...0.75).contains(store.accuracy))
    #expect(store.meanWrongLength > store.meanRightLength * 1.2)
    #expect(store.tracesAgree)
  }

  @Test(arguments: QuestionBank.allCases)
  func accuracyRisesWithTheModel(bank: QuestionBank) throws {
    let accuracies = try SynthesisRecipe.presets.map {
      try StoreStatistics(contentsOf: Self.folder.appendingPathComponent("\($0.model)/\(bank.rawValue).json")).accuracy
    }
    #expect(accuracies[1] > accuracies[0] + 0.1)
    #expect(accuracies[2] > accuracies[1] + 0.1)
  }

  @Test func togetherTheyTakeAtMostEightMegabytes() throws {
    let sizes = try Source.all.map {
      try Data(contentsOf: Self.folder.appendingPathComponent("\($0.testDescription).json")).count
    }
    #expect(sizes.reduce(0, +) <= 8_000_000)
  }
}
