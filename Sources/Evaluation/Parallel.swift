import Glibc
import Synchronization

/// Work in numbered pieces, done on several threads.
public enum Parallel {
  /// How many threads the machine can run at once.
  public static var cores: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Does every piece once, in about their order, and returns what each gave.
  ///
  /// - Parameters:
  ///   - count: How many pieces there are.
  ///   - threads: How many threads at most.
  ///   - progress: Called from any thread; of two messages the one with more done is the later one.
  ///   - work: Does the piece of a number from 0; it may leave off once the task is cancelled.
  /// - Throws: `CancellationError` within a piece of the task's cancellation.
  public static func map<Value: Sendable>(
    _ count: Int, threads: Int, progress: @escaping @Sendable (Sweep.Progress) -> Void = { _ in },
    _ work: @escaping @Sendable (Int) -> Value
  ) async throws -> [Value] {
    let queue = PieceQueue(count: count)
    let values = await withTaskGroup(of: [(Int, Value)].self) { group in
      for _ in 0..<max(1, min(threads, count)) {
        group.addTask {
          var own: [(Int, Value)] = []
          while !Task.isCancelled, let piece = queue.next() {
            own.append((piece, work(piece)))
            progress(Sweep.Progress(done: queue.finishOne(), total: count))
          }
          return own
        }
      }
      var values = [Value?](repeating: nil, count: count)
      for await part in group { for (piece, value) in part { values[piece] = value } }
      return values
    }
    try Task.checkCancellation()
    return values.compactMap(\.self)
  }
}

/// Hands out the numbers of pieces to threads, each once.
private final class PieceQueue: Sendable {
  private let count: Int
  private let taken = Atomic(0)
  private let finished = Atomic(0)

  init(count: Int) { self.count = count }

  func next() -> Int? {
    let piece = taken.wrappingAdd(1, ordering: .relaxed).oldValue
    return piece < count ? piece : nil
  }

  func finishOne() -> Int { finished.wrappingAdd(1, ordering: .relaxed).newValue }
}
