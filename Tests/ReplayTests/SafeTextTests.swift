import Replay
import Testing

@Suite struct SafeTextTests {
  @Test(arguments: [
    ("plain 1/2 \\frac{1}{2}", "plain 1/2 \\frac{1}{2}"),
    ("é e\u{301} 漢字 😀 ½", "é e\u{301} 漢字 😀 ½"),
    ("हिन्दी", "हिन्दी"),
    ("\u{1b}[2J", "␛[2J"),
    ("a\r\n\tb\u{0}\u{7f}", "a␍␊␉b␀␡"),
    ("\u{9b}31m\u{85}", "\\u{9b}31m\\u{85}"),
    ("\u{202e}abc\u{2066}\u{200e}\u{61c}", "\\u{202e}abc\\u{2066}\\u{200e}\\u{61c}"),
    ("a\u{200b}\u{200d}\u{feff}\u{ad}\u{2060}b", "a\\u{200b}\\u{200d}\\u{feff}\\u{ad}\\u{2060}b"),
    ("\u{2028}\u{2029}", "\\u{2028}\\u{2029}"),
    ("\u{e0041}\u{fe0f}\u{3164}", "\\u{e0041}\\u{fe0f}\\u{3164}"),
    ("\u{e000}\u{378}", "\\u{e000}\\u{378}"),
    ("\u{301}a", "\\u{301}a"),
    ("\u{1b}\u{301}\u{301}", "␛\\u{301}\\u{301}"),
    ("", ""),
  ])
  func madeSafe(_ text: String, _ shown: String) { #expect(text.madeSafe() == shown) }

  @Test(arguments: [("é\u{1b}[m 漢", "\\u{e9}\\u{1b}[m \\u{6f22}"), ("a\n", "a\\u{a}"), ("~ok~", "~ok~")])
  func asciiOnly(_ text: String, _ shown: String) {
    #expect(text.madeSafe(ascii: true) == shown)
  }

  @Test func bytesThatAreNoUTF8() {
    let bytes: [UInt8] = [0x9b, 0x41, 0xff, 0xc2, 0x9b]
    #expect(String(decoding: bytes, as: UTF8.self).madeSafe() == "\u{fffd}A\u{fffd}\\u{9b}")
  }

  @Test func noScalarActsOnATerminal() throws {
    for value in (0...0x10ffff as ClosedRange<UInt32>) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let shown = "a\(Character(scalar))".madeSafe()
      let acts = shown.unicodeScalars.contains {
        switch $0.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
        default: $0.properties.isBidiControl || $0.properties.isDefaultIgnorableCodePoint
        }
      }
      if acts { Issue.record("U+\(String(value, radix: 16)) is shown as itself") }
    }
  }

  @Test func limit() {
    #expect("abcdef".madeSafe(limit: 6) == "abcdef")
    #expect("abcdef".madeSafe(limit: 5) == "abcde…")
    #expect("\u{1b}bcdef".madeSafe(ascii: true, limit: 1) == "\\u{1b}~")
    #expect("a".madeSafe(limit: 0) == "…")
  }
}
