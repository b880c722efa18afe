import Evaluation
import Replay

/// The Curves view: every controller's accuracy over its tokens, and where the setting under the hand lies.
enum CurvesView {
  /// Draws it into its part of the screen.
  static func draw(_ model: Model, on frame: inout Frame) {
    let layout = model.curvesLayout
    model.chart.draw(on: &frame, in: layout.chart, model.glyphs)
    CurvesReadout(model).draw(into: layout.readout, on: &frame)
  }
}
