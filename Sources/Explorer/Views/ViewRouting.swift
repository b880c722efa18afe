// Where the root hands over to the view on the screen.
extension Model {
  /// Does what a key of this view asks for.
  mutating func performInView(_ command: Command) {
    switch state.view {
    case .step: performInStep(command)
    case .knobs: performInKnobs(command)
    }
  }

  /// What the mouse does in the body of this view.
  mutating func pointInView(_ mouse: Mouse) {
    switch state.view {
    case .step: pointInStep(mouse)
    case .knobs: pointInKnobs(mouse)
    }
  }
}
