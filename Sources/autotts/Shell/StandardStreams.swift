import Glibc

/// Input, output and error as the program was given them.
enum StandardStreams {
  /// Keeps the numbers of streams that were closed from being given to other files; writing to them fails as before.
  static func reserve() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }
}

/// Where results go, and nothing else.
enum StandardOutput {
  /// Writes all of a text.
  ///
  /// A reader that has gone (`| head`) ends the program quietly: by SIGPIPE, or here where that signal is ignored.
  ///
  /// - Throws: ``Failure`` for what the system refuses otherwise.
  static func write(_ text: String) throws(Failure) {
    let error = writeAll(text, to: STDOUT_FILENO)
    if error == EPIPE { exit(128 + SIGPIPE) }
    if error != 0 { throw Failure(.inputOutput, "cannot write to standard output: \(reason(error))") }
  }

  /// The columns of the terminal that it is; nil if it is none.
  static var columns: Int? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// The system's words for an error number.
  static func reason(_ error: Int32) -> String { String(cString: strerror(error)) }
}

/// Where messages and progress go.
enum StandardError {
  /// Whether it is a terminal that can overwrite a line.
  static var isTerminal: Bool {
    guard isatty(STDERR_FILENO) == 1, let terminal = getenv("TERM") else { return false }
    return strcmp(terminal, "dumb") != 0
  }

  /// Writes a text; there is nobody to tell if that fails.
  static func write(_ text: String) { _ = writeAll(text, to: STDERR_FILENO) }
}

/// Writes a text whole; the error number of what went wrong, or 0.
private func writeAll(_ text: String, to descriptor: Int32) -> Int32 {
  var text = text
  return text.withUTF8 { bytes in
    var rest = UnsafeRawBufferPointer(bytes)
    while let start = rest.baseAddress, !rest.isEmpty {
      let count = Glibc.write(descriptor, start, rest.count)
      if count < 0 {
        if errno == EINTR { continue }
        return errno
      }
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
    }
    return 0
  }
}
