import Synchronization

/// A bar on standard error while something takes long; drawn only on a terminal, gone when done.
final class ProgressBar: Sendable {
  private struct State {
    var percent = -1
    var hasEnded = false
  }

  private static let width = 40
  private let title: String
  private let isShown = StandardError.isTerminal
  private let state = Mutex(State())

  /// A bar that says what is going on; nothing is drawn yet.
  init(title: String) { self.title = title.madeSafe(limit: Self.width) }

  /// Shows that `done` of `total` units are done; may be called from any thread.
  func show(_ done: Int, of total: Int) {
    guard isShown, total > 0 else { return }
    let percent = 100 * done / total
    state.withLock { state in
      guard percent > state.percent, !state.hasEnded else { return }
      state.percent = percent
      let filled = Self.width * done / total
      let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: Self.width - filled)
      StandardError.write("\r[\(bar)] \(percent) %  \(title)")
    }
  }

  /// Takes the bar away.
  func end() {
    state.withLock { state in
      if isShown, state.percent >= 0, !state.hasEnded { StandardError.write("\r\u{1b}[K") }
      state.hasEnded = true
    }
  }
}
