import Glibc

/// Small files that a command reads whole.
enum InputFile {
  /// The bytes of a regular file.
  ///
  /// - Parameters:
  ///   - path: Where it is.
  ///   - kind: What it is to be, for errors.
  ///   - limit: How many bytes it has at most.
  /// - Throws: ``Failure`` 66 where there is none that can be read, 65 for one that is too large.
  static func read(_ path: String, as kind: String, limit: Int = 64 << 20) throws(Failure) -> [UInt8] {
    func unreadable(_ found: String) -> Failure {
      Failure(.missingInput, "\(path): expected \(kind), found \(found)")
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw unreadable(StandardOutput.reason(errno)) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw unreadable(StandardOutput.reason(errno)) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw unreadable(status.st_mode & S_IFMT == S_IFDIR ? "a directory" : "something that is no file")
    }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= limit {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw unreadable(StandardOutput.reason(errno)) }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
    }
    let size = limit < 1 << 20 ? "\(limit >> 10) KiB" : "\(limit >> 20) MiB"
    throw Failure(.data, "\(path): expected \(kind) of at most \(size), found more")
  }
}
