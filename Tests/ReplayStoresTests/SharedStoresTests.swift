import Foundation
import ReplayStores
import Testing

/// The stores published with AutoTTS, which carry no licence and so lie beside the project.
///
/// They are found through `AUTOTTS_SHARED`, the directory that holds `stores`; without it these tests are skipped.
@Suite(.enabled(if: SharedStores.directory != nil, "AUTOTTS_SHARED does not lead to the published stores"))
struct SharedStoresTests {
  @Test func allLoad() throws {
    let directory = try #require(SharedStores.directory)
    let library = try StoreLibrary(StoreLocations(options: [directory]))
    let names = library.entries().map(\.name)
    #expect(
      names == ["0.6B", "1.7B", "4B", "8B"].flatMap { size in ["aime24", "aime25"].map { "Qwen3-\(size)/\($0)" } })
    for name in names {
      let store = try library.load(name)
      #expect(store.name == name)
      #expect(store.questions.count == 30)
      #expect(store.questions.allSatisfy { $0.branches.count == 128 && $0.interval == 500 })
    }
  }
}

enum SharedStores {
  static let directory: String? = ProcessInfo.processInfo.environment["AUTOTTS_SHARED"].flatMap {
    let path = $0 + "/stores"
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }
}
