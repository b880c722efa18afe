import CVTerm
import Glibc

/// A call to the system that failed.
struct SystemError: Error {
  var call: String
  var code: Int32
}

func check(_ result: Int32, _ call: String) throws {
  guard result != 0 else { return }
  throw SystemError(call: call, code: result < 0 ? errno : result)
}

/// Starts a process in a session of its own with this terminal as its controlling one, and standard streams on it.
///
/// Signal mask and actions are reset: threads of a test run block signals, and children would inherit that.
func spawn(
  _ command: [String], terminal: String, environment: [String: String], redirections: [Int32: String]
) throws -> pid_t {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
  posix_spawn_file_actions_adddup2(&actions, 0, 1)
  posix_spawn_file_actions_adddup2(&actions, 0, 2)
  for (descriptor, path) in redirections {
    let flags = descriptor == 0 ? O_RDONLY : O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, descriptor, path, flags, 0o600)
  }
  var attributes = posix_spawnattr_t()
  posix_spawnattr_init(&attributes)
  defer { posix_spawnattr_destroy(&attributes) }
  let flags = Int(PTY_SPAWN_SETSID) | Int(POSIX_SPAWN_SETSIGDEF) | Int(POSIX_SPAWN_SETSIGMASK)
  posix_spawnattr_setflags(&attributes, Int16(flags))
  var signals = sigset_t()
  sigfillset(&signals)
  posix_spawnattr_setsigdefault(&attributes, &signals)
  sigemptyset(&signals)
  posix_spawnattr_setsigmask(&attributes, &signals)

  var arguments = command.map { strdup($0) } + [nil]
  var variables = environment.map { strdup("\($0)=\($1)") } + [nil]
  defer { for pointer in arguments + variables { free(pointer) } }
  var process: pid_t = 0
  try check(posix_spawn(&process, command[0], &actions, &attributes, &arguments, &variables), "posix_spawn")
  return process
}

/// An executable of this package, built beside the tests.
func executable(_ name: String) -> String {
  var bytes = [CChar](repeating: 0, count: 4096)
  let count = readlink("/proc/self/exe", &bytes, bytes.count)
  let path = String(decoding: bytes[..<max(0, count)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  return path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") + "/" + name
}
