import Glibc
import Replay
import ReplayStores

extension Subject {
  /// The reader of trace files: the bytes as one line, and as a file of any lines that is opened by its index.
  public static let trace = Subject(name: "trace") { bytes in
    lineComplaint(bytes) ?? fileComplaint(bytes)
  }

  private static func lineComplaint(_ bytes: UnsafeRawBufferPointer) -> String? {
    do throws(TraceError) {
      _ = try TraceReader.run(bytes: bytes, line: 1, file: "fuzz.jsonl")
      return firstFalse(["what is a run has a header": hasHeader(bytes)])
    } catch {
      return firstFalse(["what is no run has no header": !hasHeader(bytes)])
        ?? errorComplaint("\(error)", exitCode: error.exitCode, offset: error.offset, in: bytes)
    }
  }

  /// Whether the quick reading of a line, which indexes go by, takes it.
  private static func hasHeader(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let copy = PaddedBytes(copying: bytes) else { return false }
    do {
      _ = try TraceReader.header(copy, line: 1, file: "fuzz.jsonl")
      return true
    } catch {
      return false
    }
  }

  /// What is wrong with the index of a file of these bytes.
  private static func fileComplaint(_ bytes: UnsafeRawBufferPointer) -> String? {
    var template = Array("/dev/shm/autotts-fuzz-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    defer { close(descriptor) }
    guard unlink(template) == 0, write(descriptor, bytes.baseAddress, bytes.count) == bytes.count else {
      return "no file in memory"
    }
    guard let index = try? TraceIndex(of: TraceFile(path: "/proc/self/fd/\(descriptor)")) else { return nil }
    let lines = (1...index.outline.lineCount).filter { (try? index.run(line: $0)) != nil }
    return firstFalse(["every run that is listed opens, and no other": lines == index.outline.entries.map { $0.line }])
  }
}
