/// Why two runs part at some place, as data. Words for it are made where it is shown.
public struct DivergenceCause: Hashable, Sendable {
  /// What it comes down to.
  public enum Matter: Hashable, Sendable {
    /// The seeds bring other branches: those of the store, from 0, that come next.
    case order(left: Int, right: Int)
    /// As many like actions at a time, or at most.
    case count(Rule, left: Int, right: Int)
    /// The same was considered and came out otherwise.
    case verdict(Rule, left: Bool, right: Bool)
    /// One side has its warm-up behind it.
    case warmUp
    /// A branch, as opened on the left and on the right, that one side prunes or lets rest and the other does not.
    case branch(left: Int, right: Int)
    /// The votes are won by different answers.
    case winner(left: Answer?, right: Answer?)
    /// Nothing that both sides hold against something: two different actions.
    case actions
  }

  /// The numbers of one condition on both sides.
  public struct Contrast: Hashable, Sendable {
    /// The condition on the left.
    public var left: Condition
    /// The condition on the right.
    public var right: Condition

    /// A condition on both sides.
    public init(left: Condition, right: Condition) {
      self.left = left
      self.right = right
    }
  }

  /// What it comes down to.
  public var matter: Matter
  /// The numbers behind it, those that decide first.
  public var contrasts: [Contrast] = []
  /// The step on the left that comes next, from 0; nil behind the end.
  public var left: Int?
  /// The step on the right that comes next, from 0; nil behind the end.
  public var right: Int?
}

extension RunDiff {
  /// Why the runs part first; nil if they do not.
  public var cause: DivergenceCause? { alignment.firstDivergence.flatMap(cause(at:)) }

  /// Why the runs part in the divergence that a row belongs to; nil in an equal stretch.
  ///
  /// - Complexity: O(steps of a round · conditions + opened branches · log depth).
  public func cause(at row: Int) -> DivergenceCause? {
    guard alignment.rows.indices.contains(row) else { return nil }
    let stretch = alignment.stretches[alignment.stretch(at: row)]
    guard !stretch.isEqual else { return nil }
    let left = stretch.left.lowerBound < self.left.steps.count ? stretch.left.lowerBound : nil
    let right = stretch.right.lowerBound < self.right.steps.count ? stretch.right.lowerBound : nil
    var cause = DivergenceCause(matter: .actions, left: left, right: right)
    if let left, let right, let found = CauseFinder(diff: self, left: left, right: right).find() {
      (cause.matter, cause.contrasts) = found
    }
    return cause
  }
}

/// Looks for what two runs decided differently where they part.
private struct CauseFinder {
  typealias Finding = (DivergenceCause.Matter, [DivergenceCause.Contrast])

  let diff: RunDiff
  /// The next step on either side.
  let left: Int
  let right: Int

  private var leftStep: RecordedStep { diff.left.steps[left] }
  private var rightStep: RecordedStep { diff.right.steps[right] }
  private var round: Int { min(leftStep.round, rightStep.round) }

  func find() -> Finding? {
    order() ?? verdict() ?? prune() ?? count() ?? warmUp() ?? winner() ?? rest()
  }

  /// Two openings of the same kind, as many branches being open, that bring different ones.
  private func order() -> Finding? {
    let (one, two) = (leftStep, rightStep)
    guard diff.matching == .store, one.opens, two.opens, one.branch == two.branch, one.reason.rule == two.reason.rule
    else { return nil }
    let branches = (diff.left.tracks[one.branch].storeIndex, diff.right.tracks[two.branch].storeIndex)
    return branches.0 == branches.1 ? nil : (.order(left: branches.0, right: branches.1), [])
  }

  /// The same rule considered in the same round on both sides, with another outcome.
  private func verdict() -> Finding? {
    for rule in [leftStep, rightStep].filter(\.considers).map(\.reason.rule) {
      guard let one = considered(rule, in: diff.left, from: left),
        let two = considered(rule, in: diff.right, from: right), one.passed != two.passed
      else { continue }
      let contrasts = contrasts(one.reason, two.reason)
      if !contrasts.isEmpty { return (.verdict(rule, left: one.passed, right: two.passed), contrasts) }
    }
    return nil
  }

  /// The step of this round at which a rule was considered: the next one, else the last.
  private func considered(_ rule: Rule, in recording: Recording, from start: Int) -> RecordedStep? {
    let steps = recording.steps(ofRound: round)
    let found = steps.filter { recording.steps[$0].considers && recording.steps[$0].reason.rule == rule }
    return (found.first { $0 >= start } ?? found.last).map { recording.steps[$0] }
  }

  /// The conditions that hold on one side only; where there are none, those of other numbers.
  private func contrasts(_ one: Reason, _ two: Reason) -> [DivergenceCause.Contrast] {
    let pairs = one.conditions.compactMap { left in
      two.conditions.first { $0.measure == left.measure && $0.comparison == left.comparison }
        .map { DivergenceCause.Contrast(left: left, right: $0) }
    }
    let deciding = pairs.filter { $0.left.holds != $0.right.holds }
    return deciding.isEmpty ? pairs.filter { $0.left != $0.right } : deciding
  }

  /// A branch pruned on one side that the other has too and keeps, with the same count of it there.
  private func prune() -> Finding? {
    for (step, isLeft) in [(leftStep, true), (rightStep, false)] where step.kind == .prune {
      let (own, other) = isLeft ? (diff.left, diff.right) : (diff.right, diff.left)
      let identity = own.identity(ofBranch: step.branch, diff.matching)
      guard let condition = step.reason.conditions.first,
        let branch = other.branch(ofIdentity: identity, diff.matching),
        other.goesOn(branch, inRound: round, before: isLeft ? right : left)
      else { continue }
      if let early = warmUp() { return early }
      let counterpart =
        condition.measure == .streak
        ? other.streak(ofBranch: branch, before: isLeft ? right : left)
        : other.disagreement(ofBranch: branch, inRound: round)
      guard let counterpart else { continue }
      return isLeft
        ? (.branch(left: step.branch, right: branch), [.init(left: condition, right: counterpart)])
        : (.branch(left: branch, right: step.branch), [.init(left: counterpart, right: condition)])
    }
    return nil
  }

  /// Batches, bursts or limits of different sizes.
  private func count() -> Finding? {
    for (step, isLeft) in [(leftStep, true), (rightStep, false)] {
      guard step.reason.parts > 0, step.kind != .check else { continue }
      let (other, end) = isLeft ? (diff.right, right) : (diff.left, left)
      let rule = step.reason.rule
      // A batch lies within a round; samples have one for each.
      let start = rule == .sample ? 0 : other.steps(ofRound: step.round).lowerBound
      let like = other.steps[min(start, end)...end].last { $0.reason.rule == rule && $0.kind == step.kind }
      guard let like, like.reason.parts > 0, like.reason.parts != step.reason.parts else { continue }
      let (left, right) = isLeft ? (step, like) : (like, step)
      return (.count(rule, left: left.reason.parts, right: right.reason.parts), [])
    }
    return nil
  }

  /// Rounds that are enough on one side and not on the other, as a check of this round tells.
  private func warmUp() -> Finding? {
    for rule in [Rule.momentumGate, .confidence, .corroboration] {
      guard let one = considered(rule, in: diff.left, from: left),
        let two = considered(rule, in: diff.right, from: right)
      else { continue }
      let rounds = contrasts(one.reason, two.reason).filter {
        $0.left.measure == .round && $0.left.holds != $0.right.holds
      }
      if !rounds.isEmpty { return (.warmUp, rounds) }
    }
    return nil
  }

  /// The same advance by another rule, because another answer leads.
  private func winner() -> Finding? {
    let rules: Set<Rule> = [.aligned, .deviant]
    guard rules.contains(leftStep.reason.rule), rules.contains(rightStep.reason.rule) else { return nil }
    let winners = (diff.left.winner(before: left), diff.right.winner(before: right))
    let texts = (winners.0.map(diff.left.question.text(of:)), winners.1.map(diff.right.question.text(of:)))
    return texts.0 == texts.1 ? nil : (.winner(left: winners.0, right: winners.1), [])
  }

  /// A branch that goes on on one side and rests on the other.
  private func rest() -> Finding? {
    for (step, isLeft) in [(leftStep, true), (rightStep, false)] where step.kind == .continue {
      let (own, other) = isLeft ? (diff.left, diff.right) : (diff.right, diff.left)
      let identity = own.identity(ofBranch: step.branch, diff.matching)
      guard let branch = other.branch(ofIdentity: identity, diff.matching) else { continue }
      let branches = isLeft ? (step.branch, branch) : (branch, step.branch)
      guard let one = diff.left.streak(ofBranch: branches.0, before: left),
        let two = diff.right.streak(ofBranch: branches.1, before: right), one.holds != two.holds
      else { continue }
      return (.branch(left: branches.0, right: branches.1), [.init(left: one, right: two)])
    }
    return nil
  }
}

extension RecordedStep {
  /// Whether it opens a branch.
  fileprivate var opens: Bool { kind == .branch || kind == .read }

  /// Whether it tells how a stop or a widening came out.
  fileprivate var considers: Bool { kind == .check || kind == .answer && !reason.conditions.isEmpty }
}

extension Recording {
  /// Whether a branch is active before a step, and is not pruned in its round either.
  fileprivate func goesOn(_ branch: Int, inRound round: Int, before step: Int) -> Bool {
    let branches = state(after: step).branches
    guard branch < branches.count, branches[branch].status == .active else { return false }
    return tracks[branch].prunedAt.map { steps[$0].round > round } ?? true
  }

  /// What the controller noted of a branch's disagreement in a round, held against its limit.
  fileprivate func disagreement(ofBranch branch: Int, inRound round: Int) -> Condition? {
    let index = rounds.partitioningIndex { $0.signals.round >= round }
    guard let limit = branchLimits.first(where: { $0.measure == .disagreement }), index < rounds.count,
      rounds[index].signals.round == round
    else { return nil }
    let noted = notes(after: rounds[index].stepCount)?.disagreement ?? []
    let count = branch < noted.count ? Int(noted[branch]) : 0
    return Condition(.disagreement, Double(count), limit.comparison, limit.bound)
  }

  /// The winner as last told before a step.
  fileprivate func winner(before step: Int) -> Answer? { roundIndex(after: step).flatMap { rounds[$0].signals.winner } }

  /// A branch's streak before a step, held against the one at which it rests or ends.
  fileprivate func streak(ofBranch branch: Int, before step: Int) -> Condition? {
    guard let limit = branchLimits.first(where: { $0.measure == .streak }) else { return nil }
    let branches = state(after: step).branches
    guard branch < branches.count, branches[branch].status == .active else { return nil }
    return Condition(.streak, Double(branches[branch].streak), limit.comparison, limit.bound)
  }
}
