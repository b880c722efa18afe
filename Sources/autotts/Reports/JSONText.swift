import FoundationEssentials

/// JSON as all commands print it: keys in order, doubles shortest, nothing that acts on a terminal.
enum JSONText {
  /// A value as one line.
  static func line(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return harmless(String(decoding: try encoder.encode(value), as: UTF8.self)) + "\n"
  }

  /// The same JSON with every character that is not plainly visible as `\u` and four digits, and white space outside
  /// strings as spaces; outside strings there is nothing else.
  static func harmless(_ json: String) -> String {
    var result = ""
    for scalar in json.unicodeScalars {
      // Within strings JSON has no line ends.
      let scalar = scalar == "\r" || scalar == "\n" || scalar == "\t" ? " " : scalar
      if scalar.isASCII && scalar.value != 0x7f || !actsOnText(scalar) {
        result.unicodeScalars.append(scalar)
      } else {
        for unit in String(Character(scalar)).utf16 {
          let digits = String(unit, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      }
    }
    return result
  }

  private static func actsOnText(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: true
    default: scalar.properties.isDefaultIgnorableCodePoint
    }
  }
}

/// A value that is written as `null` where there is none, so that the key is always there.
struct Nullable<Value: Encodable>: Encodable {
  var value: Value?

  init(_ value: Value?) { self.value = value }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let value { try container.encode(value) } else { try container.encodeNil() }
  }
}

extension Nullable: Sendable where Value: Sendable {}
