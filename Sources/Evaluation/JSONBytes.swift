import Replay

/// JSON as Python's `json.dumps(…, ensure_ascii=False)` writes it, byte for byte: what published trace files consist of.
struct JSONBytes {
  /// What is written so far.
  private(set) var bytes: [UInt8] = []

  /// Appends text as it stands.
  mutating func raw(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends any value.
  mutating func append(_ value: TraceValue) {
    switch value {
    case .null: raw("null")
    case .bool(let value): if value { raw("true") } else { raw("false") }
    case .integer(let value): append(value)
    case .number(let value): bytes.append(contentsOf: PythonText.number(value).utf8)
    case .string(let text): append(text)
    case .array(let values):
      list(values, between: "[", and: "]") { $0.append($1) }
    case .object(let fields):
      list(fields, between: "{", and: "}") {
        $0.append($1.key)
        $0.raw(": ")
        $0.append($1.value)
      }
    }
  }

  /// Appends a whole number.
  mutating func append(_ value: some FixedWidthInteger) { bytes.append(contentsOf: "\(value)".utf8) }

  /// Appends a key and its value, and a comma unless it is the first.
  mutating func field(_ key: StaticString, _ value: TraceValue, isFirst: Bool = false) {
    raw(isFirst ? "\"" : ", \"")
    raw(key)
    raw("\": ")
    append(value)
  }

  /// Appends elements with commas between them.
  mutating func list<Element>(
    _ elements: [Element], between start: StaticString, and end: StaticString,
    _ write: (inout JSONBytes, Element) -> Void
  ) {
    raw(start)
    var isFirst = true
    for element in elements {
      if !isFirst { raw(", ") }
      isFirst = false
      write(&self, element)
    }
    raw(end)
  }

  /// Appends a string: quotes, backslashes and what lies below U+0020 escaped, everything else as it is.
  ///
  /// Line ends and their like have Python's short forms (`\n`), as published; `ReplayStores`' `CompactJSON`, whose bytes
  /// manifests and synthetic stores are known by, has `\u000a`.
  mutating func append(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): raw(#"\""#)
      case UInt8(ascii: "\\"): raw(#"\\"#)
      case 0x08: raw(#"\b"#)
      case 0x09: raw(#"\t"#)
      case 0x0a: raw(#"\n"#)
      case 0x0c: raw(#"\f"#)
      case 0x0d: raw(#"\r"#)
      case 0..<0x20:
        raw(#"\u00"#)
        bytes.append(UInt8(ascii: byte < 0x10 ? "0" : "1"))
        bytes.append(contentsOf: String(byte & 0xf, radix: 16).utf8)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}

/// Values as Python prints them.
enum PythonText {
  /// A floating-point number as `repr` has it: the shortest that reads back, with `.0` where it is whole.
  static func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
    return "\(value)"
  }

  /// A dict of names and numbers.
  static func dict(_ fields: [TraceField]) -> String {
    "{" + fields.map { "'\($0.key)': \(scalar($0.value))" }.joined(separator: ", ") + "}"
  }

  /// A number, or nothing.
  static func scalar(_ value: TraceValue) -> String {
    switch value {
    case .integer(let value): "\(value)"
    case .number(let value): number(value)
    default: ""
    }
  }
}
