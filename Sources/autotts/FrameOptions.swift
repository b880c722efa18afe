import ArgumentParser
import Controllers
import Explorer
import Replay
import ReplayStores

/// What to show: the flags that `explore` and `show` share.
struct FrameOptions: ParsableArguments {
  @OptionGroup var places: StoreOptions

  @Option(
    help: ArgumentHelp("The store: MODEL/BENCHMARK, or the path of a file.", valueName: "store"), completion: .stores)
  var store: String?

  @Option(parsing: .unconditional, help: "The question, counted from 1. (default: 1)")
  var question: Int?

  @Option(
    parsing: .unconditional, help: "The seed of the order of branches, from 0. (default: 0)",
    transform: SeedRange.seed)
  var seed: UInt64?

  @Option(
    help: ArgumentHelp(
      "The controller, such as cmc:beta=0.5 or asc:max_samples=32. (default: cmc:beta=0.5)", valueName: "spec"),
    completion: .controllers)
  var controller: String?

  @Option(
    help: ArgumentHelp(
      "What was done by hand: after how many actions of the controller, then b c3 p3 x2 a (branch, continue, probe, prune, "
        + "answer) with commas, and the chosen branch after @.", valueName: "n:actions"))
  var hand: String?

  @Option(
    help: ArgumentHelp(
      "A run of this trace file (*_trace_new_api.jsonl) instead of a store's.", valueName: "file"),
    completion: .file(extensions: ["jsonl"]))
  var trace: String?

  @Option(parsing: .unconditional, help: "With --trace: the line, counted from 1; the first run if left out.")
  var line: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Seeds of store-wide results, FIRST:END, the end left out. (default: \(SeedRange.published))", valueName: "range"),
    transform: { try SeedRange($0) })
  var seeds = SeedRange.published

  @Option(
    help: ArgumentHelp(
      "Refuse a store whose SHA-256 does not begin with these digits, 12 at least.", valueName: "digits"))
  var storeHash: String?

  @OptionGroup var grading: GradingOptions

  @Flag(help: "Draw with ASCII only.")
  var ascii = false

  func validate() throws {
    try Bounds.check(line, of: "--line", in: 1...(.max))
    if let storeHash, !(12...64).contains(storeHash.utf8.count) || !storeHash.allSatisfy(\.isHexDigit) {
      throw ValidationError("--store-hash takes 12 to 64 hexadecimal digits, not '\(storeHash)'")
    }
    guard trace != nil else {
      if line != nil { throw ValidationError("--line goes with --trace FILE") }
      return
    }
    if let name = givenRun.first {
      throw ValidationError("--trace tells what was run; leave out \(name), or choose with --line N")
    }
  }

  /// The options that say what to run, those that were given.
  private var givenRun: [String] {
    let others = [("--store", store != nil), ("--question", question != nil), ("--seed", seed != nil)]
    let rules = [("--grading", grading.grading != .exact), ("--err", grading.errors != .answer)]
    let more = [("--controller", controller != nil), ("--hand", hand != nil), ("--store-hash", storeHash != nil)]
    return (others + more + rules).filter(\.1).map(\.0)
  }

  /// The options that say what to show, those that were given.
  var given: [String] { givenRun + (trace == nil ? [] : ["--trace"]) }

  /// The trace file to show a run of, opened; nil where a store's is wanted.
  func traceFile() throws -> TraceFile? { try trace.map { path in try TraceFile(path: path) } }

  /// The model of the first frame.
  ///
  /// - Parameters:
  ///   - size: The size of the screen.
  ///   - unicode: Whether to draw with more than ASCII.
  ///   - library: The stores there are.
  ///   - file: The trace file to show a run of instead of a store's.
  ///   - outline: What that file holds, if it is known.
  ///   - adjust: Says what else to show.
  func model(
    size: Size, unicode: Bool, _ library: StoreLibrary, trace file: TraceFile? = nil, outline: TraceOutline? = nil,
    adjust: (inout ViewState) throws -> Void = { _ in }
  ) throws -> Model {
    let catalog = Catalog.published
    let entries = library.entries()
    if let file {
      let (run, line) = try file.run(line: line)
      return try Model(
        trace: TracedRun(run, at: TracePlace(file: file.absolutePath, line: line)), outline: outline,
        storeNames: entries.map(\.name),
        catalog: catalog, size: size, unicode: unicode && !ascii, shelf: Self.shelf(library),
        storeDirectories: library.namedDirectories, sideShelf: Self.sideShelf, adjust: adjust)
    }
    let setting = try catalog.setting(controller ?? ViewState.usualController)
    let question = question ?? 1
    let store = try store.map { name in try library.locate(name).anywhere.load().store } ?? defaultStore(library)
    try checkHash(of: store)
    _ = try store.question(number: question)
    var state = ViewState(
      store: store.name, question: question - 1, seed: seed ?? 0, setting: setting, grading: grading.grading,
      errors: grading.errors)
    if let hand {
      guard let made = HandState(hand) else {
        throw Failure(.usage, "--hand is such as 142:b,c3,p3,a, not '\(hand.madeSafe(limit: 60))'")
      }
      state.hand = made
    }
    try adjust(&state)
    return try Model(
      state: state, store: store, storeNames: entries.map(\.name), catalog: catalog, size: size,
      unicode: unicode && !ascii, shelf: Self.shelf(library), sweepSeeds: seeds.seeds,
      storeDirectories: library.namedDirectories, sideShelf: Self.sideShelf)
  }

  /// Reads runs of trace files to compare with.
  static let sideShelf = SideShelf { place in
    let file = try TraceFile(path: place.file)
    let (run, line) = try file.run(line: place.line > 0 ? place.line : nil)
    return TracedRun(run, at: TracePlace(file: file.absolutePath, line: line))
  }

  /// Refuses another store than the one that a command was copied from.
  private func checkHash(of store: Store) throws(Failure) {
    guard let wanted = storeHash, let hash = store.sha256, !hash.hasPrefix(wanted.lowercased()) else { return }
    throw Failure(
      .data,
      "\(store.name): this is not the store that the command is of: its SHA-256 begins with "
        + "\(hash.prefix(max(16, wanted.count))), not \(wanted); name the directory of that one with --stores, or leave out "
        + "--store-hash to see this one")
  }

  /// The stores of each directory by what they are for; a manifest that cannot be read is told of when one of its stores
  /// is loaded.
  static func shelf(_ library: StoreLibrary) -> StoreShelf {
    let entries = library.entries()
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
