import Controllers
import Explorer
import Replay
import Testing

/// Moving through one run.
@Suite struct TravelTests {
  @Test(arguments: everySpec) func onAndBackIsTheSameFrame(_ spec: String) throws {
    for place in [0, 1, 3, 17, 200] {
      var hands = try explorer(spec, question: 5, cursor: place, width: 80, height: 24)
      for count in [1, 2, 9, 30] where hands.cursor + count <= hands.model.run.count {
        let frame = hands.frame
        for _ in 0..<count { hands.type("l") }
        #expect(hands.frame != frame)
        for _ in 0..<count { hands.type("h") }
        #expect(hands.frame == frame, "\(count) from \(place)")
      }
    }
  }

  @Test(arguments: everySpec) func jumpEqualsSteps(_ spec: String) throws {
    var walker = try explorer(spec, question: 3, width: 80, height: 24)
    let count = walker.model.run.count
    for target in [1, 2, 12, min(60, count)] where target <= count {
      while walker.cursor < target { walker.type("l") }
      var jumper = try explorer(spec, question: 3, width: 80, height: 24)
      jumper.type(":step \(target)\n")
      #expect(jumper.frame == walker.frame, "step \(target)")
      #expect(try explorer(spec, question: 3, cursor: target, width: 80, height: 24).frame == walker.frame)
    }
  }

  @Test func tensStayInRange() throws {
    var hands = try explorer()
    hands.type("LLh")
    #expect(hands.cursor == 19)
    hands.type("HHH")
    #expect(hands.cursor == 0)
    hands.type("GhL")
    #expect(hands.cursor == hands.model.run.count)
    hands.type("g")
    #expect(hands.cursor == 0)
    hands.press(.end)
    #expect(hands.cursor == hands.model.run.count)
    hands.press(.home)
    #expect(hands.cursor == 0)
  }

  @Test func tenths() throws {
    var hands = try explorer()
    for tenth in 0...9 {
      hands.type("\(tenth)")
      #expect(hands.cursor == hands.model.run.count * tenth / 10)
    }
  }

  @Test(arguments: everySpec) func roundsGoThroughAllAndBack(_ spec: String) throws {
    var hands = try explorer(spec, question: 1)
    let steps = hands.model.run.recording.steps
    let starts = steps.indices.filter { $0 == 0 || steps[$0].round != steps[$0 - 1].round }.map { $0 + 1 }
    var seen: [Int] = []
    while hands.cursor < steps.count {
      hands.type(")")
      seen.append(hands.cursor)
      try #require(seen.count <= steps.count)
    }
    #expect(seen == starts + (starts.last == steps.count ? [] : [steps.count]))
    var back: [Int] = []
    while hands.cursor > 0 {
      hands.type("(")
      back.append(hands.cursor)
      try #require(back.count <= steps.count + 1)
    }
    #expect(back == starts.reversed().filter { $0 != steps.count } + [0])
  }

  /// Every subset of the kinds of event, against the steps themselves.
  @Test(arguments: 0..<16) func events(_ subset: Int) throws {
    var hands = try explorer(question: 2)
    let kinds = EventKind.allCases
    hands.type("e")
    for index in kinds.indices {
      if subset >> index & 1 == 0 { hands.type(" ") }
      hands.type("j")
    }
    hands.type("\u{1b}")
    #expect(hands.state.events == Set(kinds.indices.filter { subset >> $0 & 1 == 1 }.map { kinds[$0] }))
    let wanted = hands.model.run.recording.steps.indices.filter { index in
      kind(of: hands.model.run.recording.steps[index]).map(hands.state.events.contains) ?? false
    }.map { $0 + 1 }
    var seen: [Int] = []
    while true {
      let place = hands.cursor
      hands.type("]")
      if hands.cursor == place { break }
      seen.append(hands.cursor)
    }
    #expect(seen == wanted)
    #expect(hands.model.notice?.text == "no further event")
    hands.type("G")
    var back: [Int] = []
    while true {
      let place = hands.cursor
      hands.type("[")
      if hands.cursor == place { break }
      back.append(hands.cursor)
    }
    #expect(back == wanted.reversed().filter { $0 != hands.model.run.count })
    #expect(hands.model.notice?.text == "no earlier event")
  }

  private func kind(of step: RecordedStep) -> EventKind? {
    switch step.kind {
    case .branch, .read: step.reason.rule == .firstBatch ? nil : .openings
    case .prune: .prunes
    case .check: .checks
    case .answer: .stop
    case .continue, .probe: nil
    }
  }
}

/// Playing, marks, searching.
@Suite struct PlayTests {
  @Test func playsToTheEndAndAgain() throws {
    var hands = try explorer()
    #expect(hands.model.tickInterval == nil)
    hands.tick()
    #expect(hands.cursor == 0)
    hands.type(" ")
    #expect(hands.model.isPlaying)
    #expect(hands.model.tickInterval == .milliseconds(100))
    hands.tick(5)
    #expect(hands.cursor == 5)
    hands.type(" ")
    #expect(!hands.model.isPlaying && hands.model.tickInterval == nil)
    hands.tick(5)
    #expect(hands.cursor == 5)
    hands.type("Ghh ")
    hands.tick(2)
    #expect(hands.cursor == hands.model.run.count)
    #expect(!hands.model.isPlaying)
    hands.type(" ")
    #expect(hands.cursor == 0 && hands.model.isPlaying)
  }

  @Test func speeds() throws {
    var hands = try explorer()
    hands.type(" " + String(repeating: "<", count: 20))
    #expect(hands.model.tickInterval == .seconds(1))
    var rates: [Int] = []
    for _ in 0..<9 {
      guard let interval = hands.model.tickInterval else { break }
      let place = hands.cursor
      hands.tick()
      rates.append(Int((Double(hands.cursor - place) * (.seconds(1) / interval)).rounded()))
      hands.type(">")
    }
    #expect(rates == [1, 2, 5, 10, 20, 50, 100, 200, 500])
    #expect(hands.model.notice?.text == "500 actions a second")
  }

  @Test func marks() throws {
    var hands = try explorer()
    hands.type("5ma3mb'a")
    #expect(hands.cursor == hands.model.run.count / 2)
    hands.type("'b")
    #expect(hands.cursor == hands.model.run.count * 3 / 10)
    hands.type("'z")
    #expect(hands.model.notice?.text == "there is no mark z" && hands.model.notice?.isError == true)
    #expect(hands.cursor == hands.model.run.count * 3 / 10)
    // Keys that are no letters ask for nothing.
    hands.type("'\u{1b}l")
    #expect(hands.cursor == hands.model.run.count * 3 / 10 + 1)
  }

  @Test func search() throws {
    var hands = try explorer(question: 2)
    let steps = hands.model.run.recording.steps
    let wanted = steps.indices.filter { steps[$0].reason.rule == .widen }.map { $0 + 1 }
    try #require(wanted.count > 2)
    hands.type("/wIdEn\n")
    #expect(hands.cursor == wanted[0])
    hands.type("nn")
    #expect(hands.cursor == wanted[2])
    hands.type("N")
    #expect(hands.cursor == wanted[1])
    hands.type("Gn")
    #expect(hands.model.notice?.text == "no 'wIdEn' from here on")
    hands.type("gN")
    #expect(hands.model.notice?.text == "no 'wIdEn' before")
    hands.type("/\n5")
    hands.type("n")
    #expect(hands.model.notice?.text == "nothing to search for; / asks")
  }
}
