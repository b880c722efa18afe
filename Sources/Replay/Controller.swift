/// A policy that runs an episode to its answer.
///
/// A controller is straight-line code that reads like its rules. It is a value without state of its own: the same
/// episode gives the same run, recorded or not, on any thread.
public protocol Controller: Sendable {
  /// How its branches follow one another in time.
  var latency: Latency { get }

  /// Runs to the end: the value of the ``Episode/answer(_:_:_:)`` that ends the episode.
  func solve(_ episode: inout Episode) -> Answer?

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

  // Mutating, because a borrowed episode would be copied for the call.

  /// What the run has cost so far.
  mutating func costs(_ latency: Latency) -> Costs {
    let window =
      switch latency {
      case .sequential: 1
      case .parallel: openings
      case .windows(let size): size
      }
    var costs = Costs()
    var index = 0
    while index < openings {
      let end = min(openings, index &+ window)
      var longest = 0
      while index < min(end, written) {
        longest = max(longest, charge(index, to: &costs))
        index &+= 1
      }
      while index < end {
        longest = max(longest, chargeRead(index, to: &costs))
        index &+= 1
      }
      costs.sequentialTokens &+= longest
    }
    costs.probes = costs.steps &- hiddenCount
    return costs
  }

  // Sums of at most `QuestionBuilder.tokenLimit`: they cannot overflow.

  /// Adds what a branch has cost, all but its share in the latency, and returns its tokens.
  @inline(__always) private func charge(_ index: Int, to costs: inout Costs) -> Int {
    guard !opened.notes[index].wasRead else { return chargeRead(index, to: &costs) }
    let record = records + Int(order[index])
    let probeCount = record.pointee.probeCount
    let depth = Int(opened.positions[index] &- record.pointee.start)
    let probed = min(depth, probeCount) &* interval
    let tokens = depth > probeCount ? max(record.pointee.tokens, probed) : probed
    costs.tokens &+= tokens
    costs.advances &+= depth
    costs.steps &+= depth
    return tokens
  }

  /// The same of a branch read in full.
  @inline(__always) private func chargeRead(_ index: Int, to costs: inout Costs) -> Int {
    let record = records + Int(order[index])
    let tokens = record.pointee.tokens
    costs.tokens &+= tokens
    costs.advances &+= record.pointee.probeCount &+ 1
    costs.steps &+= 1
    return tokens
  }

  /// Tokens that an opened branch has cost.
  public func tokens(of index: Int) -> Int {
    var costs = Costs()
    return index < written ? charge(index, to: &costs) : chargeRead(index, to: &costs)
  }
}
