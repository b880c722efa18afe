import Digest

/// What the stores of a directory were when they were frozen: the file `stores.json` in it.
///
/// A store is found by its name, never by a path out of this file, so that no name in it leads anywhere.
public struct StoreManifest: Hashable, Sendable {
  /// One store as it was frozen.
  public struct Record: Hashable, Sendable {
    /// `MODEL/BENCHMARK`, as untrusted as any file name.
    public var name: String
    /// What the store is for.
    public var role: StoreRole
    /// How many questions, branches and tokens an interval.
    public var shape: StoreShape
    /// The SHA-256 of the file, as 64 lower-case hexadecimal digits.
    public var sha256: String
    /// Where the store came from, in anybody's words.
    public var origin: String

    /// A record of these values.
    public init(name: String, role: StoreRole, shape: StoreShape, sha256: String, origin: String) {
      self.name = name
      self.role = role
      self.shape = shape
      self.sha256 = sha256
      self.origin = origin
    }
  }

  /// The name of the file in a directory of stores.
  public static let fileName = "stores.json"
  /// The origin of a store of which nothing was said.
  public static let unknownOrigin = "unknown"

  /// The stores in natural order, each name once.
  public let records: [Record]
  // By bytes, as names of files are.
  private let indices: [[UInt8]: Int]

  /// The manifest of some stores; of records with one name the last stays.
  public init(_ records: some Sequence<Record>) {
    let byName = records.reduce(into: [[UInt8]: Record]()) { $0[Array($1.name.utf8)] = $1 }
    self.records = byName.values.sorted { StoreName.precedes($0.name, $1.name) }
    indices = self.records.indices.reduce(into: [:]) { [records = self.records] in $0[Array(records[$1].name.utf8)] = $1
    }
  }

  /// The path of a directory's manifest.
  public static func path(in directory: String) -> String { Path.join(directory, fileName) }

  /// The record of a store; nil for one that was not frozen.
  public subscript(name: String) -> Record? { indices[Array(name.utf8)].map { records[$0] } }

  /// What is frozen at the path of a file, whether it is there or not: its record and its directory; nil where nothing
  /// is.
  ///
  /// - Throws: ``StoreError`` for a manifest that is not as it should be.
  public static func record(ofFile path: String) throws(StoreError) -> (record: Record, root: String)? {
    guard let place = StorePlace(ofFile: path), let record = try load(in: place.root)?[place.name] else { return nil }
    return (record, place.root)
  }

  /// The stores listed that are not among those of their directory.
  public func missing(among entries: [StoreEntry]) -> [Record] {
    let names = Set(entries.map { Array($0.name.utf8) })
    return records.filter { !names.contains(Array($0.name.utf8)) }
  }

  /// What a store is for: what the manifest says of it, else what its benchmark's name says.
  public static func role(of name: String, by manifest: StoreManifest?) -> StoreRole {
    manifest?[name]?.role ?? StoreRole(benchmark: StoreName.benchmark(name))
  }
}

extension StoreManifest.Record {
  /// Whether these are the bytes of the store's file.
  public func isOf(_ bytes: [UInt8]) -> Bool { SHA256.of(bytes) == sha256 }

  /// A store as its file is now.
  ///
  /// - Throws: ``StoreError`` where it cannot be read or is no store.
  public init(reading entry: StoreEntry, role: StoreRole, origin: String) throws(StoreError) {
    let bytes = try PaddedBytes(path: entry.path)
    let sha256 = bytes.sha256()
    let store = try StoreReader.read(bytes, name: entry.name, file: entry.path, sha256: sha256)
    self.init(name: entry.name, role: role, shape: StoreShape(store), sha256: sha256, origin: origin)
  }
}
