/// A place in a JSON text, as the steps that lead there from its root.
package struct JSONPath: Hashable, Sendable, CustomStringConvertible {
  /// One step down.
  package enum Step: Hashable, Sendable {
    /// To an object's member.
    case key(String)
    /// To an array's element, from 0.
    case index(Int)
  }

  /// The steps from the root; none for the root itself.
  package var steps: [Step]

  /// The path of these steps.
  package init(steps: [Step]) { self.steps = steps }

  /// The path in JSONPath's notation, printable: `$[3].each_branch[17][1]`, cut after 12 steps.
  package var description: String {
    let start = steps.prefix(12).reduce(into: "$") { text, step in
      switch step {
      case .index(let index): text += "[\(index)]"
      case .key(let key) where Self.isPlain(key): text += ".\(key)"
      case .key(let key): text += "[\(VisibleText.quoted(key))]"
      }
    }
    return steps.count > 12 ? start + "…" : start
  }

  private static func isPlain(_ key: String) -> Bool {
    !key.isEmpty && key.utf8.count <= VisibleText.limit
      && key.utf8.allSatisfy { byte in
        byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      }
  }
}

/// What is wrong with a JSON text: its syntax, or a value that is not of the expected shape.
package struct JSONError: Error, Hashable, Sendable {
  /// Where, as a path from the root; nil where the text is no JSON before any value.
  package var path: JSONPath?
  /// Where, in bytes from 0: of broken syntax only, since the tape keeps no offsets.
  package var offset: Int?
  /// What should be there; printable.
  package var expected: String
  /// What is there; printable.
  package var found: String
  /// What to do about it, where that can be said.
  package var remedy: String?
}

/// A value that is not of the expected shape, named by its place on the tape: the path is found only when it is asked
/// for, so that reading pays nothing for it.
package struct JSONMismatch: Error {
  let index: Int
  let expected: String
  let found: String

  /// A mismatch at a value.
  ///
  /// - Parameters:
  ///   - value: the value that is wrong, or the array or object that lacks something.
  ///   - expected: what should be there; printable.
  ///   - found: what is there, printable; the value itself if nil.
  package init(at value: JSONValue, expected: String, found: String? = nil) {
    index = value.index
    self.expected = expected
    self.found = found ?? value.summary
  }
}
