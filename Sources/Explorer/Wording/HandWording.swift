import Replay

extension Wording {
  /// How a number of tokens differs from another: `12.3k fewer tokens than`, `the same tokens as`.
  func difference(_ tokens: Int, from other: Int) -> String {
    tokens == other ? "the same tokens as" : "\(shortDifference(tokens, from: other)) tokens than"
  }

  /// The same in short: `12.3k fewer`.
  func shortDifference(_ tokens: Int, from other: Int) -> String {
    tokens == other ? "no fewer" : "\(self.tokens(abs(tokens - other))) \(tokens < other ? "fewer" : "more")"
  }
}

extension Model {
  /// Whether an action is possible now.
  func isPossible(_ verb: HandVerb) -> Bool { isByHand && hand?.legality[action(verb)] == nil }

  /// The row of an action in the menu: its key and name, and what it costs and does, or why it is not possible.
  func row(of verb: HandVerb) -> (name: String, words: String, isOn: Bool?) {
    let action = action(verb)
    let key = Bindings.table.first { $0.command == .act(verb) }?.keys.first?.name ?? ""
    let branch = action.branch.map { " \($0 + 1)" } ?? ""
    let name = wording.padded(key, to: 6) + verb.rawValue.uppercased() + branch
    if let reason = hand?.legality[action] { return (name, "\(reason)", nil) }
    return (name, "\(cost(of: action)): \(meaning(of: action))", nil)
  }

  /// What an action does now.
  private func meaning(of action: HandAction) -> String {
    let now = run.recording.state(after: run.count)
    let depth = action.branch.flatMap { now.branches.indices.contains($0) ? now.branches[$0].depth : nil } ?? 0
    switch action {
    case .branch: return "opens branch \(now.branches.count + 1)"
    case .continue: return "on to depth \(depth + 1)"
    case .probe: return "its answer at depth \(depth)"
    case .prune(let branch):
      let isFinished = now.branches.indices.contains(branch) && now.branches[branch].status == .finished
      return isFinished ? "out; its answer stays in the pool" : "out of the active branches"
    case .answer:
      guard let winner = now.handVote(abstention: question.abstention).winner else { return "ends with no answer" }
      return "ends with \(StepContext(self).name(of: winner, limit: 16))"
    }
  }
}
