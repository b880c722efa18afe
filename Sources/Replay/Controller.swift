/// A policy that runs an episode to its answer.
///
/// A controller is straight-line code that reads like its rules. It is a value without state of its own: the same
/// episode gives the same run, recorded or not, on any thread.
public protocol Controller: Sendable {
  /// How its branches follow one another in time.
  var latency: Latency { get }

  /// Runs to the end: the value of the ``Episode/answer(_:_:_:)`` that ends the episode.
  func solve(_ episode: inout Episode) -> Answer?

  /// Runs over several orders, one after another. A controller keeps the form below: this is a requirement only so that the
  /// loop is compiled together with the rules of each controller, which short runs can tell.
  ///
  /// - Parameters:
  ///   - episode: The environment.
  ///   - range: Which of its orders.
  ///   - body: Takes each run with the index of its order; it returns whether to go on.
  func replay(_ episode: inout Episode, in range: Range<Int>, _ body: (Int, Run) -> Bool)

  /// The steps by which the published trace files tell a recorded run of this controller: from `start` to one `finish`.
  ///
  /// Controllers without a published trace need not say anything.
  ///
  /// - Parameters:
  ///   - recording: A run of this controller.
  ///   - beta: β of its setting, which published traces start with; nil where it has none.
  /// - Complexity: O(steps of the recording), but for what a controller repeats in each step.
  func trace(of recording: Recording, beta: Double?) -> [TraceStep]
}

/// What one run returned and cost.
public struct Run: Hashable, Sendable {
  /// The answer returned; nil for none, which is wrong.
  public var answer: Answer?
  /// What it cost.
  public var costs: Costs
}

extension Controller {
  /// Runs over several orders, one after another, as all controllers do.
  @inlinable public func replay(_ episode: inout Episode, in range: Range<Int>, _ body: (Int, Run) -> Bool) {
    let latency = latency
    for index in range {
      episode.begin(at: index)
      let answer = solve(&episode)
      if !body(index, episode.finish(answer, latency)) { return }
    }
  }
}

extension Episode {
  /// Starts the next run: nothing opened, nothing spent.
  @usableFromInline mutating func begin(at index: Int) {
    order = places[index]
    openings = 0
    opened.clear(written)
    written = 0
    settled = 0
    spent = 0
    reads = ReadCosts()
    isQuick = !keepsLedger
    hiddenCount = 0
    decisions = 0
    hasEnded = false
    pool.removeAll()
    ballot.removeAll()
    if weighted.distinct != 0 { weighted.removeAll() }
    list.length = 0
    candidates.length = 0
  }

  /// Ends the run that a controller of a latency has solved.
  @usableFromInline mutating func finish(_ answer: Answer?, _ latency: Latency) -> Run {
    precondition(hasEnded, "a controller ends its run with an ANSWER")
    return Run(answer: answer, costs: costs(latency))
  }

  // Mutating, because a borrowed episode would be copied for the call.

  /// What the run has cost so far.
  @inline(__always) mutating func costs(_ latency: Latency) -> Costs {
    var costs = Costs(tokens: reads.tokens, advances: reads.advances, steps: reads.count)
    var longest = reads.longest
    for index in 0..<written where !opened.notes[index].wasRead {
      let tokens = tokens(of: index)
      let depth = depth(of: index)
      costs.tokens &+= tokens
      costs.advances &+= depth
      costs.steps &+= depth
      longest = max(longest, tokens)
    }
    costs.probes = costs.steps &- hiddenCount
    costs.sequentialTokens =
      switch latency {
      case .parallel: reads.isMeasured ? longest : windowTokens(openings)
      case .sequential: costs.tokens
      case .windows(let size): windowTokens(size)
      }
    return costs
  }

  // Sums of at most `QuestionBuilder.tokenLimit`: they cannot overflow.

  /// The tokens of the most expensive branch of each window, added up.
  private mutating func windowTokens(_ size: Int) -> Int {
    var sum = 0
    var start = 0
    while start < openings {
      let end = min(openings, start &+ size)
      var longest = 0
      var index = start
      while index < min(end, written) {
        longest = max(longest, tokens(of: index))
        index &+= 1
      }
      var length = 0.0
      while index < end {
        let next = records[order[index]].pointee.length
        length = length > next ? length : next
        index &+= 1
      }
      sum &+= max(longest, Int(length))
      start = end
    }
    return sum
  }

  /// Tokens that an opened branch has cost.
  @inline(__always) public mutating func tokens(of index: Int) -> Int {
    let record = records[order[index]]
    guard index < written, !opened.notes[index].wasRead else { return record.pointee.tokens }
    let probeCount = record.pointee.probeCount
    let depth = Int(opened.positions[index] &- record.pointee.start)
    let probed = min(depth, probeCount) &* interval
    return depth > probeCount ? max(record.pointee.tokens, probed) : probed
  }
}
