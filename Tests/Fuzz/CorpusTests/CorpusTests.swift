import Foundation
import FuzzSubjects
import Testing

/// The fuzzers' small corpus, taken through their subjects without a fuzzer.
@Suite struct CorpusTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Corpus")

  @Test(arguments: Subject.all.map(\.name))
  func nothingIsWrong(subject name: String) throws {
    let subject = try #require(Subject.all.first { $0.name == name })
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.appendingPathComponent(name).path)
    #expect(!files.isEmpty)
    for file in files {
      let bytes = try Data(contentsOf: Self.folder.appendingPathComponent("\(name)/\(file)"))
      #expect(bytes.withUnsafeBytes(subject.complaint) == nil, "\(name)/\(file)")
    }
  }

  /// Every folder has its subject, so that none is forgotten.
  @Test func everyFolderIsASubject() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(folders.sorted() == Subject.all.map(\.name).sorted())
  }
}
