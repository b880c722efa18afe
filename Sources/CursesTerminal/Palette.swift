import CNcurses
import Explorer

/// Styles as curses has them: attributes and colour pairs, made when first needed.
struct Palette {
  /// A style in curses' terms.
  struct Pen {
    var attributes: attr_t = 0
    var pair: Int32 = 0
  }

  private struct Ground: Hashable {
    var foreground: Int32
    var background: Int32
  }

  /// 0, 8, 16 or 256.
  private let colors: Int32
  private let theme: ColorTheme
  private var pens: [Style: Pen] = [:]
  private var pairs: [Ground: Int32] = [Ground(foreground: -1, background: -1): 0]

  /// Asks the terminal for its colours and takes as many as wished.
  init(wish: ColorDepth, theme: ColorTheme) {
    self.theme = theme
    guard wish != .monochrome, has_colors(), start_color() == 0, use_default_colors() == 0 else {
      colors = 0
      return
    }
    switch curses_color_count() {
    case 256...: colors = wish == .xterm256 ? 256 : 16
    case 16...: colors = 16
    case 8...: colors = 8
    default: colors = 0
    }
  }

  /// The depth that is used.
  var depth: ColorDepth {
    switch colors {
    case 256: .xterm256
    case 8, 16: .sixteen
    default: .monochrome
    }
  }

  /// How to draw in a style.
  mutating func pen(for style: Style) -> Pen {
    if let pen = pens[style] { return pen }
    var pen = Pen()
    if style.attributes.contains(.bold) { pen.attributes |= curses_bold }
    if style.attributes.contains(.dim) { pen.attributes |= curses_dim }
    if style.attributes.contains(.reverse) { pen.attributes |= curses_reverse }
    if style.attributes.contains(.underline) { pen.attributes |= curses_underline }
    if colors > 0 { color(&pen, style) }
    pens[style] = pen
    return pen
  }

  private mutating func color(_ pen: inout Pen, _ style: Style) {
    var foreground = index(style.foreground)
    var background = style.background == .band && colors < 256 ? -1 : index(style.background)
    if colors == 8 {
      // Bright black as bold black is invisible on many a terminal: its own colour, dimmed, steps back as well.
      if foreground == 8 {
        foreground = -1
        pen.attributes |= curses_dim
      } else if foreground > 8 {
        foreground -= 8
        pen.attributes |= curses_bold
      }
      if background >= 8 { background -= 8 }
    }
    pen.pair = pair(Ground(foreground: foreground, background: background))
  }

  /// An index in the palette, -1 for the terminal's own colour.
  private func index(_ color: Color) -> Int32 {
    (colors == 256 ? theme.xterm256(color) : theme.ansi16(color)).map(Int32.init) ?? -1
  }

  /// A pair for two colours; the terminal's own where there are no pairs left.
  private mutating func pair(_ ground: Ground) -> Int32 {
    if let pair = pairs[ground] { return pair }
    let pair = Int32(pairs.count)
    guard pair < curses_pair_count(), init_extended_pair(pair, ground.foreground, ground.background) == 0 else {
      return 0
    }
    pairs[ground] = pair
    return pair
  }
}
