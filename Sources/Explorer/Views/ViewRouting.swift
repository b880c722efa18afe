// Where the root hands over to the view on the screen.
extension Model {
  /// Does what a key of this view asks for.
  mutating func performInView(_ command: Command) -> [Effect] {
    switch state.view {
    case .step: performInStep(command)
    case .curves: return performInCurves(command)
    case .diff: return performInDiff(command)
    case .questions: performInQuestions(command)
    case .knobs: performInKnobs(command)
    }
    return []
  }

  /// What the mouse does in the body of this view.
  mutating func pointInView(_ mouse: Mouse) {
    switch state.view {
    case .step: pointInStep(mouse)
    case .curves: pointInCurves(mouse)
    case .diff: pointInDiff(mouse)
    case .questions: pointInQuestions(mouse)
    case .knobs: pointInKnobs(mouse)
    }
  }
}
