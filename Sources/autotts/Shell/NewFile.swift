import FoundationEssentials
import Glibc

/// Files that are there whole or not at all: written beside their target, then renamed.
enum NewFile {
  /// Writes a file.
  ///
  /// - Parameters:
  ///   - bytes: What it is to hold.
  ///   - path: Where; its directories are made.
  ///   - replacing: Whether a file that is there already is replaced.
  /// - Throws: ``Failure`` 74, if the file is there and is not to be replaced too.
  static func write(_ bytes: [UInt8], to path: String, replacing: Bool) throws(Failure) {
    if !replacing { try refuseExisting(path) }
    let directory = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    do {
      try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    } catch {
      throw Failure(.inputOutput, "\(directory): cannot make this directory; choose another")
    }
    var template = Array("\(directory)/.autotts-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw refusal(path) }
    let temporary = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    defer { unlink(temporary) }
    let isWritten = write(bytes, to: descriptor)
    guard close(descriptor) == 0, isWritten else { throw refusal(path) }
    try publish(temporary, as: path, replacing: replacing)
  }

  /// Refuses a path where something is.
  ///
  /// - Throws: ``Failure`` 74 with the remedy.
  static func refuseExisting(_ path: String) throws(Failure) {
    var status = stat()
    if lstat(path, &status) == 0 {
      throw Failure(.inputOutput, "\(path): exists already; --force replaces it")
    }
  }

  private static func publish(_ temporary: String, as path: String, replacing: Bool) throws(Failure) {
    if replacing {
      guard rename(temporary, path) == 0 else { throw refusal(path) }
    } else if link(temporary, path) != 0 {
      // A link fails where somebody was quicker; some file systems have none.
      try refuseExisting(path)
      guard rename(temporary, path) == 0 else { throw refusal(path) }
    }
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    let mask = umask(0)
    umask(mask)
    guard fchmod(descriptor, 0o666 & ~mask) == 0 else { return false }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { bytes in
        bytes.baseAddress.map { Glibc.write(descriptor, $0 + written, bytes.count - written) } ?? 0
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      written += count
    }
    return fsync(descriptor) == 0
  }

  private static func refusal(_ path: String) -> Failure {
    Failure(.inputOutput, "\(path): cannot write this file: \(StandardOutput.reason(errno))")
  }
}
