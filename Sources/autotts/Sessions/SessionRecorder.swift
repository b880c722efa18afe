import Explorer
import Glibc

/// Writes a session down while it goes on: each line is with the system before the next key is waited for.
final class SessionRecorder {
  /// Why nothing is recorded any more; nil while all is well.
  private(set) var fault: String?
  private let path: String
  private let descriptor: Int32
  private let start = ContinuousClock.now
  /// The work whose findings have been noted.
  private var noted: Set<Int> = []

  /// Begins a file.
  ///
  /// - Throws: ``Failure`` 74, also where there is a file already.
  init(path: String) throws(Failure) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      if errno == EEXIST {
        throw Failure(.inputOutput, "\(path): exists already; record to another file, or remove this one")
      }
      throw Failure(.inputOutput, "\(path): cannot write this file: \(StandardOutput.reason(errno))")
    }
  }

  deinit { close(descriptor) }

  /// Writes where the session begins.
  func begin(_ header: SessionHeader) { write(header) }

  /// Writes an event with its time.
  func note(_ event: SessionEvent) {
    let time = Int((ContinuousClock.now - start) / .milliseconds(1))
    write(SessionLine(time: time, event: event))
  }

  /// Writes that work of a kind has found something, once for each job.
  func note(_ kind: Work.Kind, generation: Int) {
    if noted.insert(generation).inserted { note(.found(kind)) }
  }

  private func write(_ value: some Encodable) {
    guard fault == nil else { return }
    do {
      let line = Array(try JSONText.line(value).utf8)
      var written = 0
      while written < line.count {
        let count = line.withUnsafeBytes { bytes in
          bytes.baseAddress.map { Glibc.write(descriptor, $0 + written, bytes.count - written) } ?? 0
        }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw Failure(.inputOutput, StandardOutput.reason(errno)) }
        written += count
      }
    } catch {
      fault = "\(path): not recorded any further: \(Failure(error).message)"
    }
  }
}
