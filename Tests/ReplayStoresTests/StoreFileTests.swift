import Foundation
import ReplayStores
import Testing

/// Files that cannot be read: one line, exit code 66, and never a wait.
@Suite struct StoreFileTests {
  private func complaint(aboutFile path: String) -> String? {
    do {
      _ = try StoreReader.load(path: path)
      return nil
    } catch {
      #expect(error.exitCode == 66)
      return error.description
    }
  }

  @Test func loads() throws {
    try withDirectory { directory in
      try write("[\(QuestionFixture().published)]\n", to: directory + "/a.json")
      let store = try StoreReader.load(path: directory + "/a.json")
      #expect(store.name == directory + "/a.json")
      #expect(store.questions.count == 1)
      #expect(try StoreReader.load(path: directory + "/a.json", name: "m/b").name == "m/b")
    }
  }

  @Test func missing() throws {
    try withDirectory { directory in
      let path = directory + "/none.json"
      #expect(complaint(aboutFile: path) == "\(path): expected a readable store file, found no such file")
      try write("", to: path)
      #expect(complaint(aboutFile: path + "/x") == "\(path)/x: expected a readable store file, found no such file")
    }
  }

  @Test func noRegularFile() throws {
    try withDirectory { directory in
      #expect(complaint(aboutFile: directory) == "\(directory): expected a readable store file, found a directory")
      let pipe = directory + "/pipe"
      #expect(mkfifo(pipe, 0o600) == 0)
      #expect(
        complaint(aboutFile: pipe) == "\(pipe): expected a readable store file, found a pipe, a socket or a device")
    }
    #expect(
      complaint(aboutFile: "/dev/zero")
        == "/dev/zero: expected a readable store file, found a pipe, a socket or a device")
  }

  @Test(.enabled(if: geteuid() != 0, "root may read every file"))
  func withoutPermission() throws {
    try withDirectory { directory in
      let path = directory + "/secret.json"
      try write("[]", to: path)
      #expect(chmod(path, 0) == 0)
      #expect(
        complaint(aboutFile: path) == "\(path): expected a readable store file, found one without permission to read it"
      )
    }
  }

  /// A file that opens and then cannot be read.
  @Test func failingRead() {
    #expect(
      complaint(aboutFile: "/proc/self/mem")
        == "/proc/self/mem: expected a readable store file, found an error: Input/output error")
  }

  /// A file whose size is given as 0 is read to its end.
  @Test func sizeUnknown() throws {
    let bytes = try PaddedBytes(path: "/proc/self/status")
    #expect(bytes.withBytes { $0.starts(with: "Name:".utf8) })
  }

  /// A file that holds 5 GiB of nothing is refused unread.
  @Test func hugeFile() throws {
    try withDirectory { directory in
      let path = directory + "/huge.json"
      try write("[", to: path)
      #expect(truncate(path, 5 << 30) == 0)
      let error = #expect(throws: StoreError.self) { try StoreReader.load(path: path) }
      #expect(error?.description == "\(path): expected a file below 4 GiB, found 5368709120 bytes")
      #expect(error?.exitCode == 65)
    }
  }

  @Test func hostileName() {
    #expect(
      complaint(aboutFile: "/no\u{1b}[2J\nwhere.json")
        == "/no␛[2J␊where.json: expected a readable store file, found no such file")
  }

  @Test func malformedContentNamesThePath() throws {
    try withDirectory { directory in
      let path = directory + "/a.json"
      try write("[}", to: path)
      let error = #expect(throws: StoreError.self) { try StoreReader.load(path: path, name: "m/b") }
      #expect(error?.description == "\(path): question 1, $[0], byte 1: expected a value, found \"}\"")
      #expect(error?.kind == .malformed)
      #expect(error?.offset == 1)
    }
  }
}
