/// What the manifest of its directory says of a store.
public enum StoreVerdict: Hashable, Sendable {
  /// The file is the one that was frozen.
  case frozen
  /// The file is another than was frozen.
  case changed
  /// The store was frozen, and its file is gone.
  case missing
  /// The file cannot be read.
  case unreadable
  /// There is a manifest, and it does not list the store.
  case unlisted
  /// There is no manifest.
  case unfrozen

  /// The verdict on a store that its record, if there is one, agrees with.
  init(_ record: StoreManifest.Record?, in manifest: StoreManifest?) {
    self = record != nil ? .frozen : manifest != nil ? .unlisted : .unfrozen
  }
}

/// A store that a library lists, with what is known of it without parsing it.
public struct StoreListing: Hashable, Sendable {
  /// The store.
  public let entry: StoreEntry
  /// What it is for.
  public let role: StoreRole
  /// What the manifest says of it.
  public let verdict: StoreVerdict

  /// What a directory's manifest, if it has one, says of a store there.
  ///
  /// O(bytes) for a store that the manifest lists: it is read for its SHA-256.
  init(_ entry: StoreEntry, by manifest: StoreManifest?) {
    self.entry = entry
    role = StoreManifest.role(of: entry.name, by: manifest)
    let record = manifest?[entry.name]
    guard let record else {
      verdict = StoreVerdict(nil, in: manifest)
      return
    }
    guard entry.size != nil else {
      verdict = .missing
      return
    }
    do {
      verdict = try PaddedBytes(path: entry.path).sha256() == record.sha256 ? .frozen : .changed
    } catch {
      verdict = .unreadable
    }
  }
}
