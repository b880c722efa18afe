import Explorer
import Foundation
import Testing

/// What a session file has of an explorer, and that it is enough to see the same again.
@Suite struct SessionTests {
  /// Every key that terminals send here is written by a name that leads back to it.
  @Test func keysHaveNamesThatLeadBack() {
    let codes: [Key.Code] =
      [.up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .tab, .backTab, .enter, .escape, .backspace]
      + [.delete, .insert] + (1...63).map { .function($0) } + "az09-+ AZ?/:é漢".map { .character($0) }
    for code in codes {
      for (control, alt) in [(false, false), (true, false), (false, true), (true, true)] {
        if control, case .character(let character) = code, character.isUppercase { continue }
        let key = Key(code, control: control, alt: alt)
        #expect(Key(name: key.name) == key, "\(key.name)")
      }
    }
    for binding in Bindings.table { #expect(binding.keys.allSatisfy { Key(name: $0.name) == $0 }, "\(binding.name)") }
  }

  @Test(arguments: ["", "ll", "Foo", "F0", "F64", "F01", "Ctrl-", "Alt-", "Alt-Ctrl-x", "\u{1b}", " ", "esc"])
  func otherNamesAreNoKeys(_ name: String) { #expect(Key(name: name) == nil) }

  @Test func linesAreReadAsTheyWereWritten() throws {
    let events: [SessionEvent] = [
      .input(.key(Key(.character("d"), control: true))), .input(.mouse(Mouse(.wheelUp, column: 3, row: 0))),
      .input(.resize(Size(width: 80, height: 24))), .tick, .found(.ticks), .loaded(store: "a/b", hash: "0123"),
    ]
    for (time, event) in events.enumerated() {
      let line = SessionLine(time: time, event: event)
      #expect(try JSONDecoder().decode(SessionLine.self, from: JSONEncoder().encode(line)) == line)
    }
    let key = #"{"t": 7, "key": "Ctrl-D"}"#
    #expect(try JSONDecoder().decode(SessionLine.self, from: Data(key.utf8)).event == events[0])
  }

  @Test(arguments: [
    #"{}"#, #"{"t": 1}"#, #"{"t": -1, "key": "l"}"#, #"{"t": 1, "key": 3}"#, #"{"t": "1", "key": "l"}"#,
    #"{"t": 1, "mouse": "press"}"#, #"{"t": 1, "mouse": "press", "column": -1, "row": 0}"#,
    #"{"t": 1, "mouse": "fly", "column": 1, "row": 0}"#, #"{"t": 1, "resize": [0, 3]}"#, #"{"t": 1, "resize": [9]}"#,
    #"{"t": 1, "found": "gold"}"#, #"{"t": 1, "loaded": "a/b"}"#,
  ])
  func otherLinesAreRefused(_ text: String) {
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(SessionLine.self, from: Data(text.utf8)) }
  }

  /// Keys and mouse by chance: what is played ends in the state and the frame of what was recorded.
  @Test(arguments: 0..<6) func playedItEndsAlike(_ seed: UInt64) async throws {
    var random = SplitMix(seed)
    var hands = try explorer(question: 3)
    let other = try Bundled.otherStore()
    let header = SessionHeader(hands.model, program: "test", seeds: "0:2")
    hands.send(.input(.resize(header.size)))
    var events: [SessionEvent] = []
    for _ in 0..<150 {
      let event = Self.event(&random)
      events.append(event)
      switch event {
      case .input(let input): hands.send(.input(input))
      default: hands.send(.tick)
      }
      if case .loadStore(let state)? = hands.effects.first {
        hands.send(.storeLoaded(state.store == other.name ? other : try Bundled.store(), state))
      }
    }
    var player = SessionPlayer(try explorer(question: 3).model) { effect in
      guard case .loadStore(let state) = effect else { return nil }
      return (try? state.store == other.name ? other : Bundled.store()).map { .storeLoaded($0, state) }
    }
    for event in events { try await player.play(event) }
    #expect(player.model.state == hands.state)
    #expect(player.model.view() == hands.frame)
  }

  /// A key that goes by what background work has found does in the play what it did in the session.
  @Test func playWaitsForWorkWhereTheSessionHadIt() async throws {
    let dot = SessionEvent.input(.key(Key(.character("."))))
    var player = SessionPlayer(try explorer().model) { _ in nil }
    try await player.play(dot)
    #expect(player.model.state.setting.beta == 0.5 && player.model.notice?.text.contains("still looking") == true)
    try await player.play(.found(.ticks))
    try await player.play(dot)
    #expect(player.model.state.setting.beta ?? 0 > 0.5)
  }

  @Test func anotherStoreStopsThePlay() async throws {
    var player = SessionPlayer(try explorer().model) { _ in nil }
    let hash = SessionHeader.hash(of: try Bundled.store())
    #expect(hash.count == 12)
    try await player.play(.loaded(store: "Synth-M/search", hash: hash))
    await #expect(throws: SessionPlayer.OtherStore.self) {
      try await player.play(.loaded(store: "Synth-M/search", hash: "0123456789ab"))
    }
  }

  @Test func nothingHappensAfterTheEnd() async throws {
    var player = SessionPlayer(try explorer().model) { _ in nil }
    try await player.play(.input(.key(Key(.character("q")))))
    let state = player.model.state
    try await player.play(.input(.key(Key(.character("s")))))
    #expect(player.hasQuit && player.model.state == state)
  }

  private static func event(_ random: inout SplitMix) -> SessionEvent {
    let keys = Bindings.table.filter { ![.quit, .quitAlways, .chooseCurves].contains($0.command) }.flatMap(\.keys)
      .filter { $0 != Key(.function(2)) && $0 != Key(.character("2"), alt: true) }
    switch random.next() % 20 {
    case 0: return .tick
    case 1:
      let kinds: [Mouse.Kind] = [.press, .drag, .release, .wheelUp, .wheelDown]
      let mouse = Mouse(
        kinds[Int(random.next() % 5)], column: Int(random.next() % 120), row: Int(2 + random.next() % 36))
      return .input(.mouse(mouse))
    case 2: return .input(.resize(Size(width: 60 + Int(random.next() % 60), height: 15 + Int(random.next() % 25))))
    default: return .input(.key(keys[Int(random.next() % UInt64(keys.count))]))
    }
  }
}

/// A generator for tests.
private struct SplitMix {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
