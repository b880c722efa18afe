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
    isQuick = !keepsLedger
    hiddenCount = 0
    decisions = 0
    hasEnded = false
    pool.removeAll()
    ballot.removeAll()
    weighted.removeAll()
    list.keepFirst(0)
    candidates.keepFirst(0)
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
    let window =
      switch latency {
      case .sequential: 1
      case .parallel: Int.max
      case .windows(let size): size
      }
    // Sums of at most `QuestionBuilder.tokenLimit`: they cannot overflow.
    var (total, advances, steps, sequential, longest, place) = (0, 0, 0, 0, 0, 0)
    for index in 0..<openings {
      let record = records + Int(order[index])
      var tokens = record.pointee.tokens
      var depth = record.pointee.probeCount &+ 1
      if index < written, !opened[index].wasRead {
        depth = Int(opened[index].position &- record.pointee.start)
        let probed = min(depth, record.pointee.probeCount) &* interval
        tokens = depth > record.pointee.probeCount ? max(tokens, probed) : probed
        steps &+= depth
      } else {
        steps &+= 1
      }
      total &+= tokens
      advances &+= depth
      longest = max(longest, tokens)
      place &+= 1
      if place == window {
        sequential &+= longest
        longest = 0
        place = 0
      }
    }
    return Costs(
      tokens: total, sequentialTokens: sequential + longest, advances: advances, probes: steps - hiddenCount,
      steps: steps)
  }

  /// Tokens that an opened branch has cost.
  public func tokens(of index: Int) -> Int {
    let record = records[Int(order[index])]
    guard index < written, !opened[index].wasRead else { return record.tokens }
    let probed = record.probeCount * interval
    return opened[index].position > record.last ? max(record.tokens, probed) : depth(of: index) * interval
  }
}
