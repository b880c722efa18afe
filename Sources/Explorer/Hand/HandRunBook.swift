import Replay

/// A run by hand as the log has it.
public struct SavedRun: Hashable, Sendable {
  /// Its id in the log.
  public let id: String
  /// What it was forked from.
  public let base: HandRunBase
  /// The run.
  public internal(set) var run: HandRun
  /// What came of it so far.
  public internal(set) var result: HandResult
  /// The name that the user gave it.
  public internal(set) var name: String?
  /// Whether the user put it aside.
  public internal(set) var isLeft = false
  /// Whether a line of the log is missing, so that its last actions are lost.
  public internal(set) var isDamaged = false
  var isGone = false
  /// How many runs the log had begun before it and itself, or the one that it goes on from.
  let number: Int
  /// How many events had been taken when it last changed.
  var lastChange: Int

  /// What it goes by: its name, or its number.
  public var handle: String { name ?? "run-\(number)" }
}

/// All runs by hand: what the events of the log come to, taken in their order.
public struct HandRunBook: Hashable, Sendable {
  private var runs: [SavedRun] = []
  private var places: [String: Int] = [:]
  private var eventCount = 0

  /// A book without runs.
  public init() {}

  /// The most actions that a run may have, and questions a store.
  static let longest = 100_000

  /// Takes in an event.
  ///
  /// - Returns: whether it makes sense after those before it; one that does not changes no run, or marks it as damaged.
  public mutating func take(_ event: HandRunEvent) -> Bool {
    eventCount += 1
    if case .begun(let base, let run, let continues, let result) = event.change {
      return begin(event.id, base, run, continues, result)
    }
    guard let place = places[event.id], runs[place].take(event.change) else { return false }
    runs[place].lastChange = eventCount
    return true
  }

  private mutating func begin(
    _ id: String, _ base: HandRunBase, _ run: HandRun, _ continues: String?, _ result: HandResult
  ) -> Bool {
    guard places[id] == nil, (0..<Self.longest).contains(base.question), run.actions.count <= Self.longest else {
      return false
    }
    let before = continues.flatMap { places[$0] }
    var begun = SavedRun(
      id: id, base: base, run: run, result: result, number: before.map { runs[$0].number } ?? runs.count + 1,
      lastChange: eventCount)
    if let before {
      begun.name = runs[before].name
      runs[before].isGone = true
    }
    places[id] = runs.count
    runs.append(begun)
    return true
  }

  /// The run of an id, if it is not gone.
  subscript(id id: String) -> SavedRun? { places[id].map { runs[$0] }.flatMap { $0.isGone ? nil : $0 } }

  /// The runs there are to reopen, the one changed last first.
  public var listed: [SavedRun] {
    runs.filter { !$0.isGone && ($0.name != nil || !$0.run.actions.isEmpty) }.sorted { $0.lastChange > $1.lastChange }
  }

  /// The run that goes by a name or number; of several the one changed last.
  public subscript(handle: String) -> SavedRun? {
    let listed = listed
    return listed.first { $0.name == handle } ?? listed.first { $0.handle == handle }
  }

  /// The run that was under way when its program ended, if that was the last that happened.
  public var unfinished: SavedRun? {
    listed.first.flatMap { $0.run.hasEnded || $0.isLeft || $0.run.actions.isEmpty ? nil : $0 }
  }
}

extension SavedRun {
  /// Takes in what happened to it; false for what cannot have.
  fileprivate mutating func take(_ change: HandRunEvent.Change) -> Bool {
    switch change {
    case .begun: return false
    case .acted(let at, let action, let result):
      guard !isDamaged, (0...min(run.actions.count, HandRunBook.longest)).contains(at) else { return damage() }
      run.actions.removeSubrange(at...)
      run.actions.append(action)
      self.result = result
      isLeft = false
    case .undone(let to, let result):
      guard !isDamaged, (0...run.actions.count).contains(to) else { return damage() }
      run.actions.removeSubrange(to...)
      self.result = result
      isLeft = false
    case .named(let name): self.name = name.isEmpty ? nil : String(name.prefix(SavedRun.longestName))
    case .left: isLeft = true
    case .deleted: isGone = true
    }
    return true
  }

  private mutating func damage() -> Bool {
    isDamaged = true
    return false
  }

  /// The most characters of a name.
  static let longestName = 40

  /// Why a text is no name for a run; nil if it is one.
  static func fault(inName name: String) -> String? {
    let isPlain = name.allSatisfy { $0.isLetter || $0.isNumber || "-_.+".contains($0) }
    guard isPlain, (1...longestName).contains(name.count) else {
      return "a name has 1 to \(longestName) letters, digits and - _ . +"
    }
    return name.hasPrefix("run-") ? "names that begin with run- are for runs without one" : nil
  }
}

/// What the program around the explorer knows of the runs by hand.
public struct HandRunFile: Sendable {
  /// The runs of the log; nil where it could not be read.
  public var book: HandRunBook?
  /// The SHA-256 of the stores that they are on, by name; those that are not there are missing. Nil if nobody has looked.
  public var hashes: [String: String]?
  /// What is wrong with the log, in a line; nil for nothing.
  public var fault: String?

  /// What is known of the runs.
  public init(book: HandRunBook?, hashes: [String: String]? = nil, fault: String? = nil) {
    self.book = book
    self.hashes = hashes
    self.fault = fault
  }
}

/// What the explorer remembers of runs by hand beside the one on the screen.
struct HandMemory: Sendable {
  /// A run of this program, before its first line in the log.
  struct Origin: Sendable {
    /// The store on which it was made.
    var sha256: String?
    /// The run of the log that it was opened from, as it was.
    var saved: SavedRun?
  }

  /// Unique for this program.
  var session = "local"
  /// All runs there are.
  var book = HandRunBook()
  /// The hashes of stores, as the program last told.
  var hashes: [String: String]?
  /// The runs of this program.
  var origins: [String: Origin] = [:]
  /// What the log has of the runs of this program.
  var told: [String: HandRun] = [:]

  /// The id of another run.
  mutating func newID(_ origin: Origin) -> String {
    let id = "\(session)-\(origins.count + 1)"
    origins[id] = origin
    return id
  }
}
