import ArgumentParser
import Explorer
import ReplayStores

/// Prints a frame of the explorer without a terminal.
struct Show: HeadlessCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print a frame of the explorer as text, ANSI or SVG.",
    discussion: """
      The frame is the one that the explorer would draw in a terminal of this size; as text and ANSI in plain ASCII \
      where the locale has no Unicode.
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

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many actions have been taken; the end if left out.", valueName: "k"))
  var step: Int?

  @Option(help: ArgumentHelp("Columns and rows.", valueName: "WxH"), transform: FrameSize.init)
  var size = FrameSize(columns: 120, rows: 40)

  @Option(help: "text, ansi or svg.")
  var format = Format.text

  @Option(help: "The focused pane: branches, signals, votes, actions or plane.")
  var focus: String?

  @Flag(help: "Give the focused pane the whole body.")
  var zoom = false

  @Flag(help: "Mark the gold answer.")
  var gold = false

  @Flag(help: "Show dimmed what the run has not seen yet.")
  var hidden = false

  @OptionGroup var list: QuestionListOptions

  func validate() throws {
    guard view == .questions || !list.isGiven else {
      throw ValidationError("--sort, --reverse and --filter go with the view questions")
    }
    if let focus, Pane(rawValue: focus) == nil {
      let names = Pane.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--focus is one of \(names), not '\(focus)'")
    }
    if let step, step < 0 { throw ValidationError("--step counts from 0, not \(step)") }
  }

  func result() async throws -> CommandResult {
    // A picture shows what it shows anywhere; text is for this terminal.
    let unicode = format == .svg || Wording.ofLocale.unicode
    let config = try options.places.configuration.load()
    config.report()
    let file = try options.traceFile()
    if file != nil, view != .step {
      throw ValidationError("a trace file has the Step view only: show step --trace FILE")
    }
    let outline = try file.map { try TraceIndex(of: $0).outline }
    let model = try options.model(
      size: size.size, unicode: unicode && !config.ascii, options.places.library(config), trace: file, outline: outline
    ) { state in
      state.view = view
      state.cursor = step ?? .max
      state.focus = focus.flatMap(Pane.init(rawValue:)) ?? state.focus
      state.isZoomed = zoom
      state.showsGold = gold
      state.showsHidden = hidden
      state.questions.order = list.order
      state.questions.filter = list.filter ?? ""
    }
    if let step, step > model.stepCount {
      throw Failure(.usage, "this run has actions 0 to \(model.stepCount), not \(step)")
    }
    return CommandResult(text: format.text(try await model.looking(as: config).settled().view(), config.theme))
  }
}

extension ViewKind: ExpressibleByArgument {}

extension Model {
  /// The same with the keys and the signs of a configuration.
  func looking(as config: Config) -> Model { bound(to: config.keys).drawn(with: config.signs) }
}
