import Evaluation
import Explorer
import Testing

/// What frames look like, at the four sizes that matter and with everything that can lie over them.
@Suite struct SnapshotTests {
  @Test(arguments: [(40, 12), (80, 24), (120, 40), (60, 100)]) func middle(_ width: Int, _ height: Int) throws {
    var hands = try explorer(question: 2, width: width, height: height)
    hands.type("5")
    try Snapshot.expect(hands.frame, "middle-\(width)x\(height)")
  }

  @Test func start() throws {
    try Snapshot.expect(try explorer(question: 2, width: 80, height: 24).frame, "start-80x24")
  }

  @Test func end() throws {
    var hands = try explorer(question: 2, width: 80, height: 24)
    hands.type("G")
    try Snapshot.expect(hands.frame, "end-80x24")
  }

  @Test func plainASCII() throws {
    var hands = try explorer(question: 2, width: 80, height: 24, unicode: false)
    hands.type("5")
    try Snapshot.expect(hands.frame, "ascii-80x24")
  }

  @Test func goldAndHidden() throws {
    var hands = try explorer(question: 2, width: 80, height: 24)
    hands.type("5vf")
    try Snapshot.expect(hands.frame, "gold-hidden-80x24")
  }

  @Test(arguments: [
    ("help", "?"), ("help-beta", "?/beta"), ("help-nothing", "?/zzz"), ("controllers", "c"), ("question-text", "i"),
    ("command", ":be"),
  ])
  func overlay(_ name: String, _ keys: String) throws {
    var hands = try explorer(question: 2, width: 80, height: 24)
    hands.type("5" + keys)
    try Snapshot.expect(hands.frame, "\(name)-80x24")
  }

  @Test(arguments: [(80, 24), (120, 40)]) func trace(_ width: Int, _ height: Int) throws {
    for (name, run) in [("momentum", Traces.momentum), ("samples", Traces.samples), ("chains", Traces.chains)] {
      let hands = try traceExplorer(run, cursor: run.trace.count - 2, width: width, height: height)
      try Snapshot.expect(hands.frame, "trace-\(name)-\(width)x\(height)")
    }
  }

  @Test(arguments: [(40, 12, true), (80, 24, true), (120, 40, true), (80, 24, false)])
  func welcome(_ width: Int, _ height: Int, _ unicode: Bool) throws {
    var hands = try explorer(width: width, height: height, unicode: unicode)
    hands.model = hands.model.afterFirstBatch().welcoming()
    try Snapshot.expect(hands.frame, "welcome-\(unicode ? "" : "ascii-")\(width)x\(height)")
  }

  @Test(arguments: [(40, 12), (80, 24), (120, 40), (60, 100)]) func knobs(_ width: Int, _ height: Int) throws {
    var hands = try explorer("cmc:beta=0.5,conf_thresh=0.88,warm_up=12", question: 2, width: width, height: height)
    hands.press(.function(5))
    hands.type("jj")
    try Snapshot.expect(hands.frame, "knobs-\(width)x\(height)")
  }

  @Test func knobsInASCII() throws {
    var hands = try explorer("sdgv", question: 2, width: 80, height: 24, unicode: false)
    hands.press(.function(5))
    hands.type("jx2.5e")
    try Snapshot.expect(hands.frame, "knobs-ascii-80x24")
  }

  @Test func knobsWithoutBeta() throws {
    var hands = try explorer("asc", question: 2, width: 80, height: 24)
    hands.press(.function(5))
    try Snapshot.expect(hands.frame, "knobs-asc-80x24")
  }

  /// Ticks on the slider, and what changes at one.
  @Test(arguments: [(40, 12), (80, 24), (120, 40)]) func ticks(_ width: Int, _ height: Int) async throws {
    var hands = try explorer("scr", question: 2, width: width, height: height)
    try await hands.finishWork()
    hands.type("G.")
    hands.press(.character("."), alt: true)
    try Snapshot.expect(hands.frame, "ticks-\(width)x\(height)")
  }

  @Test func ticksInASCII() async throws {
    var hands = try explorer("scr", question: 2, width: 80, height: 24, unicode: false)
    try await hands.finishWork()
    try Snapshot.expect(hands.frame, "ticks-ascii-80x24")
  }

  @Test(arguments: [(40, 12), (80, 24), (120, 40), (60, 100)]) func curves(_ width: Int, _ height: Int) async throws {
    let hands = try await curves(width, height, unicode: true)
    try Snapshot.expect(hands.frame, "curves-\(width)x\(height)")
  }

  @Test func curvesInASCII() async throws {
    try Snapshot.expect(try await curves(80, 24, unicode: false).frame, "curves-ascii-80x24")
  }

  @Test func curvesCompared() async throws {
    var hands = try await curves(120, 40, unicode: true)
    hands.type("FeO pjj ")
    try await hands.finishWork()
    try Snapshot.expect(hands.frame, "curves-compared-120x40")
  }

  @Test func curvesUnderWay() throws {
    var hands = try explorer(question: 2, width: 80, height: 24, store: try Bundled.smallStore())
    hands.press(.function(2))
    try Snapshot.expect(hands.frame, "curves-under-way-80x24")
  }

  @Test(arguments: [(40, 12), (80, 24), (120, 40), (60, 100)]) func diff(_ width: Int, _ height: Int) throws {
    var hands = try explorer(question: 2, width: width, height: height)
    hands.press(.function(3))
    hands.type(":against cmc:beta=0.53\nnn")
    try Snapshot.expect(hands.frame, "diff-\(width)x\(height)")
  }

  @Test func diffInASCII() throws {
    var hands = try explorer("sdgv", question: 2, width: 80, height: 24, unicode: false)
    hands.type(":against dgcc@seed=1\n")
    try Snapshot.expect(hands.frame, "diff-ascii-80x24")
  }

  @Test func diffChoices() throws {
    var hands = try explorer(question: 2, width: 80, height: 24)
    hands.type("d")
    try Snapshot.expect(hands.frame, "diff-choices-80x24")
  }

  @Test(arguments: [(40, 12), (80, 24), (120, 40), (60, 100)]) func questions(_ width: Int, _ height: Int) async throws
  {
    var hands = try await questions(width, height, unicode: true)
    try Snapshot.expect(hands.frame, "questions-\(width)x\(height)")
    hands.type("vooo")
    try Snapshot.expect(hands.frame, "questions-gold-\(width)x\(height)")
  }

  @Test func questionsInASCII() async throws {
    var hands = try await questions(80, 24, unicode: false)
    hands.type("v/the")
    try Snapshot.expect(hands.frame, "questions-ascii-80x24")
  }

  @Test func questionsUnderWay() async throws {
    var hands = try await questions(80, 24, unicode: true)
    hands.type(":controller sc:max_samples=2\n")
    try Snapshot.expect(hands.frame, "questions-under-way-80x24")
  }

  /// A question in the middle; single samples differ most.
  private func questions(_ width: Int, _ height: Int, unicode: Bool) async throws -> Hands {
    var hands = try explorer(
      "sc:max_samples=1", question: 2, width: width, height: height, unicode: unicode,
      sweepSeeds: Sweep.publishedSeeds)
    hands.press(.function(4))
    try await hands.finishWork()
    return hands
  }

  /// A point read, on a store small enough for whole sweeps in a debug build.
  private func curves(_ width: Int, _ height: Int, unicode: Bool) async throws -> Hands {
    var hands = try explorer(
      question: 2, width: width, height: height, unicode: unicode, store: try Bundled.smallStore())
    hands.press(.function(2))
    try await hands.finishWork()
    hands.type("lll")
    return hands
  }
}

/// A run by hand at the sizes that matter.
@Suite struct HandSnapshotTests {
  @Test(arguments: [(40, 12), (66, 24), (80, 24), (120, 40)]) func underWay(_ width: Int, _ height: Int) throws {
    try Snapshot.expect(try hands(width, height, "bcpkkk").frame, "hand-\(width)x\(height)")
  }

  @Test(arguments: [(40, 12), (80, 24)]) func ended(_ width: Int, _ height: Int) throws {
    try Snapshot.expect(try hands(width, height, "bcp\n").frame, "hand-ended-\(width)x\(height)")
  }

  @Test(arguments: [(40, 12), (80, 24)]) func score(_ width: Int, _ height: Int) throws {
    var hands = try hands(width, height, "bcp")
    hands.type("\tz")
    try Snapshot.expect(hands.frame, "hand-score-\(width)x\(height)")
  }

  @Test(arguments: [(40, 12), (80, 24)]) func menu(_ width: Int, _ height: Int) throws {
    try Snapshot.expect(try hands(width, height, "A").frame, "hand-menu-\(width)x\(height)")
  }

  @Test(arguments: [(40, 12), (120, 40)]) func runs(_ width: Int, _ height: Int) throws {
    var hands = try hands(width, height, "bcp\n:save first-try\n\u{1b}tbc")
    hands.type(":runs\n")
    try Snapshot.expect(hands.frame, "hand-runs-\(width)x\(height)")
  }

  @Test func plainASCII() throws {
    try Snapshot.expect(try hands(80, 24, "bcp", unicode: false).frame, "hand-ascii-80x24")
  }

  /// Taken over at the first prune of a run.
  private func hands(_ width: Int, _ height: Int, _ keys: String, unicode: Bool = true) throws -> Hands {
    var hands = try explorer("cmc:beta=0.7", question: 9, cursor: 1919, width: width, height: height, unicode: unicode)
    hands.type("t" + keys)
    // Notices would hide the hints.
    hands.resize(width, height)
    return hands
  }
}
