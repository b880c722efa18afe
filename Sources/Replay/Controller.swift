/// A policy that runs an episode to its answer.
///
/// A controller is straight-line code that reads like its rules. It is a value without state of its own: the same
/// episode gives the same run, recorded or not, on any thread.
public protocol Controller: Sendable {
  /// How its branches follow one another in time.
  var latency: Latency { get }

  /// Runs to the end: the value of the ``Episode/answer(_:_:_:)`` that ends the episode.
  func solve(_ episode: inout Episode) -> Answer?
}

/// What one run returned and cost.
public struct Run: Hashable, Sendable {
  /// The answer returned; nil for none, which is wrong.
  public var answer: Answer?
  /// What it cost.
  public var costs: Costs
}

extension Episode {
  /// Starts the next run: nothing opened, nothing spent.
  mutating func begin(at index: Int) {
    order = orders.pointer(at: index)
    openings = 0
    written = 0
    spent = 0
    quickBudget = isRecording ? -1 : budget
    hiddenCount = 0
    longestRead = 0
    readAdvances = 0
    hasEnded = false
    pool.removeAll()
    ballot.removeAll()
    weighted.removeAll()
    list.keepFirst(0)
  }

  /// Runs a controller over the order at an index of ``orders``.
  mutating func run(_ controller: some Controller, at index: Int) -> Run {
    begin(at: index)
    let answer = controller.solve(&self)
    precondition(hasEnded, "a controller ends its run with an ANSWER")
    return Run(answer: answer, costs: costs(controller.latency))
  }

  /// What the run has cost so far.
  func costs(_ latency: Latency) -> Costs {
    var steps = openings - written
    var advances = readAdvances
    for index in 0..<written {
      let depth = depth(of: index)
      advances += opened[index].wasRead ? 0 : depth
      steps += opened[index].wasRead ? 1 : depth
    }
    return Costs(
      tokens: spent, sequentialTokens: sequentialTokens(latency), advances: advances, probes: steps - hiddenCount,
      steps: steps)
  }

  private func sequentialTokens(_ latency: Latency) -> Int {
    switch latency {
    case .sequential: return spent
    case .parallel: return (0..<written).reduce(longestRead) { max($0, tokens(of: $1)) }
    case .windows(let size):
      return stride(from: 0, to: openedCount, by: size).reduce(0) { sum, start in
        sum + (start..<min(start + size, openedCount)).reduce(0) { max($0, tokens(of: $1)) }
      }
    }
  }

  /// Tokens that an opened branch has cost.
  public func tokens(of index: Int) -> Int {
    let record = records[Int(order[index])]
    guard index < written, !opened[index].wasRead else { return record.tokens }
    let probed = record.probeCount * interval
    return opened[index].position > record.last ? max(record.tokens, probed) : depth(of: index) * interval
  }
}
