import Controllers
import Explorer
import Replay
import Testing

/// Stores that are hostile, empty, tiny or huge.
@Suite struct OddStoreViewTests {
  private static let families = Catalog.published.families.map(\.name)
  private static let tour = [
    "g", "l", "3", "5", "G", "v", "f", "i", "j", "G", "q", "z", "\t", "\t", "\t", "\tz", "?", "q", "}",
  ]

  private func walk(_ hands: inout Hands, _ what: String) {
    for keys in Self.tour {
      hands.type(keys)
      expectSound(hands.model, "\(what) after \(keys.debugDescription)")
    }
  }

  @Test(arguments: families) func hostileTexts(_ name: String) throws {
    let store = OddStores.hostile()
    for (width, height, question, unicode) in [
      (40, 12, 0, true), (121, 41, 1, true), (80, 24, 2, false),
    ] {
      var hands = try explorer(name, question: question, width: width, height: height, unicode: unicode, store: store)
      walk(&hands, "\(name) question \(question) at \(width)x\(height)")
    }
  }

  /// Boxes cut through wide glyphs at every column.
  @Test(arguments: ["?", "c", "i", "e"]) func overlaysOverWideGlyphs(_ key: String) throws {
    let store = OddStores.hostile()
    var hands = try explorer("sc", store: store)
    hands.type("Gv" + key)
    for width in stride(from: 40, to: 130, by: 3) {
      hands.resize(width, 30)
      expectSound(hands.model, "\(key) at \(width)")
    }
  }

  @Test func hostileStoreNames() throws {
    let store = OddStores.hostile()
    let state = ViewState(store: store.name, setting: try Catalog.published.setting("sc"))
    var hands = Hands(
      try Model(
        state: state, store: store, storeNames: OddStores.hostileTexts, catalog: .published,
        size: Size(width: 80, height: 30), unicode: true))
    hands.control("o")
    for _ in OddStores.hostileTexts {
      expectSound(hands.model, "list of stores")
      hands.type("j")
    }
    hands.type("\u{1b}:store \t")
    expectSound(hands.model, "completion")
    hands.send(.failed(OddStores.hostileTexts.joined()))
    expectSound(hands.model, "notice")
    for text in OddStores.hostileTexts where !text.contains("\n") && !text.contains("\t") {
      hands.type("\u{1b}/" + String(text.filter { $0 != "\u{1b}" }.prefix(200)))
      expectSound(hands.model, "typing")
      hands.type("\n")
      expectSound(hands.model, "not found")
    }
  }

  @Test(arguments: families) func oneBranch(_ name: String) throws {
    for probes in [0, 40] {
      var hands = try explorer(name, store: OddStores.plain(branches: 1, probes: probes))
      walk(&hands, "\(name) with one branch of \(probes)")
    }
  }

  @Test(arguments: families) func noProbes(_ name: String) throws {
    var hands = try explorer(name, store: OddStores.plain(branches: 12, probes: 0))
    walk(&hands, "\(name) without probes")
  }

  @Test(arguments: families) func manyBranches(_ name: String) throws {
    var hands = try explorer(name, width: 80, height: 24, store: OddStores.plain(branches: 300, probes: 20))
    walk(&hands, "\(name) with 300 branches")
  }

  @Test(arguments: families) func nothingButErrors(_ name: String) throws {
    var hands = try explorer(name, store: OddStores.errorsOnly())
    walk(&hands, "\(name) with errors only")
  }

  /// Some run returns nothing, and the screen says so.
  @Test func noAnswer() throws {
    let silent = Catalog([
      ControllerFamily(
        name: "mute", publishedName: "Mute", meaning: "answers nothing", source: "here", initial: 0, knobs: [],
        make: { _ in Mute() })
    ])
    let store = OddStores.plain(branches: 3, probes: 3)
    for opens in [false, true] {
      let state = ViewState(store: store.name, setting: ControllerSetting(family: "mute"), cursor: opens ? 9 : 0)
      var hands = Hands(
        try Model(
          state: state, store: store, storeNames: [], catalog: silent, size: Size(width: 80, height: 24),
          unicode: true))
      #expect(hands.model.run.recording.answer == nil)
      walk(&hands, "mute")
      hands.type("gG")
      #expect(hands.text.contains("no answer"))
    }
  }
}

/// Opens nothing and answers nothing.
private struct Mute: Controller {
  var latency: Latency { .parallel }
  func solve(_ episode: inout Episode) -> Answer? { episode.answer(nil, .budget) }
}
