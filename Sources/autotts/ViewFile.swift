import Controllers
import Explorer
import Replay
import ReplayStores

/// Files of what the explorer shows: pictures as they are, data as the commands print them.
enum ViewFile {
  /// Writes a file that the user asked for, and tells how that went.
  static func write(_ request: FileRequest, of model: Model) -> Message {
    do {
      let text =
        switch request.content {
        case .picture(let text): text
        case .data(let form): try data(of: model, form)
        }
      try NewFile.write(
        Array(text.utf8), to: request.path, replacing: request.isReplacing, remedy: ":write! replaces it")
      return .wrote(request.path)
    } catch {
      return .failed(Failure(error).message)
    }
  }

  /// What `run`, `curve`, `questions` and `controllers` print of what is on the screen.
  private static func data(of model: Model, _ form: FileRequest.DataForm) throws -> String {
    let state = model.state
    if let place = state.trace {
      return JSONText.harmless(try TraceFile(path: place.file).text(line: place.line)) + "\n"
    }
    switch state.view {
    case .step:
      let report = RunReport(
        model.run.recording, store: model.store.name, number: state.question + 1, seed: state.seed,
        try ChosenController(state.setting), state.rules)
      return form == .csv ? report.csv : try JSONText.line(report)
    case .curves:
      let report = CurveReport(
        stores: model.scopeStores, seeds: model.sweepSeeds.count, rules: state.rules,
        curves: model.curves.filter { !state.curves.hidden.contains($0.id) }, measure: state.curves.measure,
        showsFrontier: state.curves.showsFrontier, showsIntervals: false)
      return form == .csv ? [CurveReport].csv([(report.stores, model.chart)], state.rules) : try JSONText.line([report])
    case .questions:
      let report = QuestionsReport(
        model.listedFigures ?? [], of: model.store, try ChosenController(state.setting), state.rules)
      return form == .csv ? report.csv : try JSONText.line(report)
    case .knobs:
      let report = KnobsReport(try ChosenController(state.setting))
      return form == .csv ? report.csv : try JSONText.line(report)
    }
  }
}
