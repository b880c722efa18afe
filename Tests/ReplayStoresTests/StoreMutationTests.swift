import ReplayStores
import Testing

/// A valid store with one thing wrong at every byte: it must be read or refused in one line, never trap.
@Suite struct StoreMutationTests {
  private static let texts = [
    "[\(QuestionFixture(text: "é\\\u{1}", interval: 5).published)]", "[\(QuestionFixture(text: "é").raw)]",
  ]
  private static let replacements = Array("\0\"\\[]{},:-0e9.ntfu \u{7f}".utf8) + [0x80, 0xc3, 0xff]

  private func read(_ bytes: [UInt8]) -> Bool {
    do {
      _ = try ReplayStoresTests.read(bytes)
      return true
    } catch let error as StoreError {
      let line = error.description
      let isPlain = line.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f }
      #expect(isPlain && line.utf8.count < 400, "\(line)")
      // The second look finds what the parser refuses, and nothing in what it takes.
      let syntax = bytes.withUnsafeBytes { JSONSyntax.firstError(in: $0, depthLimit: JSONDocument.depthLimit) }
      #expect(!line.contains("something else:"), "\(line)")
      #expect(syntax?.offset == error.offset, "\(line)")
    } catch {
      Issue.record("\(error)")
    }
    return false
  }

  @Test(arguments: texts) func everyByte(of text: String) {
    let bytes = Array(text.utf8)
    #expect(read(bytes))
    for position in bytes.indices {
      #expect(!read(Array(bytes[..<position])), "a store cut at byte \(position) was read")
      var deleted = bytes
      deleted.remove(at: position)
      _ = read(deleted)
      var doubled = bytes
      doubled.insert(bytes[position], at: position)
      _ = read(doubled)
      for bit in 0..<8 {
        var flipped = bytes
        flipped[position] ^= 1 << bit
        _ = read(flipped)
      }
      for byte in Self.replacements {
        var replaced = bytes
        replaced[position] = byte
        _ = read(replaced)
      }
    }
  }
}
