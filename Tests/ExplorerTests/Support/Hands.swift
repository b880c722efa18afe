import Controllers
import Explorer
import Replay
import ReplayStores

/// An explorer with somebody's hands on it.
struct Hands {
  var model: Model
  /// What the last key, click or line asked of the program, background work left out.
  private(set) var effects: [Effect] = []
  /// The background work that is under way.
  private(set) var jobs: [Job] = []
  /// What the log of runs by hand holds.
  var log: [HandRunEvent] = []

  init(_ model: Model) { self.model = model }

  var state: ViewState { model.state }
  var cursor: Int { model.state.cursor }
  var frame: Frame { model.view() }
  var text: String { FrameRenderer.text(model.view()) }

  /// Presses a key.
  mutating func press(_ code: Key.Code, control: Bool = false, alt: Bool = false) {
    send(.input(.key(Key(code, control: control, alt: alt))))
  }

  mutating func press(_ key: Key) { send(.input(.key(key))) }

  /// Types characters; line ends are Enter, tabs Tab, escapes Esc.
  mutating func type(_ text: String) {
    for character in text {
      switch character {
      case "\n": press(.enter)
      case "\t": press(.tab)
      case "\u{1b}": press(.escape)
      case "\u{7f}": press(.backspace)
      default: press(.character(character))
      }
    }
  }

  mutating func control(_ character: Character) { press(.character(character), control: true) }

  mutating func mouse(_ kind: Mouse.Kind, _ column: Int, _ row: Int) {
    send(.input(.mouse(Mouse(kind, column: column, row: row))))
  }

  mutating func resize(_ width: Int, _ height: Int) {
    send(.input(.resize(Size(width: width, height: height))))
  }

  /// Hands a message over; a store that is asked for is there at once.
  mutating func send(_ message: Message) {
    effects = []
    var wantsRuns = false
    for effect in model.update(message) {
      switch effect {
      case .begin(let job):
        jobs.removeAll { $0.work.kind == job.work.kind }
        jobs.append(job)
      case .cancel(let kind): jobs.removeAll { $0.work.kind == kind }
      case .keepRun(let event): log.append(event)
      case .readRuns: wantsRuns = true
      default: effects.append(effect)
      }
    }
    if wantsRuns { send(.runsRead(runs(), isStart: false)) }
  }

  /// The log as the program would read it, and the hashes of the bundled stores.
  func runs() -> HandRunFile {
    var book = HandRunBook()
    for event in log { _ = book.take(event) }
    let stores = [try? Bundled.store(), try? Bundled.otherStore()].compactMap { $0 }
    let hashes = stores.compactMap { store in store.sha256.map { (store.name, $0) } }
    return HandRunFile(book: book, hashes: Dictionary(uniqueKeysWithValues: hashes))
  }

  /// Waits for the background work and takes in what it found.
  mutating func finishWork() async throws {
    resize(model.size.width, model.size.height)
    while !jobs.isEmpty {
      let job = jobs.removeFirst()
      for finding in try await Findings.shared.findings(of: job.work) {
        send(.found(finding, generation: job.generation))
      }
    }
  }

  /// Does what the program would do about a wanted store.
  mutating func load(_ store: Store) {
    guard case .loadStore(let state)? = effects.first else { return }
    send(.storeLoaded(store, state))
  }

  mutating func tick(_ count: Int = 1) { for _ in 0..<count { send(.tick) } }
}

/// What background work finds; the same work is done once for all tests.
actor Findings {
  static let shared = Findings()
  private var tasks: [Work: Task<[Finding], any Error>] = [:]

  func findings(of work: Work) async throws -> [Finding] {
    let task =
      tasks[work]
      ?? Task.detached {
        let mailbox = Mailbox()
        try await Job(work: work, generation: 0).perform { mailbox.post($0) }
        return mailbox.takeAll().compactMap { message in
          if case .found(let finding, _) = message { finding } else { nil }
        }
      }
    tasks[work] = task
    return try await task.value
  }
}

/// What the tests run on: bundled stores and the published controllers.
enum Bundled {
  /// The package's directory.
  static let package = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4)
    .joined(separator: "/")

  private static let search = Result { try load("Synth-M/search") }
  private static let heldOut = Result { try load("Synth-M/held-out") }

  private static func load(_ name: String) throws -> Store {
    try StoreReader.load(path: "\(package)/Stores/\(name).json", name: name)
  }

  static func store() throws -> Store { try search.get() }
  static func otherStore() throws -> Store { try heldOut.get() }

  /// A store of a few questions, on which whole sweeps take little.
  static func smallStore() throws -> Store {
    Store(name: "Synth-M/small", questions: Array(try store().questions.prefix(6)))
  }

  /// Both bundled stores by what they are for, the small one beside them.
  static let shelf = StoreShelf([[.search: ["Synth-M/search", "Synth-M/small"], .heldOut: ["Synth-M/held-out"]]]) {
    switch $0 {
    case "Synth-M/search": try store()
    case "Synth-M/small": try smallStore()
    default: try load($0)
    }
  }

  static let storeNames = ["Synth-M/held-out", "Synth-M/search", "Synth-S/search"]
}

/// The spec of every controller in the catalog, those with a β at three of its values.
let everySpec = Catalog.published.families.flatMap { family in
  family.hasBeta ? [0.0, 0.5, 1.0].map { "\(family.name):beta=\($0)" } : [family.name]
}

/// An explorer on the bundled store.
func explorer(
  _ spec: String = "cmc:beta=0.5", question: Int = 0, seed: UInt64 = 0, cursor: Int = 0, width: Int = 120,
  height: Int = 40, unicode: Bool = true, store: Store? = nil, sweepSeeds: [UInt64] = [0, 1]
) throws -> Hands {
  let store = try store ?? Bundled.store()
  let catalog = Catalog.published
  let state = ViewState(
    store: store.name, question: question, seed: seed, setting: try catalog.setting(spec), cursor: cursor)
  return Hands(
    try Model(
      state: state, store: store, storeNames: Bundled.storeNames, catalog: catalog,
      size: Size(width: width, height: height), unicode: unicode, shelf: Bundled.shelf, sweepSeeds: sweepSeeds))
}
