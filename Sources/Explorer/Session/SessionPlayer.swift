import Replay

/// Plays the events of a session without a terminal: time does not matter, and nobody waits for background work.
public struct SessionPlayer: Sendable {
  /// A store that is not the one on which the session was recorded.
  public struct OtherStore: Error, Sendable {
    /// The name, and the hashes that were recorded and found.
    public let store, recorded, found: String
  }

  /// The explorer as it is now.
  public private(set) var model: Model
  /// Whether the session has quit.
  public private(set) var hasQuit = false
  private var pending: [Work.Kind: Job] = [:]
  private let answer: @Sendable (Effect) -> Message?

  /// Begins with a model.
  ///
  /// - Parameters:
  ///   - model: The explorer at the beginning.
  ///   - answer: What the program around the explorer says to an effect, such as a store that it is to load.
  public init(_ model: Model, answer: @escaping @Sendable (Effect) -> Message?) {
    self.model = model
    self.answer = answer
    take(.input(.resize(model.size)))
  }

  /// Lets an event happen; nothing happens after the session has quit.
  ///
  /// - Throws: ``OtherStore``, `CancellationError`.
  public mutating func play(_ event: SessionEvent) async throws {
    guard !hasQuit else { return }
    switch event {
    case .input(let input): take(.input(input))
    case .tick: take(.tick)
    case .found(let kind): try await finish(kind)
    case .loaded(let store, let hash): try model.check(store, hash)
    }
  }

  /// The frame of this moment once all background work is done.
  ///
  /// - Throws: `CancellationError`.
  public func frame() async throws -> Frame {
    var player = self
    while let kind = Work.Kind.allCases.first(where: { player.pending[$0] != nil }) { try await player.finish(kind) }
    return player.model.view()
  }

  private mutating func take(_ message: Message) {
    for effect in model.update(message) {
      switch effect {
      case .quit: hasQuit = true
      case .begin(let job): pending[job.work.kind] = job
      case .cancel(let kind): pending[kind] = nil
      default: if let message = answer(effect) { take(message) }
      }
    }
  }

  private mutating func finish(_ kind: Work.Kind) async throws {
    guard let job = pending.removeValue(forKey: kind) else { return }
    let mailbox = Mailbox()
    try await job.perform { mailbox.post($0) }
    for message in mailbox.takeAll() { take(message) }
  }
}

extension Model {
  /// Refuses to go on where the store that is open is not the one of a session's line.
  ///
  /// - Throws: ``SessionPlayer/OtherStore``.
  public func check(_ name: String, _ hash: String) throws(SessionPlayer.OtherStore) {
    let found = SessionHeader.hash(of: store)
    guard store.name == name, found == hash else {
      throw SessionPlayer.OtherStore(
        store: name, recorded: hash, found: store.name == name ? found : "\(store.name) \(found)")
    }
  }

  /// What the background work of a number is for; nil once it has been superseded.
  public func kindOfWork(generation: Int) -> Work.Kind? { jobs.kind(of: generation) }
}
