import Controllers
import Explorer
import Glibc
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
      let path = try place(request.path)
      try NewFile.write(
        Array(text.utf8), to: path, replacing: request.isReplacing, remedy: ":write! replaces it")
      return .wrote(path)
    } catch {
      return .failed(Failure(error).message)
    }
  }

  /// The path that was meant, `~/` being the home directory; its directory is there.
  private static func place(_ text: String) throws(Failure) -> String {
    var path = text
    if path.hasPrefix("~/"), let home = getenv("HOME") { path = String(cString: home) + path.dropFirst() }
    let directory = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    var status = stat()
    guard stat(directory, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw Failure(.inputOutput, "\(directory): no such directory; make it, or choose another")
    }
    return path
  }

  /// What `run`, `curve`, `questions` and `controllers` print of what is on the screen.
  private static func data(of model: Model, _ form: FileRequest.DataForm) throws -> String {
    let state = model.state
    if state.view == .diff { return try difference(of: model) }
    if let place = state.trace {
      return JSONText.harmless(try TraceFile(path: place.file).text(line: place.line)) + "\n"
    }
    switch state.view {
    case .step:
      let report = RunReport(
        model.run.recording, store: model.store.name, number: state.question + 1, seed: state.seed, budget: nil,
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
    case .diff: return try difference(of: model)
    case .knobs:
      let report = KnobsReport(try ChosenController(state.setting))
      return form == .csv ? report.csv : try JSONText.line(report)
    }
  }

  /// What the two runs of the Diff view differ in, as `diff` tells it.
  private static func difference(of model: Model) throws -> String {
    guard let compared = model.compared else { throw Failure(.usage, "there is no other run yet") }
    let state = model.state
    let chosen = try ChosenController(state.setting)
    let other: (setting: ControllerSetting, seed: UInt64?, question: Int?) =
      if case .controller(let setting, let seed, let question) = compared.other {
        (setting, seed, question)
      } else {
        (state.setting, nil, nil)
      }
    func side(_ run: SideRun, _ side: DiffSide, _ chosen: ChosenController, _ seed: UInt64, _ question: Int)
      -> LoadedSide
    {
      switch run {
      case .recorded(let run):
        LoadedSide(
          side: side, store: state.store, question: question, seed: seed, source: .recorded(run.recording, chosen))
      case .traced(let run):
        LoadedSide(
          side: run.place.file.isEmpty ? side : .trace(file: run.place.file, line: run.place.line),
          store: state.trace == nil ? state.store : "\(run.run.model)/\(run.run.dataset)",
          question: run.run.questionIndex, seed: run.run.shuffleSeed, source: .traced(run.run))
      }
    }
    let own = DiffSide.controller(state.setting, seed: nil, question: nil)
    let left = side(
      compared.left, state.hand.map { .hand(name: "\($0.run)") } ?? own, chosen, state.seed, state.question)
    let right = side(
      compared.right, compared.other, try ChosenController(other.setting), other.seed ?? state.seed,
      other.question ?? state.question)
    return try JSONText.line(DiffReport(left: left, right: right))
  }
}
