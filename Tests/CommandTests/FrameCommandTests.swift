import Controllers
import Explorer
import Foundation
import Replay
import ReplayStores
import Testing

/// The command that `y` copies draws the frame that it was copied from, byte for byte.
@Suite struct FrameCommandTests {
  let program: Program
  let stores: String

  init() throws {
    program = try Program()
    stores = try program.addTinyStores()
  }

  /// What somebody may type in a view; keys that open something close it again.
  private static let moves: [ViewKind: [String]] = [
    .step: [
      "l", "L", "h", "]", "[", ")", "(", "G", "g", "3", "7", "\t", "z", "v", "f", "j", "k", "jjj", "/continue\n",
      "/it's\n",
      "n", "ej \u{1b}", "ejj j \u{1b}", "s", "}", "=", "+", ".", "a", "u", ":err abstain\n",
      ":controller sc:max_samples=3\n",
      ":controller cmc:beta=0.3,warm_up=2\n", "i\u{1b}", " ", "mb",
    ],
    .diff: [
      "n", "N", "nn", "r", "e", "x", "jj", "k", "L", "G", "g", "5", "=", "+", "s", "}", "v", "a", "u", ")", "(",
      ":against sc:max_samples=3\n", ":against cmc:beta=0.3@seed=2\n", ":controller sdgv\n", ":err abstain\n",
    ],
    .knobs: [
      "j", "jj", "G", "g", "k", "x0.9\n\u{1b}", "x3\n\u{1b}", "X", "R", "=", "_", "v", "a", "s", ":controller sdgv\n",
      "l",
    ],
    .questions: [
      "j", "k", "o", "oo", "O", "v", "/two\n", "/8\n", "/\n", "=", "+", "a", ":controller asc\n", "G", "g", "s",
      ":err abstain\n",
    ],
    .curves: [
      "l", "h", "j", "k", "lll", "T", "A", "F", "e", "O", "x", "X j \u{1b}", " ", "p", "=", "+", "a", "v", "G", "ll j ",
      ":controller scr\n",
    ],
  ]

  private static let sizes = [(40, 12), (80, 24), (120, 40)]

  static let walks: [(ViewKind, UInt64)] = ViewKind.allCases.flatMap { view in (0..<6).map { (view, UInt64($0)) } }

  @Test(arguments: walks) func drawsTheSameFrame(_ view: ViewKind, _ seed: UInt64) async throws {
    var random = Dice(seed * 4 + UInt64(view.number))
    let (width, height) = Self.sizes[Int(seed) % 3]
    // Half of the runs on a store with something in it, where nothing store-wide is asked for.
    let isTiny = seed % 2 == 0 || view == .curves || view == .questions
    var hands = Hands(try isTiny ? tiny(width, height, unicode: seed < 4) : bundled(width, height, unicode: seed < 4))
    hands.press(.function(view.number))
    let moves = Self.moves[view] ?? []
    var log: [String] = []
    for _ in 0..<9 {
      if isTiny { try await hands.finishWork() }
      log.append(moves[random.roll(moves.count)])
      hands.type(log[log.count - 1])
    }
    try await expectSameFrame(hands, colored: seed % 2 == 1, "\(view) \(log)")
  }

  @Test(arguments: [2, 9, 30]) func ofATraceFile(_ keys: Int) async throws {
    let out = program.path("out")
    let made = try program.run(
      "eval", "tiny/aime24", "--controller", "cmc", "--seeds", "0:2", "--traces", out, "--stores", stores)
    #expect(made.code == 0, "\(made.error)")
    let file = try TraceFile(path: out + "/matrix_results_tiny/aime24_trace_new_api.jsonl")
    let (run, line) = try file.run(line: 3)
    var hands = Hands(
      try Model(
        trace: TracedRun(run, at: TracePlace(file: file.absolutePath, line: line)),
        outline: try TraceIndex(of: file).outline, storeNames: [], catalog: .published,
        size: Size(width: 120, height: 40), unicode: true))
    var random = Dice(UInt64(keys))
    let moves = Self.moves[.step] ?? []
    for _ in 0..<keys { hands.type(moves[random.roll(moves.count)]) }
    try await expectSameFrame(hands, colored: true, "trace \(keys)")
  }

  @Test func ofAStoreWithAHostileName() async throws {
    let name = "it's \u{1b}]52;c;x\u{7}\u{202e}/a b.json"
    try program.write(Program.tinyStore, to: name)
    let path = program.path(name)
    let store = try StoreLibrary().load(path)
    let state = ViewState(store: path, setting: try Catalog.published.setting("sc"), cursor: 3)
    let model = try Model(
      state: state, store: store, storeNames: [], catalog: .published, size: Size(width: 80, height: 24), unicode: true)
    try await expectSameFrame(Hands(model), colored: true, name)
  }

  /// Presses `y` and runs what it gives; the frame is the one that is there once all work is done.
  private func expectSameFrame(_ hands: Hands, colored: Bool, _ what: String) async throws {
    var hands = hands
    hands.type("\u{1b}\u{1b}\u{1b}y")
    guard case .command(let words, _)? = hands.model.overlays.last else {
      Issue.record("no command: \(what)")
      return
    }
    hands.type("\u{1b}")
    try await hands.finishWork()
    let frame = hands.model.view()
    let arguments = Array(words.dropFirst())
    let outcome = try program.run(arguments + (colored ? ["--format", "ansi"] : []))
    let isSame = outcome.output == (colored ? FrameRenderer.ansi(frame) : FrameRenderer.text(frame))
    #expect(
      isSame,
      "\(words.joined(separator: " ")) of \(what): \(outcome.error)\n\(FrameRenderer.text(frame))\(outcome.output)")
  }

  private func tiny(_ width: Int, _ height: Int, unicode: Bool) throws -> Model {
    let library = try StoreLibrary(directories: [stores])
    let shelf = StoreShelf([[.search: ["tiny/aime24"], .heldOut: ["tiny/other"]]]) { try library.load($0) }
    return try model("tiny/aime24", library, shelf, width, height, unicode, directories: [stores])
  }

  private func bundled(_ width: Int, _ height: Int, unicode: Bool) throws -> Model {
    try model("Synth-S/search", try StoreLibrary(), .empty, width, height, unicode, directories: [])
  }

  private func model(
    _ name: String, _ library: StoreLibrary, _ shelf: StoreShelf, _ width: Int, _ height: Int, _ unicode: Bool,
    directories: [String]
  ) throws -> Model {
    let store = try library.load(name)
    let state = ViewState(store: name, setting: try Catalog.published.setting("cmc:beta=0.5"))
    return try Model(
      state: state, store: store, storeNames: [], catalog: .published, size: Size(width: width, height: height),
      unicode: unicode, shelf: shelf, sweepSeeds: [0, 1], storeDirectories: directories)
  }
}

/// An explorer with somebody's hands on it, and its background work done when that is waited for.
private struct Hands {
  var model: Model
  private var jobs: [Job] = []

  init(_ model: Model) { self.model = model }

  mutating func type(_ text: String) {
    for character in text {
      switch character {
      case "\n": press(.enter)
      case "\t": press(.tab)
      case "\u{1b}": press(.escape)
      default: press(.character(character))
      }
    }
  }

  mutating func press(_ code: Key.Code) { send(.input(.key(Key(code)))) }

  private mutating func send(_ message: Message) {
    for effect in model.update(message) {
      switch effect {
      case .begin(let job):
        jobs.removeAll { $0.work.kind == job.work.kind }
        jobs.append(job)
      case .cancel(let kind): jobs.removeAll { $0.work.kind == kind }
      default: break
      }
    }
  }

  mutating func finishWork() async throws {
    send(.input(.resize(model.size)))
    while !jobs.isEmpty {
      let mailbox = Mailbox()
      try await jobs.removeFirst().perform { mailbox.post($0) }
      for message in mailbox.takeAll() { send(message) }
    }
  }
}

/// `--store-hash` and wrong values of the flags of a frame.
@Suite struct FrameFlagTests {
  let program: Program
  let stores: String

  init() throws {
    program = try Program()
    stores = try program.addTinyStores()
  }

  @Test func anotherStoreIsRefused() throws {
    let arguments = ["show", "--store", "tiny/aime24", "--stores", stores]
    let entry = try program.run(arguments + ["--store-hash", "0123456789ab"])
    #expect(entry.code == 65 && entry.output.isEmpty && entry.errorLines.count == 1)
    let words = ["tiny/aime24: this is not the store", "not 0123456789ab", "--stores", "leave out --store-hash"]
    for word in words { #expect(entry.error.contains(word), "\(entry.error)") }
    let hash = try #require(entry.error.firstRange(of: "begins with ")).upperBound
    let own = String(entry.error[hash...].prefix(16))
    #expect(try program.run(arguments + ["--store-hash", own]).code == 0)
    #expect(try program.run(arguments + ["--store-hash", own.uppercased()]).code == 0)
  }

  @Test func allEventsAreTheUsualOnes() throws {
    let frames = try [["--events", "all"], []].map { try program.run(["show", "step", "--step", "40"] + $0) }
    #expect(frames.map(\.code) == [0, 0])
    #expect(frames[0].output == frames[1].output)
  }

  static let wrong: [([String], String)] = [
    (["step", "--store-hash", "abc"], "--store-hash takes 12 to 64 hexadecimal digits"),
    (["step", "--focus", "x"], "--focus is one of branches"), (["step", "--scroll", "votes"], "--scroll is PANE=ROWS"),
    (["step", "--events", "prune"], "--events is all, none, or some of"),
    (["questions", "--top", "0"], "--top counts rows"),
    (["knobs", "--knob", "x"], "--knob is one of n_init, "), (["curves", "--tokens", "x"], "--tokens is one of total"),
    (["curves", "--pick", "x"], "--pick is a controller (there is no controller 'x'"),
    (["curves", "--pick", "sc", "--pick", "sc", "--pick", "sc"], "--pick may be given twice"),
    (["step", "--frontier"], "--frontier goes with the view curves"),
    (["knobs", "--sort", "tokens"], "--sort goes with the view questions"),
    (["curves", "--zoom"], "--zoom goes with the view step"),
  ]

  @Test(arguments: wrong) func oneClearLine(_ arguments: [String], _ line: String) throws {
    let outcome = try program.run(["show"] + arguments)
    #expect(outcome.code == 64 && outcome.output.isEmpty && outcome.errorLines.count == 1)
    #expect(outcome.error.contains(line), "\(outcome.error)")
  }

  @Test func everyFlagIsAnOption() throws {
    for command in ["show", "explore"] {
      let help = try program.run(command, "--help").output
      for flag in FrameFlag.table { #expect(help.contains("--\(flag.name) "), "\(command) --\(flag.name)") }
      for name in ["step", "grading", "err", "seeds", "store-hash", "trace", "line", "ascii"] {
        #expect(help.contains("--\(name)"), "\(command) --\(name)")
      }
    }
  }

  /// A file given by a relative path is named by one that holds anywhere.
  @Test func pathsHoldAnywhere() throws {
    let direct = try program.run("show", "--store", stores + "/tiny/aime24.json")
    #expect(direct.code == 0 && direct.output.hasPrefix(" tiny/aime24.json  Q1/2"))
  }
}

/// SplitMix64 (Steele, Lea and Flood 2014).
private struct Dice {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  /// A number from 0 up and below `sides`.
  mutating func roll(_ sides: Int) -> Int {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return Int((mixed ^ (mixed >> 31)) % UInt64(sides))
  }
}
