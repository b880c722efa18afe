extension StoreManifest {
  /// The version of the format that is read and written.
  static let version = 1

  /// The file's bytes: JSON in UTF-8, one store a line.
  ///
  /// Equal manifests give equal bytes, and reading them gives the manifest again.
  public func json() -> [UInt8] {
    var output = CompactJSON()
    output.member(ManifestKey.version, after: "{") { $0.raw("\(Self.version)") }
    output.member(ManifestKey.stores) { output in
      output.raw("\n")
      output.list(records, separator: ",\n") { $0.record($1) }
    }
    output.raw("}\n")
    return output.bytes
  }
}

extension CompactJSON {
  fileprivate mutating func record(_ record: StoreManifest.Record) {
    member(ManifestKey.name, after: "{") { $0.string(record.name) }
    member(ManifestKey.role) { $0.string(record.role.rawValue) }
    member(ManifestKey.interval) { $0.range(record.shape.interval) }
    member(ManifestKey.questions) { $0.raw("\(record.shape.questions)") }
    member(ManifestKey.branches) { $0.range(record.shape.branches) }
    member(ManifestKey.sha256) { $0.string(record.sha256) }
    member(ManifestKey.origin) { $0.string(record.origin) }
    raw("}")
  }

  fileprivate mutating func member(_ key: String, after sign: String = ",", _ value: (inout CompactJSON) -> Void) {
    raw("\(sign)\"\(key)\":")
    value(&self)
  }

  private mutating func range(_ range: ClosedRange<Int>) {
    raw(range.count == 1 ? "\(range.lowerBound)" : "[\(range.lowerBound),\(range.upperBound)]")
  }
}
