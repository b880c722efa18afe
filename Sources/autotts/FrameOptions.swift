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

  @Option(parsing: .unconditional, help: "The question, counted from 1.")
  var question = 1

  @Option(
    parsing: .unconditional, help: "The seed of the order of branches, from 0. (default: 0)",
    transform: SeedRange.seed)
  var seed: UInt64 = 0

  @Option(help: ArgumentHelp("The controller, such as cmc:beta=0.5 or asc:max_samples=32.", valueName: "spec"))
  var controller = "cmc:beta=0.5"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Seeds of store-wide results, FIRST:END, the end left out. (default: \(SeedRange.published))", valueName: "range"),
    transform: { try SeedRange($0) })
  var seeds = SeedRange.published

  @Flag(help: "Draw with ASCII only.")
  var ascii = false

  /// The model of the first frame.
  func model(size: Size, unicode: Bool, _ library: StoreLibrary, adjust: (inout ViewState) -> Void = { _ in }) throws
    -> Model
  {
    let catalog = Catalog.published
    let setting = try catalog.setting(controller)
    let entries = library.entries()
    let store = try store.map { name in try library.load(name) } ?? defaultStore(library)
    _ = try store.question(number: question)
    var state = ViewState(store: store.name, question: question - 1, seed: seed, setting: setting)
    adjust(&state)
    return try Model(
      state: state, store: store, storeNames: entries.map(\.name), catalog: catalog, size: size,
      unicode: unicode && !ascii, shelf: Self.shelf(entries, library), sweepSeeds: seeds.seeds)
  }

  /// The stores of each directory by what they are for; a manifest that cannot be read is told of when one of its stores
  /// is loaded.
  private static func shelf(_ entries: [StoreEntry], _ library: StoreLibrary) -> StoreShelf {
    let directories = library.roots.map { root in
      let manifest = try? StoreManifest.load(in: root.path)
      let own = entries.filter { $0.root == root }.map(\.name)
      func names(_ role: StoreRole) -> [String] { own.filter { StoreManifest.role(of: $0, by: manifest) == role } }
      return [CurvesState.Scope.search: names(.search), .heldOut: names(.heldOut)]
    }
    return StoreShelf(directories) { try library.load($0) }
  }

  /// The store that opens when none is named, loaded.
  private func defaultStore(_ library: StoreLibrary) throws -> Store {
    let name = try defaultName(library)
    do {
      return try library.load(name)
    } catch {
      var error = error
      error.remedy = (error.remedy.map { "\($0); " } ?? "") + "name another store with --store"
      throw error
    }
  }

  /// The name of the store that opens when none is named: of the synthetic ones the one in the middle, unless the user
  /// named directories that have stores; else the first of all.
  private func defaultName(_ library: StoreLibrary) throws -> String {
    let entries = library.entries()
    guard let first = library.roots.lazy.compactMap({ root in entries.first { $0.root == root } }).first else {
      throw Failure(.missingInput, "there are no stores; name a directory of MODEL/BENCHMARK.json files with --stores")
    }
    let middle = "Synth-M/search"
    let isNamed = [.option, .environment].contains(first.root.origin)
    return !isNamed && entries.contains { $0.name == middle } ? middle : first.name
  }
}
