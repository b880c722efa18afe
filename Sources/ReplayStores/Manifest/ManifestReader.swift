/// Reads manifests, checking everything.
extension StoreManifest {
  /// The manifest of a directory of stores; nil where it has none.
  ///
  /// - Throws: ``StoreError``: of kind `unreadable` where there is one that cannot be read, of kind `malformed` where it
  ///   is no manifest.
  public static func load(in directory: String) throws(StoreError) -> StoreManifest? {
    let path = path(in: directory)
    guard FileSystem.exists(path) else { return nil }
    let bytes: PaddedBytes
    do {
      bytes = try PaddedBytes(path: path)
    } catch {
      guard error.kind == .unreadable else { throw error }
      var error = error
      error.expected = "a readable manifest of stores"
      throw error
    }
    return try read(bytes, file: path)
  }

  /// The manifest in a text.
  ///
  /// O(bytes).
  ///
  /// - Parameters:
  ///   - bytes: the file's bytes.
  ///   - file: the path that errors name.
  /// - Throws: ``StoreError`` of kind `malformed` for anything that is no manifest.
  public static func read(bytes: UnsafeRawBufferPointer, file: String) throws(StoreError) -> StoreManifest {
    guard let copy = PaddedBytes(copying: bytes) else { throw .noMemory(file) }
    return try read(copy, file: file)
  }

  private static func read(_ bytes: borrowing PaddedBytes, file: String) throws(StoreError) -> StoreManifest {
    do {
      return try JSONDocument(parsing: bytes).read(manifest)
    } catch {
      var error = StoreError(error, in: file)
      let advice = "mend it, or move it away and make it anew with 'autotts stores freeze'"
      error.remedy = (error.remedy.map { "\($0); " } ?? "") + advice
      throw error
    }
  }

  private static func manifest(_ root: JSONValue) throws(JSONMismatch) -> StoreManifest {
    let fields = try fields(of: root, among: ManifestKey.ofManifest, expected: "a manifest of stores (an object)")
    _ = try fields.required(ManifestKey.version).integer(in: version...version, "\(version), the version known here")
    var records: [Record] = []
    var names: Set<[UInt8]> = []
    for element in try fields.required(ManifestKey.stores).array("an array of stores") {
      let (record, name) = try record(element)
      guard names.insert(Array(record.name.utf8)).inserted else {
        throw JSONMismatch(at: name, expected: "each name once", found: "\(VisibleText.quoted(record.name)) again")
      }
      records.append(record)
    }
    return StoreManifest(records)
  }

  /// A store's record, and where its name stands.
  private static func record(_ element: JSONValue) throws(JSONMismatch) -> (Record, name: JSONValue) {
    let fields = try fields(of: element, among: ManifestKey.ofRecord, expected: "a store (an object)")
    let name = try fields.required(ManifestKey.name)
    let record = Record(
      name: try storeName(name), role: try role(try fields.required(ManifestKey.role)),
      shape: StoreShape(
        questions: try fields.required(ManifestKey.questions).integer(
          in: 1...Int.max, "a number of questions from 1 up"),
        branches: try range(try fields.required(ManifestKey.branches), of: "branches"),
        interval: try range(try fields.required(ManifestKey.interval), of: "tokens")),
      sha256: try digest(try fields.required(ManifestKey.sha256)),
      origin: text(try fields.required(ManifestKey.origin).string("where the store came from (a string)")))
    return (record, name)
  }

  /// The members of an object that may have only some keys: what is not known here would be lost when it is written.
  private static func fields(
    of value: JSONValue, among keys: [String], expected: String
  ) throws(JSONMismatch) -> JSONFields {
    let fields = try JSONFields(value, expected: expected)
    for (key, value) in JSONMembers(object: value) where !keys.contains(where: { $0.utf8.elementsEqual(key) }) {
      throw JSONMismatch(
        at: value, expected: "only the keys \(keys.joined(separator: ", "))", found: VisibleText.quoted(key))
    }
    return fields
  }

  private static func storeName(_ value: JSONValue) throws(JSONMismatch) -> String {
    let expected = "the name of a store (MODEL/BENCHMARK)"
    let name = text(try value.string(expected))
    let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count == 2, !parts.contains(where: \.isEmpty) else { throw JSONMismatch(at: value, expected: expected) }
    return name
  }

  private static func role(_ value: JSONValue) throws(JSONMismatch) -> StoreRole {
    let expected = StoreRole.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: " or ")
    guard let role = StoreRole(rawValue: text(try value.string(expected))) else {
      throw JSONMismatch(at: value, expected: expected)
    }
    return role
  }

  private static func digest(_ value: JSONValue) throws(JSONMismatch) -> String {
    let expected = "a SHA-256 (64 hexadecimal digits in lower case)"
    let digits = try value.string(expected)
    guard digits.count == 64, digits.allSatisfy("0123456789abcdef".utf8.contains) else {
      throw JSONMismatch(at: value, expected: expected)
    }
    return text(digits)
  }

  /// A number, or `[least, greatest]` where questions differ.
  private static func range(_ value: JSONValue, of what: String) throws(JSONMismatch) -> ClosedRange<Int> {
    let expected = "a number of \(what) from 1 up, or [least, greatest]"
    guard let elements = value.elements else {
      let number = try value.integer(in: 1...Int.max, expected)
      return number...number
    }
    let bounds = elements.compactMap(\.integer)
    guard elements.count == 2, bounds.count == 2, bounds[0] >= 1, bounds[0] <= bounds[1] else {
      throw JSONMismatch(at: value, expected: expected)
    }
    return bounds[0]...bounds[1]
  }

  private static func text(_ utf8: UnsafeRawBufferPointer) -> String { String(decoding: utf8, as: UTF8.self) }
}

/// The keys of a manifest, in the order in which they are written.
enum ManifestKey {
  static let version = "version"
  static let stores = "stores"
  static let name = "name"
  static let role = "role"
  static let interval = "interval"
  static let questions = "questions"
  static let branches = "branches"
  static let sha256 = "sha256"
  static let origin = "origin"

  static let ofManifest = [version, stores]
  static let ofRecord = [name, role, interval, questions, branches, sha256, origin]
}
