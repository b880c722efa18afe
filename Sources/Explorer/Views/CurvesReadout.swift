import Evaluation
import Replay

/// The lines under the chart: the mark, the point that is read, the two that are picked.
struct CurvesReadout {
  private struct Line {
    var sign: String
    var text: String
    var style: Style
  }

  private let model: Model
  private let width: Int

  init(_ model: Model) {
    self.model = model
    width = model.size.width
  }

  private var wording: Wording { model.wording }

  /// How many lines there are to tell.
  var lineCount: Int { (markLines + readLines + comparedLines).count }

  /// Draws them into a part of the screen.
  func draw(into rect: Rect, on frame: inout Frame) {
    let progress = progress.map { "  " + $0 } ?? ""
    let end = rect.column + rect.width - 1
    for (row, line) in lines(rect.height).enumerated() {
      let column = frame.put(line.sign, rect.column + 1, rect.row + row, Style(line.style.foreground, [.bold])) + 1
      // The last line shares its row with the progress.
      let limit = row == rect.height - 1 && !progress.isEmpty ? end - wording.columns(progress) : nil
      frame.putFitting(line.text, column, rect.row + row, line.style, model.glyphs, limit: limit)
    }
    frame.put(progress, endingAt: end, rect.row + rect.height - 1, Style(.accent))
  }

  /// How far the background work has come; nil when nothing is under way.
  private var progress: String? {
    guard model.hasScopeStores else { return "reading \(model.scopeStores.count) stores" }
    return model.curvesProgress.map { "curves \($0) %" }
  }

  /// All of them, or the most telling where there is no room for all.
  private func lines(_ count: Int) -> [Line] {
    let (told, compared) = (markLines + readLines, comparedLines)
    guard told.count + compared.count > count else { return told + compared }
    let kept = told.suffix(count - min(count, max(1, compared.count)))
    var shown = Array(compared.prefix(count - kept.count))
    if shown.count < compared.count, let last = shown.indices.last { shown[last].text += " \(model.glyphs.more)" }
    return Array((kept + shown + told.reversed()).prefix(count))
  }

  private var markLines: [Line] {
    let sign = model.glyphs.currentSetting
    guard let (point, isStale) = model.mark else {
      return [Line(sign: sign, text: "\(name(model.state.setting)): being evaluated", style: Style(.muted, [.dim]))]
    }
    let text = "\(name(point.setting)): \(figures(point))"
    return isStale
      ? [Line(sign: sign, text: text + " \(model.glyphs.more)", style: Style(.muted, [.dim]))]
      : [Line(sign: sign, text: text, style: Style(.accent))]
  }

  private var readLines: [Line] {
    guard let cursor = model.state.curves.cursor, let place = model.place(of: cursor, in: model.curves),
      let curve = model.curves.first(where: { $0.id == place.series })
    else { return [] }
    let point = curve.points[place.point]
    let ends = [point.accuracyInterval.lowerBound, point.accuracyInterval.upperBound]
    let interval = "[\(ends.map { wording.fixed($0, places: 1) }.joined(separator: ", "))]"
    let text = "\(name(cursor)): \(figures(point.result, interval: interval))"
    return [Line(sign: model.glyphs.current, text: text, style: .plain)]
  }

  private var comparedLines: [Line] {
    let picked = model.state.curves.picked
    guard let first = picked.first else { return [] }
    guard picked.count == 2 else {
      return [Line(sign: model.glyphs.picked(0), text: "\(name(first)); pick another to compare", style: Style(.muted))]
    }
    let names = "\(name(first)) \(wording.minus) \(name(picked[1]))"
    guard let comparison = model.comparison else {
      return [Line(sign: model.glyphs.picked(1), text: "\(names): being compared", style: Style(.muted, [.dim]))]
    }
    return wrapped(names, comparison)
  }

  /// The differences, over as many lines as they take.
  private func wrapped(_ names: String, _ comparison: SettingComparison) -> [Line] {
    let paired = comparison.paired
    let accuracy = difference(paired.accuracy, places: 2) { wording.signed($0, places: 1) }
    let measure = model.state.curves.measure
    let saved = comparison.first.tokensSaved(against: comparison.second, measure)
    let share = saved.map { "\(wording.signed(-$0, places: 1)) % \(measure.rawValue) tokens" }
    let parts =
      ["accuracy " + accuracy] + (share.map { [$0] } ?? [])
      + ["won \(paired.won) lost \(paired.lost) tied \(paired.tied)"] + questions(paired) + ["\(names)"]
    // A part stays on one line where it can.
    let room = max(10, width - 4)
    let joined = parts.map { part in
      wording.columns(part) < room ? part.split(separator: " ").joined(separator: "\u{a0}") : part
    }.joined(separator: ", ")
    let lines = QuestionTextOverlay.wrap(joined, room)
    return lines.enumerated().map { index, line in
      Line(
        sign: index == 0 ? model.glyphs.picked(1) : " ",
        text: line.split(separator: "\u{a0}").joined(separator: " "), style: Style(.standard, [.bold]))
    }
  }

  /// Which questions of a single store were won and which lost, as many as are quickly read.
  private func questions(_ paired: PairedComparison) -> [String] {
    guard model.scopeStores.count == 1 else { return [] }
    func list(_ word: String, _ isMeant: (PairedComparison.QuestionOutcome) -> Bool) -> [String] {
      let numbers = paired.questions.filter(isMeant).map { "Q\($0.question + 1)" }
      let more = numbers.count > Self.shownQuestions ? [model.glyphs.more] : []
      return numbers.isEmpty ? [] : [([word] + numbers.prefix(Self.shownQuestions) + more).joined(separator: " ")]
    }
    return list("won") { $0.firstCorrect > $0.secondCorrect } + list("lost") { $0.firstCorrect < $0.secondCorrect }
  }

  private static let shownQuestions = 8

  private func difference(
    _ difference: PairedComparison.Difference, places: Int, _ text: (Double) -> String
  ) -> String {
    let ends = [difference.interval.lowerBound, difference.interval.upperBound].map(text).joined(separator: ", ")
    let verdict = difference.verdict == .indistinguishable ? "indistinguishable" : difference.verdict.rawValue
    return "\(wording.signed(difference.value, places: places)) [\(ends)] \(verdict)"
  }

  private func name(_ setting: ControllerSetting) -> String {
    model.glyphs.safe(SettingWording.text(setting, model.catalog), limit: 60)
  }

  /// Accuracy and tokens; where there is room, the other measure of tokens too.
  private func figures(_ point: OperatingPoint, interval: String? = nil) -> String {
    let measure = model.state.curves.measure
    let accuracy = "\(wording.fixed(point.accuracy, places: 2)) %" + (interval.map { " " + $0 } ?? "")
    let tokens = { (measure: TokenMeasure) in wording.tokens(Int(point.tokens(measure).rounded())) }
    guard width >= 72 else { return "\(accuracy) at \(tokens(measure))" }
    return "\(accuracy) at \(tokens(.total)) tokens, \(tokens(.sequential)) sequential"
  }
}
