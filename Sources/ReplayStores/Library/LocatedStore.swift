import Replay

/// A store that was found, not read yet.
public struct LocatedStore: Hashable, Sendable {
  /// The file's path.
  public let path: String
  /// What it is called: `MODEL/BENCHMARK`, or the path that was given.
  public let name: String
  /// Where it belongs; nil for a file outside any directory of stores.
  private let place: StorePlace?

  /// A store of a directory.
  init(_ entry: StoreEntry) {
    path = entry.path
    name = entry.name
    place = StorePlace(root: entry.root.path, name: entry.name)
  }

  /// A store given by its path.
  init(path: String) {
    self.path = path
    name = path
    place = StorePlace(ofFile: path)
  }

  /// The same store; one that was given by a path is called by the path from the root, which holds in any directory.
  public var anywhere: LocatedStore {
    guard name == path, let absolute = FileSystem.absolute(path) else { return self }
    return LocatedStore(path: absolute)
  }

  /// Reads the store, after the directory's manifest has been asked for its SHA-256.
  ///
  /// - Throws: ``StoreError``: of kind `changed` where it is not what was frozen, of another where it, or the manifest,
  ///   is not as it should be.
  public func load() throws(StoreError) -> LoadedStore {
    let manifest = try place.flatMap { place throws(StoreError) in try StoreManifest.load(in: place.root) }
    let record = place.flatMap { manifest?[$0.name] }
    let bytes = try PaddedBytes(path: path)
    let sha256 = bytes.sha256()
    if let place, let record, record.sha256 != sha256 { throw .changed(path, place, from: record, to: sha256) }
    let store = try StoreReader.read(bytes, name: name, file: path, sha256: sha256)
    if let place, let record { try record.require(StoreShape(store), manifest: StoreManifest.path(in: place.root)) }
    return LoadedStore(store: store, role: role(by: manifest), verdict: StoreVerdict(record, in: manifest))
  }

  /// What the store is for, whether it can be read or not; nil where there is no file and no manifest lists it.
  var knownRole: StoreRole? {
    // Of a manifest that is no manifest, loading tells.
    let manifest = place.flatMap { try? StoreManifest.load(in: $0.root) }
    if let place, let record = manifest?[place.name] { return record.role }
    return FileSystem.exists(path) ? role(by: nil) : nil
  }

  private func role(by manifest: StoreManifest?) -> StoreRole {
    if let place { return StoreManifest.role(of: place.name, by: manifest) }
    return StoreRole(benchmark: StoreFileName.stem(String(Path.name(path))) ?? "")
  }
}

/// A store, and what is known of it beside its questions.
public struct LoadedStore: Sendable {
  /// The store.
  public let store: Store
  /// What it is for.
  public let role: StoreRole
  /// What its directory's manifest says of it: never that it is changed or missing.
  public let verdict: StoreVerdict
}

extension StoreManifest.Record {
  /// Requires that a store of the right bytes holds what the record says.
  fileprivate func require(_ shape: StoreShape, manifest: String) throws(StoreError) {
    guard shape != self.shape else { return }
    throw StoreError(
      .malformed, file: manifest, expected: "\(shape) for \(VisibleText.quoted(name))", found: "\(self.shape)",
      remedy: "it was edited: mend it, or move it away and make it anew with 'autotts stores freeze'")
  }
}

extension StoreError {
  fileprivate static func changed(
    _ path: String, _ place: StorePlace, from record: StoreManifest.Record, to sha256: String
  ) -> StoreError {
    StoreError(
      .changed, file: path,
      expected:
        "the store frozen in \(StoreManifest.path(in: place.root).madeSafe()) (SHA-256 \(record.sha256.prefix(12))…)",
      found: "a changed one (\(sha256.prefix(12))…)",
      remedy: "put the frozen file back, or accept this one with 'autotts stores freeze \(place.root.madeSafe())'")
  }
}
