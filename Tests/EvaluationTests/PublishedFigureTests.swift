import Evaluation
import Testing

/// The published figures in the program, and what is worked out of them.
struct PublishedFigureTests {
  private var all: [PublishedFigure] { PublishedFigure.all }

  @Test func everyLineIsRead() {
    #expect(all.count == 454)
    #expect(Set(all.map { "\($0.source) \($0.place) \($0.spec)" }).count == all.count)
    #expect(all.count { $0.discrepancy != nil } == 15)
    #expect(all.filter { $0.source == .average }.allSatisfy { $0.benchmark == nil })
    #expect(all.filter { $0.source != .average }.allSatisfy { $0.benchmark != nil })
  }

  @Test(arguments: [
    "", "table Qwen3-8B/aime24 cmc:beta=1 84.3", "paper Qwen3-8B/aime24 cmc:beta=1 84.3 300.0k -",
    "table Qwen3-8B/aime24 cmc:beta=1 84.3 300.0M -", "table Qwen3-8B/aime24 cmc:beta=1 84.3 300.0k - why",
    "table Qwen3-8B/aime24 cmc:beta=1 84.3 300.0k x",
  ])
  func brokenLinesAreRefused(line: String) {
    #expect(PublishedFigure(line: line[...]) == nil)
  }

  @Test(arguments: [
    (406_250, 4062), (406_251, 4063), (406_350, 4064), (406_249, 4062), (50, 0), (150, 2), (0, 0),
  ])
  func thousandsAreRoundedHalfToEven(tokens: Int, tenths: Int) {
    let printed = PrintedTokens(total: 3 * tokens + 2, runs: 3, like: .tenthsOfThousands(0))
    #expect(printed == .tenthsOfThousands(tenths))
    #expect(PrintedTokens(total: 3 * tokens + 2, runs: 3, like: .whole(0)) == .whole(tokens))
  }

  /// The averages over the held-out benchmarks follow from their printed cells, but for those marked.
  @Test func heldOutAveragesFollowFromTheirCells() throws {
    for average in all where average.source == .average && average.discrepancy != .dependent {
      let cells = all.filter {
        $0.source == .table && $0.model == average.model && $0.spec == average.spec
          && PublishedTable.heldOut.contains($0.benchmark)
      }
      #expect(cells.count == 2)
      let mean = try #require(PrintedFigures(meanOf: cells.map(\.printed)))
      #expect((mean == average.printed) == (average.discrepancy == nil), "\(average)")
    }
  }

  @Test func meansGoUpAtAHalfAndNeedCells() {
    let cells = [(20.0, 10), (20.1, 11)].map { PrintedFigures(accuracy: $0, tokens: .tenthsOfThousands($1)) }
    #expect(PrintedFigures(meanOf: cells) == PrintedFigures(accuracy: 20.1, tokens: .tenthsOfThousands(11)))
    #expect(PrintedFigures(meanOf: []) == nil)
    #expect(PrintedFigures(meanOf: [PrintedFigures(accuracy: 1, tokens: .whole(3))]) == nil)
  }

  /// Without a store nothing counts as compared, and the table is whole all the same.
  @Test func theTableIsWholeWithoutStores() {
    let table = PublishedTable { _, _ in nil }
    #expect(table.cells.count == 96)
    #expect(table.comparedCount == 0)
    #expect(table.reproducedCount == 0)
    #expect(table.benchmarks == ["aime24", "aime25", "hmmt25", nil])
    #expect(table.models == ["Qwen3-0.6B", "Qwen3-1.7B", "Qwen3-4B", "Qwen3-8B"])
    #expect(PublishedTable.specs.count == 6)
    #expect(PublishedTable.stores.count == 12)
    for model in table.models {
      for spec in PublishedTable.specs {
        for benchmark in table.benchmarks {
          #expect(table.cell(model: model, spec: spec, benchmark: benchmark) != nil)
        }
      }
    }
  }

  /// "69.5 % at β = 0.5": the mean over models and held-out benchmarks of the printed cells.
  @Test func savingsArePublished() throws {
    let table = PublishedTable { _, _ in nil }
    let saved = try #require(
      table.heldOutTokensSaved(by: "cmc:beta=0.5", against: "sc:max_samples=64", usesStores: false))
    #expect(abs(saved - 69.55) < 0.005)
    #expect((saved * 10).rounded(.down) / 10 == 69.5)
    // By hand from the printed cells.
    var shares: [Double] = []
    for model in table.models {
      for benchmark in PublishedTable.heldOut {
        let cells = try ["cmc:beta=0.5", "sc:max_samples=64"].map {
          try #require(table.cell(model: model, spec: $0, benchmark: benchmark)).published.printed.tokens.value
        }
        shares.append(1 - cells[0] / cells[1])
      }
    }
    #expect(shares.count == 8)
    #expect(abs(saved - 100 * shares.reduce(0, +) / 8) < 1e-9)
    // Without a store, those of the stores at hand are the printed ones.
    #expect(
      table.heldOutTokensSaved(by: "cmc:beta=0.5", against: "sc:max_samples=64", usesStores: true) == saved)
    #expect(
      table.heldOutTokensSaved(by: "sc:max_samples=64", against: "sc:max_samples=64", usesStores: false) == 0)
    #expect(table.heldOutTokensSaved(by: "nobody", against: "sc:max_samples=64", usesStores: false) == nil)
    #expect(table.heldOutTokensSaved(by: "cmc:beta=0.5", against: "nobody", usesStores: false) == nil)
  }
}
