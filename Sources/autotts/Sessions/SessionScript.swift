import Explorer

/// A session that is being played in a terminal: the events to come, and when.
struct SessionScript {
  private var lines: ArraySlice<(number: Int, line: SessionLine)>
  private let path: String
  private let speed: Double
  private var start = ContinuousClock.now
  /// How long the play has waited for work that was done faster when it was recorded.
  private var waited: ContinuousClock.Instant?

  /// The events of a file, so many times as fast as they were recorded.
  init(_ file: SessionFile, speed: Double) {
    lines = file.lines[...]
    path = file.path
    self.speed = speed
  }

  /// Whether nothing is to come.
  var isAtEnd: Bool { lines.isEmpty }

  /// Begins now.
  mutating func begin() { start = .now }

  /// When the next event is due; nil while it waits for work that is under way.
  func due(_ underWay: Set<Work.Kind>) -> ContinuousClock.Instant? {
    guard let line = lines.first?.line, !isHeld(line.event, underWay) else { return nil }
    return start + .milliseconds(Double(line.time) / speed)
  }

  /// Takes the next event, if it is time for it.
  mutating func next(_ underWay: Set<Work.Kind>) -> SessionEvent? {
    guard let line = lines.first?.line else { return nil }
    let now = ContinuousClock.now
    if isHeld(line.event, underWay) {
      waited = waited ?? max(now, start + .milliseconds(Double(line.time) / speed))
      return nil
    }
    if let since = waited.take() { start += max(.zero, now - since) }
    guard start + .milliseconds(Double(line.time) / speed) <= now else { return nil }
    return lines.removeFirst().line.event
  }

  private func isHeld(_ event: SessionEvent, _ underWay: Set<Work.Kind>) -> Bool {
    guard case .found(let kind) = event else { return false }
    return underWay.contains(kind)
  }
}
