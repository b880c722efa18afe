import Glibc

/// Why there can be no full screen.
public struct TerminalError: Error, CustomStringConvertible {
  /// One line: what is wrong and what to do instead.
  public let description: String
  /// The status to exit with: 64, wrong usage.
  public let exitCode: Int32 = 64

  init(_ problem: String) {
    description = "\(problem); `autotts show` and `autotts run` print the same without a full screen"
  }
}

/// Something outside that ends the program.
public enum TerminalEnd: Error, Hashable, CustomStringConvertible {
  /// SIGTERM, SIGHUP or SIGINT from another process.
  case signal(Int32)
  /// The terminal is gone.
  case hangup

  /// What happened, without the program's name.
  public var description: String {
    switch self {
    case .signal(SIGTERM): "ended by SIGTERM"
    case .signal(SIGHUP): "ended by SIGHUP"
    case .signal(SIGINT): "ended by SIGINT"
    case .signal(let number): "ended by signal \(number)"
    case .hangup: "the terminal is gone"
    }
  }

  /// Ends the process as its parent expects: killed by the signal, or by SIGHUP where the terminal is gone.
  ///
  /// Close the terminal first and say what there is to say.
  public func endProcess() -> Never {
    let number =
      switch self {
      case .signal(let number): number
      case .hangup: SIGHUP
      }
    Glibc.signal(number, SIG_DFL)
    // The thread may be one that blocks signals, as those of asynchronous programs do.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, number)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    raise(number)
    exit(128 + number)
  }
}
