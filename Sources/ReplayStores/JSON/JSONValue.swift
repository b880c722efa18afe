/// A value on the tape of a ``JSONDocument``: a cursor of three words, valid only inside `JSONDocument.read`.
///
/// A word of the tape has a type character in its high 8 bits: `{ } [ ]` with the index of the word after the matching
/// end (or of the start) in the low 32 bits, `"` with an offset into the strings, `l u d` with the number in the word
/// behind, `t f n`.
package struct JSONValue {
  let words: UnsafePointer<UInt64>
  let strings: UnsafePointer<UInt8>
  let index: Int

  /// The types of JSON, numbers by what holds them.
  package enum Kind: UInt8 {
    case object = 0x7b
    case array = 0x5b
    case string = 0x22
    /// A whole number within Int64.
    case integer = 0x6c
    /// A whole number above Int64 and within UInt64.
    case largeInteger = 0x75
    case double = 0x64
    case yes = 0x74
    case no = 0x66
    case null = 0x6e
  }

  /// The type of the value.
  package var kind: Kind {
    guard let kind = Kind(rawValue: UInt8(words[index] >> 56)) else { preconditionFailure("no value here") }
    return kind
  }

  /// The UTF-8 bytes of a string; nil for any other value.
  ///
  /// O(1).
  package var utf8: UnsafeRawBufferPointer? {
    let word = words[index]
    guard word >> 56 == UInt64(Kind.string.rawValue) else { return nil }
    let start = strings + Int(truncatingIfNeeded: word & 0x00ff_ffff_ffff_ffff)
    let count = UnsafeRawPointer(start).loadUnaligned(as: UInt32.self)
    return UnsafeRawBufferPointer(start: start + 4, count: Int(count))
  }

  /// A whole number within Int; nil for any other value.
  package var integer: Int? {
    kind == .integer ? Int(truncatingIfNeeded: words[index + 1]) : nil
  }

  /// Any number, rounded to a Double; nil for any other value.
  package var double: Double? {
    switch kind {
    case .integer: Double(Int64(bitPattern: words[index + 1]))
    case .largeInteger: Double(words[index + 1])
    case .double: Double(bitPattern: words[index + 1])
    default: nil
    }
  }

  /// True or false; nil for any other value.
  package var bool: Bool? {
    switch kind {
    case .yes: true
    case .no: false
    default: nil
    }
  }

  /// The elements of an array; nil for any other value.
  ///
  /// O(1).
  package var elements: JSONElements? {
    kind == .array ? JSONElements(array: self) : nil
  }

  /// The index of the word after this value.
  var end: Int {
    switch kind {
    case .array, .object: Int(truncatingIfNeeded: words[index] & 0xffff_ffff)
    case .integer, .largeInteger, .double: index + 2
    case .string, .yes, .no, .null: index + 1
    }
  }

  func at(_ index: Int) -> JSONValue { JSONValue(words: words, strings: strings, index: index) }
}

/// The elements of an array, in order.
package struct JSONElements: Sequence {
  let array: JSONValue

  /// Walks the elements.
  package struct Iterator: IteratorProtocol {
    private let array: JSONValue
    private var index: Int
    private let end: Int

    init(_ array: JSONValue) {
      self.array = array
      index = array.index + 1
      end = array.end - 1
    }

    package mutating func next() -> JSONValue? {
      guard index < end else { return nil }
      let value = array.at(index)
      index = value.end
      return value
    }
  }

  package func makeIterator() -> Iterator { Iterator(array) }

  /// The number of elements.
  ///
  /// O(1) up to 2²⁴ − 2 of them, O(n) above.
  package var count: Int {
    let saturated = 0xff_ffff
    let count = Int(truncatingIfNeeded: array.words[array.index] >> 32) & saturated
    return count < saturated ? count : reduce(into: 0) { count, _ in count += 1 }
  }
}

extension JSONValue {
  /// The value as a message shows it: printable and short.
  package var summary: String {
    switch kind {
    case .object: "an object"
    case .array: Self.summary(ofArray: elements?.count ?? 0)
    case .string: utf8.map(VisibleText.quoted) ?? ""
    case .integer: String(Int64(bitPattern: words[index + 1]))
    case .largeInteger: String(words[index + 1])
    case .double: String(Double(bitPattern: words[index + 1]))
    case .yes: "true"
    case .no: "false"
    case .null: "null"
    }
  }

  private static func summary(ofArray count: Int) -> String {
    switch count {
    case 0: "an empty array"
    case 1: "an array of 1 element"
    default: "an array of \(count) elements"
    }
  }

  /// The path from this value to the one at an index of the tape below it.
  ///
  /// An object's key counts as its value. O(values before it).
  func path(to target: Int) -> JSONPath {
    var path = JSONPath(steps: [])
    var here = self
    while here.index < target, let (step, child) = here.child(around: target) {
      path.steps.append(step)
      here = child
    }
    return path
  }

  private func child(around target: Int) -> (JSONPath.Step, JSONValue)? {
    if let elements {
      for (index, element) in elements.enumerated() where target < element.end { return (.index(index), element) }
    } else if kind == .object {
      for (key, value) in JSONMembers(object: self) where target < value.end {
        return (.key(String(decoding: key, as: UTF8.self)), value)
      }
    }
    return nil
  }
}
