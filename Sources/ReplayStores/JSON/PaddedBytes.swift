import CSimdjson
import Digest
import Glibc

/// The bytes of a file, followed by the padding that the parser may read.
package struct PaddedBytes: ~Copyable {
  private let memory: UnsafeMutableRawPointer
  private let count: Int

  private init(memory: UnsafeMutableRawPointer, count: Int) {
    self.memory = memory
    self.count = count
  }

  deinit { free(memory) }

  /// A copy of these bytes; nil where there is no memory for it.
  package init?(copying bytes: UnsafeRawBufferPointer) {
    guard let memory = malloc(bytes.count + Int(CSIMDJSON_PADDING)) else { return nil }
    if let source = bytes.baseAddress { memcpy(memory, source, bytes.count) }
    memset(memory + bytes.count, 0, Int(CSIMDJSON_PADDING))
    self.init(memory: memory, count: bytes.count)
  }

  /// The whole of a regular file.
  ///
  /// Directories, pipes, sockets and devices are refused without waiting for them, files that no parser would take
  /// without reading them.
  package init(path: String) throws(StoreError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .unreadable(path, found: Self.reason(errno)) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable(path, found: Self.reason(errno)) }
    if let other = FileKind(status.st_mode).unlessRegular { throw .unreadable(path, found: other) }
    guard status.st_size < JSONDocument.sizeLimit else {
      throw StoreError(.malformed, file: path, expected: "a file below 4 GiB", found: "\(status.st_size) bytes")
    }
    self = try Self.contents(of: descriptor, size: Int(status.st_size), path: path)
  }

  /// Runs `body` on the bytes, which live as long as this value.
  package func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeRawBufferPointer(start: memory, count: count))
  }

  /// The SHA-256 of the bytes, as 64 hexadecimal digits.
  ///
  /// O(bytes), some 0.7 ms a megabyte.
  package func sha256() -> String { withBytes(SHA256.of) }

  /// Reads to the end of the file, whatever its size was said to be: it may be growing, or be one of /proc.
  private static func contents(of descriptor: Int32, size: Int, path: String) throws(StoreError) -> PaddedBytes {
    let padding = Int(CSIMDJSON_PADDING)
    var capacity = max(size, 4096) + 1
    guard var memory = allocate(capacity + padding) else { throw .noMemory(path) }
    var count = 0
    while true {
      if count == capacity {
        capacity *= 2
        guard let larger = realloc(memory, capacity + padding) else {
          free(memory)
          throw .noMemory(path)
        }
        memory = larger
      }
      let received = read(descriptor, memory + count, capacity - count)
      if received == 0 { break }
      if received < 0, errno == EINTR { continue }
      guard received > 0 else {
        let code = errno
        free(memory)
        throw .unreadable(path, found: reason(code))
      }
      count += received
    }
    memset(memory + count, 0, padding)
    return PaddedBytes(memory: memory, count: count)
  }

  /// Memory that `free` takes back, in large pages if it is large.
  ///
  /// A fault for every 4 KiB of a file costs 2 ms a store.
  private static func allocate(_ count: Int) -> UnsafeMutableRawPointer? {
    let largePage = 2 << 20
    guard count >= largePage else { return malloc(count) }
    var memory: UnsafeMutableRawPointer?
    guard posix_memalign(&memory, largePage, count) == 0 else { return nil }
    // A wish: where it is not granted, nothing else changes.
    madvise(memory, count / largePage * largePage, MADV_HUGEPAGE)
    return memory
  }

  private static func reason(_ code: Int32) -> String {
    switch code {
    case ENOENT, ENOTDIR: "no such file"
    case EACCES, EPERM: "one without permission to read it"
    case ENXIO: "a socket or a device"
    default: "an error: \(String(cString: strerror(code)))"
    }
  }
}

/// What sort of thing a path leads to.
enum FileKind {
  case regular, directory, other

  init(_ mode: mode_t) {
    switch mode & S_IFMT {
    case S_IFREG: self = .regular
    case S_IFDIR: self = .directory
    default: self = .other
    }
  }

  /// What to call it in a message where a regular file was wanted.
  var unlessRegular: String? {
    switch self {
    case .regular: nil
    case .directory: "a directory"
    case .other: "a pipe, a socket or a device"
    }
  }
}
