import Digest
import Replay

/// Reads store files of both published forms, checking everything.
///
/// The *published* form has a question's branches as triples (`each_branch`), the *raw* form as a matrix of probes
/// (`probe_matrix_mxn`) with the lengths beside it. Keys that neither form has are ignored.
public enum StoreReader {
  /// The store in a text of either form.
  ///
  /// O(bytes): some 3 ms a megabyte.
  ///
  /// - Parameters:
  ///   - bytes: the file's bytes.
  ///   - name: the store's name.
  ///   - file: the path that errors name; the name if nil.
  /// - Throws: ``StoreError`` of kind `malformed` for anything that is not a store.
  public static func read(
    bytes: UnsafeRawBufferPointer, name: String, file: String? = nil
  ) throws(StoreError) -> Store {
    guard let copy = PaddedBytes(copying: bytes) else { throw .noMemory(file ?? name) }
    return try read(copy, name: name, file: file ?? name)
  }

  /// The store in a file of either form.
  ///
  /// - Parameters:
  ///   - path: the file's path.
  ///   - name: the store's name; the path if nil.
  /// - Throws: ``StoreError``: of kind `unreadable` where the file cannot be read or is no regular file, of kind
  ///   `malformed` where it is no store.
  public static func load(path: String, name: String? = nil) throws(StoreError) -> Store {
    try read(try PaddedBytes(path: path), name: name ?? path, file: path)
  }

  /// The store in bytes that were read already.
  ///
  /// - Parameter sha256: the bytes' SHA-256 where it is known; worked out if nil.
  package static func read(
    _ bytes: borrowing PaddedBytes, name: String, file: String, sha256: String? = nil
  ) throws(StoreError) -> Store {
    do {
      let document = try JSONDocument(parsing: bytes)
      return Store(name: name, questions: try document.read(questions), sha256: sha256 ?? bytes.sha256())
    } catch {
      throw StoreError(error, file: file)
    }
  }

  private static func questions(_ root: JSONValue) throws(JSONMismatch) -> [Question] {
    var questions: [Question] = []
    var form: Form?
    for element in try root.array("an array of questions") {
      let fields = try JSONFields(element, expected: "a question (an object)")
      try fields.checkRest(besides: StoreKey.all)
      if form == nil { form = try Self.form(of: fields) }
      switch form {
      case .raw: questions.append(try RawStoreReader.question(fields))
      case .published, nil: questions.append(try PublishedStoreReader.question(fields))
      }
    }
    if questions.isEmpty { throw JSONMismatch(at: root, expected: "at least one question") }
    return questions
  }

  private enum Form { case published, raw }

  /// Which form it is shows in the keys of the first question.
  private static func form(of fields: JSONFields) throws(JSONMismatch) -> Form {
    let isPublished = fields[StoreKey.branches] != nil
    let isRaw = fields[StoreKey.probeMatrix] != nil
    guard isPublished != isRaw else {
      throw JSONMismatch(
        at: fields.object, expected: "one of the keys \"\(StoreKey.branches)\" and \"\(StoreKey.probeMatrix)\"",
        found: "an object with \(isRaw ? "both" : "neither")")
    }
    return isRaw ? .raw : .published
  }
}
