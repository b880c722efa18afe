import Explorer
import FoundationEssentials
import Glibc
import Replay
import ReplayStores

/// The log of runs by hand: a line of JSON an event, only ever appended to, in `autotts/runs.jsonl` of the XDG state directory.
///
/// Each line is one `write` to a file opened for appending, so that it is there before the next key, whatever becomes of the
/// program, and lines of several programs do not mix. A run is written by one program only: one that opens another's run
/// goes on with it under an id of its own.
struct HandRunLog {
  /// The file; nil where neither `XDG_STATE_HOME` nor `HOME` says where.
  let path: String?

  /// The log of the user.
  init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    path = StateDirectory.path(of: "runs.jsonl", environment)
  }

  /// What no other program's ids begin with.
  static var session: String {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return "\(String(now.tv_sec, radix: 36))-\(String(now.tv_nsec, radix: 36))-\(String(getpid(), radix: 36))"
  }

  // MARK: Writing

  /// Appends an event.
  ///
  /// - Throws: ``Failure`` 74 where the system does not take it.
  func append(_ event: HandRunEvent) throws(Failure) {
    guard let path else { throw Failure(.inputOutput, "there is no state directory: set XDG_STATE_HOME or HOME") }
    guard let line = try? JSONText.line(event) else { throw Self.refusal(path, EINVAL) }
    StateDirectory.makeDirectories(of: path)
    let descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0o600)
    guard descriptor >= 0 else { throw Self.refusal(path, errno) }
    defer { close(descriptor) }
    guard let size = Self.size(of: descriptor) else { throw Self.refusal(path, EINVAL) }
    // After a line that a program did not live to finish, a new one begins.
    var last: UInt8 = 0x0a
    if size > 0 { _ = pread(descriptor, &last, 1, off_t(size) - 1) }
    let bytes = Array(((last == 0x0a ? "" : "\n") + line).utf8)
    let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    guard count == bytes.count else { throw Self.refusal(path, count < 0 ? errno : ENOSPC) }
  }

  /// The size of an open file; nil for what is no regular one.
  private static func size(of descriptor: Int32) -> Int? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  private static func refusal(_ path: String, _ code: Int32) -> Failure {
    Failure(
      .inputOutput, "runs by hand are not kept: \(path.madeSafe()): cannot be written: \(StandardOutput.reason(code))")
  }

  // MARK: Reading

  /// What the log holds.
  struct Contents {
    /// The runs.
    var book = HandRunBook()
    /// Lines that are no events, or none that can follow those before.
    var badLines = 0
    /// Whether the last line has no end: the program that wrote it did not live to finish it.
    var isTorn = false
  }

  /// Reads the log; where there is none yet there is no run.
  ///
  /// - Throws: ``Failure`` 74 where it cannot be read.
  func read() throws(Failure) -> Contents {
    guard let path else { return Contents() }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else {
      if errno == ENOENT { return Contents() }
      throw Self.unreadable(path, errno)
    }
    defer { close(descriptor) }
    guard let size = Self.size(of: descriptor) else { throw Self.unreadable(path, EINVAL) }
    guard size <= Self.largest else { throw Self.unreadable(path, EFBIG) }
    var bytes = [UInt8](repeating: 0, count: size)
    var filled = 0
    while filled < size {
      let count = bytes.withUnsafeMutableBytes {
        Glibc.read(descriptor, $0.baseAddress.map { $0 + filled }, size - filled)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Self.unreadable(path, errno) }
      guard count > 0 else { break }
      filled += count
    }
    return Self.contents(of: bytes[..<filled])
  }

  /// What the bytes of a log come to.
  static func contents(of bytes: ArraySlice<UInt8>) -> Contents {
    var contents = Contents()
    var rest = bytes
    while !rest.isEmpty {
      guard let end = rest.firstIndex(of: 0x0a) else {
        contents.isTorn = true
        break
      }
      let line = rest[..<end]
      rest = rest[(end + 1)...]
      if line.isEmpty { continue }
      guard line.count <= longestLine, let event = try? JSONDecoder().decode(HandRunEvent.self, from: Data(line)),
        contents.book.take(event)
      else {
        contents.badLines += 1
        continue
      }
    }
    return contents
  }

  private static func unreadable(_ path: String, _ code: Int32) -> Failure {
    Failure(
      .inputOutput, "runs by hand are not kept: \(path.madeSafe()): cannot be read: \(StandardOutput.reason(code))")
  }

  private static let largest = 1 << 28
  private static let longestLine = 1 << 20
}

extension HandRunLog.Contents {
  /// What is wrong with the log, in a line; nil for nothing.
  var fault: String? {
    let unreadable = badLines == 1 ? "1 line unreadable" : "\(badLines) lines unreadable"
    let words = [isTorn ? "last line cut off" : nil, badLines > 0 ? unreadable : nil].compactMap { $0 }
    return words.isEmpty ? nil : "run log: " + words.joined(separator: ", ")
  }
}

/// The runs by hand of the user, for whoever wants one by its name.
struct HandRuns {
  /// All of them.
  let book: HandRunBook

  /// Reads the user's log.
  ///
  /// - Throws: ``Failure`` 74 where it cannot be read.
  static func load() throws(Failure) -> HandRuns { HandRuns(book: try HandRunLog().read().book) }

  /// The run that goes by a name or number (`run-3`).
  ///
  /// - Throws: ``Failure`` 66 that says which there are.
  func run(named name: String) throws(Failure) -> SavedRun {
    if let run = book[name] { return run }
    let names = book.listed.map(\.handle).prefix(8).joined(separator: ", ")
    let others = names.isEmpty ? "there is none" : "there are \(names)"
    throw Failure(.missingInput, "there is no run by hand '\(name)'; \(others)")
  }

  /// A run of the log, recorded on its store.
  ///
  /// - Parameters:
  ///   - saved: The run.
  ///   - store: The store that it names, loaded.
  ///   - catalog: The controllers.
  /// - Throws: ``Failure`` 65 where it is not the store on which the run was made, or the run is not possible on it.
  static func recording(of saved: SavedRun, on store: Store, _ catalog: Catalog) throws(Failure) -> HandRecording {
    func refusal(_ words: String) -> Failure { Failure(.data, "run by hand '\(saved.handle)': \(words)") }
    if let sha256 = saved.base.sha256, sha256 != store.sha256 { throw refusal("\(store.name) has changed since then") }
    guard store.questions.indices.contains(saved.base.question) else {
      throw refusal("\(store.name) has no question \(saved.base.question + 1)")
    }
    let question = store.graded(saved.base.rules).questions[saved.base.question]
    let controller: any Controller
    do {
      controller = try catalog.controller(try catalog.setting(saved.base.controller))
    } catch {
      throw refusal("\(error)")
    }
    let base = question.record(controller, seed: saved.base.seed)
    let made = question.record(saved.run, after: base, latency: controller.latency, seed: saved.base.seed)
    if let refused = made.refusal {
      throw refusal("its action \(refused.index + 1) is not possible: \(refused.reason)")
    }
    guard saved.run.fork < base.steps.count else { throw refusal("the controller's run ends before it begins") }
    return made
  }
}
