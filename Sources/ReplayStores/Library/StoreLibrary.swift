import Replay

/// The stores that can be found by name, in several directories of which an earlier one goes before a later one.
///
/// Nothing is read until it is loaded; listing looks only at directories.
public struct StoreLibrary: Sendable {
  /// The directories, in order of precedence.
  public let roots: [StoreRoot]
  /// The paths in `AUTOTTS_STORES` that are no directories.
  public let missing: [String]

  /// The library of the running program.
  ///
  /// Its directories are those given, those of `AUTOTTS_STORES`, those of the configuration file, the one in the XDG data
  /// directory and the bundled one.
  ///
  /// - Parameters:
  ///   - directories: Those of `--stores`.
  ///   - configured: Those of the configuration file; they may be missing.
  /// - Throws: ``StoreError`` of kind `unreadable` if one of them is no directory; others may be missing.
  public init(directories: [String] = [], configured: [String] = []) throws(StoreError) {
    try self.init(.current(options: directories, configured: configured))
  }

  /// The library at some locations.
  package init(_ locations: StoreLocations) throws(StoreError) {
    for path in locations.options {
      guard let kind = FileSystem.status(of: path)?.kind else {
        throw StoreError(.unreadable, file: path, expected: "a directory of stores", found: "no such directory")
      }
      guard kind == .directory, FileSystem.names(in: path) != nil else {
        throw StoreError(
          .unreadable, file: path, expected: "a directory of stores",
          found: kind == .directory ? "one without permission to read it" : "a file",
          remedy: kind == .regular ? "a single store is given by its path in place of its name" : nil)
      }
    }
    missing = locations.missing(isDirectory: FileSystem.isDirectory)
    var seen: Set<String> = []
    roots = locations.roots(isDirectory: FileSystem.isDirectory).filter {
      seen.insert(FileSystem.resolved($0.path) ?? $0.path).inserted
    }
  }

  /// The directories that the user named, by option, environment or configuration, as paths from the root.
  public var namedDirectories: [String] {
    let named = roots.filter { [.option, .environment, .configuration].contains($0.origin) }
    return named.map { FileSystem.absolute($0.path) ?? $0.path }
  }

  /// The stores by model and benchmark, in natural order (4B before 14B).
  ///
  /// Looks at the directories anew each time; one that cannot be read counts as empty.
  ///
  /// - Complexity: O(files in the roots and in their directories).
  public func entries() -> [StoreEntry] { Self.merged(roots.map(Self.entries)) }

  /// The stores as ``entries()`` has them, and those that a manifest lists and that are not there, with what the
  /// manifests say of each.
  ///
  /// - Complexity: O(bytes of the stores that manifests list).
  /// - Throws: ``StoreError`` for a manifest that is not as it should be.
  public func listings() throws(StoreError) -> [StoreListing] {
    var manifests: [StoreRoot: StoreManifest] = [:]
    for root in roots { manifests[root] = try StoreManifest.load(in: root.path) }
    let entries = roots.map { root in
      let entries = Self.entries(in: root)
      let missing = manifests[root]?.missing(among: entries) ?? []
      return entries
        + missing.map { StoreEntry(name: $0.name, path: StoreManifest.path(in: root.path), size: nil, root: root) }
    }
    return Self.merged(entries).map { StoreListing($0, by: manifests[$0.root]) }
  }

  /// The entries of several roots in order; of those with one name the first stays, and hides the others.
  private static func merged(_ roots: [[StoreEntry]]) -> [StoreEntry] {
    var entries: [StoreEntry] = []
    var indices: [[UInt8]: Int] = [:]
    for entry in roots.joined() {
      if let index = indices[Array(entry.name.utf8)] {
        if entry.size != nil { entries[index].hidden.append(entry.path) }
      } else {
        indices[Array(entry.name.utf8)] = entries.count
        entries.append(entry)
      }
    }
    return entries.sorted { StoreName.precedes($0.name, $1.name) }
  }

  /// Finds a store given as `MODEL/BENCHMARK` or as the path of a file.
  ///
  /// A name that a directory's manifest lists is not looked for in the directories after it.
  ///
  /// - Throws: ``StoreError`` of kind `unreadable` for a name that no directory has and that is no file's path.
  public func locate(_ nameOrPath: String) throws(StoreError) -> LocatedStore {
    if StoreFileName.isStoreFile(nameOrPath) { return LocatedStore(path: nameOrPath) }
    let entries = entries()
    let entry = entries.first { $0.name.utf8.elementsEqual(nameOrPath.utf8) }
    for root in roots.prefix(while: { $0 != entry?.root }) {
      // Of a manifest that is no manifest, its own stores tell.
      if let manifest = try? StoreManifest.load(in: root.path), manifest[nameOrPath] != nil {
        throw .missing(nameOrPath, from: root)
      }
    }
    if let entry { return LocatedStore(entry) }
    if FileSystem.status(of: nameOrPath)?.kind == .regular { return LocatedStore(path: nameOrPath) }
    throw unknown(nameOrPath, among: entries.map(\.name))
  }

  /// What a store given as `MODEL/BENCHMARK` or as the path of a file is for, also where it cannot be loaded; nil where it
  /// is not there and no manifest lists it.
  public func role(of nameOrPath: String) -> StoreRole? {
    if let located = try? locate(nameOrPath) { return located.knownRole }
    return roots.lazy.compactMap { (try? StoreManifest.load(in: $0.path))?[nameOrPath]?.role }.first
  }

  /// Loads a store given as `MODEL/BENCHMARK` or as the path of a file, as ``LocatedStore/load()`` does.
  ///
  /// - Throws: ``StoreError`` where there is none, or where it is not as it should be.
  public func load(_ nameOrPath: String) throws(StoreError) -> Store { try locate(nameOrPath).load().store }

  /// The stores of one root in order of their files' names, those in a model's directory first.
  private static func entries(in root: StoreRoot) -> [StoreEntry] {
    let names = FileSystem.names(in: root.path) ?? []
    let models = names.filter { FileSystem.isDirectory(Path.join(root.path, $0)) }
    var entries: [StoreEntry] = []
    func add(_ file: String, in directory: String, model: String?) {
      let path = Path.join(directory, file)
      guard let name = StoreFileName.storeName(of: file, in: model), let status = FileSystem.status(of: path),
        status.kind == .regular
      else { return }
      entries.append(StoreEntry(name: name, path: path, size: status.size, root: root))
    }
    for model in models {
      let directory = Path.join(root.path, model)
      for file in FileSystem.names(in: directory) ?? [] { add(file, in: directory, model: model) }
    }
    for file in names { add(file, in: root.path, model: nil) }
    return entries
  }

  /// Directories of models that cannot be read, and so may hold stores that are not found.
  public var unreadableDirectories: [String] {
    roots.flatMap { root in
      (FileSystem.names(in: root.path) ?? []).map { Path.join(root.path, $0) }
    }.filter { FileSystem.isDirectory($0) && FileSystem.names(in: $0) == nil }
  }

  private func unknown(_ name: String, among names: [String]) -> StoreError {
    let closest = StoreNames.closest(to: name, among: names).map { $0.madeSafe() }
    let searched = roots.map { $0.path.madeSafe() }.joined(separator: ", ")
    let kind = FileSystem.status(of: name)?.kind
    let hint =
      if let directory = unreadableDirectories.first(where: { name.hasPrefix(Path.name($0) + "/") }) {
        "\(directory.madeSafe()) cannot be read"
      } else if kind == .directory {
        "'--stores \(name.madeSafe())' searches it"
      } else if !closest.isEmpty {
        "did you mean \(closest.joined(separator: " or "))?"
      } else if names.isEmpty {
        "there is no store to choose from"
      } else {
        "there are \(names.prefix(3).map { $0.madeSafe() }.joined(separator: ", "))"
          + (names.count > 3 ? " and \(names.count - 3) more" : "")
      }
    let found = kind.map { $0 == .directory ? "a directory" : "a device or pipe" }
    return StoreError(
      .unreadable, file: name, expected: "the name of a store (MODEL/BENCHMARK) or the path of a file",
      found: found ?? "neither",
      remedy: "\(hint) (searched: \(searched.isEmpty ? "no directory" : searched))")
  }
}

extension StoreError {
  fileprivate static func missing(_ name: String, from root: StoreRoot) -> StoreError {
    StoreError(
      .unreadable, file: name, expected: "the store that \(StoreManifest.path(in: root.path).madeSafe()) lists",
      found: "no file of it",
      remedy: "put it back, or drop it with 'autotts stores freeze \(root.path.madeSafe()) --drop-missing'")
  }
}
