import ArgumentParser
import Controllers
import Explorer
import ReplayStores

/// Prints a frame of the explorer without a terminal.
struct Show: HeadlessCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print a frame of the explorer as text, ANSI or SVG.",
    discussion: """
      The frame is the one that the explorer would draw in a terminal of this size; as text and ANSI in plain ASCII \
      where the locale has no Unicode. The key y in the explorer gives the command of the frame on the screen; where that \
      still waits for results of the whole store, the command draws it with all of them there.
      """)

  /// The forms of a frame.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, ansi, svg

    /// A frame in this form.
    func text(_ frame: Frame, _ theme: ColorTheme = .standard) -> String {
      switch self {
      case .text: FrameRenderer.text(frame)
      case .ansi: FrameRenderer.ansi(frame, theme: theme)
      case .svg: FrameRenderer.svg(frame, theme: theme)
      }
    }
  }

  @Argument(help: "The view.")
  var view = ViewKind.step

  @OptionGroup var options: FrameOptions

  @Option(help: ArgumentHelp("Columns and rows.", valueName: "WxH"), transform: FrameSize.init)
  var size = FrameSize(columns: 120, rows: 40)

  @Option(help: "text, ansi or svg.")
  var format = Format.text

  @OptionGroup var looks: ViewOptions

  func validate() throws { try looks.check(in: view) }

  /// With the runs by hand, where one of them is compared with.
  private func knowingRuns(_ model: Model) throws -> Model {
    guard case .hand = model.state.diff.right else { return model }
    return model.knowing(try HandRuns.load().book)
  }

  func result() async throws -> CommandResult {
    // A picture shows what it shows anywhere; text is for this terminal.
    let unicode = format == .svg || Wording.ofLocale.unicode
    let config = try options.places.configuration.load()
    config.report()
    let file = try options.traceFile()
    if file != nil, view != .step, view != .diff {
      throw ValidationError("a trace file has the views step and diff only: show step --trace FILE")
    }
    let outline = try file.map { try TraceIndex(of: $0).outline }
    let model = try options.model(
      size: size.size, unicode: unicode && !config.ascii, options.places.library(config), trace: file, outline: outline
    ) { state in
      state.view = view
      state.cursor = looks.step ?? (view == .diff ? 0 : .max)
      try looks.apply(to: &state, .published)
    }
    if let step = looks.step, step > model.stepCount {
      throw Failure(.usage, "this run has actions 0 to \(model.stepCount), not \(step)")
    }
    if options.hand != nil, let notice = model.notice, notice.isError {
      throw Failure(.usage, "--hand: \(notice.text)")
    }
    let settled = try await knowingRuns(model).looking(as: config).settled()
    if view == .diff, settled.compared == nil {
      let code = settled.pairExitCode.flatMap(Failure.Code.init) ?? .usage
      let side = settled.state.diff.right.map { "\($0): " } ?? ""
      throw Failure(code, side + settled.pairFault)
    }
    return CommandResult(text: format.text(settled.view(), config.theme))
  }
}

extension Model {
  /// The same with the keys and the signs of a configuration.
  func looking(as config: Config) -> Model { bound(to: config.keys).drawn(with: config.signs) }
}
