import Glibc

/// A trace file that is open: any part of it is read when it is wanted.
///
/// Reads, not a mapping: a file that shrinks meanwhile is an error, not a signal. A file that changes after it was opened
/// is refused, since where its lines begin is then unknown.
public final class TraceFile: Sendable {
  /// Its path, as messages name it.
  public let path: String
  /// Its size in bytes.
  public let size: Int
  private let descriptor: Int32
  private let modified: [Int]

  /// How many bytes a line has at most; the published ones have some hundred thousand.
  package static let lineLimit = 64 << 20

  /// Opens a regular file.
  ///
  /// - Throws: ``TraceError`` of kind `unreadable` where there is none that can be read, of kind `malformed` for an empty
  ///   one.
  public init(path: String) throws(TraceError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .unreadable(path, found: PaddedBytes.reason(errno)) }
    self.path = path
    self.descriptor = descriptor
    var status = stat()
    let isKnown = fstat(descriptor, &status) == 0
    let code = errno
    size = Int(status.st_size)
    modified = Self.modified(status)
    guard isKnown else { throw .unreadable(path, found: PaddedBytes.reason(code)) }
    if let other = FileKind(status.st_mode).unlessRegular { throw .unreadable(path, found: other) }
    if size == 0 { throw TraceError(.malformed, file: path, expected: "at least one run", found: "an empty file") }
  }

  deinit { close(descriptor) }

  /// The path from the root, which holds in any directory.
  public var absolutePath: String { FileSystem.absolute(path) ?? path }

  /// Fills `bytes` from a place in the file.
  ///
  /// - Throws: ``TraceError`` where the file has changed since it was opened, or cannot be read.
  func read(into bytes: UnsafeMutableRawBufferPointer, from offset: Int) throws(TraceError) {
    var count = 0
    while let start = bytes.baseAddress, count < bytes.count {
      let received = pread(descriptor, start + count, bytes.count - count, off_t(offset + count))
      if received < 0, errno == EINTR { continue }
      if received < 0 { throw .unreadable(path, found: PaddedBytes.reason(errno)) }
      if received == 0 { throw .changed(path) }
      count += received
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, Int(status.st_size) == size, Self.modified(status) == modified else {
      throw .changed(path)
    }
  }

  /// The bytes of a line, without its end.
  ///
  /// - Parameters:
  ///   - range: where it lies, its end included or not.
  ///   - number: its number, for errors.
  package func line(_ range: Range<Int>, number: Int) throws(TraceError) -> PaddedBytes {
    guard range.count <= Self.lineLimit else {
      throw TraceError(
        .malformed, file: path, line: number, expected: "a line of at most \(Self.lineLimit) bytes",
        found: "\(range.count)")
    }
    let bytes = try PaddedBytes(count: range.count) { bytes throws(TraceError) in
      try read(into: bytes, from: range.lowerBound)
    }
    guard let bytes else {
      throw TraceError(
        .unreadable, file: path, line: number, expected: "a line that fits in memory", found: "\(range.count) bytes")
    }
    return bytes
  }

  private static func modified(_ status: stat) -> [Int] {
    [Int(status.st_mtim.tv_sec), Int(status.st_mtim.tv_nsec)]
  }
}

/// Finds the lines of a file, one after another, reading a mebibyte at a time.
struct LineScanner {
  private static let chunkSize = 1 << 20

  private let file: TraceFile
  private var chunk: [UInt8] = []
  /// Where in the file the chunk begins, and where in it the next line does or goes on.
  private var chunkStart = 0
  private var position = 0

  init(_ file: TraceFile) { self.file = file }

  /// Where the next line lies, without its line feed; nil at the end of the file.
  ///
  /// O(its length). A byte-order mark at the start belongs to no line.
  mutating func next() throws(TraceError) -> Range<Int>? {
    var start = chunkStart + position
    guard start < file.size else { return nil }
    while try hasMore() {
      if start == 0, chunk.starts(with: [0xef, 0xbb, 0xbf]) { start = 3 }
      if let end = lineFeed() {
        position = end + 1
        return start..<max(start, chunkStart + end)
      }
      position = chunk.count
    }
    return start..<file.size
  }

  private func lineFeed() -> Int? {
    chunk.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return nil }
      return memchr(base + position, 0x0a, bytes.count - position).map { UnsafeRawPointer($0) - base }
    }
  }

  /// Whether the chunk, or else the next one, which is read then, has bytes.
  private mutating func hasMore() throws(TraceError) -> Bool {
    if position < chunk.count { return true }
    chunkStart += chunk.count
    position = 0
    let count = min(Self.chunkSize, file.size - chunkStart)
    if chunk.count != count { chunk = Array(repeating: 0, count: count) }
    guard count > 0 else { return false }
    let file = file
    let offset = chunkStart
    try chunk.withUnsafeMutableBufferPointer { bytes throws(TraceError) in
      try file.read(into: UnsafeMutableRawBufferPointer(bytes), from: offset)
    }
    return true
  }
}
