import Replay

/// Why two runs part, in words.
extension Wording {
  /// The cause of a divergence: `gate open left, shut right: ema 0.9712 ≥ 0.97 left, 0.9688 right`.
  public func cause(_ cause: DivergenceCause, in diff: RunDiff) -> String {
    switch cause.matter {
    case .order(let left, let right): "the order brings branch \(left + 1) of the store left, \(right + 1) right"
    case .count(let rule, let left, let right): "\(counted(rule)) \(left) left, \(right) right"
    case .verdict(let rule, let left, let right):
      verdicts(rule, left, right) + ": " + contrasts(cause)
    case .warmUp: "warm-up over on one side: \(contrasts(cause))"
    case .branch(let left, let right): branch(cause, left, right, in: diff)
    case .winner(let left, let right):
      "winner \(winner(left, diff.left)) left, \(winner(right, diff.right)) right"
    case .actions: actions(cause, in: diff)
    }
  }

  /// The numbers of a condition on both sides. A bound that both have is said once: `ema 0.9712 ≥ 0.97 left, 0.9688 right`,
  /// and so is a value: `ema 0.9712 ≥ 0.97 left, < 0.98 right`.
  public func contrast(_ contrast: DivergenceCause.Contrast) -> String {
    let (left, right) = (contrast.left, contrast.right)
    var places = max(4, places(left), places(right))
    while places < 12, left.value != right.value,
      fixed(left.value, places: places) == fixed(right.value, places: places)
    {
      places += 1
    }
    func number(_ number: Double) -> String {
      left.measure.kind == .real ? short(number, places: places) : value(number, of: left.measure)
    }
    func relation(_ condition: Condition) -> String {
      condition.holds ? sign(condition.comparison) : opposite(condition.comparison)
    }
    var text = "\(measure(left.measure)) \(number(left.value)) \(relation(left)) \(number(left.bound)) left, "
    if left.value != right.value || left.bound == right.bound { text += number(right.value) }
    if left.bound != right.bound {
      text += (left.value == right.value ? "" : " ") + "\(relation(right)) \(number(right.bound))"
    }
    return text + " right"
  }

  /// A difference of two traces: `steps[12].output.ema_conf: 0.9712 left, 0.9688 right`.
  public func difference(_ difference: TraceDifference) -> String {
    values(difference, path: difference.fullPath)
  }

  /// The same without the step: `output.ema_conf: 0.9712 left, 0.9688 right`.
  public func differenceWithinStep(_ difference: TraceDifference) -> String {
    values(difference, path: difference.path)
  }

  /// One side's value where traces differ: `output.ema_conf 0.9712`.
  public func sided(_ value: TraceValue?, _ difference: TraceDifference) -> String {
    "\(answer(difference.path, limit: 120)) \(value.map(self.value) ?? "nothing")"
  }

  private func values(_ difference: TraceDifference, path: String) -> String {
    func told(_ value: TraceValue?) -> String { value.map(self.value) ?? "nothing" }
    return "\(answer(path, limit: 120)): \(told(difference.leftValue)) left, \(told(difference.rightValue)) right"
  }

  private func contrasts(_ cause: DivergenceCause) -> String {
    cause.contrasts.map(contrast).joined(separator: "; ")
  }

  /// A number without the zeros at its end.
  private func short(_ number: Double, places: Int) -> String {
    var text = fixed(number, places: places)[...]
    guard text.contains(".") else { return String(text) }
    while text.hasSuffix("0") { text.removeLast() }
    return String(text.hasSuffix(".") ? text.dropLast() : text)
  }

  /// How something came out on both sides: `gate open left, shut right`.
  private func verdicts(_ rule: Rule, _ left: Bool, _ right: Bool) -> String {
    let (one, two) = (verdict(Reason(rule), left), verdict(Reason(rule), right))
    let second = one.hasPrefix("gate ") && two.hasPrefix("gate ") ? two.dropFirst(5) : two[...]
    return "\(one) left, \(second) right"
  }

  private func verdict(_ reason: Reason, _ passed: Bool) -> String {
    switch reason.rule {
    case .widen where reason.part == 0: passed ? "widened" : "not widened"
    case .entropy: passed ? "entropy low" : "entropy high"
    case .majority: passed ? "majority" : "no majority"
    case .enoughFinished: passed ? "enough finished" : "too few finished"
    default: outcome(reason, passed: passed)
    }
  }

  private func counted(_ rule: Rule) -> String {
    switch rule {
    case .firstBatch: "first batch of"
    case .widen: "widened by"
    case .sample: "samples at most"
    case .windowRead: "windows of"
    case .round: "advances a round"
    default: "\(words(rule)) advances a round"
    }
  }

  private func branch(_ cause: DivergenceCause, _ left: Int, _ right: Int, in diff: RunDiff) -> String {
    let name = left == right ? "branch \(left + 1)" : "branch \(left + 1) left, \(right + 1) right,"
    guard let contrast = cause.contrasts.first else { return name }
    let next = [cause.left.map { diff.left.steps[$0] }, cause.right.map { diff.right.steps[$0] }]
    let prunes = next.map { $0?.kind == .prune }
    let isDecided = contrast.left.holds != contrast.right.holds
    let isLeft = isDecided ? contrast.left.holds : prunes[0]
    let place = isLeft ? 0 : 1
    let what = !prunes[place] ? "rests" : next[place]?.reason.rule == .consistent ? "ended" : "pruned"
    // Where both reach the bound, one side keeps the branch all the same.
    let kept = isDecided ? "" : ", kept \(isLeft ? "right" : "left") so that enough go on"
    return "\(name) \(what) \(isLeft ? "left" : "right") only\(kept): \(self.contrast(contrast))"
  }

  private func winner(_ answer: Answer?, _ recording: Recording) -> String {
    answer.map { self.answer(recording.question.text(of: $0), limit: 24) } ?? "none"
  }

  /// The two actions; with their reasons where they are the same but for these.
  private func actions(_ cause: DivergenceCause, in diff: RunDiff) -> String {
    let (left, right) = (action(cause.left, diff.left), action(cause.right, diff.right))
    guard left == right else { return "\(left) left, \(right) right" }
    func why(_ index: Int?, _ recording: Recording) -> String { index.map { reason(recording.steps[$0]) } ?? "" }
    return "\(left): \(why(cause.left, diff.left)) left, \(why(cause.right, diff.right)) right"
  }

  /// An action in a few words: `PRUNE branch 7`, `ANSWER 204 (gate open)`.
  private func action(_ index: Int?, _ recording: Recording) -> String {
    guard let index else { return "the end" }
    let step = recording.steps[index]
    switch step.kind {
    case .check: return "check (\(verdict(step.reason, step.passed)))"
    case .answer: return "ANSWER \(winner(step.answer, recording)) (\(words(step.reason.rule)))"
    case .branch, .continue, .probe, .read, .prune: return "\(action(step)) branch \(step.branch + 1)"
    }
  }
}
