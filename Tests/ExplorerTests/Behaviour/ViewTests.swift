import Explorer
import Foundation
import Replay
import Testing

/// Choosing a view, by whatever means, and what all views have in common.
@Suite struct ViewTests {
  private static let ways: [@Sendable (ViewKind) -> (inout Hands) -> Void] = [
    { kind in { $0.press(.function(kind.number)) } },
    { kind in { $0.press(.character(Character("\(kind.number)")), alt: true) } },
    { kind in { $0.type(":view \(kind.rawValue)\n") } },
    { kind in { $0.type(":view-\(kind.rawValue)\n") } },
    { kind in { $0.type("Vg" + String(repeating: "j", count: ViewKind.allCases.firstIndex(of: kind) ?? 0) + "\n") } },
  ]

  @Test(arguments: ViewKind.allCases, ViewKind.allCases) func everyWay(_ from: ViewKind, _ kind: ViewKind) throws {
    for way in Self.ways {
      var hands = try explorer(question: 2, cursor: 30)
      hands.press(.function(from.number))
      way(kind)(&hands)
      #expect(hands.state.view == kind && hands.model.overlays.isEmpty && hands.cursor == 30)
      #expect(hands.frame.text(row: 1).contains("[\(kind.number) \(kind.title)]"))
    }
  }

  @Test(arguments: [40, 60, 72, 80, 120, 200]) func tabsUnderTheMouse(_ width: Int) throws {
    for kind in ViewKind.allCases {
      for other in ViewKind.allCases {
        var hands = try explorer(question: 2, width: width, height: 24)
        hands.press(.function(other.number))
        let row = hands.frame.text(row: 1)
        let tabs = try #require(row.lastIndex { $0 == Character("\(kind.number)") })
        hands.mouse(.press, row.distance(from: row.startIndex, to: tabs), 1)
        #expect(hands.state.view == kind, "\(kind) at \(width)")
      }
    }
  }

  @Test func unknownViews() throws {
    var hands = try explorer()
    hands.type(":view nowhere\n")
    #expect(hands.model.notice?.text == "view is one of step, curves, diff, questions, knobs")
    #expect(hands.state.view == .step)
    hands.type(":view\n")
    #expect(hands.model.overlays.count == 1)
    hands.press(.function(6))
    #expect(hands.state.view == .step)
  }

  @Test func completion() throws {
    var hands = try explorer()
    hands.type(":view k\t\n")
    #expect(hands.state.view == .knobs)
  }

  /// What is chosen in a view is there again after another view; undo changes the run, not the view.
  @Test func viewsKeepTheirPlace() throws {
    var hands = try explorer(question: 2, cursor: 77)
    hands.type("\t\tz")
    let step = hands.state
    hands.press(.function(5))
    hands.type("jjj=")
    hands.press(.function(1))
    #expect(hands.state.focus == step.focus && hands.state.isZoomed)
    hands.press(.function(5))
    #expect(hands.state.knobs.selection == 3)
    hands.type("u")
    #expect(hands.state.view == .knobs && hands.state.setting.beta == 0.5 && hands.state.knobs.selection == 3)
  }

  @Test func statesOfOldDecode() throws {
    let setting = try JSONEncoder().encode(ControllerSetting(family: "sc"))
    let old = Data(#"{"store":"a/b","question":4,"setting":"#.utf8) + setting + Data("}".utf8)
    let state = try JSONDecoder().decode(ViewState.self, from: old)
    #expect(state == ViewState(store: "a/b", question: 4, setting: ControllerSetting(family: "sc")))
    let whole = ViewState(
      store: "m/b", question: 1, seed: 7, setting: ControllerSetting(family: "cmc", beta: 0.3, overrides: ["T_ema": 4]),
      view: .knobs, cursor: 9, focus: .votes, isZoomed: true, showsGold: true, showsHidden: true, events: [.stop],
      scroll: [.branches: 3], knobs: KnobsState(selection: 2))
    #expect(try JSONDecoder().decode(ViewState.self, from: JSONEncoder().encode(whole)) == whole)
  }
}

/// The table of knobs, and setting them by hand.
@Suite struct KnobsTests {
  private func knobs(_ spec: String, width: Int = 120, height: Int = 40) throws -> Hands {
    var hands = try explorer(spec, question: 2, width: width, height: height)
    hands.press(.function(5))
    return hands
  }

  @Test(arguments: [(40, 12), (60, 100), (80, 24), (120, 40), (200, 60)])
  func everyKnobIsThere(_ width: Int, _ height: Int) throws {
    for spec in everySpec {
      var hands = try knobs(spec, width: width, height: height)
      let family = try #require(hands.model.catalog[hands.state.setting.family])
      for (index, knob) in family.knobs.enumerated() {
        #expect(hands.state.knobs.selection == index)
        let row = (3..<height).map { hands.frame.text(row: $0) }.first { $0.contains("▶ \(knob.name) ") }
        let value = family.values(hands.state.setting)[index]
        let words = try #require(row, "\(spec): \(knob.name) at \(width)x\(height)").split(separator: " ")
        let shown = try #require(words.compactMap { Double($0) }.first)
        #expect(abs(shown - value) < 1e-4)
        hands.type("j")
      }
    }
  }

  @Test func overrideRunsAtOnceAndIsNamed() throws {
    var hands = try knobs("cmc:beta=0.5")
    let fresh = hands
    hands.type("jjx12\n")
    #expect(hands.state.setting.description == "cmc:beta=0.5,warm_up=12")
    let other = try explorer("cmc:beta=0.5,warm_up=12", question: 2)
    #expect(hands.model.run.recording.steps == other.model.run.recording.steps)
    #expect(hands.frame.text(row: 0).contains("CMC* warm_up=12") && hands.text.contains("12*"))
    #expect(hands.text.contains("1 set by hand"))
    // β goes on; the knob stays.
    hands.type("+")
    #expect(hands.state.setting.overrides == ["warm_up": 12] && hands.state.setting.beta == 0.6)
    hands.type("-u")
    hands.type("X")
    #expect(hands.state.setting == fresh.state.setting)
    #expect(hands.frame.text(row: 0) == fresh.frame.text(row: 0))
    hands.type("X")
    #expect(hands.model.notice?.text == "warm_up is not set by hand")
    hands.type("R")
    #expect(hands.model.notice?.text == "no knob is set by hand")
    hands.type("u")
    #expect(hands.state.setting.overrides == ["warm_up": 12])
  }

  @Test(arguments: [("501", "0 to 500"), ("-1", "0 to 500"), ("2.5", "a whole number"), ("much", "is a number")])
  func illegalValuesAreNotTaken(_ text: String, _ words: String) throws {
    var hands = try knobs("cmc:beta=0.5")
    let setting = hands.state.setting
    hands.type("jjx")
    #expect(hands.frame.text(row: 39).contains("warm_up = ") && hands.frame.text(row: 39).contains("0 to 500 rounds"))
    hands.type(text + "\n")
    #expect(hands.state.setting == setting && hands.model.overlays.count == 1)
    #expect(hands.frame.text(row: 39).contains(words))
    for _ in text { hands.press(.backspace) }
    hands.type("7\n")
    #expect(hands.state.setting.overrides == ["warm_up": 7] && hands.model.overlays.isEmpty)
  }

  @Test func withoutBeta() throws {
    var hands = try knobs("asc", width: 80, height: 24)
    #expect(hands.text.contains("max_samples") && hands.text.contains("threshold"))
    hands.type("x8\n")
    #expect(hands.state.setting.description == "asc:max_samples=8")
    #expect(hands.model.run.recording.steps.count { $0.kind == .read } <= 8)
    hands.type("=")
    #expect(hands.model.notice?.text == "asc has no beta")
  }

  @Test(arguments: [(40, 12), (60, 100), (120, 40)]) func mouse(_ width: Int, _ height: Int) throws {
    var hands = try knobs("dgcc", width: width, height: height)
    for row in 3..<height - 2 {
      hands.mouse(.press, 6, row)
      let line = hands.frame.text(row: row)
      if let chosen = (3..<height).first(where: { hands.frame.text(row: $0).contains("▶") }), line.contains("▶") {
        #expect(chosen == row)
      }
    }
    hands.type("g")
    hands.mouse(.wheelDown, 6, 5)
    #expect(hands.state.knobs.selection == 1)
    hands.mouse(.wheelUp, 6, 5)
    hands.mouse(.wheelUp, 6, 5)
    #expect(hands.state.knobs.selection == 0)
  }
}
