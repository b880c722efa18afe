import Explorer
import Replay
import Testing

/// Hands that do anything at all.
@Suite struct HandsFuzzTests {
  @Test(arguments: 1...6) func anything(_ seed: UInt64) throws {
    var random = Dice(seed)
    var hands = try explorer("cmc:beta=0.5", question: 2, width: 80, height: 24, unicode: seed % 2 == 0)
    if seed % 4 == 3 { hands = try explorer("sdgv", store: OddStores.hostile()) }
    var log: [String] = []
    for _ in 0..<500 {
      log.append(act(&hands, &random))
      check(hands, log)
      if log.count % 10 == 0 { #expect(hands.frame == hands.frame) }
      if hands.model.size.width * hands.model.size.height < 4_000 || log.count % 5 == 0 {
        expectSound(hands.model, log.suffix(12).joined(separator: " "))
      }
    }
  }

  private func check(_ hands: Hands, _ log: [String]) {
    let model = hands.model
    let what = log.suffix(12).joined(separator: " ")
    #expect((0...model.run.count).contains(model.state.cursor), "\(what)")
    #expect(model.store.questions.indices.contains(model.state.question), "\(what)")
    #expect(model.state.store == model.store.name, "\(what)")
    if let beta = model.state.setting.beta { #expect((0...1).contains(beta), "\(what)") }
    #expect((0..<9).contains(model.speed), "\(what)")
  }

  private static let codes: [Key.Code] = [
    .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .tab, .backTab, .enter, .escape, .backspace, .delete,
    .insert, .function(1), .function(12),
  ]

  private func act(_ hands: inout Hands, _ random: inout Dice) -> String {
    switch random.roll(20) {
    case 0: return resize(&hands, &random)
    case 1...5:
      let kinds: [Mouse.Kind] = [.press, .drag, .release, .wheelUp, .wheelDown]
      let kind = kinds[random.roll(kinds.count)]
      let place = (random.roll(hands.model.size.width + 3), random.roll(hands.model.size.height + 3))
      hands.mouse(kind, place.0, random.roll(3) == 0 ? 0 : place.1)
      return "\(kind) \(place)"
    case 6: hands.tick()
    case 7:
      hands.send(.failed("out \u{1b}[2J of order"))
      return "failed"
    case 8...10: return press(Key(Self.codes[random.roll(Self.codes.count)], alt: random.roll(9) == 0), &hands)
    case 11:
      let keys = [":step \(random.roll(900))\n", ":beta 0.\(random.roll(100))\n", ":question \(random.roll(40))\n"]
      let line = keys[random.roll(keys.count)]
      hands.type("\u{1b}\u{1b}\u{1b}" + line)
      return line
    case 12...16:
      let binding = Bindings.table[random.roll(Bindings.table.count)]
      return press(binding.keys[random.roll(binding.keys.count)], &hands)
    default:
      let scalar = Unicode.Scalar(UInt32(32 + random.roll(random.roll(5) == 0 ? 0xd000 : 95))) ?? " "
      return press(Key(.character(Character(scalar)), control: random.roll(12) == 0), &hands)
    }
    return "tick"
  }

  private func press(_ key: Key, _ hands: inout Hands) -> String {
    hands.press(key)
    if let other = hands.model.state.store == "Synth-M/search" ? try? Bundled.otherStore() : try? Bundled.store(),
      case .loadStore(let wanted)? = hands.effects.first, wanted.store == other.name
    {
      hands.load(other)
    }
    return key.name
  }

  private func resize(_ hands: inout Hands, _ random: inout Dice) -> String {
    let size =
      random.roll(3) == 0 ? (random.roll(50), random.roll(16)) : (40 + random.roll(120), 12 + random.roll(60))
    hands.resize(size.0, size.1)
    return "resize \(size)"
  }
}

/// SplitMix64 (Steele, Lea and Flood 2014).
struct Dice {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  /// A number from 0 up and below `sides`.
  mutating func roll(_ sides: Int) -> Int {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return Int((mixed ^ (mixed >> 31)) % UInt64(max(1, sides)))
  }
}
