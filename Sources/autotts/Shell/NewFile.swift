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
  ///   - remedy: What would replace it.
  /// - Throws: ``Failure`` 74, if the file is there and is not to be replaced too.
  static func write(
    _ bytes: [UInt8], to path: String, replacing: Bool, remedy: String = forceReplaces
  ) throws(Failure) {
    let draft = try FileDraft(of: path, replacing: replacing, remedy: remedy)
    try draft.append(bytes)
    try draft.publish()
  }

  /// Refuses a path where something is.
  ///
  /// - Throws: ``Failure`` 74 with the remedy.
  static func refuseExisting(_ path: String, remedy: String = forceReplaces) throws(Failure) {
    var status = stat()
    if lstat(path, &status) == 0 {
      throw Failure(.inputOutput, "\(path): exists already; \(remedy)")
    }
  }

  /// What replaces a file where nothing else is said.
  static let forceReplaces = "--force replaces it"
}

/// A file on its way: it is written piece by piece under a name of its own and takes its path's place only when whole.
///
/// One that is given up, as after an error, leaves nothing behind; what a killed program leaves is in nobody's way.
final class FileDraft {
  private let path: String
  private let replacing: Bool
  private let remedy: String
  private let temporary: String
  private let descriptor: Int32

  /// Begins a file beside its path.
  ///
  /// - Parameters:
  ///   - path: Where it is to be; its directories are made.
  ///   - replacing: Whether a file that is there already is replaced.
  ///   - remedy: What would replace it.
  /// - Throws: ``Failure`` 74, if the file is there and is not to be replaced too.
  init(of path: String, replacing: Bool, remedy: String = NewFile.forceReplaces) throws(Failure) {
    if !replacing { try NewFile.refuseExisting(path, remedy: remedy) }
    self.path = path
    self.replacing = replacing
    self.remedy = remedy
    let directory = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    do {
      try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    } catch {
      throw Failure(.inputOutput, "\(directory): cannot make this directory; choose another")
    }
    var template = Array("\(directory)/.autotts-XXXXXX".utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw Self.refusal(path) }
    temporary = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    let mask = umask(0)
    umask(mask)
    fchmod(descriptor, 0o666 & ~mask)
  }

  deinit {
    close(descriptor)
    unlink(temporary)
  }

  /// Appends bytes.
  ///
  /// - Throws: ``Failure`` 74 where the system does not take them.
  func append(_ bytes: [UInt8]) throws(Failure) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { bytes in
        bytes.baseAddress.map { Glibc.write(descriptor, $0 + written, bytes.count - written) } ?? 0
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Self.refusal(path) }
      written += count
    }
  }

  /// Puts the file in its place, once it is safe on its disk.
  ///
  /// - Throws: ``Failure`` 74 where the system refuses; the path is as it was then.
  func publish() throws(Failure) {
    guard fsync(descriptor) == 0 else { throw Self.refusal(path) }
    if !replacing {
      if link(temporary, path) == 0 { return }
      // A link fails where somebody was quicker; some file systems have none.
      try NewFile.refuseExisting(path, remedy: remedy)
    }
    guard rename(temporary, path) == 0 else { throw Self.refusal(path) }
  }

  private static func refusal(_ path: String) -> Failure {
    Failure(.inputOutput, "\(path): cannot write this file: \(StandardOutput.reason(errno))")
  }
}
