import Evaluation
import Replay

/// The command that redraws a frame: `autotts show` with every flag in which it differs from a new one.
public enum FrameCommand {
  /// How many hexadecimal digits of a store's SHA-256 are told.
  static let hashDigits = 16

  /// An option with its value; one that begins like an option itself is attached to the name.
  static func option(_ name: String, _ value: String) -> [String] {
    value.hasPrefix("-") ? ["--\(name)=\(value)"] : ["--" + name, value]
  }

  /// The options that say which run of a controller is meant, without what is so unless told.
  static func run(store: String, question: Int, seed: UInt64, _ controller: String) -> [String] {
    option("store", store) + (question == 0 ? [] : option("question", "\(question + 1)"))
      + (seed == 0 ? [] : option("seed", "\(seed)"))
      + (controller == ViewState.usualController ? [] : option("controller", controller))
  }
}

extension Model {
  /// The words of the command that redraws this frame, overlays, notices and the play of the cursor left out.
  ///
  /// Where store-wide results are still under way, the command draws the frame with all of them there.
  public var frameCommand: [String] {
    ["autotts", "show", state.view.rawValue] + runArguments + FrameCommand.option("step", "\(state.cursor)")
      + FrameFlag.table.filter { $0.views.contains(state.view) }.flatMap { $0.arguments(of: state, catalog) }
      + drawingArguments
  }

  /// Which run is shown, without what is so unless told.
  private var runArguments: [String] {
    if let place = state.trace { return FrameCommand.option("trace", place.file) + ["--line", "\(place.line)"] }
    var words = FrameCommand.run(
      store: state.store, question: state.question, seed: state.seed, state.setting.description)
    if state.grading != .exact { words += FrameCommand.option("grading", state.grading.rawValue) }
    if let hand = state.hand { words += FrameCommand.option("hand", hand.description) }
    if state.errors != .answer { words += FrameCommand.option("err", state.errors.rawValue) }
    return words
  }

  /// On what it is drawn, and from which files.
  private var drawingArguments: [String] {
    var words = ["--size", "\(size.width)x\(size.height)"] + (glyphs.isUnicode ? [] : ["--ascii"])
    let directories = storeDirectories.flatMap { FrameCommand.option("stores", $0) }
    // A line of a trace file needs a store only for a run to compare it with.
    guard state.trace == nil else { return words + (state.view == .diff ? directories : []) }
    if sweepSeeds != Sweep.publishedSeeds, let first = sweepSeeds.first, let last = sweepSeeds.last {
      words += ["--seeds", "\(first):\(last + 1)"]
    }
    words += directories
    if let hash = gradings.original.sha256 { words += ["--store-hash", String(hash.prefix(FrameCommand.hashDigits))] }
    return words
  }

  /// Shows the command of this frame, and asks for a copy of it.
  mutating func copyCommand() -> [Effect] {
    isPlaying = false
    overlays.append(.command(frameCommand, scroll: 0))
    return [.copy(ShellWords.line(frameCommand, ascii: !glyphs.isUnicode))]
  }
}

extension ViewState {
  /// The controller that runs unless another is named.
  public static let usualController = "cmc:beta=0.5"
}
