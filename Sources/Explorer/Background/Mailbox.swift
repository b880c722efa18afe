import Synchronization

/// Messages left by any thread, taken by one.
public final class Mailbox: Sendable {
  private let messages = Mutex<[Message]>([])

  /// An empty mailbox.
  public init() {}

  /// Leaves a message.
  public func post(_ message: Message) { messages.withLock { $0.append(message) } }

  /// Takes all messages in the order in which they were left.
  public func takeAll() -> [Message] {
    messages.withLock { messages in
      defer { messages = [] }
      return messages
    }
  }
}

/// Does background work on other threads, of each kind one job at a time.
public final class BackgroundWorker: Sendable {
  private let mailbox = Mailbox()
  private let tasks = Mutex<[Work.Kind: Task<Void, Never>]>([:])
  private let wake: @Sendable () -> Void

  /// A worker; `wake` is called from any thread when there are messages.
  public init(wake: @escaping @Sendable () -> Void) { self.wake = wake }

  deinit { tasks.withLock { $0.values.forEach { $0.cancel() } } }

  /// Begins a job and cancels the one of its kind that it supersedes.
  public func begin(_ job: Job) {
    cancel(job.work.kind)
    let task = Task.detached(priority: job.work.kind.priority) { [mailbox, wake] in
      // Nobody waits for a job that was cancelled.
      _ = try? await job.perform { message in
        mailbox.post(message)
        wake()
      }
    }
    tasks.withLock { $0[job.work.kind] = task }
  }

  /// Cancels the job of a kind, if one is under way.
  public func cancel(_ kind: Work.Kind) { tasks.withLock { $0.removeValue(forKey: kind) }?.cancel() }

  /// What has been found since the last time.
  public func messages() -> [Message] { mailbox.takeAll() }
}
