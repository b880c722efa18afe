import Glibc

/// Wakes a terminal that waits for input, from any thread.
///
/// It may outlive its terminal; waking has no effect then.
public struct Waker: Sendable {
  let pipe: WakePipe

  /// Makes the present or the next wait return at once.
  public func wake() { pipe.write(0) }
}

/// A pipe that never blocks; its read end is readable when someone wants attention.
final class WakePipe: Sendable {
  let readEnd: Int32
  let writeEnd: Int32

  init() throws(TerminalError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw TerminalError("no pipe: \(String(cString: strerror(errno)))") }
    for end in ends {
      _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    (readEnd, writeEnd) = (ends[0], ends[1])
  }

  deinit {
    close(readEnd)
    close(writeEnd)
  }

  func write(_ byte: UInt8) {
    // A full pipe wakes its reader as well.
    _ = withUnsafeBytes(of: byte) { Glibc.write(writeEnd, $0.baseAddress, 1) }
  }

  func drain() {
    withUnsafeTemporaryAllocation(byteCount: 512, alignment: 1) { bytes in
      while read(readEnd, bytes.baseAddress, bytes.count) > 0 {}
    }
  }
}
