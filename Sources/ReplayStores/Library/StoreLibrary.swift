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
  /// Its directories are those given, those of `AUTOTTS_STORES`, the one in the XDG data directory and the bundled one.
  ///
  /// - Parameter directories: those of `--stores`.
  /// - Throws: ``StoreError`` of kind `unreadable` if one of them is no directory; others may be missing.
  public init(directories: [String] = []) throws(StoreError) {
    try self.init(.current(options: directories))
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

  /// The stores by model and benchmark, in natural order (4B before 14B).
  ///
  /// Looks at the directories anew each time; one that cannot be read counts as empty.
  ///
  /// - Complexity: O(files in the roots and in their directories).
  public func entries() -> [StoreEntry] {
    var entries: [StoreEntry] = []
    var indices: [[UInt8]: Int] = [:]
    for entry in roots.flatMap(Self.entries(in:)) {
      if let index = indices[Array(entry.name.utf8)] {
        entries[index].hidden.append(entry.path)
      } else {
        indices[Array(entry.name.utf8)] = entries.count
        entries.append(entry)
      }
    }
    return entries.sorted(by: Self.precedes)
  }

  private static func precedes(_ first: StoreEntry, _ second: StoreEntry) -> Bool {
    first.model.utf8.elementsEqual(second.model.utf8)
      ? NaturalOrder.precedes(first.benchmark, second.benchmark)
      : NaturalOrder.precedes(first.model, second.model)
  }

  /// The path and the name of a store given as `MODEL/BENCHMARK` or as the path of a file.
  ///
  /// - Throws: ``StoreError`` of kind `unreadable` for a name that no directory has and that is no file's path.
  public func locate(_ nameOrPath: String) throws(StoreError) -> (path: String, name: String) {
    if StoreFileName.isStoreFile(nameOrPath) { return (nameOrPath, nameOrPath) }
    let entries = entries()
    if let entry = entries.first(where: { $0.name.utf8.elementsEqual(nameOrPath.utf8) }) {
      return (entry.path, entry.name)
    }
    if FileSystem.status(of: nameOrPath)?.kind == .regular { return (nameOrPath, nameOrPath) }
    throw unknown(nameOrPath, among: entries.map(\.name))
  }

  /// Loads a store given as `MODEL/BENCHMARK` or as the path of a file.
  ///
  /// - Throws: ``StoreError`` where there is none, or where it is not as it should be.
  public func load(_ nameOrPath: String) throws(StoreError) -> Store {
    let (path, name) = try locate(nameOrPath)
    return try StoreReader.load(path: path, name: name)
  }

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

  private func unknown(_ name: String, among names: [String]) -> StoreError {
    let closest = StoreNames.closest(to: name, among: names).map { $0.madeSafe() }
    let searched = roots.map { $0.path.madeSafe() }.joined(separator: ", ")
    let hint =
      if !closest.isEmpty {
        "did you mean \(closest.joined(separator: " or "))?"
      } else if names.isEmpty {
        "there is no store to choose from"
      } else {
        "there are \(names.prefix(3).map { $0.madeSafe() }.joined(separator: ", "))"
          + (names.count > 3 ? " and \(names.count - 3) more" : "")
      }
    return StoreError(
      .unreadable, file: name, expected: "the name of a store (MODEL/BENCHMARK) or the path of a file",
      found: FileSystem.isDirectory(name) ? "a directory" : "neither",
      remedy: "\(hint) (searched: \(searched.isEmpty ? "no directory" : searched))")
  }
}
