/// JSON without spaces, as much of it as stores and manifests need.
struct CompactJSON {
  private(set) var bytes: [UInt8] = []

  mutating func list<Element>(
    _ elements: [Element], separator: String = ",", _ write: (inout CompactJSON, Element) -> Void
  ) {
    raw("[")
    for (index, element) in elements.enumerated() {
      if index > 0 { raw(separator) }
      write(&self, element)
    }
    raw("]")
  }

  mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Appends a string, whatever lies below U+0020 as `\u` and four digits: not the short forms of `JSONBytes` in
  /// `Evaluation`, which are Python's, since the bytes of manifests and synthetic stores are known by their hashes.
  mutating func string(_ text: String) {
    raw("\"")
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0x00..<0x20:
        let digits = Array("0123456789abcdef".utf8)
        raw(#"\u00"#)
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 0xF)])
      default: bytes.append(byte)
      }
    }
    raw("\"")
  }
}
