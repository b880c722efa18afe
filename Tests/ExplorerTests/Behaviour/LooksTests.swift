import Explorer
import Testing

/// Signs and colours of the user's own.
@Suite struct LooksTests {
  @Test func everySignCanBeChosenByItsName() {
    #expect(Set(Glyphs.names).count == Glyphs.names.count && Glyphs.names.count > 30)
    for name in Glyphs.names {
      #expect(Glyphs(unicode: true, signs: [name: "Z"])[name] == "Z", "\(name)")
      #expect(Glyphs(unicode: true)[name] == Glyphs.defaults.first { $0.name == name }?.sign)
    }
    #expect(Glyphs.defaults.allSatisfy { Glyphs.fault(of: $0.sign) == nil })
  }

  @Test(arguments: ["", " ", "ab", "漢", "\u{1b}", "\n", "\u{202e}", "\u{301}", "👩‍👩‍👧"])
  func signsTakeOneVisibleColumn(_ sign: String) { #expect(Glyphs.fault(of: sign) != nil) }

  @Test func whereThereIsOnlyASCIIOtherSignsAreLeftOut() throws {
    let model = try explorer(cursor: 30, unicode: false).model.drawn(with: ["active": "∆", "finished": "F"])
    let text = FrameRenderer.text(model.view())
    #expect(text.unicodeScalars.allSatisfy { $0.isASCII })
    #expect(FrameRenderer.text(model.redrawn(unicode: true).view()).contains("∆"))
  }

  @Test func coloursAreNumbersOrHexadecimal() throws {
    #expect(ColorTheme.Shade(hex: "#5fd7d7") == ColorTheme.Shade(hex: "#5FD7D7"))
    for wrong in ["", "5fd7d7", "#5fd7d", "#5fd7dg", "#+fd7d7", "#5fd7d7f"] {
      #expect(ColorTheme.Shade(hex: wrong) == nil, "\(wrong)")
    }
    let theme = ColorTheme([
      .accent: try #require(ColorTheme.Shade(hex: "#ff8800")), .wrong: ColorTheme.Shade(xterm: 21),
    ])
    #expect(theme.xterm256(.accent) == 208 && theme.rgb(.accent) == 0xff8800 && theme.ansi16(.accent) == 3)
    #expect(theme.xterm256(.wrong) == 21 && theme.rgb(.wrong) == 0x0000ff)
    #expect(theme.xterm256(.standard) == nil && theme.xterm256(.muted) == Color.muted.xterm256)
  }

  @Test func picturesHaveTheColours() throws {
    let frame = try explorer().frame
    let theme = ColorTheme([.accent: ColorTheme.Shade(xterm: 21)])
    #expect(FrameRenderer.ansi(frame, theme: theme).contains("38;5;21"))
    #expect(!FrameRenderer.ansi(frame, theme: theme).contains("38;5;80"))
    #expect(FrameRenderer.svg(frame, theme: theme).contains("#0000ff"))
    #expect(FrameRenderer.svg(frame) == FrameRenderer.svg(frame, theme: .standard))
  }
}
