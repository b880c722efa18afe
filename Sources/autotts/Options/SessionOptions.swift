import ArgumentParser

/// Whether the session is recorded, or a recorded one played.
struct SessionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Record the session: every key with its time, a line each; the file must not be there yet.", valueName: "file"),
    completion: .file())
  var record: String?

  @Option(
    help: ArgumentHelp(
      "Play a recorded session; Esc or q stops it, then the keyboard is yours again.", valueName: "file"),
    completion: .file())
  var play: String?

  @Option(help: ArgumentHelp("With --play: so many times as fast. (default: 1)", valueName: "x"))
  var speed: Double?

  @Option(help: "With --play: print frames instead, as text, ansi or svg; no terminal is needed.")
  var format: Show.Format?

  @Option(
    help: ArgumentHelp(
      "With --format: which frames, counted in lines of the file: last, all, or numbers from 0 as in 0,3,12. "
        + "(default: last)", valueName: "n,…"),
    transform: SessionPrinter.Frames.init)
  var frames: SessionPrinter.Frames?

  func validate() throws {
    if record != nil, play != nil { throw ValidationError("--record and --play do not go together") }
    if play == nil {
      let others = [("--speed", speed != nil), ("--format", format != nil), ("--frames", frames != nil)]
      if let other = others.first(where: \.1) { throw ValidationError("\(other.0) goes with --play FILE") }
    }
    if let speed, !(0.01...1000).contains(speed) { throw ValidationError("--speed goes from 0.01 to 1000") }
    if format == nil {
      if frames != nil { throw ValidationError("--frames goes with --format text, ansi or svg") }
    } else {
      if speed != nil { throw ValidationError("--speed goes without --format: printing takes no time") }
      if format == .svg, let frames, !frames.isSingle {
        throw ValidationError("--format svg prints one frame: --frames last, or one number")
      }
    }
  }
}
