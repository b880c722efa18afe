/// A store that a library lists: known by its file's name only, not read yet.
public struct StoreEntry: Hashable, Sendable {
  /// `MODEL/BENCHMARK`, as untrusted as any file name.
  public let name: String
  /// The file's path.
  public let path: String
  /// The file's size in bytes; nil for one that a manifest lists and that is not there.
  public let size: Int?
  /// The directory of stores that it was found in.
  public let root: StoreRoot
  /// The paths of stores of the same name that this one hides, in order of precedence.
  public internal(set) var hidden: [String] = []
}

/// Names of stores, `MODEL/BENCHMARK`, taken apart as text.
enum StoreName {
  static func model(_ name: String) -> Substring { name.prefix { $0 != "/" } }

  static func benchmark(_ name: String) -> Substring { name.drop { $0 != "/" }.dropFirst() }

  /// Whether one comes before another: by model and benchmark, in natural order (4B before 14B).
  static func precedes(_ first: String, _ second: String) -> Bool {
    let models = (String(model(first)), String(model(second)))
    return models.0.utf8.elementsEqual(models.1.utf8)
      ? NaturalOrder.precedes(String(benchmark(first)), String(benchmark(second)))
      : NaturalOrder.precedes(models.0, models.1)
  }
}

/// The names of store files.
package enum StoreFileName {
  /// `MODEL/BENCHMARK` of a file in a model's directory, or (with no model) in a root; nil for other files.
  ///
  /// - Parameters:
  ///   - file: `BENCHMARK.json`, `BENCHMARK.jsonl`, or `MODEL__BENCHMARK__br…jsonl` as raw stores are published. Names
  ///     that end in `.manifest.json` are the manifests of published stores, `stores.json` is that of a directory.
  ///   - model: the name of the directory that it is in.
  package static func storeName(of file: String, in model: String?) -> String? {
    guard file != StoreManifest.fileName, let stem = stem(file), !stem.hasSuffix(".manifest") else { return nil }
    if let raw = rawName(stem) { return raw }
    guard let model, !stem.isEmpty else { return nil }
    return "\(model)/\(stem)"
  }

  /// Whether a path ends as store files do.
  package static func isStoreFile(_ path: String) -> Bool { stem(path) != nil }

  /// A file's name without the ending of store files; nil where it has none.
  static func stem(_ file: String) -> Substring? {
    for ending in [".json", ".jsonl"] where file.hasSuffix(ending) { return file.dropLast(ending.count) }
    return nil
  }

  /// The name in `MODEL__BENCHMARK__br128__bg5120k__fr500__…`.
  private static func rawName(_ stem: Substring) -> String? {
    var parts: [Substring] = []
    var rest = stem
    while let separator = rest.firstRange(of: "__") {
      parts.append(rest[..<separator.lowerBound])
      rest = rest[separator.upperBound...]
    }
    parts.append(rest)
    guard parts.count >= 5, !parts[0].isEmpty, !parts[1].isEmpty,
      zip(parts[2...4], ["br", "bg", "fr"]).allSatisfy({ $0.hasPrefix($1) })
    else { return nil }
    return "\(parts[0])/\(parts[1])"
  }
}
