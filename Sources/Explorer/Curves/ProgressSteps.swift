import Synchronization

/// Thins progress out to steps of 25 percent, so that telling it costs nothing beside the work.
final class ProgressSteps: Sendable {
  private let last = Mutex(0)

  /// The percentage to tell; nil where it is not a step further than the last one told.
  func next(_ done: Int, _ total: Int) -> Int? {
    guard total > 0 else { return nil }
    let percent = 100 * done / total / 25 * 25
    return last.withLock { last in
      guard percent > last else { return nil }
      last = percent
      return percent
    }
  }
}
