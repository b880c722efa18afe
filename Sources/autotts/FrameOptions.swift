import ArgumentParser
import Controllers
import Explorer
import Replay
import ReplayStores

/// What to show: the flags that `explore` and `show` share.
struct FrameOptions: ParsableArguments {
  @OptionGroup var places: StoreOptions

  @Option(help: ArgumentHelp("The store: MODEL/BENCHMARK, or the path of a file.", valueName: "store"))
  var store: String?

  @Option(help: "The question, counted from 1.")
  var question = 1

  @Option(help: "The seed of the order of branches, from 0.")
  var seed: UInt64 = 0

  @Option(help: ArgumentHelp("The controller, such as cmc:beta=0.5 or asc:max_samples=32.", valueName: "spec"))
  var controller = "cmc:beta=0.5"

  @Flag(help: "Draw with ASCII only.")
  var ascii = false

  /// The model of the first frame.
  func model(size: Size, unicode: Bool, _ library: StoreLibrary, adjust: (inout ViewState) -> Void = { _ in }) throws
    -> Model
  {
    let catalog = Catalog.published
    let setting = try catalog.setting(controller)
    let names = library.entries().map(\.name)
    let store = try library.load(try store ?? defaultStore(library))
    _ = try store.question(number: question)
    var state = ViewState(store: store.name, question: question - 1, seed: seed, setting: setting)
    adjust(&state)
    return try Model(
      state: state, store: store, storeNames: names, catalog: catalog, size: size, unicode: unicode && !ascii)
  }

  /// The store that opens when none is named: of the bundled ones the one in the middle, else the first of all.
  private func defaultStore(_ library: StoreLibrary) throws -> String {
    let entries = library.entries()
    guard let first = library.roots.lazy.compactMap({ root in entries.first { $0.root == root } }).first else {
      throw Failure(.missingInput, "there are no stores; name a directory of MODEL/BENCHMARK.json files with --stores")
    }
    let middle = "Synth-M/search"
    return first.root.origin == .bundled && entries.contains { $0.name == middle } ? middle : first.name
  }
}
