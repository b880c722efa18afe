/// A run that a cursor walks, step by step: one recorded here, or one that a trace file tells.
protocol Walk: Sendable {
  /// The number of steps.
  var count: Int { get }
  /// The indices of the steps that `[` and `]` may stop at, by kind, each ascending.
  var events: [EventKind: [Int]] { get }
  /// The index of the first check that met everything but its measured thresholds; nil if none did.
  var firstEligible: Int? { get }
  /// The round of a step by its index, −1 before the first.
  func round(ofStep index: Int) -> Int
  /// The cursor in this run that means what `cursor` meant in another.
  func cursor(meaning cursor: Int, in other: any Walk) -> Int
}

extension RecordedRun: Walk {
  func round(ofStep index: Int) -> Int { recording.steps[index].round }

  func cursor(meaning cursor: Int, in other: any Walk) -> Int {
    guard let other = other as? RecordedRun else { return min(cursor, count) }
    return self.cursor(meaning: cursor, in: other)
  }
}
