extension Model {
  /// The picture of this moment.
  ///
  /// A pure function of the model.
  public func view() -> Frame {
    guard ScreenLayout.fits(size) else { return tooSmall() }
    var frame = Frame(size: size)
    let layout = ScreenLayout(size: size)
    if let trace {
      let context = TraceContext(self, trace)
      frame.blit(TraceHeader.frame(context, layout.header.size), at: 0, layout.header.row)
      if state.view == .diff { DiffView.draw(self, on: &frame) } else { TraceView.draw(context, on: &frame) }
    } else {
      let context = StepContext(self)
      frame.blit(HeaderBar.frame(context, layout.header.size), at: 0, layout.header.row)
      switch state.view {
      case .step: StepView.draw(context, on: &frame)
      case .curves: CurvesView.draw(self, on: &frame)
      case .diff: DiffView.draw(self, on: &frame)
      case .questions: QuestionsView.draw(self, into: layout.body, on: &frame)
      case .knobs: KnobsView.draw(self, into: layout.body, on: &frame)
      }
    }
    frame.blit(HintBar.frame(self, layout.hints.size), at: 0, layout.hints.row)
    for overlay in overlays { draw(overlay, over: &frame) }
    return frame
  }

  private func tooSmall() -> Frame {
    var frame = Frame(size: size)
    let lines = (size.width < 11 ? ["needs", "40x12"] : ["needs 40x12"]) + ["\(keyName(.quit)) quits"]
    if case .help = overlays.last {
      for (row, line) in ["\(keyName(.help)) help: enlarge", "\(keyName(.quit)), Esc close"].enumerated() {
        frame.put(line, 0, row)
      }
      return frame
    }
    for (row, line) in lines.enumerated() { frame.put(line, 0, row) }
    return frame
  }
}
