/// Where a store belongs: a directory of stores, and its name there.
struct StorePlace: Hashable, Sendable {
  /// The path of the directory of stores.
  let root: String
  /// `MODEL/BENCHMARK`.
  let name: String
}

extension StorePlace {
  /// The place of a file given by its path; nil for one that cannot lie in a directory of stores.
  ///
  /// `DIR/MODEL/BENCHMARK.json` belongs to `DIR`. So does a raw file of the published naming in `DIR/MODEL`, or in `DIR`
  /// itself if that has a manifest. The path is taken as it is written; only if it has a component `..` are symbolic
  /// links followed first.
  init?(ofFile path: String) {
    let written = Path.parent(path) ?? "."
    let isDirect = !written.split(separator: "/").contains("..")
    guard let absolute = isDirect ? FileSystem.absolute(written) : FileSystem.resolved(written) else { return nil }
    let directory = "/" + absolute.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    let file = String(Path.name(path))
    if let name = StoreFileName.storeName(of: file, in: nil), FileSystem.exists(StoreManifest.path(in: directory)) {
      self.init(root: directory, name: name)
    } else if let root = Path.parent(directory),
      let name = StoreFileName.storeName(of: file, in: String(Path.name(directory)))
    {
      self.init(root: root, name: name)
    } else {
      return nil
    }
  }
}
