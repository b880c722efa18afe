import ArgumentParser
import Explorer
import Replay
import ReplayStores

/// `autotts stores list`: the stores that are found by name, without reading them.
struct StoresList: HeadlessCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the stores that are found by name.",
    discussion: "Files are not read. Of stores of one name the first directory's goes before the others.")

  @OptionGroup var places: StoreOptions

  func result() async throws -> CommandResult {
    let wording = Wording.ofLocale
    let library = try places.library()
    let entries = library.entries()
    guard !entries.isEmpty else {
      let searched = library.roots.map(\.path).joined(separator: ", ")
      throw Failure(
        .missingInput,
        "no store found in \(searched.isEmpty ? "any directory" : searched); name one with --stores or AUTOTTS_STORES")
    }
    var table = TextTable([.text("store"), .text("role"), .number("MB"), .text("directory")])
    for entry in entries {
      let hidden = entry.hidden.isEmpty ? "" : "  (hides \(entry.hidden.count) more)"
      table.add([
        entry.name.madeSafe(ascii: !wording.unicode), entry.role.rawValue,
        wording.fixed(Double(entry.size) / 1e6, places: 2),
        entry.root.path.madeSafe(ascii: !wording.unicode) + hidden,
      ])
    }
    return CommandResult(text: table.text(wording))
  }
}
