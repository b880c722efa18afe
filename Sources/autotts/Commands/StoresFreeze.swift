import ArgumentParser
import ReplayStores

/// `autotts stores freeze`: writes down what the stores of a directory are, so that a changed one is refused.
struct StoresFreeze: HeadlessCommand {
  static let configuration = CommandConfiguration(
    commandName: "freeze", abstract: "Write the manifest of a directory of stores.",
    discussion: """
      Reads every store MODEL/BENCHMARK.json of the directory and writes its role, Δ, number of questions and branches, \
      SHA-256 and origin into \(StoreManifest.fileName) there. From then on a store whose bytes differ is refused, \
      until it is put back or the directory is frozen again. Roles and origins that are there stay unless told \
      otherwise; a new store is for search if its benchmark is aime24 or search, else held out. A pattern is a store's \
      name with * for anything.
      """)

  @Argument(help: "The directory.") var directory: String
  @Option(
    name: .customLong("role"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "What stores are for: search or held-out; the last that matches goes.", valueName: "pattern=role"),
    transform: { try NamedChoice($0, values: StoreRole.allCases.map(\.rawValue).joined(separator: " or ")) })
  var roles: [NamedChoice<StoreRole>] = []
  @Option(
    name: .customLong("origin"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Where stores come from, in your words; the last that matches goes.", valueName: "pattern=text"),
    transform: { try NamedChoice($0, values: "a text") })
  var origins: [NamedChoice<String>] = []
  @Flag(help: "Drop the stores from the manifest whose files are gone.") var dropMissing = false

  func result() async throws -> CommandResult {
    let entries = try StoreLibrary(StoreLocations(options: [directory])).entries()
    let old = try StoreManifest.load(in: directory)
    try refuse(entries, old)
    let manifest = StoreManifest(try records(entries, old))
    if manifest != old { try NewFile.write(manifest.json(), to: StoreManifest.path(in: directory), replacing: true) }
    return CommandResult(text: FreezeReport(manifest, after: old, directory: directory).text(.ofLocale))
  }

  /// The records of all stores; none are frozen if one cannot be read.
  private func records(_ entries: [StoreEntry], _ old: StoreManifest?) throws -> [StoreManifest.Record] {
    var records: [StoreManifest.Record] = []
    var code: Int32 = 0
    for entry in entries {
      try Task.checkCancellation()
      let name = entry.name
      let role = roles.value(for: name) ?? StoreManifest.role(of: name, by: old)
      let origin = origins.value(for: name) ?? old?[name]?.origin ?? StoreManifest.unknownOrigin
      do {
        records.append(try StoreManifest.Record(reading: entry, role: role, origin: origin))
      } catch {
        Failure(error).report()
        code = code == 0 ? error.exitCode : min(code, error.exitCode)
      }
    }
    guard code == 0 else { throw ExitCode(code) }
    return records
  }

  /// Refuses, before any store is read, what would leave the manifest in doubt or a wish unheard.
  private func refuse(_ entries: [StoreEntry], _ old: StoreManifest?) throws(Failure) {
    if let twice = entries.first(where: { !$0.hidden.isEmpty }) {
      throw Failure(.data, "\(twice.name): \(twice.path) and \(twice.hidden[0]) have this name; take one away")
    }
    if let missing = old?.missing(among: entries).first, !dropMissing {
      let manifest = StoreManifest.path(in: directory)
      throw Failure(
        .missingInput, "\(missing.name): frozen in \(manifest), and its file is gone; put it back, or --drop-missing")
    }
    if entries.isEmpty {
      throw Failure(
        .missingInput, "\(directory): no store MODEL/BENCHMARK.json here; name the directory that holds MODEL")
    }
    for pattern in roles.map(\.pattern) + origins.map(\.pattern)
    where !entries.contains(where: { pattern.matches($0.name) }) {
      throw Failure(.usage, "no store in \(directory) is called '\(pattern.text)'; see 'autotts stores list'")
    }
  }
}
