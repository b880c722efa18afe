import ArgumentParser
import Controllers
import Replay
import ReplayStores

extension CompletionKind {
  /// The names of the stores that the shell's user can open.
  static var stores: CompletionKind {
    .custom { _, _, _ in (try? StoreLibrary(configured: ConfigOptions.usual().stores))?.entries().map(\.name) ?? [] }
  }

  /// The names of the controllers.
  static var controllers: CompletionKind {
    .custom { _, _, _ in Catalog.published.families.map(\.name) }
  }
}
