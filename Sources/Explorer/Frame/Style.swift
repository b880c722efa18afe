/// A colour by its part in the explorer, not by its number: each has a 256-colour, a 16-colour and an RGB form.
///
/// The answer colours are those of Okabe and Ito (https://jfly.uni-koeln.de/color/), told apart by colour-blind eyes
/// too; whatever a colour says, a letter or a mark says as well.
public enum Color: UInt8, CaseIterable, Sendable, Codable {
  /// The terminal's own foreground or background.
  case standard
  /// Text that steps back: frames, rulers, what is past.
  case muted
  /// What is under the hand: focus, slider, cursor line.
  case accent
  /// Right: the gold answer.
  case right
  /// Wrong, refused, failed.
  case wrong
  /// A band behind the cursor's line.
  case band
  case orange, sky, green, yellow, blue, vermillion, purple, grey

  /// The colours that answer classes go through, in order.
  public static let answers: [Color] = [.orange, .sky, .green, .yellow, .purple, .vermillion, .blue, .grey]

  /// The index in the xterm palette of 256 colours; nil for the terminal's own colour.
  public var xterm256: UInt8? { table.map(\.xterm) ?? nil }

  /// The index in the palette of 16 colours; nil for the terminal's own colour, and for the band, which needs more.
  public var ansi16: UInt8? { self == .band ? nil : table.map(\.ansi) ?? nil }

  /// Red, green and blue for a picture; nil for the picture's own colour.
  public var rgb: UInt32? { table.map(\.rgb) ?? nil }

  private var table: (xterm: UInt8, ansi: UInt8, rgb: UInt32)? {
    switch self {
    case .standard: nil
    case .muted: (245, 8, 0x8a8a8a)
    case .accent: (80, 14, 0x5fd7d7)
    case .right: (78, 10, 0x5fd787)
    case .wrong: (203, 9, 0xff5f5f)
    case .band: (237, 0, 0x3a3a3a)
    case .orange: (214, 3, 0xe69f00)
    case .sky: (75, 12, 0x56b4e9)
    case .green: (36, 2, 0x009e73)
    case .yellow: (227, 11, 0xf0e442)
    case .blue: (33, 4, 0x2a86d1)
    case .vermillion: (202, 1, 0xe8702a)
    case .purple: (175, 13, 0xcc79a7)
    case .grey: (250, 7, 0xbcbcbc)
    }
  }
}

/// How a cell is drawn.
public struct Style: Hashable, Sendable {
  /// Attributes that every terminal has in some form.
  public struct Attributes: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: UInt8
    /// The set with these bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// Heavier.
    public static let bold = Attributes(rawValue: 1)
    /// Fainter.
    public static let dim = Attributes(rawValue: 2)
    /// Foreground and background exchanged.
    public static let reverse = Attributes(rawValue: 4)
    /// Underlined.
    public static let underline = Attributes(rawValue: 8)
  }

  /// The colour of the glyph.
  public var foreground: Color
  /// The colour behind it.
  public var background: Color
  /// Bold, dim, reverse, underline.
  public var attributes: Attributes

  /// A style; without arguments, the terminal's own.
  public init(_ foreground: Color = .standard, on background: Color = .standard, _ attributes: Attributes = []) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  /// The terminal's own colours, no attributes.
  public static let plain = Style()
}
