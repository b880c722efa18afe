import Explorer

/// How many colours a terminal is given.
public enum ColorDepth: Sendable, Codable, CaseIterable {
  /// Attributes only.
  case monochrome
  /// The palette of 16 colours, or of 8 where the terminal has no more.
  case sixteen
  /// The palette of 256 colours.
  case xterm256
}

/// What a user may choose about the terminal.
public struct TerminalOptions: Sendable {
  /// The most colours to use; nil for what the terminal has, or none where `NO_COLOR` is set and not empty.
  public var color: ColorDepth?
  /// Whether to take the mouse; without it the terminal keeps its own selection of text.
  public var mouse: Bool
  /// The colours.
  public var theme: ColorTheme
  /// The name of the program, for what is said when a signal ends it.
  public var program: String
  /// What to do about a fault of the program: the end of the line that names its signal.
  public var faultNote: String

  /// Options; without arguments, all that the terminal has.
  public init(
    color: ColorDepth? = nil, mouse: Bool = true, theme: ColorTheme = .standard, program: String = "autotts",
    faultNote: String = "a fault of its own: please report it with the command line and the last keys pressed"
  ) {
    self.color = color
    self.mouse = mouse
    self.theme = theme
    self.program = program
    self.faultNote = faultNote
  }
}
