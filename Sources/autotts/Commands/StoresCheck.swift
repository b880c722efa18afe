import ArgumentParser
import Explorer
import Glibc
import Replay
import ReplayStores

/// `autotts stores check`: whether stores are as they should be, and what they hold.
struct StoresCheck: HeadlessCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Read stores whole and say what they hold.",
    discussion: """
      K is the number of probes of a branch; answers are the distinct ones of a question, fewest to most; ERR is the \
      share of probes from which no answer could be read. The verdict is frozen where the store is the one that its \
      directory's manifest (\(StoreManifest.fileName)) lists, ok where there is no manifest. Goes on after a bad store, \
      and exits with 65 in the end, or with 66 if all that is wrong is that one is missing. Below the table, the answers \
      that --grading canonical takes for one, and where the reference answer is among them.
      """)

  @Argument(help: "Stores, MODEL/BENCHMARK or paths; all that are found by name unless given.") var stores: [String] =
    []
  @OptionGroup var places: StoreOptions

  func result() async throws -> CommandResult {
    let wording = Wording.ofLocale
    let library = try places.library()
    let names = stores.isEmpty ? try library.listings().map(\.entry.name) : stores
    guard !names.isEmpty else {
      throw Failure(.missingInput, "no store found; name one, or a directory with --stores or AUTOTTS_STORES")
    }
    let unit = wording.plain("Δ")
    var table = TextTable([
      .text("store"), .text("role"), .number("questions"), .number("branches"), .number(unit), .number("K"),
      .number("answers"),
      .number("ERR %"), .text("verdict"),
    ])
    var code: Int32 = 0
    var merges = ""
    for name in names {
      try Task.checkCancellation()
      let shown = name.madeSafe(ascii: !wording.unicode)
      do {
        let loaded = try library.locate(name).load()
        let verdict = loaded.verdict == .unfrozen ? "ok" : loaded.verdict.words
        table.add([shown, loaded.role.rawValue] + row(loaded.store, wording) + [verdict])
        merges += MergeReport(loaded.store).text(wording)
      } catch {
        Failure(error).report()
        table.add([shown, library.role(of: name)?.rawValue ?? "", "", "", "", "", "", "", verdict(on: error)])
        code = code == 0 ? error.exitCode : min(code, error.exitCode)
      }
    }
    return CommandResult(text: table.text(wording) + merges, code: code)
  }

  private func row(_ store: Store, _ wording: Wording) -> [String] {
    let summary = StoreSummary(store)
    return [
      "\(summary.shape.questions)", wording.range(summary.shape.branches), wording.range(summary.shape.interval),
      wording.range(summary.probes), wording.range(summary.distinctAnswers),
      wording.fixed(100 * summary.errorShare, places: 2),
    ]
  }

  private func verdict(on error: StoreError) -> String {
    switch error.kind {
    case .malformed: "malformed"
    case .changed: StoreVerdict.changed.words
    case .unreadable: (access(error.file, F_OK) == 0 ? StoreVerdict.unreadable : .missing).words
    }
  }
}
