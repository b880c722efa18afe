import ArgumentParser
import Explorer
import Replay
import ReplayStores

/// `autotts stores list`: the stores that are found by name, without parsing them.
struct StoresList: HeadlessCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the stores that are found by name.",
    discussion: """
      Of stores of one name the first directory's goes before the others. Where a directory has a manifest \
      (\(StoreManifest.fileName), made by `autotts stores freeze`), the stores that it lists are frozen, changed or \
      missing, by their SHA-256.
      """)

  @OptionGroup var places: StoreOptions

  func result() async throws -> CommandResult {
    let wording = Wording.ofLocale
    let library = try places.library()
    let listings = try library.listings()
    for directory in library.unreadableDirectories {
      StandardError.write("autotts: warning: \(directory.madeSafe()): cannot be read; its stores are not listed\n")
    }
    guard !listings.isEmpty else {
      let searched = library.roots.map(\.path).joined(separator: ", ")
      throw Failure(
        .missingInput,
        "no store found in \(searched.isEmpty ? "any directory" : searched); name one with --stores or AUTOTTS_STORES")
    }
    var table = TextTable([
      .text("store"), .text("role"), .text("verdict"), .number("MB"), .text("directory"),
    ])
    for listing in listings {
      let entry = listing.entry
      let hidden = entry.hidden.isEmpty ? "" : "  (hides \(entry.hidden.count) more)"
      table.add([
        entry.name.madeSafe(ascii: !wording.unicode), listing.role.rawValue, listing.verdict.words,
        entry.size.map { wording.fixed(Double($0) / 1e6, places: 2) } ?? "",
        entry.root.path.madeSafe(ascii: !wording.unicode) + hidden,
      ])
    }
    return CommandResult(text: table.text(wording))
  }
}
