import CSimdjson
import Replay

/// A parsed JSON text: simdjson's tape and the strings it points to.
package struct JSONDocument: ~Copyable {
  /// How many arrays and objects may be open at once.
  package static let depthLimit = 1024
  /// The parser takes texts of fewer bytes.
  package static let sizeLimit = 0xffff_ffff

  private var tape: csimdjson_tape

  /// Parses a text.
  ///
  /// O(length), about 2 GB/s; broken syntax is looked at again by ``JSONSyntax`` to tell where.
  ///
  /// - Parameter whole: what errors call the text: a file, a line.
  package init(parsing bytes: borrowing PaddedBytes, as whole: String = "file") throws(JSONError) {
    var tape = csimdjson_tape()
    let result = bytes.withBytes { bytes in
      csimdjson_parse(bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count, Self.depthLimit, &tape)
    }
    guard result == CSIMDJSON_PARSED else {
      let message = tape.message.map { String(cString: $0) } ?? ""
      csimdjson_release(&tape)
      throw bytes.withBytes { Self.error(of: $0, as: whole, result: result, message: message) }
    }
    self.tape = tape
  }

  deinit {
    var tape = tape
    csimdjson_release(&tape)
  }

  /// Runs `body` on the root value; values are valid only inside it.
  package func read<Result>(
    _ body: (JSONValue) throws(JSONMismatch) -> Result
  ) throws(JSONError) -> Result {
    guard let words = tape.words, let strings = tape.strings else { preconditionFailure("a parsed text has a tape") }
    let root = JSONValue(words: words, strings: strings, index: 1)
    do {
      return try body(root)
    } catch {
      throw JSONError(path: root.path(to: error.index), expected: error.expected, found: error.found)
    }
  }

  private static func error(
    of bytes: UnsafeRawBufferPointer, as whole: String, result: csimdjson_result, message: String
  ) -> JSONError {
    switch result {
    case CSIMDJSON_TOO_LARGE: JSONError(expected: "a \(whole) below 4 GiB", found: "\(bytes.count) bytes")
    case CSIMDJSON_NO_MEMORY:
      JSONError(expected: "a \(whole) that fits in memory", found: "\(bytes.count) bytes, which do not")
    default:
      JSONSyntax.firstError(in: bytes, depthLimit: depthLimit, whole: whole)
        ?? JSONError(expected: "a JSON text", found: "something else: \(message.madeSafe())")
    }
  }
}
