/// A store that a library lists: known by its file's name only, not read yet.
public struct StoreEntry: Hashable, Sendable {
  /// `MODEL/BENCHMARK`, as untrusted as any file name.
  public let name: String
  /// The file's path.
  public let path: String
  /// The file's size in bytes.
  public let size: Int
  /// The directory of stores that it was found in.
  public let root: StoreRoot
  /// The paths of stores of the same name that this one hides, in order of precedence.
  public internal(set) var hidden: [String] = []

  /// The model's name.
  public var model: String { String(name.prefix { $0 != "/" }) }

  /// The benchmark's name.
  public var benchmark: String { String(name.drop { $0 != "/" }.dropFirst()) }
}

/// The names of store files.
package enum StoreFileName {
  /// `MODEL/BENCHMARK` of a file in a model's directory, or (with no model) in a root; nil for other files.
  ///
  /// - Parameters:
  ///   - file: `BENCHMARK.json`, `BENCHMARK.jsonl`, or `MODEL__BENCHMARK__br…jsonl` as raw stores are published. Names
  ///     that end in `.manifest.json` are the manifests of stores.
  ///   - model: the name of the directory that it is in.
  package static func storeName(of file: String, in model: String?) -> String? {
    guard let stem = stem(file), !stem.hasSuffix(".manifest") else { return nil }
    if let raw = rawName(stem) { return raw }
    guard let model, !stem.isEmpty else { return nil }
    return "\(model)/\(stem)"
  }

  /// Whether a path ends as store files do.
  package static func isStoreFile(_ path: String) -> Bool { stem(path) != nil }

  private static func stem(_ file: String) -> Substring? {
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
