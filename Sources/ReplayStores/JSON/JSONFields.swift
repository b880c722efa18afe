/// The members of an object, in order: the key's UTF-8 bytes and the value.
struct JSONMembers: Sequence, IteratorProtocol {
  private let object: JSONValue
  private var index: Int
  private let end: Int

  init(object: JSONValue) {
    self.object = object
    index = object.index + 1
    end = object.end - 1
  }

  mutating func next() -> (key: UnsafeRawBufferPointer, value: JSONValue)? {
    guard index < end, let key = object.at(index).utf8 else { return nil }
    let value = object.at(index + 1)
    index = value.end
    return (key, value)
  }
}

/// An object's members by key, each key at most once.
package struct JSONFields {
  /// The object.
  package let object: JSONValue
  // By bytes: Swift's strings are equal if canonically equivalent, keys are not.
  private var values: [[UInt8]: JSONValue] = [:]

  /// The members of an object; any other value, or a key that comes twice, is a mismatch.
  package init(_ value: JSONValue, expected: String) throws(JSONMismatch) {
    guard value.kind == .object else { throw JSONMismatch(at: value, expected: expected) }
    object = value
    for (key, value) in JSONMembers(object: value) where values.updateValue(value, forKey: Array(key)) != nil {
      throw JSONMismatch(at: value, expected: "each key once", found: "\(VisibleText.quoted(key)) again")
    }
  }

  /// The value of a key; nil where the object has no such key.
  package subscript(key: String) -> JSONValue? { values[Array(key.utf8)] }

  /// The value of a key that must be there.
  package func required(_ key: String) throws(JSONMismatch) -> JSONValue {
    guard let value = self[key] else {
      throw JSONMismatch(at: object, expected: "the key \"\(key)\"", found: "an object without it")
    }
    return value
  }

  /// Looks through the members that nobody reads: a key that comes twice in an object anywhere in them is a mismatch.
  ///
  /// - Parameter known: The keys of those that are read.
  package func checkRest(besides known: Set<String>) throws(JSONMismatch) {
    for (key, value) in JSONMembers(object: object) where !known.contains(String(decoding: key, as: UTF8.self)) {
      try value.checkKeys()
    }
  }
}

extension JSONValue {
  /// Looks for keys that come twice in the objects of this value.
  fileprivate func checkKeys() throws(JSONMismatch) {
    switch kind {
    case .object: try JSONFields(self, expected: "an object").checkRest(besides: [])
    case .array: for element in JSONElements(array: self) { try element.checkKeys() }
    default: break
    }
  }

  /// The elements of an array; any other value is a mismatch.
  package func array(_ expected: String) throws(JSONMismatch) -> JSONElements {
    guard let elements else { throw JSONMismatch(at: self, expected: expected) }
    return elements
  }

  /// The UTF-8 bytes of a string; any other value is a mismatch.
  package func string(_ expected: String) throws(JSONMismatch) -> UnsafeRawBufferPointer {
    guard let utf8 else { throw JSONMismatch(at: self, expected: expected) }
    return utf8
  }

  /// A whole number in a range; any other value is a mismatch.
  package func integer(in range: ClosedRange<Int>, _ expected: String) throws(JSONMismatch) -> Int {
    guard let integer, range.contains(integer) else { throw JSONMismatch(at: self, expected: expected) }
    return integer
  }
}
