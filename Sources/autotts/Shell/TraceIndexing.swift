import CursesTerminal
import Explorer
import Replay
import ReplayStores
import Synchronization

/// An open trace file whose lines are gone through behind the explorer's back; any run opens meanwhile too.
final class TraceIndexing: Sendable {
  private struct State {
    var index: TraceIndex?
    var messages: [Message] = []
  }

  private let file: TraceFile
  private let state = Mutex(State())

  /// Starts reading the file to its end; `waker` wakes the terminal once there is a message.
  init(of file: TraceFile, _ waker: Waker) {
    self.file = file
    Task.detached { [weak self] in
      do {
        let index = try TraceIndex(of: file)
        self?.state.withLock { state in
          state.index = index
          state.messages.append(.traceIndexed(index.outline))
        }
      } catch {
        self?.state.withLock { $0.messages.append(.failed("\(error)")) }
      }
      waker.wake()
    }
  }

  /// What there is to tell the explorer, once.
  func messages() -> [Message] {
    state.withLock { state in
      defer { state.messages = [] }
      return state.messages
    }
  }

  /// The run that a state asks for.
  ///
  /// - Throws: `TraceError`.
  func run(at place: TracePlace) throws(TraceError) -> TracedRun {
    guard let index = state.withLock({ $0.index }) else {
      return TracedRun(try file.run(line: place.line).run, at: place)
    }
    return TracedRun(try index.run(line: place.line), at: place)
  }
}
