import ArgumentParser
import Evaluation
import FoundationEssentials
import Replay
import ReplayStores

/// Which files are written of an evaluation, and where.
struct ResultFileOptions: ParsableArguments {
  @Option(
    name: .customLong("results"),
    help: ArgumentHelp(
      "Write a table of results of each store in the published form to this directory.", valueName: "directory"))
  var resultsDirectory: String?
  @Option(
    name: .customLong("traces"),
    help: ArgumentHelp("Write the steps of all runs in the published form to this directory.", valueName: "directory"))
  var tracesDirectory: String?

  /// The stores with the names that their files have.
  ///
  /// - Throws: ``Failure`` 64 where two stores would be written to the same file.
  func check(_ stores: [Store]) throws(Failure) -> [TracedStore] {
    let named = stores.map(TracedStore.init(naming:))
    guard resultsDirectory != nil || tracesDirectory != nil else { return named }
    var names: [String: String] = [:]
    for store in named {
      let path = PublishedFile.results.path(in: "", model: store.model, benchmark: store.benchmark)
      guard let other = names.updateValue(store.store.name, forKey: path) else { continue }
      throw Failure(
        .usage, "\(other) and \(store.store.name) would be written to the same files; evaluate one at a time")
    }
    return named
  }

  /// Writes the table of a store, if one is wanted, with the spread of each setting's accuracy where there is one.
  ///
  /// - Throws: ``Failure`` 74.
  func writeResults(
    of store: TracedStore, _ settings: [PublishedSetting], _ evaluations: [Evaluation], _ spreads: [Double]?
  ) throws(Failure) {
    guard let directory = resultsDirectory else { return }
    var file = ResultsFile()
    for (index, setting) in settings.enumerated() {
      file.add(setting, evaluations[index], accuracySpread: spreads?[index])
    }
    let path = PublishedFile.results.path(in: directory, model: store.model, benchmark: store.benchmark)
    try NewFile.write(Array(file.csv.utf8), to: path, replacing: true)
  }

  /// Writes the traces of stores one after another, if they are wanted.
  ///
  /// - Throws: ``Failure`` 74, `CancellationError`.
  func writeTraces(_ plans: [TraceFilePlan]) async throws {
    guard let directory = tracesDirectory else { return }
    let bar = ProgressBar(title: "traces")
    defer { bar.end() }
    let total = plans.reduce(0) { $0 + $1.runCount }
    var before = 0
    for plan in plans {
      let path = PublishedFile.traces.path(in: directory, model: plan.store.model, benchmark: plan.store.benchmark)
      let draft = try FileDraft(of: path, replacing: true)
      try await plan.run { [before] in
        bar.show(before + $0, of: total)
      } write: {
        try draft.append($0)
      }
      try draft.publish()
      before += plan.runCount
    }
  }
}

extension TracedStore {
  /// A store under the names that its own tells: those of `MODEL/BENCHMARK`, or of the file and its directory.
  init(naming store: Store) {
    var name = store.name
    if StoreFileName.isStoreFile(name) {
      let path = URL(fileURLWithPath: name)
      let model = path.deletingLastPathComponent().lastPathComponent
      name = StoreFileName.storeName(of: path.lastPathComponent, in: model) ?? name
    }
    let parts = name.split(separator: "/", omittingEmptySubsequences: true)
    self.init(store, model: String(parts.dropLast().last ?? "model"), benchmark: String(parts.last ?? "benchmark"))
  }
}
