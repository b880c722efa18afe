extension Question {
  /// The environment of any controllers, one after another.
  ///
  /// - Parameters:
  ///   - orders: Orders of as many branches as this question has.
  ///   - budget: B, the tokens that a run may spend at most; nil for no bound.
  package func episode(over orders: BranchOrders, budget: Int? = nil) -> Episode {
    Episode(question: self, orders: orders, budget: budget)
  }

  /// Runs a controller over the orders of a range of seeds.
  ///
  /// - Parameters:
  ///   - controller: The controller; any number of threads may run it at once.
  ///   - orders: Orders of as many branches as this question has.
  ///   - range: Which of them.
  ///   - budget: B, the tokens that a run may spend at most; nil for no bound.
  ///   - body: Takes each run with its index in `orders`; it returns whether to go on.
  public func replay(
    _ controller: some Controller, over orders: BranchOrders, in range: Range<Int>, budget: Int? = nil,
    _ body: (Int, Run) -> Bool
  ) {
    var episode = episode(over: orders, budget: budget)
    controller.replay(&episode, in: range, body)
  }

  /// Runs a controller once and keeps every step with its reason.
  ///
  /// - Parameters:
  ///   - controller: The controller.
  ///   - seed: The seed of the order in which the branches come.
  ///   - budget: B, the tokens that the run may spend at most; nil for no bound.
  public func record(_ controller: some Controller, seed: UInt64, budget: Int? = nil) -> Recording {
    let recorder = Recorder(question: self)
    let orders = BranchOrders(branchCount: branches.count, seeds: [seed])
    var episode = Episode(question: self, orders: orders, budget: budget, recorder: recorder)
    controller.replay(&episode, in: 0..<1) { _, run in
      recorder.recording.costs = run.costs
      return true
    }
    return recorder.recording
  }
}
