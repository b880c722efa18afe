/// Where and how a text that the parser refused breaks the rules of JSON (RFC 8259).
///
/// simdjson names only the kind of an error. This second look, taken on failure only, goes through the text byte by
/// byte, keeping the path, and tells the first offence. O(length), no recursion.
package struct JSONSyntax {
  private let bytes: UnsafeRawBufferPointer
  private let depthLimit: Int
  private let whole: String
  private var position = 0
  private var open: [Container] = []

  /// An array or object that has begun and not ended, with the member that is being read.
  private struct Container {
    let isObject: Bool
    var index = 0
    var key: Range<Int>?
  }

  /// The first error of a text; nil if there is none. `whole` is what the text is called: a file, a line.
  package static func firstError(
    in bytes: UnsafeRawBufferPointer, depthLimit: Int, whole: String = "file"
  ) -> JSONError? {
    var syntax = JSONSyntax(bytes: bytes, depthLimit: depthLimit, whole: whole)
    do {
      try syntax.checkEncoding()
      try syntax.checkText()
      return nil
    } catch {
      return error
    }
  }

  private init(bytes: UnsafeRawBufferPointer, depthLimit: Int, whole: String) {
    self.bytes = bytes
    self.depthLimit = depthLimit
    self.whole = whole
  }

  // MARK: The whole text

  private func checkEncoding() throws(JSONError) {
    if bytes.isEmpty { throw JSONError(expected: "a JSON text", found: "an empty \(whole)") }
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) {
      throw JSONError(
        offset: 0, expected: "a JSON text without a byte-order mark", found: "one",
        remedy: "save the \(whole) as UTF-8 without it")
    }
    do {
      _ = try UTF8Span(validating: Span(_bytes: bytes.bytes))
    } catch {
      let offset = error.byteOffsets.lowerBound
      throw JSONError(offset: offset, expected: "UTF-8", found: "the byte 0x\(hex(bytes[offset], digits: 2))")
    }
  }

  private mutating func checkText() throws(JSONError) {
    skipSpace()
    if current == nil { throw JSONError(expected: "a JSON text", found: "only white space") }
    var wantsValue = true
    repeat {
      if wantsValue {
        wantsValue = try beginValue()
      } else {
        wantsValue = try afterValue()
      }
      skipSpace()
    } while wantsValue || !open.isEmpty
    if current != nil { throw error("the end of the \(whole)") }
  }

  /// Reads a scalar or the start of a container; true if a value has to follow at once (the first of a container).
  private mutating func beginValue() throws(JSONError) -> Bool {
    switch current {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      let isObject = current == UInt8(ascii: "{")
      let start = position
      open.append(Container(isObject: isObject))
      position += 1
      skipSpace()
      if current == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
        closeContainer()
        return false
      }
      // As the parser counts: empty ones are not.
      guard open.count < depthLimit else {
        throw error("at most \(depthLimit - 1) arrays and objects in each other", found: "more", at: start)
      }
      if isObject { try key() }
      return true
    case UInt8(ascii: "\""): try string()
    case let byte? where byte == UInt8(ascii: "-") || isDigit(byte): try number()
    case UInt8(ascii: "t"): try word("true")
    case UInt8(ascii: "f"): try word("false")
    case UInt8(ascii: "n"): try word("null")
    default: throw error("a value")
    }
    return false
  }

  /// Reads what separates or ends; true if a value has to follow.
  private mutating func afterValue() throws(JSONError) -> Bool {
    guard let container = open.last else { return false }
    let end = container.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
    if current == end {
      closeContainer()
      return false
    }
    guard current == UInt8(ascii: ",") else {
      throw error("\",\" or \"\(Character(Unicode.Scalar(end)))\" after a value")
    }
    position += 1
    open[open.count - 1].index += 1
    skipSpace()
    if container.isObject { try key() }
    return true
  }

  private mutating func closeContainer() {
    position += 1
    open.removeLast()
  }

  private mutating func key() throws(JSONError) {
    open[open.count - 1].key = nil
    guard current == UInt8(ascii: "\"") else { throw error("a key in quotation marks") }
    let start = position + 1
    try string()
    open[open.count - 1].key = start..<(position - 1)
    skipSpace()
    guard current == UInt8(ascii: ":") else { throw error("\":\" after a key") }
    position += 1
    skipSpace()
  }

  // MARK: Scalars

  private mutating func word(_ word: StaticString) throws(JSONError) {
    let text = UnsafeRawBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    let rest = bytes[position...]
    guard rest.starts(with: text), !isWordByte(at: position + text.count) else { throw error("a value") }
    position += text.count
  }

  private func isWordByte(at index: Int) -> Bool {
    guard index < bytes.count else { return false }
    switch bytes[index] {
    case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ":"): return false
    default: return !isSpace(bytes[index])
    }
  }

  private mutating func number() throws(JSONError) {
    let start = position
    if current == UInt8(ascii: "-") { position += 1 }
    let isZero = current == UInt8(ascii: "0")
    let digits = position
    try skipDigits()
    if isZero, position > digits + 1 { throw error("a number without leading zeros", at: start) }
    var isWhole = true
    if current == UInt8(ascii: ".") {
      isWhole = false
      position += 1
      try skipDigits()
    }
    if current.map({ $0 | 0x20 }) == UInt8(ascii: "e") {
      isWhole = false
      position += 1
      if current == UInt8(ascii: "-") || current == UInt8(ascii: "+") { position += 1 }
      try skipDigits()
    }
    if isWordByte(at: position) { throw error("a digit or the end of the number") }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    let fits = isWhole ? Int64(text) != nil || UInt64(text) != nil : Double(text).map(\.isFinite) ?? false
    if !fits { throw error("a number that fits in 64 bits", found: VisibleText.shortened(text), at: start) }
  }

  private mutating func skipDigits() throws(JSONError) {
    let start = position
    while let byte = current, isDigit(byte) { position += 1 }
    if position == start { throw error("a digit") }
  }

  private mutating func string() throws(JSONError) {
    let start = position
    position += 1
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return
      case UInt8(ascii: "\\"): try escape()
      case ..<0x20: throw error("a string's control characters written as \\u\(hex(byte, digits: 4))")
      default: position += 1
      }
    }
    throw error("a quotation mark that ends the string begun at byte \(start)")
  }

  private mutating func escape() throws(JSONError) {
    let start = position
    position += 1
    switch current {
    case UInt8(ascii: "u"):
      let unit = try hexDigits()
      if unit & 0xfc00 == 0xdc00 { throw loneSurrogate(unit, at: start) }
      guard unit & 0xfc00 == 0xd800 else { return }
      guard bytes[position...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else {
        throw loneSurrogate(unit, at: start)
      }
      position += 1
      if try hexDigits() & 0xfc00 != 0xdc00 { throw loneSurrogate(unit, at: start) }
    case let byte? where "\"\\/bfnrt".utf8.contains(byte): position += 1
    default: throw error("an escape that JSON knows", at: start)
    }
  }

  /// The four digits after the `u` that the position is at.
  private mutating func hexDigits() throws(JSONError) -> UInt32 {
    var value: UInt32 = 0
    position += 1
    for _ in 0..<4 {
      guard let byte = current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw error("four hexadecimal digits after \\u")
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }

  private func loneSurrogate(_ unit: UInt32, at offset: Int) -> JSONError {
    error("surrogates in pairs", found: "a lone \\u\(hex(unit, digits: 4))", at: offset)
  }
}

extension JSONSyntax {
  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 }

  private mutating func skipSpace() {
    while let byte = current, isSpace(byte) { position += 1 }
  }

  private func hex(_ value: some BinaryInteger, digits: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }

  /// The error that `expected` is not at `offset` (or the position), what is there taken from the text if not given.
  private func error(_ expected: String, found: String? = nil, at offset: Int? = nil) -> JSONError {
    let offset = offset ?? position
    return JSONError(path: path, offset: offset, expected: expected, found: found ?? text(at: offset))
  }

  private func text(at offset: Int) -> String {
    guard offset < bytes.count else { return "the end of the \(whole)" }
    // The text is UTF-8, and the offset at the start of a character: no token begins within one.
    let rest = String(decoding: bytes[offset...].prefix(64), as: UTF8.self)
    let token = rest.prefix { !$0.isWhitespace && !",]}:\"".contains($0) }
    return VisibleText.quoted(String(token.isEmpty ? rest.prefix(1) : token.prefix(20)))
  }

  private var path: JSONPath {
    let steps = open.compactMap { container -> JSONPath.Step? in
      guard container.isObject else { return .index(container.index) }
      return container.key.map { .key(String(decoding: bytes[$0], as: UTF8.self)) }
    }
    return JSONPath(steps: steps)
  }
}
