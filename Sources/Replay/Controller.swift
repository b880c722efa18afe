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
      case .parallel: openings
      case .windows(let size): size
      }
    var costs = Costs()
    var first = 0
    while first < openings {
      let end = min(openings, first &+ window)
      var longest = 0
      while first < end {
        longest = max(longest, charge(first, to: &costs))
        first &+= 1
      }
      costs.sequentialTokens &+= longest
    }
    costs.probes = costs.steps &- hiddenCount
    return costs
  }

  /// Adds what an opened branch has cost, all but its share in the latency, and returns its tokens.
  @inline(__always) private func charge(_ index: Int, to costs: inout Costs) -> Int {
    // Sums of at most `QuestionBuilder.tokenLimit`: they cannot overflow.
    let record = records + Int(order[index])
    let probeCount = record.pointee.probeCount
    var tokens = record.pointee.tokens
    var depth = probeCount &+ 1
    if index < written, !opened.notes[index].wasRead {
      depth = Int(opened.positions[index] &- record.pointee.start)
      let probed = min(depth, probeCount) &* interval
      tokens = depth > probeCount ? max(tokens, probed) : probed
      costs.steps &+= depth
    } else {
      costs.steps &+= 1
    }
    costs.tokens &+= tokens
    costs.advances &+= depth
    return tokens
  }

  /// Tokens that an opened branch has cost.
  public func tokens(of index: Int) -> Int {
    var costs = Costs()
    return charge(index, to: &costs)
  }
}
