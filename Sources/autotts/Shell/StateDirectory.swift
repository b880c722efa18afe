import FoundationEssentials
import Glibc

/// What the program keeps of its own: files in `autotts` of the XDG state directory.
enum StateDirectory {
  /// The path of a file there; nil where neither `XDG_STATE_HOME` nor `HOME` says where.
  static func path(of name: String, _ environment: [String: String]) -> String? {
    // A relative state directory counts as none, as its specification has it.
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") { return state + "/autotts/" + name }
    return environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 + "/.local/state/autotts/" + name : nil }
  }

  /// Makes the directories that a path goes through.
  static func makeDirectories(of path: String) {
    var place = path.startIndex
    while let slash = path[path.index(after: place)...].firstIndex(of: "/") {
      mkdir(String(path[..<slash]), 0o700)
      place = slash
    }
  }
}

/// Whether the user has been welcomed: an empty file in the state directory.
struct WelcomeMark {
  private let path: String?

  /// The user's own.
  init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    path = StateDirectory.path(of: "welcomed", environment)
  }

  /// Whether it is there.
  var isThere: Bool { path.map { access($0, F_OK) == 0 } ?? false }

  /// Leaves it; where that cannot be, the next start welcomes again.
  func leave() {
    guard let path else { return }
    StateDirectory.makeDirectories(of: path)
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0o600)
    if descriptor >= 0 { close(descriptor) }
  }
}
