import FuzzSubjects
import ReplayStores
import Testing

/// A valid text with one thing wrong at every byte: it must be read or refused in one line, never trap.
@Suite struct MutationTests {
  private static let texts = [
    "[\(QuestionFixture(text: "é\\\u{1}", interval: 5).published)]", "[\(QuestionFixture(text: "é").raw)]",
  ]
  private static let replacements = Array("\0\"\\[]{},:-0e9.ntfu \u{7f}".utf8) + [0x80, 0xc3, 0xff]

  private static let manifest = """
    {"version":1,"stores":[{"name":"m/é\\n","role":"search","interval":[1,5],"questions":2,"branches":3,\
    "sha256":"\(String(repeating: "0af9", count: 16))","origin":"\\u0001"}]}
    """

  @Test(arguments: texts) func everyByteOfAStore(text: String) {
    mutate(Array(text.utf8), Subject.stores) { (try? read($0)) != nil }
  }

  @Test func everyByteOfAManifest() {
    mutate(Array(Self.manifest.utf8), Subject.manifest) { bytes in
      (try? bytes.withUnsafeBytes { try StoreManifest.read(bytes: $0, file: "stores.json") }) != nil
    }
  }

  private func mutate(_ bytes: [UInt8], _ subject: Subject, isRead: ([UInt8]) -> Bool) {
    func take(_ bytes: [UInt8]) {
      if let complaint = bytes.withUnsafeBytes(subject.complaint) { Issue.record("\(complaint)") }
    }
    #expect(isRead(bytes))
    for position in bytes.indices {
      let cut = Array(bytes[..<position])
      take(cut)
      #expect(!isRead(cut), "a text cut at byte \(position) was read")
      var deleted = bytes
      deleted.remove(at: position)
      take(deleted)
      var doubled = bytes
      doubled.insert(bytes[position], at: position)
      take(doubled)
      for bit in 0..<8 {
        var flipped = bytes
        flipped[position] ^= 1 << bit
        take(flipped)
      }
      for byte in Self.replacements {
        var replaced = bytes
        replaced[position] = byte
        take(replaced)
      }
    }
  }
}
