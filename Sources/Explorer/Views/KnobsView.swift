import Replay

/// The Knobs view: every parameter of the controller, its value at this β, and where it comes from.
enum KnobsView {
  /// Draws it into a rectangle of the screen.
  static func draw(_ model: Model, into rect: Rect, on frame: inout Frame) {
    let layout = model.knobsLayout
    let content = Frame(size: layout.inside.size)
    let box = Box.frame(
      content, title: model.state.setting.family.uppercased(), note: note(model), isFocused: true, model.glyphs)
    frame.blit(box, at: rect.column, rect.row)
    guard let family = model.family, !family.knobs.isEmpty else {
      frame.put("this controller has no parameters", layout.inside.column + 1, layout.inside.row, Style(.muted))
      return
    }
    let table = KnobsTable(model, family, layout)
    table.draw(on: &frame)
    let chosen = family.knobs[model.chosenKnobIndex]
    if let detail = layout.detail { drawDetail(chosen, model, detail, on: &frame) }
    if let chart = layout.chart { KnobChart.draw(chosen, model, chart, on: &frame) }
  }

  private static func note(_ model: Model) -> String {
    let beta =
      model.state.setting.beta.map { "\(model.glyphs.beta) \(HeaderBar.betaText($0))" } ?? "no \(model.glyphs.beta)"
    let count = model.state.setting.overrides.count
    return count == 0 ? beta : "\(beta), \(count) set by hand"
  }

  /// Everything about one knob, in as many rows as there are.
  private static func drawDetail(_ knob: KnobInfo, _ model: Model, _ rect: Rect, on frame: inout Frame) {
    let meaning = QuestionTextOverlay.wrap(model.wording.inLocale(knob.meaning), rect.width - 2)
    // The table tells the rest.
    let lines =
      model.knobsLayout.form == .table
      ? [""] + meaning : [model.legalValues(knob.name), "from \(KnobWording.origin(knob, model.wording))"] + meaning
    for (row, line) in lines.prefix(rect.height).enumerated() {
      frame.put(line, rect.column + 1, rect.row + row, Style(.muted), limit: rect.column + rect.width)
    }
  }
}

/// The list of knobs, in the form that the layout asks for.
private struct KnobsTable {
  let model: Model
  let layout: KnobsLayout
  let knobs: [KnobInfo]
  let values: [Double]
  /// Where the parts of a row begin.
  let valueColumn, sparkColumn, sparkWidth, rangeColumn, originColumn, meaningColumn: Int

  init(_ model: Model, _ family: ControllerFamily, _ layout: KnobsLayout) {
    self.model = model
    self.layout = layout
    knobs = family.knobs
    values = family.values(model.state.setting)
    let start = layout.list.column + 2
    let name = knobs.map(\.name.count).max() ?? 0
    let ranges = knobs.map { KnobWording.range($0).count + $0.unit.rawValue.count + 1 }.max() ?? 0
    let origins = knobs.map { model.wording.columns(KnobWording.origin($0, model.wording)) }.max() ?? 0
    valueColumn = start + name + 1
    sparkColumn = valueColumn + 11
    sparkWidth = family.hasBeta ? max(5, min(20, layout.list.column + layout.list.width - sparkColumn - 1)) : 0
    rangeColumn = sparkColumn + (sparkWidth > 0 ? sparkWidth + 2 : 0)
    originColumn = rangeColumn + ranges + 2
    meaningColumn = originColumn + origins + 2
  }

  func draw(on frame: inout Frame) {
    drawHeading(on: &frame)
    for place in 0..<layout.shownCount where layout.first + place < knobs.count {
      draw(layout.first + place, row: layout.list.row + place * layout.linesPerKnob, on: &frame)
    }
  }

  private func drawHeading(on frame: inout Frame) {
    let row = layout.inside.row
    let style = Style(.muted)
    frame.put("knob", layout.list.column + 2, row, style)
    frame.put("value", endingAt: sparkColumn - 2, row, style)
    if sparkWidth > 0 { frame.put(model.wording.inLocale("β 0 to 1"), sparkColumn, row, style, limit: end) }
    if layout.form == .table {
      frame.put("legal", rangeColumn, row, style)
      frame.put("from", originColumn, row, style)
      frame.put("meaning", meaningColumn, row, style)
    } else if layout.shownCount < knobs.count {
      let more = "\(layout.first + 1)-\(layout.first + layout.shownCount) of \(knobs.count)"
      frame.put(more, layout.list.column + 7, row, style, limit: sparkColumn - 8)
    }
  }

  private var end: Int { layout.list.column + layout.list.width }

  private func draw(_ index: Int, row: Int, on frame: inout Frame) {
    let knob = knobs[index]
    let isChosen = index == model.chosenKnobIndex
    let isOverridden = model.state.setting.overrides[knob.name] != nil
    let back: Color = isChosen ? .band : .standard
    if isChosen {
      for line in 0..<layout.linesPerKnob {
        frame.band(row: row + line, columns: layout.list.column..<end, .band)
      }
      frame.put(model.glyphs.current, layout.list.column, row, Style(.accent, on: back, [.bold]))
    }
    frame.put(knob.name, layout.list.column + 2, row, Style(.standard, on: back, isChosen ? [.bold] : []))
    let value = KnobWording.value(values[index], of: knob, model.wording)
    frame.put(value, endingAt: sparkColumn - 2, row, Style(isOverridden ? .orange : .standard, on: back, [.bold]))
    if isOverridden { frame.put("*", sparkColumn - 2, row, Style(.orange, on: back, [.bold])) }
    drawSparkline(knob, row, back, isOverridden, on: &frame)
    let muted = Style(.muted, on: back)
    let range = KnobWording.range(knob) + (knob.unit == .number ? "" : " \(knob.unit.rawValue)")
    let origin = KnobWording.origin(knob, model.wording)
    let meaning = model.wording.inLocale(knob.meaning)
    switch layout.form {
    case .table:
      frame.put(range, rangeColumn, row, muted, limit: end)
      frame.put(origin, originColumn, row, Style(.standard, on: back), limit: end)
      put(meaning, meaningColumn, row, muted, on: &frame)
    case .rows:
      put("\(range)   from \(origin)", layout.list.column + 4, row + 1, muted, on: &frame)
      let lines = QuestionTextOverlay.wrap(meaning, end - layout.list.column - 5)
      let last = layout.linesPerKnob - 3
      for line in lines.indices.prefix(last + 1) {
        // What is beyond the last line is cut there with a sign.
        let text = line == last ? lines[line...].joined(separator: " ") : lines[line]
        put(text, layout.list.column + 4, row + 2 + line, muted, on: &frame)
      }
    case .brief: break
    }
  }

  private func put(_ text: String, _ column: Int, _ row: Int, _ style: Style, on frame: inout Frame) {
    frame.putFitting(text, column, row, style, model.glyphs, limit: end)
  }

  /// The knob over β, the present β's cell reversed; dim where it is set by hand.
  private func drawSparkline(
    _ knob: KnobInfo, _ row: Int, _ back: Color, _ isOverridden: Bool, on frame: inout Frame
  ) {
    guard sparkWidth > 0, let beta = model.state.setting.beta else { return }
    let last = Double(sparkWidth - 1)
    let glyphs = Sparkline.glyphs(
      (0..<sparkWidth).map { knob.value(beta: Double($0) / last) }, unicode: model.glyphs.isUnicode)
    let here = Int((beta * last).rounded())
    for (cell, glyph) in glyphs.enumerated() {
      let attributes: Style.Attributes = isOverridden ? [.dim] : cell == here ? [.reverse] : []
      frame.put(glyph, sparkColumn + cell, row, Style(knob.isScheduled ? .sky : .muted, on: back, attributes))
    }
  }
}

/// One knob drawn over β, with a line at the present β and one at the value set by hand.
private enum KnobChart {
  static func draw(_ knob: KnobInfo, _ model: Model, _ rect: Rect, on frame: inout Frame) {
    guard let beta = model.state.setting.beta else { return }
    let (low, high) = bounds(knob)
    let labels = [high, low].map { KnobWording.value($0, of: knob, model.wording) }
    let left = rect.column + (labels.map(\.count).max() ?? 0) + 2
    let plot = Rect(
      column: left, row: rect.row + 1, width: rect.column + rect.width - left - 1, height: rect.height - 2)
    guard plot.width >= 10, plot.height >= 3 else { return }
    frame.put("\(knob.name) over \(model.glyphs.beta)", left, rect.row, Style(.standard, [.bold]))
    frame.put(labels[0], endingAt: left - 1, plot.row, Style(.muted))
    frame.put(labels[1], endingAt: left - 1, plot.row + plot.height - 1, Style(.muted))
    for row in 0..<plot.height { frame.put(model.glyphs.vertical, left - 1, plot.row + row, Style(.muted, [.dim])) }
    let here = Int((beta * Double(plot.width - 1)).rounded())
    for row in 0..<plot.height { frame.put(model.glyphs.cursorLine, left + here, plot.row + row, Style(.accent)) }
    drawCurve(knob, model, plot, low, high, on: &frame)
    let axis = plot.row + plot.height
    frame.put("0", left, axis, Style(.muted))
    frame.put("1", endingAt: left + plot.width, axis, Style(.muted))
    let text = HeaderBar.betaText(beta)
    frame.put(
      text, min(max(left + 2, left + here - text.count / 2), left + plot.width - text.count - 2), axis, Style(.accent))
  }

  private static func drawCurve(
    _ knob: KnobInfo, _ model: Model, _ plot: Rect, _ low: Double, _ high: Double, on frame: inout Frame
  ) {
    var canvas = DotCanvas(size: plot.size, unicode: model.glyphs.isUnicode)
    let resolution = canvas.resolution
    func height(_ value: Double) -> Int {
      let share = high > low ? (value - low) / (high - low) : 0.5
      return Int(((1 - min(1, max(0, share))) * Double(resolution.height - 1)).rounded())
    }
    for x in 1..<resolution.width {
      let (from, to) = (x - 1, x)
      func y(_ x: Int) -> Int { height(knob.value(beta: Double(x) / Double(resolution.width - 1))) }
      canvas.line(from: (from, y(from)), to: (to, y(to)), .sky, mark: "*")
    }
    if let value = model.state.setting.overrides[knob.name], (low...high).contains(value) {
      for x in stride(from: 0, to: resolution.width, by: 3) { canvas.set(x, height(value), .orange, mark: "=") }
    }
    canvas.draw(on: &frame, at: plot.column, plot.row)
  }

  /// The least and the greatest value over β.
  private static func bounds(_ knob: KnobInfo) -> (Double, Double) {
    let (start, end) = (knob.value(beta: 0), knob.value(beta: 1))
    return (min(start, end), max(start, end))
  }
}
